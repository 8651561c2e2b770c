package io.rmaflow.kit.web.security;

import org.springframework.security.core.AuthenticationException;

/** A token cannot be looked at, because no key of the issuer is known and it does not answer. */
final class IssuerAway extends AuthenticationException {

  IssuerAway(Throwable cause) {
    super("the issuer of tokens does not answer", cause);
  }
}
