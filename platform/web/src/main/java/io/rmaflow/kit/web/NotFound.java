package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 404}: nothing of that kind has that ID. */
public final class NotFound extends Problem {

  /**
   * @param what the kind of thing, such as {@code case}
   * @param id what was looked for
   */
  public NotFound(String what, String id) {
    super(
        404,
        "NOT_FOUND",
        new Message("該当するデータがありません: " + what + " " + id, "There is no " + what + " " + id));
    member("what", what);
    member("id", id);
  }
}
