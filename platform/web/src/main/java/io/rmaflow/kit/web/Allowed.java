package io.rmaflow.kit.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whose role may call an operation; everybody else is answered {@code 403} before anything of the
 * call is looked at. On a class it holds for all operations of it that say nothing else. An
 * operation with neither this nor {@link WithoutToken} is answered {@code 403} to everybody.
 *
 * <p>What a role may call says nothing of whose things it sees: a {@link Role#CUSTOMER} only those
 * of its own IDs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allowed {

  /** The roles, each of which is enough. */
  Role[] value();
}
