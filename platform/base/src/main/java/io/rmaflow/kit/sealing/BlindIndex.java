package io.rmaflow.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds people by what is stored sealed: HMAC with SHA-256, of which 16 bytes are kept, over the
 * words that somebody may search by, under a key of the database's own. The marks are stored beside
 * the person and deleted with him.
 *
 * <p>Compared after NFKC, without regard to case. A name is found by itself without its spaces, by
 * each of its words, and by the beginnings of those: from two characters on where they are
 * Japanese, from three on otherwise. A mail address and a telephone number are found as wholes, the
 * latter by its digits alone.
 */
public final class BlindIndex {

  private static final Subject KEY = Subject.system("blind-index");
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MARK_BYTES = 16;
  private static final int SHORTEST_LATIN = 3;
  private static final int SHORTEST_JAPANESE = 2;

  /** Beginnings are told apart up to here, in code points; a longer one is compared so far. */
  private static final int LONGEST = 12;

  private static final int FEWEST_DIGITS = 7;

  private final SecretKey key;

  /**
   * An index.
   *
   * @param key whose only use this is; other marks are made with another one
   */
  BlindIndex(PersonKey key) {
    this.key = new SecretKeySpec(key.bytes(), ALGORITHM);
  }

  /** The index of the database in which the keys are; its key is made with the first use. */
  public static BlindIndex of(PersonKeys keys) {
    return new BlindIndex(keys.of(KEY).orElseThrow());
  }

  /** The marks under which a name is stored; none of what is too short to be searched by. */
  public List<byte[]> ofName(@Nullable String name) {
    if (name == null) {
      return List.of();
    }
    String normal = normalised(name);
    Set<String> words = new LinkedHashSet<>();
    beginnings(words, normal.replace(" ", ""));
    for (String word : normal.split(" ", -1)) {
      beginnings(words, word);
    }
    return words.stream().map(word -> mark("name", word)).toList();
  }

  /** The mark under which a mail address is stored; none where there is none. */
  public List<byte[]> ofMail(@Nullable String email) {
    return email == null || email.isBlank()
        ? List.of()
        : List.of(mark("mail", normalised(email).replace(" ", "")));
  }

  /** The mark under which a telephone number is stored; none where it has under 7 digits. */
  public List<byte[]> ofPhone(@Nullable String phone) {
    String digits = phone == null ? "" : normalised(phone).replaceAll("\\D", "");
    return digits.length() < FEWEST_DIGITS ? List.of() : List.of(mark("phone", digits));
  }

  /**
   * The marks of which somebody who is searched for has one at least: of the search as a name, as a
   * mail address and as a telephone number. None where it is too short.
   */
  public List<byte[]> ofSearch(String search) {
    String normal = normalised(search);
    String whole = cut(normal.replace(" ", ""));
    Set<byte[]> marks = new LinkedHashSet<>();
    if (isLongEnough(whole)) {
      marks.add(mark("name", whole));
    }
    marks.addAll(ofMail(search));
    marks.addAll(ofPhone(search));
    return List.copyOf(marks);
  }

  private static void beginnings(Set<String> words, String word) {
    int length = Math.min(LONGEST, word.codePointCount(0, word.length()));
    for (int characters = 1; characters <= length; characters++) {
      String beginning = word.substring(0, word.offsetByCodePoints(0, characters));
      if (isLongEnough(beginning)) {
        words.add(beginning);
      }
    }
  }

  private static String cut(String word) {
    return word.codePointCount(0, word.length()) <= LONGEST
        ? word
        : word.substring(0, word.offsetByCodePoints(0, LONGEST));
  }

  private static boolean isLongEnough(String word) {
    int least = word.codePoints().allMatch(c -> c < 0x2e80) ? SHORTEST_LATIN : SHORTEST_JAPANESE;
    return word.codePointCount(0, word.length()) >= least;
  }

  private static String normalised(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Z}・･]+", " ")
        .strip();
  }

  private byte[] mark(String field, String word) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(field.getBytes(UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(word.getBytes(UTF_8)), MARK_BYTES);
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
