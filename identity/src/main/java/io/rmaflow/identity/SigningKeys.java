package io.rmaflow.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the issuer, the one that signs first. A new key is known for ten minutes before it
 * signs, so that whoever keeps the keys for a while has it by then; those before it stay known
 * until the last token that they signed is over.
 *
 * <p>A file {@value #ROTATE} in the folder asks for a new key; it is made when a key is next needed
 * or asked for, and the file is gone then.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

  static final String FILE = "signing-keys.json";
  static final String ROTATE = "rotate";

  /** Twice as long as the services keep keys. */
  static final Duration KNOWN_BEFORE_IT_SIGNS = Duration.ofMinutes(10);

  /** The longest life of a token, and some minutes for clocks that disagree. */
  static final Duration KNOWN_AFTER_IT_SIGNED = LocalTokens.LASTS.plusMinutes(5);

  private static final int BITS = 2048;

  private final PrivateFolder folder;
  private final InstantSource clock;

  /** Newest first. */
  private List<RSAKey> keys;

  /**
   * @throws IllegalStateException where the file holds something else than such keys
   */
  SigningKeys(PrivateFolder folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.keys = folder.read(FILE).map(SigningKeys::parsed).orElse(List.of());
    current(clock.instant());
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    Instant now = clock.instant();
    return selector.select(new JWKSet(List.<JWK>copyOf(signingFirst(current(now), now))));
  }

  private static List<RSAKey> signingFirst(List<RSAKey> newestFirst, Instant now) {
    RSAKey signing =
        newestFirst.stream()
            .filter(key -> !signsFrom(key).isAfter(now))
            .findFirst()
            .orElse(newestFirst.getLast());
    List<RSAKey> ordered = new ArrayList<>(newestFirst);
    ordered.remove(signing);
    ordered.addFirst(signing);
    return ordered;
  }

  private static Instant signsFrom(RSAKey key) {
    return key.getIssueTime().toInstant().plus(KNOWN_BEFORE_IT_SIGNS);
  }

  private synchronized List<RSAKey> current(Instant now) {
    boolean another = keys.isEmpty() || folder.has(ROTATE);
    List<RSAKey> wanted = stillKnown(another ? withNew(now) : keys, now);
    if (!wanted.equals(keys)) {
      folder.write(FILE, new JWKSet(List.<JWK>copyOf(wanted)).toString(false));
      keys = wanted;
    }
    folder.delete(ROTATE);
    return keys;
  }

  private List<RSAKey> withNew(Instant now) {
    List<RSAKey> more = new ArrayList<>();
    more.add(generated(now));
    more.addAll(keys);
    return more;
  }

  private static List<RSAKey> stillKnown(List<RSAKey> newestFirst, Instant now) {
    List<RSAKey> known = new ArrayList<>();
    Instant successorSigns = Instant.MAX;
    for (RSAKey key : newestFirst) {
      if (successorSigns.isAfter(now.minus(KNOWN_AFTER_IT_SIGNED))) {
        known.add(key);
      }
      successorSigns = signsFrom(key);
    }
    return List.copyOf(known);
  }

  private static RSAKey generated(Instant now) {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyID(UUID.randomUUID().toString())
          .issueTime(Date.from(now))
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Could not make an RSA key", e);
    }
  }

  private static List<RSAKey> parsed(String text) {
    try {
      List<RSAKey> keys = new ArrayList<>();
      for (JWK each : JWKSet.parse(text).getKeys()) {
        if (!(each instanceof RSAKey key)
            || !key.isPrivate()
            || key.size() < BITS
            || key.getKeyID() == null
            || key.getIssueTime() == null) {
          throw new IllegalStateException(
              FILE
                  + " holds a key that is no private RSA key of 2048 bits or more with kid and iat");
        }
        keys.add(key);
      }
      keys.sort(Comparator.comparing(RSAKey::getIssueTime).reversed());
      return List.copyOf(keys);
    } catch (ParseException e) {
      // its message may repeat what it could not read
      throw new IllegalStateException(FILE + " is not a JWK set; delete it, and a new key is made");
    }
  }
}
