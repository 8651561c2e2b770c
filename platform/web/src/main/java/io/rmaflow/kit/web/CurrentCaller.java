package io.rmaflow.kit.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who makes a call, for what stands round its operation and takes no {@link Caller}. */
public final class CurrentCaller {

  private CurrentCaller() {}

  /** Who makes the call that this thread works on; null where nobody has shown a token. */
  public static @Nullable Caller get() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? caller
        : null;
  }

  /**
   * Who makes the call that this thread works on.
   *
   * @throws Unauthenticated where nobody has shown a token
   */
  public static Caller required() {
    Caller caller = get();
    if (caller == null) {
      throw Unauthenticated.noToken();
    }
    return caller;
  }
}
