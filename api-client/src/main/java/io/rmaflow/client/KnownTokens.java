package io.rmaflow.client;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What was written last, by the tokens that the answers to writes carry. */
final class KnownTokens {

  private static final int KEPT = 20;

  private final Set<String> tokens = new LinkedHashSet<>();

  synchronized void add(String token) {
    tokens.remove(token);
    tokens.add(token);
    if (tokens.size() > KEPT) {
      tokens.remove(tokens.iterator().next());
    }
  }

  /** The value of a {@code Consistency-Token}; nothing where nothing was written. */
  synchronized Optional<String> all() {
    return tokens.isEmpty() ? Optional.empty() : Optional.of(String.join(",", tokens));
  }
}
