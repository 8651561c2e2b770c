package io.rmaflow.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test: the clauses of the maintenance policy whose effect the test shows, such as "CSB-4".
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Clause {

  /** Clause IDs as they stand in the policy's clause table. */
  String[] value();
}
