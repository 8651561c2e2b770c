package io.rmaflow.kit.web.security;

import java.io.IOException;

/** The service has no token of its own at the moment; it may be asked for again. */
public final class TokenUnavailable extends IOException {

  TokenUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  TokenUnavailable(String message) {
    super(message);
  }
}
