package io.rmaflow.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The clauses of the maintenance policy behind an element, such as "CSB-4": on a rule, those that
 * it carries out; on a test, those whose effect it shows.
 *
 * <p>{@code docs/policy/clauses.md} lists them all, and {@code docs/policy/index.md} is written
 * from these annotations, from the clause to its rules and tests. The IDs are written as literals:
 * the page is made by reading sources.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.CONSTRUCTOR, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface Clause {

  /** Clause IDs, or IDs of readings such as "A-08", as they stand in the table. */
  String[] value();
}
