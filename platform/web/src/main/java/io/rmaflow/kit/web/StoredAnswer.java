package io.rmaflow.kit.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** An answer as it leaves: status, headers and the bytes of the body. */
final class StoredAnswer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  StoredAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /**
   * The answer of an operation that says of what type it answers. Its body are the bytes that the
   * first caller was given, also where they were written by an earlier version: nobody takes the
   * value out of it, it is written as it stands.
   */
  @SuppressWarnings("unchecked")
  <T> ResponseEntity<T> toResponseOf() {
    return (ResponseEntity<T>) toResponse();
  }

  ResponseEntity<byte[]> toResponse() {
    HttpHeaders all = new HttpHeaders();
    headers.forEach(all::set);
    if (body.length == 0) {
      return ResponseEntity.status(status).headers(all).build();
    }
    return ResponseEntity.status(status).headers(all).body(body);
  }
}
