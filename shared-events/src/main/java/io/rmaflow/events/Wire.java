package io.rmaflow.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The declared name of an event on the wire; never derived from a Java name. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Wire {

  /** The event's name, such as {@code ReplacementShipped}. */
  String value();

  /** Version of the payload, counted from 1. */
  int version() default 1;
}
