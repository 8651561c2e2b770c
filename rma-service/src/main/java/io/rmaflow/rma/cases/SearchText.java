package io.rmaflow.rma.cases;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts as they are searched by: full and half width, upper and lower case are the same. */
final class SearchText {

  private SearchText() {}

  static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
  }

  static String ofAll(@Nullable Object... texts) {
    return Stream.of(texts)
        .filter(Objects::nonNull)
        .map(text -> of(text.toString()))
        .collect(Collectors.joining("\n"));
  }

  /** The pattern of a {@code like} that finds the text anywhere. */
  static String anywhere(String text) {
    return "%" + of(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
