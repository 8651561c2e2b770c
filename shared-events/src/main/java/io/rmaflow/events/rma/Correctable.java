package io.rmaflow.events.rma;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a fact that can be corrected (RMA-9). Its type says how a value is written; of a
 * record, such as a shipment, those fields can be corrected that are marked there.
 *
 * @see CorrectableFields
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Correctable {

  /** The largest value of a whole number, inclusive; the smallest is 0. */
  long max() default Long.MAX_VALUE;
}
