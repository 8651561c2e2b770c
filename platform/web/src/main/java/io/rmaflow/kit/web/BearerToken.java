package io.rmaflow.kit.web;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.values.Characters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON Web Tokens: {@code sub}, {@code role} and, for customers, {@code customerIds} (a list)
 * or {@code customer} (one ID).
 *
 * <p><strong>The signature is not verified yet</strong>, nor is the expiry looked at: any
 * well-formed token is believed. Until that is done the services must listen on the loopback
 * interface only.
 */
public final class BearerToken {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String SCHEME = "bearer ";
  private static final int MAX_SUBJECT = 128;

  private BearerToken() {}

  /**
   * Who calls.
   *
   * @param authorization the header {@code Authorization}
   * @throws Problem 401 where there is none or it holds no such token
   */
  static Caller callerOf(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      throw RequestProblem.unauthenticated(
          "Authorization ヘッダーにトークンが必要です。", "A bearer token is needed.");
    }
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw malformed();
    }
    String[] parts = authorization.substring(SCHEME.length()).strip().split("\\.", -1);
    if (parts.length != 3) {
      throw malformed();
    }
    object(parts[0]);
    decode(parts[2]);
    return caller(object(parts[1]));
  }

  /**
   * The header {@code Authorization} of a service that calls another one; unsigned, as long as
   * signatures are not verified.
   */
  public static String ofService(String service) {
    String header = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    String claims =
        encode(
            MAPPER.writeValueAsString(
                MAPPER
                    .createObjectNode()
                    .put("sub", service)
                    .put("role", Role.SERVICE.wireName())));
    return "Bearer " + header + "." + claims + "." + encode("unsigned");
  }

  private static Caller caller(JsonNode claims) {
    JsonNode subject = claims.get("sub");
    JsonNode role = claims.get("role");
    if (subject == null || !subject.isString() || role == null || !role.isString()) {
      throw malformed();
    }
    String sub = subject.stringValue();
    boolean printable = Characters.wrongInLine(sub).isEmpty();
    if (sub.isBlank() || sub.length() > MAX_SUBJECT || !printable) {
      throw malformed();
    }
    Role known =
        Role.ofWireName(role.stringValue().toLowerCase(Locale.ROOT))
            .orElseThrow(BearerToken::malformed);
    return new Caller(sub, known, customerIds(claims));
  }

  private static Set<String> customerIds(JsonNode claims) {
    Set<String> ids = new HashSet<>();
    for (String name : new String[] {"customerIds", "customer"}) {
      JsonNode claim = claims.get(name);
      if (claim != null && claim.isString()) {
        ids.add(customerId(claim.stringValue()));
      } else if (claim != null && claim.isArray()) {
        claim.values().stream()
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .map(BearerToken::customerId)
            .forEach(ids::add);
      }
    }
    return ids;
  }

  private static String customerId(String claimed) {
    try {
      return new CustomerId(claimed).value();
    } catch (UnusableId unusable) {
      throw malformed();
    }
  }

  private static JsonNode object(String part) {
    try {
      JsonNode node = MAPPER.readTree(decode(part));
      if (node == null || !node.isObject()) {
        throw malformed();
      }
      return node;
    } catch (JacksonException notJson) {
      throw malformed();
    }
  }

  private static byte[] decode(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException notBase64) {
      throw malformed();
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestProblem malformed() {
    return RequestProblem.unauthenticated(
        "トークンを読み取れません。", "This is not a token with a subject and a known role.");
  }
}
