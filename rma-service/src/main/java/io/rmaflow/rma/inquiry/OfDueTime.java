package io.rmaflow.rma.inquiry;

import io.rmaflow.events.rma.Deadline;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.axonframework.messaging.annotation.HasHandlerAttributes;

/** Marks a handler that takes the setting of one due time only, so that no other starts a saga. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@HasHandlerAttributes
public @interface OfDueTime {

  /** Of which. */
  Deadline.Name name();
}
