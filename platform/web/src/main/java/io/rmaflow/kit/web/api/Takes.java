package io.rmaflow.kit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A body that is no JSON and that an operation reads itself: a file, or a form with one. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Takes.All.class)
public @interface Takes {

  /** The media type, such as {@code multipart/form-data}. */
  String type();

  /**
   * A record whose components are the parts of a form, as in a request; {@code byte[]} is a file.
   * None where the whole body is the file.
   */
  Class<?> parts() default Void.class;

  /** Several of them, any of which is taken. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {

    /** Each of another media type. */
    Takes[] value();
  }
}
