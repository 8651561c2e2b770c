package io.rmaflow.identity;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Passwords and secrets that are made once and kept in a file {@code name=secret}, a line each;
 * {@code #} begins a line that says nothing. Who changes a line has changed the secret from the
 * next start on.
 */
final class Secrets {

  /** Characters that are not taken for one another. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  /** 24 of 31 characters: 118 bits. */
  private static final int LENGTH = 24;

  private static final int GROUP = 6;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** The secret of each name, out of the file; what is missing is made and added to its end. */
  static Map<String, String> keptIn(PrivateFolder folder, String file, Collection<String> names) {
    String text = folder.read(file).orElse("");
    Map<String, String> all = parsed(text);
    StringBuilder longer = new StringBuilder(text);
    for (String name : names) {
      if (all.getOrDefault(name, "").isEmpty()) {
        all.put(name, random());
        longer
            .append(longer.isEmpty() || longer.charAt(longer.length() - 1) == '\n' ? "" : "\n")
            .append(name)
            .append('=')
            .append(all.get(name))
            .append('\n');
      }
    }
    if (longer.length() > text.length()) {
      folder.write(file, longer.toString());
    }
    all.keySet().retainAll(names);
    return Map.copyOf(all);
  }

  private static Map<String, String> parsed(String text) {
    Map<String, String> all = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
        .forEach(
            line -> {
              int sign = line.indexOf('=');
              all.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
            });
    return all;
  }

  private static String random() {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        secret.append('-');
      }
      secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }
}
