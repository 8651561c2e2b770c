package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a call is not answered with 2xx. Leaves the service as {@code application/problem+json} (RFC
 * 9457); what was begun in the same write is rolled back.
 */
public abstract class Problem extends RuntimeException {

  private final int status;
  private final String code;
  private final Message text;
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  protected Problem(int status, String code, Message text) {
    super(code + ": " + text.en());
    this.status = status;
    this.code = code;
    this.text = text;
  }

  /** The HTTP status, 4xx or 5xx. */
  public final int status() {
    return status;
  }

  /** What a program may look at, such as {@code NOT_FOUND}. */
  public final String code() {
    return code;
  }

  /** What a person reads. */
  public final Message text() {
    return text;
  }

  /** Members beyond those of RFC 9457, in order. */
  public final Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** Response headers that belong to the answer, such as {@code Retry-After}. */
  public final Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  protected final void member(String name, Object value) {
    members.put(name, value);
  }

  protected final void header(String name, String value) {
    headers.put(name, value);
  }
}
