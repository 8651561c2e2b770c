package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 429} with {@code Retry-After}: the caller calls too often; nothing was recorded. */
public final class TooManyRequests extends Problem {

  /**
   * @param retryAfterSeconds whole seconds of real time until a call is let in again, at least 1
   * @param callsPerSecond how many are let in for long
   */
  public TooManyRequests(long retryAfterSeconds, long callsPerSecond) {
    super(
        429,
        "TOO_MANY_REQUESTS",
        new Message(
            "リクエストが多すぎます（1 秒あたり "
                + callsPerSecond
                + " 件まで）。"
                + retryAfterSeconds
                + " 秒後にもう一度お試しください。",
            "There are too many calls: "
                + callsPerSecond
                + " a second are let in. Try again in "
                + retryAfterSeconds
                + " s."));
    header("Retry-After", Long.toString(retryAfterSeconds));
    member("callsPerSecond", callsPerSecond);
  }
}
