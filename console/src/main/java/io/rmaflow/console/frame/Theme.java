package io.rmaflow.console.frame;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Light or dark, or as the person's machine is. */
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Theme named(@Nullable String wireName) {
    return Arrays.stream(values())
        .filter(theme -> theme.wireName().equals(wireName))
        .findFirst()
        .orElse(SYSTEM);
  }
}
