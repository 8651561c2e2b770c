package io.rmaflow.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bearer tokens of a running stack, of any role: its issuer gives them to whoever can read the
 * secret of the command line in its folder. One that is asked for again is the same until shortly
 * before its end.
 */
public final class Tokens {

  private static final String CLIENT = "rma-cli";
  private static final String GRANT = "urn:rmaflow:grant-type:local-token";
  private static final int LIMIT_MILLIS = 10_000;
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);

  private final URI endpoint;
  private final Path secrets;
  private final Map<Holder, Token> known = new ConcurrentHashMap<>();

  private record Holder(String role, @Nullable String actor, List<String> customerIds) {}

  private record Token(String text, Instant until) {}

  /**
   * @param issuer its base URL, without a slash at the end
   * @param secrets the file in which it keeps the secrets of programs
   */
  Tokens(String issuer, Path secrets) {
    this.endpoint = URI.create(issuer + "/oauth2/token");
    this.secrets = secrets;
  }

  /**
   * A token that lasts twelve hours on the machine's clock; one of an earlier call where that still
   * lasts five minutes or more.
   *
   * @param role a role of the published language
   * @param actor who acts, as the events will say; null: {@code local-<role>}
   * @param customerIds for {@code customer} its own IDs, at least one; otherwise none
   * @throws StackFailure where the issuer does not answer, or says what is wrong with the request
   */
  public String of(String role, @Nullable String actor, List<String> customerIds) {
    Holder holder = new Holder(role, actor, List.copyOf(customerIds));
    Token token =
        known.compute(
            holder,
            (asked, kept) ->
                kept != null && Instant.now().isBefore(kept.until()) ? kept : issued(asked));
    return token.text();
  }

  /** The same for somebody without customer IDs. */
  public String of(String role, String actor) {
    return of(role, actor, List.of());
  }

  /**
   * The secret of a program.
   *
   * @throws StackFailure where the issuer has not made it, or nobody but another user may read it
   */
  static String secretOf(String client, Path secrets) {
    try {
      return Files.readAllLines(secrets).stream()
          .filter(line -> line.startsWith(client + "="))
          .map(line -> line.substring(client.length() + 1).strip())
          .findFirst()
          .orElseThrow(() -> new StackFailure(secrets + " has no secret of " + client));
    } catch (IOException e) {
      throw new StackFailure("The secrets of programs in " + secrets + " cannot be read", e);
    }
  }

  private Token issued(Holder holder) {
    Instant asked = Instant.now();
    try {
      // java.net.http takes a quarter of a second to begin with, which is most of ./rma token
      HttpURLConnection call = (HttpURLConnection) endpoint.toURL().openConnection();
      call.setConnectTimeout(LIMIT_MILLIS);
      call.setReadTimeout(LIMIT_MILLIS);
      call.setRequestMethod("POST");
      call.setRequestProperty("Authorization", "Basic " + credentials());
      call.setDoOutput(true);
      try (OutputStream body = call.getOutputStream()) {
        body.write(form(holder).getBytes(StandardCharsets.US_ASCII));
      }
      int status = call.getResponseCode();
      JsonNode answer = read(status < 400 ? call.getInputStream() : call.getErrorStream());
      if (status != 200) {
        throw new StackFailure(
            answer
                .path("error_description")
                .asString(
                    "The issuer refuses: " + status + " " + answer.path("error").asString("")));
      }
      return new Token(
          answer.required("access_token").asString(),
          asked.plusSeconds(answer.required("expires_in").longValue()).minus(BEFORE_THE_END));
    } catch (ConnectException e) {
      throw new StackFailure("The issuer of the stack does not run at " + endpoint, e);
    } catch (IOException | JacksonException e) {
      throw new StackFailure("No token from " + endpoint + ": " + e.getMessage(), e);
    }
  }

  private String credentials() {
    return Base64.getEncoder()
        .encodeToString(
            (CLIENT + ":" + encoded(secretOf(CLIENT, secrets)))
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static String form(Holder holder) {
    List<String> fields = new ArrayList<>();
    fields.add("grant_type=" + encoded(GRANT));
    fields.add("role=" + encoded(holder.role()));
    if (holder.actor() != null) {
      fields.add("actor=" + encoded(holder.actor()));
    }
    holder.customerIds().forEach(id -> fields.add("customer_id=" + encoded(id)));
    return String.join("&", fields);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode read(@Nullable InputStream body) throws IOException {
    if (body == null) {
      return JsonMapper.shared().createObjectNode();
    }
    try (body) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return text.isBlank()
          ? JsonMapper.shared().createObjectNode()
          : JsonMapper.shared().readTree(text);
    }
  }
}
