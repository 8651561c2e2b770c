package io.rmaflow.testkit.calls;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One call, to be sent as often as one likes.
 *
 * @param operation as the document names it, such as {@code GET /api/cases/{caseId}}
 * @param target path and query, encoded
 * @param headers names and values by turns
 */
@SuppressWarnings("ArrayRecordComponent") // sent as it is, never compared
record GeneratedCall(
    int number,
    Kind kind,
    String role,
    String operation,
    String method,
    String target,
    List<String> headers,
    byte[] body) {

  /** How good it is meant to be. */
  enum Kind {
    /** As the document says; whether the state allows it is another matter. */
    VALID,
    /** Valid but for one or two things. */
    NEARLY_VALID,
    /** Of nothing that anybody means. */
    NONSENSE
  }

  private static final Duration LONGEST = Duration.ofSeconds(30);

  GeneratedCall {
    headers = List.copyOf(headers);
    body = body.clone();
  }

  HttpRequest request(String base, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + target))
            .timeout(LONGEST)
            .header("Authorization", authorization)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request.build();
  }

  boolean hasKey() {
    return headers.contains("Idempotency-Key");
  }

  @Override
  public String toString() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < headers.size(); i += 2) {
      said.add(headers.get(i) + ": " + shortened(headers.get(i + 1)));
    }
    return "#%d as %s, %s: %s %s %s %s"
        .formatted(
            number,
            role,
            kind,
            method,
            shortened(target),
            said,
            shortened(new String(body, StandardCharsets.UTF_8)));
  }

  static String shortened(String text) {
    return text.length() <= 1_500 ? text : text.substring(0, 1_500) + "… (" + text.length() + ")";
  }
}
