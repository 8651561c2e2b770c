package io.rmaflow.kit.personal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.values.Characters;
import io.rmaflow.kit.keys.RandomKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether two addresses, or two owners, are the same without telling what they are: HMAC with
 * SHA-256 over the NFKC form without spaces and hyphens (A-74, EXC-CSB-12). Whoever shares the key
 * computes the same.
 */
@Clause({"A-74", "EXC-CSB-12"})
public final class Fingerprints {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * Fingerprints under a key.
   *
   * @param key the same in all services
   */
  public Fingerprints(RandomKey key) {
    this.key = new SecretKeySpec(key.bytes(), ALGORITHM);
  }

  /** Of a postal code and an address; 64 hexadecimal digits. */
  public String site(String postalCode, String address) {
    return hmac(normalised(postalCode) + "\n" + normalised(address));
  }

  /** Of the name of an owner; 64 hexadecimal digits. */
  public String owner(String name) {
    return hmac(normalised(name));
  }

  private static String normalised(String text) {
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .filter(c -> Characters.HYPHENS.indexOf(c) < 0)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
