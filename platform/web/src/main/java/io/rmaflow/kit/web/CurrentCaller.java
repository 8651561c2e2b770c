package io.rmaflow.kit.web;

import org.jspecify.annotations.Nullable;

/** Who makes a call, for what stands round its operation and takes no {@link Caller}. */
public final class CurrentCaller {

  private CurrentCaller() {}

  /** Who makes the call that this thread works on; null where nobody has shown a token. */
  public static @Nullable Caller get() {
    return Callers.present();
  }
}
