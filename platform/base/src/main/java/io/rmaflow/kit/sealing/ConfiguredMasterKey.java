package io.rmaflow.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rmaflow.kit.keys.RandomKey;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Master keys from the configuration: the first one wraps, and all of them unwrap. */
final class ConfiguredMasterKey implements MasterKey {

  static final String SETTING = "rmaflow.personal.master-keys";

  private static final int NAME_BYTES = 4;

  private final Map<String, SecretKey> keys = new LinkedHashMap<>();
  private final String present;

  /**
   * Keys from their texts.
   *
   * @param texts the present one first, former ones after it
   * @throws io.rmaflow.kit.keys.UnusableKey where there is none, or one is no key
   */
  ConfiguredMasterKey(List<String> texts) {
    for (String text : texts.isEmpty() ? List.of("") : texts) {
      SecretKeySpec key = Aes.key(RandomKey.of(SETTING, text).bytes());
      keys.putIfAbsent(nameOf(key), key);
    }
    present = keys.keySet().iterator().next();
  }

  @Override
  public String present() {
    return present;
  }

  @Override
  public boolean knows(String name) {
    return keys.containsKey(name);
  }

  @Override
  public byte[] wrap(Subject subject, byte[] key) {
    return Aes.seal(key(present), bindingOf(subject), key);
  }

  @Override
  public byte[] unwrap(Subject subject, String name, byte[] wrapped) {
    return Aes.open(key(name), bindingOf(subject), wrapped, "the key of " + subject.id());
  }

  private SecretKey key(String name) {
    SecretKey key = keys.get(name);
    if (key == null) {
      throw new IllegalStateException(
          "a key is wrapped by master key " + name + ", which " + SETTING + " does not name");
    }
    return key;
  }

  private static byte[] bindingOf(Subject subject) {
    return new Place("person_key.wrapped", subject.id()).bindingOf(subject);
  }

  /** Tells keys apart, and nothing about them. */
  private static String nameOf(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal("master key".getBytes(UTF_8)), 0, NAME_BYTES);
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
