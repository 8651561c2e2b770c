package io.rmaflow.kit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation may answer instead of its result, beyond what every operation of its kind may
 * answer: that is known from its parameters and its roles and is not repeated. On a class it holds
 * for all operations of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Refuses.All.class)
public @interface Refuses {

  /** The HTTP status, 400 to 599. */
  int status();

  /**
   * The codes of the problem, such as {@code VERSION_MISMATCH}; of a {@code 400} those of its
   * fields' errors, of a {@code 422} those of its refusals. Empty where the status alone says it.
   */
  String[] codes() default {};

  /** When it is answered so, in English; empty where the codes say it. */
  String when() default "";

  /** Several of them. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface All {

    /** Each of another status, or of the same with other codes. */
    Refuses[] value();
  }
}
