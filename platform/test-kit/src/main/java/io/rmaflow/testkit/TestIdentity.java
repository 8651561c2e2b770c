package io.rmaflow.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuer of tokens for tests: a key made in this JVM, its metadata, JWK set and token endpoint
 * on loopback. It signs whatever a test asks for, so that a service can be seen to refuse it; times
 * are real time, whatever the business clock of the test shows.
 */
public final class TestIdentity implements AutoCloseable {

  /** What every token of ours is for. */
  public static final String AUDIENCE = "rmaflow";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIFE = Duration.ofMinutes(10);

  private static @Nullable TestIdentity shared;

  private final HttpServer server;
  private final AtomicInteger keySetReads = new AtomicInteger();
  private final AtomicInteger tokenRequests = new AtomicInteger();
  private final Map<String, String> clients = new ConcurrentHashMap<>();
  private volatile List<Key> keys = List.of(Key.make());
  private volatile boolean down;
  private volatile Duration clientTokenLife = LIFE;
  private volatile Duration delay = Duration.ZERO;

  private TestIdentity() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::metadata);
    server.createContext("/keys", this::keySet);
    server.createContext("/token", this::clientToken);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** One for all tests that do not change it. */
  public static synchronized TestIdentity shared() {
    if (shared == null) {
      shared = new TestIdentity();
    }
    return shared;
  }

  /** One of its own, with keys of its own. */
  public static TestIdentity start() {
    return new TestIdentity();
  }

  /** As it stands in {@code iss}, and where its metadata are. */
  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where its public keys are. */
  public String jwkSetUri() {
    return issuer() + "/keys";
  }

  /** Where clients get tokens of their own. */
  public String tokenUri() {
    return issuer() + "/token";
  }

  /**
   * The settings of a service that believes this issuer and has an account at it.
   *
   * @param service the client ID, and the subject of the tokens the service gets
   */
  public Map<String, String> settings(String service) {
    String secret = clients.computeIfAbsent(service, anyService -> UUID.randomUUID().toString());
    return Map.of(
        "rmaflow.security.issuer", issuer(),
        "rmaflow.security.client-id", service,
        "rmaflow.security.client-secret", secret);
  }

  /** A good token; customer IDs are for the role {@code customer}. */
  public String token(String role, String subject, String... customerIds) {
    return tokenOf(role, subject, customerIds).signed();
  }

  /** The header {@code Authorization} with a good token. */
  public String bearer(String role, String subject, String... customerIds) {
    return "Bearer " + token(role, subject, customerIds);
  }

  /** A token that is good until something of it is changed. */
  public Token tokenOf(String role, String subject, String... customerIds) {
    return new Token(role, subject, List.of(customerIds));
  }

  /** From now on a new key signs; what it replaces stays in the set. */
  public synchronized void rotate() {
    List<Key> all = new ArrayList<>(keys);
    all.addFirst(Key.make());
    keys = List.copyOf(all);
  }

  /** Takes all keys but the newest out of the set. */
  public synchronized void dropOldKeys() {
    keys = List.of(keys.getFirst());
  }

  /** Answers everything with 503 as long as it is down. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** Lets every answer wait for so long. */
  public void slow(Duration wait) {
    delay = wait;
  }

  /** How long the tokens live that clients are given. */
  public void clientTokensLive(Duration life) {
    clientTokenLife = life;
  }

  /** How often somebody asked for the keys. */
  public int keySetReads() {
    return keySetReads.get();
  }

  /** How often a client asked for a token. */
  public int tokenRequests() {
    return tokenRequests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        Map.of("issuer", issuer(), "jwks_uri", jwkSetUri(), "token_endpoint", tokenUri()));
  }

  private void keySet(HttpExchange exchange) throws IOException {
    keySetReads.incrementAndGet();
    answer(exchange, 200, Map.of("keys", keys.stream().map(Key::json).toList()));
  }

  private void clientToken(HttpExchange exchange) throws IOException {
    tokenRequests.incrementAndGet();
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String client = client(exchange.getRequestHeaders().getFirst("Authorization"));
    if (client == null || !form.contains("grant_type=client_credentials")) {
      answer(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    Duration life = clientTokenLife;
    String token = tokenOf("service", client).expiresAt(Instant.now().plus(life)).signed();
    answer(
        exchange,
        200,
        Map.of("access_token", token, "token_type", "Bearer", "expires_in", life.toSeconds()));
  }

  private @Nullable String client(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return null;
    }
    byte[] decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
    String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    String id = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
    String secret = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
    return secret.equals(clients.get(id)) ? id : null;
  }

  private void answer(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    try (exchange) {
      Thread.sleep(delay);
      byte[] bytes = JSON.writeValueAsBytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(down ? 503 : status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encoded(Map<String, Object> json) {
    return encoded(JSON.writeValueAsBytes(json));
  }

  /** A key pair and the name it has in the set. */
  private record Key(String kid, KeyPair pair) {

    static Key make() {
      return new Key(UUID.randomUUID().toString(), pairOfKeys());
    }

    static KeyPair pairOfKeys() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    Map<String, Object> json() {
      RSAPublicKey key = (RSAPublicKey) pair.getPublic();
      return Map.of(
          "kty",
          "RSA",
          "use",
          "sig",
          "alg",
          "RS256",
          "kid",
          kid,
          "n",
          encoded(unsigned(key.getModulus().toByteArray())),
          "e",
          encoded(unsigned(key.getPublicExponent().toByteArray())));
    }

    private static byte[] unsigned(byte[] number) {
      return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }
  }

  /** A token that is not signed yet; {@code null} as a value leaves a claim or a header out. */
  public final class Token {

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final Key key = keys.getFirst();

    private Token(String role, String subject, List<String> customerIds) {
      Instant now = Instant.now();
      header.put("alg", "RS256");
      header.put("typ", "JWT");
      header.put("kid", key.kid());
      claims.put("iss", TestIdentity.this.issuer());
      claims.put("aud", List.of(AUDIENCE));
      claims.put("sub", subject);
      claims.put("role", role);
      if (!customerIds.isEmpty()) {
        claims.put("customerIds", customerIds);
      }
      // the same claims in the same second would be the same token
      claims.put("jti", UUID.randomUUID().toString());
      claims.put("iat", now.getEpochSecond());
      claims.put("exp", now.plus(LIFE).getEpochSecond());
    }

    /** Sets a claim. */
    public Token claim(String name, @Nullable Object value) {
      return set(claims, name, value);
    }

    /** Sets a parameter of the header, such as {@code jku}. */
    public Token header(String name, @Nullable Object value) {
      return set(header, name, value);
    }

    private Token set(Map<String, Object> where, String name, @Nullable Object value) {
      if (value == null) {
        where.remove(name);
      } else {
        where.put(name, value);
      }
      return this;
    }

    /** Issued long before, where it has ended already. */
    public Token expiresAt(Instant end) {
      claim("iat", Math.min(Instant.now().getEpochSecond(), end.getEpochSecond() - 3600));
      return claim("exp", end.getEpochSecond());
    }

    /** Ended an hour ago. */
    public Token expired() {
      return expiresAt(Instant.now().minus(Duration.ofHours(1)));
    }

    /** Begins then. */
    public Token notBefore(Instant begin) {
      return claim("nbf", begin.getEpochSecond());
    }

    /** Begins in an hour and ends in two. */
    public Token notYetValid() {
      Instant now = Instant.now();
      expiresAt(now.plus(Duration.ofHours(2)));
      return notBefore(now.plus(Duration.ofHours(1)));
    }

    /** Of another issuer, by its claim. */
    public Token ofAnotherIssuer() {
      return claim("iss", "https://elsewhere.example");
    }

    /** For somebody else. */
    public Token forAnotherAudience() {
      return claim("aud", List.of("another-application"));
    }

    /** By the issuer's present key. */
    public String signed() {
      return signed(key.pair());
    }

    /** By a key that the issuer never had, under the name of one it has. */
    public String forged() {
      return signed(Key.pairOfKeys());
    }

    /** By a key that the issuer never had, under a name that the issuer never gave. */
    public String signedByAnUnknownKey() {
      header.put("kid", UUID.randomUUID().toString());
      return signed(Key.pairOfKeys());
    }

    /** By a key of the sender's own, which the token itself brings along. */
    public String signedByTheKeyInItsHeader() {
      Key own = Key.make();
      header.put("kid", own.kid());
      header.put("jwk", own.json());
      return signed(own.pair());
    }

    /** Without a signature, and says so. */
    public String unsigned() {
      header.put("alg", "none");
      return encoded(header) + "." + encoded(claims) + ".";
    }

    /** With {@code alg} none and something that looks like a signature. */
    public String unsignedWithASignature() {
      header.put("alg", "none");
      return encoded(header)
          + "."
          + encoded(claims)
          + "."
          + encoded("unsigned".getBytes(StandardCharsets.UTF_8));
    }

    /** HS256 with the issuer's public key as the secret, which everybody knows. */
    public String signedWithThePublicKeyAsASecret() {
      header.put("alg", "HS256");
      String content = encoded(header) + "." + encoded(claims);
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256"));
        return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private String signed(KeyPair pair) {
      String content = encoded(header) + "." + encoded(claims);
      try {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + encoded(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
