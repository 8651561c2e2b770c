package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 412}: {@code If-Match} names another version than the current one. */
public final class VersionMismatch extends Problem {

  /** The thing has the given version now. */
  public VersionMismatch(long currentVersion) {
    super(
        412,
        "VERSION_MISMATCH",
        new Message(
            "他の更新が先に行われました。最新の内容を読み直してください。",
            "The thing has changed in the meantime; read it again."));
    member("version", currentVersion);
    header("ETag", VersionTag.of(currentVersion));
  }

  /** The call has no current version to compare with, such as one that creates. */
  public VersionMismatch() {
    super(
        412,
        "VERSION_MISMATCH",
        new Message(
            "この呼び出しには比較できる版がないため、If-Match は使えません。",
            "This call has no version that If-Match could be compared with."));
  }
}
