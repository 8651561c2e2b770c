package io.rmaflow.kit.web.limits;

import io.rmaflow.events.Message;
import io.rmaflow.kit.web.Problem;
import java.time.Duration;

/** {@code 408}: the connection is closed, so that the rest is not waited for. */
final class TooSlow extends Problem {

  TooSlow(Duration time, long bytesASecond) {
    super(
        408,
        "BODY_TOO_SLOW",
        new Message(
            "リクエスト本文の送信が遅すぎます（%d 秒以内、以降は毎秒 %d バイト以上）。".formatted(time.toSeconds(), bytesASecond),
            "The body came too slowly: it has %d s, and beyond that %d bytes a second."
                .formatted(time.toSeconds(), bytesASecond)));
  }
}
