package io.rmaflow.kit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation, a record or a component of it is, in Japanese; what it is in English, its
 * Javadoc says. Both stand in the description of the API.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface InJapanese {

  /** Whole sentences. */
  String value();
}
