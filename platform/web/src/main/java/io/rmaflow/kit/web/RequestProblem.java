package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** What can be wrong with a call before anybody has read its fields. */
final class RequestProblem extends Problem {

  private RequestProblem(int status, String code, String ja, String en) {
    super(status, code, new Message(ja, en));
  }

  private RequestProblem with(String header, String value) {
    header(header, value);
    return this;
  }

  static RequestProblem tooLarge(int maxBytes) {
    return new RequestProblem(
        413,
        "BODY_TOO_LARGE",
        "リクエスト本文は " + maxBytes + " バイト以内にしてください。",
        "The body must not have more than " + maxBytes + " bytes.");
  }

  static RequestProblem notJson(String contentType) {
    return new RequestProblem(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "リクエスト本文は application/json で送ってください: " + contentType,
            "The body must be application/json, not " + contentType + ".")
        .with("Accept", "application/json");
  }

  static RequestProblem encoded(String encoding) {
    return new RequestProblem(
            415,
            "UNSUPPORTED_CONTENT_ENCODING",
            "Content-Encoding には対応していません: " + encoding,
            "The content encoding " + encoding + " is not supported.")
        .with("Accept-Encoding", "identity");
  }

  static RequestProblem notAcceptable() {
    return new RequestProblem(
        406,
        "NOT_ACCEPTABLE",
        "応答は application/json だけです。",
        "The answer is available as application/json only.");
  }

  static RequestProblem keyReused() {
    return new RequestProblem(
        422,
        "IDEMPOTENCY_KEY_REUSED",
        "この Idempotency-Key は別の内容のリクエストに使われています。",
        "This Idempotency-Key has been used for a request with another body.");
  }

  static RequestProblem answerErased() {
    return new RequestProblem(
        409,
        "IDEMPOTENCY_ANSWER_ERASED",
        "この Idempotency-Key のリクエストは処理済みですが、その応答に含まれる個人情報は削除済みです。",
        "The request with this Idempotency-Key has been carried out, and somebody of whom its answer"
            + " told has been erased since.");
  }

  static RequestProblem inFlight() {
    return new RequestProblem(
            409,
            "IDEMPOTENCY_IN_FLIGHT",
            "同じ Idempotency-Key のリクエストを処理中です。",
            "The first request with this Idempotency-Key is still running.")
        .with("Retry-After", "1");
  }
}
