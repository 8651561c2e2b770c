package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 403}: the caller is known, but its role or its customer IDs do not allow this. */
public final class Forbidden extends Problem {

  public Forbidden(String ja, String en) {
    super(403, "FORBIDDEN", new Message(ja, en));
  }

  /** The role of the caller does not allow this. */
  public static Forbidden role(Role role) {
    return new Forbidden(
        "この操作を行う権限がありません（" + role.wireName() + "）。",
        "The role " + role.wireName() + " does not allow this.");
  }
}
