package io.rmaflow.kit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation answers where it is not what its type says: {@code 200} with JSON of the type
 * that the method returns, or {@code 204} where it returns nothing. A {@code 201} comes with a
 * {@code Location}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Answers.All.class)
public @interface Answers {

  /** The HTTP status, 200 to 299. */
  int status() default 200;

  /** When it is answered so, or what that means, in English; empty for the usual words. */
  String when() default "";

  /** The types one of which is answered; empty for the type that the method returns. */
  Class<?>[] body() default {};

  /** The media type; what is no JSON is a text or bytes. {@code *}{@code /*} for any. */
  String type() default "application/json";

  /** Headers beyond those of any such answer, such as {@code Repr-Digest: SHA-256 of it}. */
  String[] headers() default {};

  /** Several of them. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {

    /** Each of another status, or of another media type; the words are then those of the first. */
    Answers[] value();
  }
}
