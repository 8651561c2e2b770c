package io.rmaflow.kit.web.security;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The tokens with which this service calls others: of its own account at the issuer (client
 * credentials, RFC 6749, section 4.4), kept until shortly before they end. One thread at a time
 * asks for the next one, and the others go on with the present one as long as it is good.
 */
public final class ServiceTokens {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceTokens.class);

  /** So long before its end a token is renewed; a tenth of its life where that is shorter. */
  private static final Duration AHEAD = Duration.ofSeconds(60);

  /** So long a token is kept at least, even where somebody has refused it. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  /** After a failure the issuer is left alone for so long. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final IssuerMetadata issuer;
  private final @Nullable URI tokenUri;
  private final String credentials;
  private final String client;
  private final LongSupplier nanoTime;
  private final ReentrantLock fetching = new ReentrantLock();

  private volatile @Nullable Token present;
  private volatile @Nullable Long failed;

  private record Token(String authorization, long since, long renew, long end) {}

  /**
   * @param tokenUri where tokens are; null: as the issuer's metadata say
   * @param nanoTime real time, which the business clock does not move
   */
  ServiceTokens(
      IssuerMetadata issuer,
      @Nullable URI tokenUri,
      String client,
      String secret,
      LongSupplier nanoTime) {
    this.issuer = issuer;
    this.tokenUri = tokenUri;
    this.client = client;
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (form(client) + ":" + form(secret)).getBytes(StandardCharsets.US_ASCII));
    this.nanoTime = nanoTime;
  }

  /**
   * The header {@code Authorization} for a call to another service. Asks the issuer where that is
   * needed, for some seconds at most.
   *
   * @throws TokenUnavailable where the issuer does not answer or does not know this service
   */
  public String authorization() throws TokenUnavailable {
    Token token = present;
    long now = nanoTime.getAsLong();
    if (token != null && token.renew() - now > 0) {
      return token.authorization();
    }
    if (token != null && token.end() - now > 0) {
      return renewed(token).authorization();
    }
    fetching.lock();
    try {
      Token meanwhile = present;
      return (meanwhile != null && meanwhile.renew() - nanoTime.getAsLong() > 0
              ? meanwhile
              : fetch())
          .authorization();
    } finally {
      fetching.unlock();
    }
  }

  /**
   * Another service has answered 401: what it was shown is not used again, unless it is very new
   * and the fault therefore elsewhere.
   *
   * @param authorization the header it was shown
   */
  public void refused(String authorization) {
    Token token = present;
    if (token != null
        && token.authorization().equals(authorization)
        && nanoTime.getAsLong() - token.since() >= KEPT.toNanos()) {
      present = null;
    }
  }

  private Token renewed(Token old) {
    if (!fetching.tryLock()) {
      return old;
    }
    try {
      Token meanwhile = present;
      return meanwhile != null && !meanwhile.equals(old) ? meanwhile : fetch();
    } catch (TokenUnavailable later) {
      return old;
    } finally {
      fetching.unlock();
    }
  }

  private Token fetch() throws TokenUnavailable {
    long asked = nanoTime.getAsLong();
    Long before = failed;
    if (before != null && asked - before < PAUSE.toNanos()) {
      throw new TokenUnavailable("the issuer of tokens did not answer a moment ago");
    }
    try {
      JsonNode answer =
          issuer.post(
              issuer.find(tokenUri, "token_endpoint"),
              credentials,
              "grant_type=client_credentials");
      Token token = read(answer, asked);
      present = token;
      if (before != null) {
        LOG.info("The issuer of tokens answers again");
        failed = null;
      }
      return token;
    } catch (IOException away) {
      failed = nanoTime.getAsLong();
      if (before == null) {
        LOG.warn(
            "No token for calls to other services, as {}; they are tried again: {}",
            client,
            away.toString());
      }
      throw new TokenUnavailable("the issuer of tokens gives none", away);
    }
  }

  private static Token read(JsonNode answer, long asked) throws IOException {
    String token = answer.path("access_token").asString("");
    long seconds = answer.path("expires_in").asLong(0);
    if (token.isBlank() || seconds < 1) {
      throw new IOException("its answer has no access_token with an expires_in");
    }
    Duration life = Duration.ofSeconds(seconds);
    Duration ahead = life.dividedBy(10).compareTo(AHEAD) < 0 ? life.dividedBy(10) : AHEAD;
    return new Token(
        "Bearer " + token, asked, asked + life.minus(ahead).toNanos(), asked + life.toNanos());
  }

  /** As section 2.3.1 of RFC 6749 wants it, before the colon comes between. */
  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
