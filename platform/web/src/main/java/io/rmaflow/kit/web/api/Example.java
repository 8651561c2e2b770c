package io.rmaflow.kit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A body that an operation accepts, to be copied from the description. A service does not start
 * where it is no JSON; that it is accepted, a test shows by sending it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Example.All.class)
public @interface Example {

  /** JSON; or {@code classpath:} and the path of a file that consists of it. */
  String value();

  /** What it is an example of, in English; needed where there are several. */
  String name() default "";

  /** Several of them, each with a name of its own. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {

    /** In the order in which they are shown. */
    Example[] value();
  }
}
