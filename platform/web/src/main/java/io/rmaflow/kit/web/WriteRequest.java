package io.rmaflow.kit.web;

import io.rmaflow.kit.clock.BusinessClock;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that writes, as it came: a controller method takes it as an argument and hands it to
 * {@link Writes#perform}. The body is read when it is first asked for, and never further than the
 * limit of {@value #MAX_BODY_BYTES} bytes.
 */
public final class WriteRequest {

  /** The largest JSON body, in bytes. */
  public static final int MAX_BODY_BYTES = 1_048_576;

  private static final int MAX_KEY_LENGTH = 255;
  private static final String OF_THE_REQUEST = WriteRequest.class.getName();

  private final HttpServletRequest request;
  private final Caller caller;
  private final Instant receivedAt;
  private final BackdatingLimit backdating;
  private boolean bodyOptional;
  private boolean versionCompared;
  private String contentRead = "";
  private @Nullable String stream;
  private @Nullable ObjectNode body;
  private @Nullable Problem unreadable;
  private @Nullable Findings findings;

  private WriteRequest(
      HttpServletRequest request, Caller caller, Instant receivedAt, BackdatingLimit backdating) {
    this.request = request;
    this.caller = caller;
    this.receivedAt = receivedAt;
    this.backdating = backdating;
    this.bodyOptional = request.getMethod().equals("DELETE");
  }

  /** The call that everything which a method takes is read from: the same for all of it. */
  public static WriteRequest of(
      HttpServletRequest request, BusinessClock clock, BackdatingLimit backdating) {
    if (request.getAttribute(OF_THE_REQUEST) instanceof WriteRequest known) {
      return known;
    }
    WriteRequest call =
        new WriteRequest(request, CurrentCaller.required(), clock.now(), backdating);
    request.setAttribute(OF_THE_REQUEST, call);
    return call;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** When the call came, by the business clock; the default of {@code occurredAt}. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** The path as it came, without the query. */
  public String path() {
    return request.getRequestURI();
  }

  /** The HTTP method. */
  public String method() {
    return request.getMethod();
  }

  /** The same call, where no body at all is as good as {@code {}}. */
  public WriteRequest withOptionalBody() {
    bodyOptional = true;
    return this;
  }

  /**
   * The same call, whose body is not JSON and has been read by the caller already: it has no
   * fields.
   *
   * @param content what has to be equal for two calls under one {@code Idempotency-Key} to be the
   *     same
   */
  public WriteRequest withContentRead(String content) {
    contentRead = content;
    body = StrictJson.empty();
    return this;
  }

  /**
   * The same call, which continues this stream: its action begins when nobody else writes to it,
   * and calls for one stream take place in the order of their arrival. What the action reads of the
   * stream is then true until the answer.
   */
  public WriteRequest continuing(String streamId) {
    stream = streamId;
    return this;
  }

  @Nullable String stream() {
    return stream;
  }

  /**
   * Binds the body to a record. What is wrong with the body or its fields waits for {@link
   * Writes#perform}, where the call has one: what it names in its path comes first.
   *
   * @param reading makes the record of a body and notes what is wrong with it
   */
  public Object bind(BiFunction<Findings, ObjectNode, Object> reading) {
    Findings found = Findings.ofBody(caller, receivedAt, backdating);
    Object bound;
    try {
      bound = reading.apply(found, body());
    } catch (Problem noBody) {
      bound = reading.apply(found.copy(), StrictJson.empty());
    }
    findings = found;
    return bound;
  }

  /**
   * Refuses a body that is none, or whose record is wrong.
   *
   * @throws Problem 400, 413 or 415
   */
  public void checkBody() {
    findings().check();
  }

  /** What is wrong with the record of the body; nothing where the call has none. */
  Findings findings() {
    body();
    Findings known = findings;
    return known == null ? Findings.ofBody(caller, receivedAt, backdating) : known.copy();
  }

  /**
   * Compares with {@code If-Match}, where the caller sent one; to be called inside the action with
   * the version that the named stream has then.
   *
   * @throws VersionMismatch where it names another one
   */
  public void requireVersion(long currentVersion) {
    versionCompared = true;
    List<String> headers = headers("If-Match");
    if (headers.isEmpty()) {
      return;
    }
    String current = VersionTag.of(currentVersion);
    boolean matches =
        headers.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(current));
    if (!matches) {
      throw new VersionMismatch(currentVersion);
    }
  }

  /** Whether there was an {@code If-Match} that nobody has looked at. */
  boolean ignoresIfMatch() {
    return !versionCompared && !headers("If-Match").isEmpty();
  }

  void beginAttempt() {
    versionCompared = false;
  }

  /** Refuses a caller who could not read the answer, before anything is done. */
  void checkAcceptsJson() {
    List<String> accept = headers("Accept");
    if (accept.isEmpty()) {
      return;
    }
    try {
      boolean readable =
          MediaType.parseMediaTypes(accept).stream()
              .anyMatch(
                  type -> type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON));
      if (!readable) {
        throw RequestProblem.notAcceptable();
      }
    } catch (InvalidMediaTypeException malformed) {
      throw RequestProblem.notAcceptable();
    }
  }

  @Nullable String consistencyTokens() {
    List<String> headers = headers(Consistency.HEADER);
    return headers.isEmpty() ? null : String.join(",", headers);
  }

  @Nullable String idempotencyKey() {
    List<String> keys = headers("Idempotency-Key");
    if (keys.isEmpty()) {
      return null;
    }
    String key = keys.getFirst().strip();
    boolean printable = key.chars().noneMatch(Character::isISOControl);
    if (keys.size() > 1 || key.isEmpty() || key.length() > MAX_KEY_LENGTH || !printable) {
      throw InvalidRequest.of(
          "Idempotency-Key",
          "MALFORMED",
          "Idempotency-Key は 1 個だけ、1 から " + MAX_KEY_LENGTH + " 文字で指定してください。",
          "There must be one Idempotency-Key of 1 to " + MAX_KEY_LENGTH + " characters.");
    }
    return key;
  }

  /** The body and the query: what has to be equal for two calls to be the same. */
  String content() {
    String query = request.getQueryString();
    return StrictJson.canonical(body()) + "\n" + (query == null ? "" : query) + contentRead;
  }

  private List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  private ObjectNode body() {
    if (unreadable != null) {
      throw unreadable;
    }
    ObjectNode known = body;
    if (known == null) {
      known = readBodyOnce();
      body = known;
    }
    return known;
  }

  /** What it consists of is gone when it has been read, and why it is wrong has to be kept. */
  private ObjectNode readBodyOnce() {
    try {
      return readBody();
    } catch (Problem wrong) {
      unreadable = wrong;
      throw wrong;
    }
  }

  private ObjectNode readBody() {
    if (request.getContentLengthLong() > MAX_BODY_BYTES) {
      throw RequestProblem.tooLarge(MAX_BODY_BYTES);
    }
    String contentType = request.getContentType();
    boolean mayBeEmpty = bodyOptional;
    if (request.getContentLengthLong() != 0) {
      checkContentType(contentType);
    }
    byte[] bytes = readBytes();
    if (bytes.length == 0 && mayBeEmpty) {
      return StrictJson.empty();
    }
    if (bytes.length == 0) {
      throw InvalidRequest.of(
          "", "MALFORMED_JSON", "リクエスト本文がありません。", "There is no body; it must be a JSON object.");
    }
    return StrictJson.object(decode(bytes));
  }

  /**
   * Refuses a body that is compressed, also one that is no JSON and that the caller reads himself:
   * nothing is unpacked, whatever it is.
   *
   * @throws Problem 415
   */
  public void requireNotCompressed() {
    for (String encoding : headers("Content-Encoding")) {
      if (!encoding.equalsIgnoreCase("identity")) {
        throw RequestProblem.encoded(encoding);
      }
    }
  }

  private void checkContentType(@Nullable String contentType) {
    requireNotCompressed();
    if (contentType == null) {
      return;
    }
    MediaType type;
    try {
      type = MediaType.parseMediaType(contentType);
    } catch (InvalidMediaTypeException malformed) {
      throw RequestProblem.notJson(contentType);
    }
    boolean json =
        type.getType().equals("application")
            && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    if (!json) {
      throw RequestProblem.notJson(contentType);
    }
    String charset = type.getParameter("charset");
    if (charset != null && !charset.replace("\"", "").equalsIgnoreCase("utf-8")) {
      throw InvalidRequest.of(
          "Content-Type",
          "WRONG_CHARSET",
          "文字コードは UTF-8 だけです: " + charset,
          "The charset must be UTF-8, not " + charset + ".");
    }
  }

  private byte[] readBytes() {
    try (InputStream in = request.getInputStream()) {
      byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
      if (bytes.length > MAX_BODY_BYTES) {
        throw RequestProblem.tooLarge(MAX_BODY_BYTES);
      }
      return bytes;
    } catch (IOException brokenOff) {
      throw InvalidRequest.of("", "BODY_INCOMPLETE", "リクエスト本文が途中で切れています。", "The body broke off.");
    }
  }

  private static String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(in)
          .toString();
    } catch (CharacterCodingException malformed) {
      throw InvalidRequest.of(
          "",
          "WRONG_CHARSET",
          "UTF-8 として読み取れません (" + in.position() + " バイト目)。",
          "The body is not UTF-8 (byte " + in.position() + ").");
    }
  }
}
