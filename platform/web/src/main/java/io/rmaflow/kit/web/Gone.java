package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 410}: it was there and has been erased. */
public final class Gone extends Problem {

  /**
   * @param what the kind of thing, such as {@code contact}
   * @param id what was looked for
   */
  public Gone(String what, String id) {
    super(
        410,
        "ERASED",
        new Message("削除済みです: " + what + " " + id, "The " + what + " " + id + " has been erased"));
    member("what", what);
    member("id", id);
  }
}
