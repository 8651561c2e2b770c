package io.rmaflow.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The key of one person, in clear, for as long as a call lasts: whoever keeps it longer could read
 * what was erased meanwhile. Safe for many threads.
 */
public final class PersonKey {

  private final Subject subject;
  private final SecretKey key;

  PersonKey(Subject subject, SecretKey key) {
    this.subject = subject;
    this.key = key;
  }

  /** For what makes another kind of key of it. */
  byte[] bytes() {
    return key.getEncoded();
  }

  /** Whose it is. */
  public Subject subject() {
    return subject;
  }

  /** Bytes as they are stored in a place; never the same twice. */
  public byte[] seal(Place place, byte[] plain) {
    return Aes.seal(key, place.bindingOf(subject), plain);
  }

  /**
   * The bytes from what is stored in a place.
   *
   * @throws SealBroken where they were not sealed for this place under this key
   */
  public byte[] open(Place place, byte[] sealed) {
    return Aes.open(key, place.bindingOf(subject), sealed, place.field() + " " + place.row());
  }

  /** A text as it is stored in a place; null where there is none. */
  public byte @Nullable [] sealText(Place place, @Nullable String text) {
    return text == null ? null : seal(place, text.getBytes(UTF_8));
  }

  /**
   * The text from what is stored in a place; null where nothing is.
   *
   * @throws SealBroken where it was not sealed for this place under this key
   */
  public @Nullable String openText(Place place, byte @Nullable [] sealed) {
    return sealed == null ? null : new String(open(place, sealed), UTF_8);
  }

  /**
   * The sealed form of a stream, made as it is read. Where the stream fails, reading fails, and
   * what was read so far cannot be opened as a whole.
   *
   * @param plain from its first byte; closed together with what is answered
   */
  public InputStream sealing(Place place, InputStream plain) {
    return new SealingInput(key, place.bindingOf(subject), plain);
  }

  /**
   * What is in the sealed form of a stream. Each piece is checked before a byte of it is given, and
   * the end is known to be the end.
   *
   * @param sealed from its first byte; closed together with what is answered
   * @throws SealBroken from a reading where it was not sealed for this place under this key
   */
  public InputStream opening(Place place, InputStream sealed) {
    return new SealedInput(
        key, place.bindingOf(subject), sealed, place.field() + " " + place.row());
  }

  /** Tells nothing but whose it is. */
  @Override
  public String toString() {
    return "PersonKey[" + subject.id() + "]";
  }
}
