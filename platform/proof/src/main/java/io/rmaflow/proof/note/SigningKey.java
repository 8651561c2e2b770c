package io.rmaflow.proof.note;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A private key under its name. It is written {@code PRIVATE+KEY+name+keyId+base64}, as the tools
 * around Go's checksum database do; the base64 is the kind and the 32 bytes of the seed.
 */
public final class SigningKey {

  private static final String PREFIX = "PRIVATE+KEY+";

  private final VerifierKey verifier;
  private final PrivateKey key;
  private final byte[] seed;

  private SigningKey(String name, VerifierKey.Kind kind, byte[] seed) {
    KeyPair pair = Ed25519.ofSeed(seed);
    this.verifier = new VerifierKey(name, kind, Ed25519.encoded(pair.getPublic()));
    this.key = pair.getPrivate();
    this.seed = seed.clone();
  }

  /**
   * A new key.
   *
   * @param name a name that is nobody else's, for a log's key its origin
   * @throws MalformedNote where the name has spaces or a plus sign
   */
  public static SigningKey generate(String name, VerifierKey.Kind kind, SecureRandom random) {
    byte[] seed = new byte[Ed25519.KEY_LENGTH];
    random.nextBytes(seed);
    return new SigningKey(name, kind, seed);
  }

  /**
   * The key of a seed.
   *
   * @param seed 32 bytes
   */
  public static SigningKey ofSeed(String name, VerifierKey.Kind kind, byte[] seed) {
    if (seed.length != Ed25519.KEY_LENGTH) {
      throw new MalformedNote("a seed of Ed25519 has 32 bytes, not " + seed.length);
    }
    return new SigningKey(name, kind, seed);
  }

  /**
   * Reads {@code PRIVATE+KEY+name+keyId+base64}.
   *
   * @throws MalformedNote where it is anything else; the message does not tell the key
   */
  public static SigningKey parse(String text) {
    String rest = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
    int first = rest.indexOf('+');
    int second = rest.indexOf('+', first + 1);
    if (first <= 0 || second < 0) {
      throw new MalformedNote("a private key is written PRIVATE+KEY+name+keyId+base64");
    }
    byte[] material;
    try {
      material = Base64.getDecoder().decode(rest.substring(second + 1));
    } catch (IllegalArgumentException e) {
      // without the cause, whose message may tell what was decoded
      material = new byte[0];
    }
    if (material.length != 1 + Ed25519.KEY_LENGTH) {
      throw new MalformedNote("the private key is not the base64 of 33 bytes");
    }
    SigningKey key =
        new SigningKey(
            rest.substring(0, first),
            VerifierKey.Kind.of(material[0]),
            Arrays.copyOfRange(material, 1, material.length));
    if (!key.verifier.idInHex().equals(rest.substring(first + 1, second))) {
      throw new MalformedNote("the private key's ID is not " + rest.substring(first + 1, second));
    }
    return key;
  }

  /** The key that verifies what this one signs. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The private key as {@link #parse} reads it: to be kept secret. */
  public String secret() {
    byte[] material =
        ByteBuffer.allocate(1 + seed.length).put(verifier.kind().type()).put(seed).array();
    return PREFIX
        + verifier.name()
        + "+"
        + verifier.idInHex()
        + "+"
        + Base64.getEncoder().encodeToString(material);
  }

  byte[] sign(byte[] message) {
    return Ed25519.sign(key, message);
  }

  /** The public key: this may stand in a log. */
  @Override
  public String toString() {
    return verifier.toString();
  }
}
