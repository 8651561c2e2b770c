package io.rmaflow.kit.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What a write answers with 2xx; everything else is thrown as a {@link Problem}.
 *
 * @param <T> of the body, which the description of the API tells; {@link Void} where there is none
 * @param status 200, 201 or 204
 * @param location of what was created
 * @param body written as JSON; nothing with 204
 * @param streamId the stream that the call named; its present version stands in the {@code
 *     Consistency-Token} where the call wrote nothing
 * @param version of that stream after the write; answered as {@code ETag}
 */
public record Answer<T>(
    int status,
    @Nullable String location,
    @Nullable T body,
    @Nullable String streamId,
    @Nullable Long version) {

  /** {@code 200} with a body. */
  public static <T> Answer<T> ok(T body) {
    return new Answer<>(200, null, body, null, null);
  }

  /** {@code 201} with a body and the path of what was created. */
  public static <T> Answer<T> created(String location, T body) {
    return new Answer<>(201, location, body, null, null);
  }

  /**
   * {@code 201} with a body and the path of what was created, by an ID that somebody gave.
   *
   * @param collection the path before the ID, such as {@code /api/units}
   */
  public static <T> Answer<T> created(String collection, String id, T body) {
    return created(collection + "/" + UriUtils.encode(id, StandardCharsets.UTF_8), body);
  }

  /** {@code 202} with a body and the path where to see what becomes of it. */
  public static <T> Answer<T> accepted(String location, T body) {
    return new Answer<>(202, location, body, null, null);
  }

  /** {@code 204}. */
  public static Answer<Void> noContent() {
    return new Answer<>(204, null, null, null, null);
  }

  /** With the version that the named stream has now: its last {@code streamsequence}. */
  public Answer<T> withVersion(String stream, long streamVersion) {
    return new Answer<>(status, location, body, stream, streamVersion);
  }

  /** With the stream that the call named, but without an {@code ETag}. */
  public Answer<T> naming(String stream) {
    return new Answer<>(status, location, body, stream, version);
  }
}
