package io.rmaflow.rma.casefile;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.TextId;
import io.rmaflow.rma.cover.PolicyContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to show a state as it is read back.
 *
 * @param policy its calendar counts how many business days a return was late
 * @param texts free texts by their ID; empty where one is erased or not to be shown
 * @param presentIds the account that an ID means
 * @param audience who reads
 */
public record Reading(
    PolicyContext policy,
    Function<TextId, Optional<String>> texts,
    UnaryOperator<CustomerId> presentIds,
    Audience audience) {

  /** The text; absent where there is none, or none to be shown. */
  public @Nullable String text(@Nullable TextId id) {
    return id == null || !audience.readsTexts() ? null : texts.apply(id).orElse(null);
  }
}
