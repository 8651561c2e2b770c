package io.rmaflow.kit.web.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the issuer of tokens, and never for longer than a few seconds. */
final class IssuerMetadata {

  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 256 * 1024;

  private final String issuer;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  IssuerMetadata(String issuer) {
    this.issuer = issuer;
  }

  /**
   * Where the issuer does something.
   *
   * @param configured as the settings say, which is then what counts
   * @param name as the metadata of OpenID Connect name it, such as {@code jwks_uri}
   */
  URI find(@Nullable URI configured, String name) throws IOException {
    if (configured != null) {
      return configured;
    }
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode metadata = get(URI.create(base + WELL_KNOWN));
    if (!issuer.equals(metadata.path("issuer").asString(""))) {
      throw new IOException("the metadata at " + base + WELL_KNOWN + " are of another issuer");
    }
    try {
      return URI.create(metadata.path(name).asString(""));
    } catch (IllegalArgumentException unreadable) {
      throw new IOException("the metadata of " + issuer + " have no usable " + name, unreadable);
    }
  }

  /** What is there, as JSON. */
  JsonNode get(URI uri) throws IOException {
    return send(HttpRequest.newBuilder(checked(uri)).GET());
  }

  /** What comes back for a form; nothing of either is told in a failure. */
  JsonNode post(URI uri, String authorization, String form) throws IOException {
    return send(
        HttpRequest.newBuilder(checked(uri))
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static URI checked(URI uri) throws IOException {
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IOException("not an address of the issuer: " + uri);
    }
    return uri;
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    HttpRequest built = request.timeout(ANSWER).header("Accept", "application/json").build();
    try {
      HttpResponse<String> response =
          http.send(
              built,
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
      if (response.statusCode() != 200) {
        throw new IOException(built.uri() + " answered " + response.statusCode());
      }
      return JsonMapper.shared().readTree(response.body());
    } catch (JacksonException notJson) {
      // the body may hold a token, which a parser likes to repeat
      throw new IOException(built.uri() + " answered something that is not JSON");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the issuer was asked", stopping);
    }
  }
}
