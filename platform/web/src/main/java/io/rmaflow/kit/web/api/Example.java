package io.rmaflow.kit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A body that an operation accepts, or a value of a parameter of its query, to be copied from the
 * description. There is no description where a body is no JSON; that it is accepted, a test shows
 * by sending it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Repeatable(Example.All.class)
public @interface Example {

  /**
   * JSON, or what the media type says; or {@code classpath:} and the path of a file that consists
   * of it. Of a parameter of a query its text.
   */
  String value();

  /** What it is an example of, in English; needed where there are several. */
  String name() default "";

  /** The media type of the body. */
  String type() default "application/json";

  /** Several of them, each with a name of its own. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {

    /** In the order in which they are shown. */
    Example[] value();
  }
}
