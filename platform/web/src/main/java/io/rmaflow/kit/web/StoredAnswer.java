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

  ResponseEntity<byte[]> toResponse() {
    HttpHeaders all = new HttpHeaders();
    headers.forEach(all::set);
    if (body.length == 0) {
      return ResponseEntity.status(status).headers(all).build();
    }
    return ResponseEntity.status(status).headers(all).body(body);
  }
}
