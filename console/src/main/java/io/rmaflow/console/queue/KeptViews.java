package io.rmaflow.console.queue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views of the queue that a browser keeps in a cookie, each under a name.
 *
 * @param all in the order in which they were kept, ten at most: a cookie has 4 kB
 */
record KeptViews(List<Kept> all) {

  private static final int MOST = 10;
  private static final int LONGEST_NAME = 30;
  private static final String BETWEEN = "\t";

  /** A view with its name. */
  record Kept(String name, View view) {}

  KeptViews {
    all = List.copyOf(all);
  }

  /** Of a cookie; none where it is not one of these. */
  static KeptViews read(@Nullable String cookie) {
    if (cookie == null) {
      return new KeptViews(List.of());
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
      return new KeptViews(text.lines().flatMap(KeptViews::line).limit(MOST).toList());
    } catch (IllegalArgumentException notOurs) {
      return new KeptViews(List.of());
    }
  }

  private static Stream<Kept> line(String line) {
    String[] parts = line.split(BETWEEN, -1);
    return parts.length == 3 && !tidy(parts[0]).isEmpty()
        ? Stream.of(new Kept(tidy(parts[0]), View.of(parts[1], parts[2], null)))
        : Stream.empty();
  }

  /** As the cookie has it. */
  String written() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            all.stream()
                .map(
                    kept ->
                        String.join(
                            BETWEEN,
                            kept.name(),
                            kept.view().who() == null ? "" : kept.view().who().name(),
                            kept.view().due() == null ? "" : kept.view().due().name()))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
  }

  /** With one more; the oldest goes where there are too many. A name without a letter is none. */
  KeptViews with(String name, View view) {
    String tidy = tidy(name);
    if (tidy.isEmpty()) {
      return this;
    }
    List<Kept> more = new ArrayList<>(without(tidy).all());
    more.add(new Kept(tidy, view.onPage(0)));
    return new KeptViews(more.subList(Math.max(0, more.size() - MOST), more.size()));
  }

  KeptViews without(String name) {
    return new KeptViews(all.stream().filter(kept -> !kept.name().equals(tidy(name))).toList());
  }

  private static String tidy(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ").strip();
    int most = Math.min(LONGEST_NAME, line.codePointCount(0, line.length()));
    return line.substring(0, line.offsetByCodePoints(0, most)).strip();
  }
}
