package io.rmaflow.notification.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is found to lie outside a service after the acceptance, in the words of its clause
 * (NOT-16). The lists of the procedures are not mixed, so each clause has its own line.
 */
final class Exclusions {

  private static final String FILE = "/mail/exclusions.tsv";

  private static final Map<String, Words> WORDS = read();

  private record Words(String ja, String en) {}

  private Exclusions() {}

  /** The clauses that have words. */
  static Set<String> clauses() {
    return WORDS.keySet();
  }

  /** The clause in words; its code where it is a clause of a later version. */
  static String say(String clause, String code, Language language) {
    Words words = WORDS.get(clause);
    return words == null ? code : language.say(words.ja(), words.en());
  }

  private static Map<String, Words> read() {
    try (InputStream file =
        Objects.requireNonNull(Exclusions.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 3))
          .collect(
              Collectors.toUnmodifiableMap(
                  fields -> fields[0], fields -> new Words(fields[1], fields[2])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
