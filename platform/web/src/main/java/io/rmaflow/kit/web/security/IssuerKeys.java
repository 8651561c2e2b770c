package io.rmaflow.kit.web.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of the issuer. They are fetched when the first token comes, again every five
 * minutes, and for a key nobody knows; that at most once in ten seconds, as everybody can make up
 * names of keys. Keys that are known stay good while the issuer does not answer.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Without any key nothing can be served, so that waiting for ten seconds would be too long. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final IssuerMetadata issuer;
  private final @Nullable URI configured;
  private final LongSupplier nanoTime;
  private final ReentrantLock fetching = new ReentrantLock();

  private volatile @Nullable Known known;

  /** When the issuer was asked last, whatever came of it; written by who holds the lock. */
  private volatile @Nullable Long asked;

  /** Whether the last attempt failed: told once and not at every call. */
  private volatile boolean failing;

  private record Known(JWKSet keys, long since) {}

  /**
   * @param configured where the keys are; null: as the issuer's metadata say
   * @param nanoTime real time, which the business clock does not move
   */
  IssuerKeys(IssuerMetadata issuer, @Nullable URI configured, LongSupplier nanoTime) {
    this.issuer = issuer;
    this.configured = configured;
    this.nanoTime = nanoTime;
  }

  /**
   * The keys that may have signed a token; none where the issuer has none of that name.
   *
   * @throws KeySourceException where no key is known and the issuer does not answer
   */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Known now = known;
    if (now == null) {
      return selector.select(first().keys());
    }
    if (isOver(now.since(), FRESH)) {
      now = refreshed(now);
    }
    List<JWK> found = selector.select(now.keys());
    return found.isEmpty() ? selector.select(refreshed(now).keys()) : found;
  }

  /**
   * Stands for the keys as they are known now, which are fetched again where that is due: what was
   * verified under another edition is to be verified again. Null before any key is known.
   */
  @Nullable Object edition() {
    Known now = known;
    return now != null && isOver(now.since(), FRESH) ? refreshed(now) : now;
  }

  private Known first() throws KeySourceException {
    fetching.lock();
    try {
      Known meanwhile = known;
      if (meanwhile == null && mayAsk(FIRST_PAUSE)) {
        meanwhile = fetch();
      }
      if (meanwhile == null) {
        throw new JWKSetUnavailableException("the keys of the issuer are not known yet");
      }
      return meanwhile;
    } finally {
      fetching.unlock();
    }
  }

  /** The newest ones, where they may be asked for; whoever comes while another asks goes on. */
  private Known refreshed(Known old) {
    if (!mayAsk(PAUSE) || !fetching.tryLock()) {
      return newest(old);
    }
    try {
      if (mayAsk(PAUSE)) {
        fetch();
      }
      return newest(old);
    } finally {
      fetching.unlock();
    }
  }

  private Known newest(Known old) {
    Known newest = known;
    return newest == null ? old : newest;
  }

  private @Nullable Known fetch() {
    asked = nanoTime.getAsLong();
    try {
      JWKSet keys =
          JWKSet.parse(issuer.get(issuer.find(configured, "jwks_uri")).toString()).toPublicJWKSet();
      if (keys.isEmpty()) {
        throw new IOException("the issuer has no key");
      }
      Known fetched = new Known(keys, nanoTime.getAsLong());
      known = fetched;
      if (failing) {
        LOG.info("The issuer of tokens answers again");
      }
      failing = false;
      return fetched;
    } catch (IOException | ParseException down) {
      if (!failing) {
        LOG.warn(
            "The keys of the issuer of tokens cannot be fetched, {}: {}",
            known == null ? "so that no call can be served" : "those that are known stay good",
            down.toString());
      }
      failing = true;
      return null;
    }
  }

  private boolean mayAsk(Duration pause) {
    Long last = asked;
    return last == null || isOver(last, pause);
  }

  private boolean isOver(long since, Duration span) {
    return nanoTime.getAsLong() - since >= span.toNanos();
  }
}
