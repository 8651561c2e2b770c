package io.rmaflow.contract.lineage.rules;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One unit took another one's place, as far as it was told.
 *
 * @param product of the replacement; null where it is that of the faulty one
 * @param deliveredAt since when
 * @param knownSince when it was first told that it was this unit
 * @param toldAt when it was last told otherwise
 */
public record Exchange(
    CaseId caseId,
    SerialNumber faulty,
    SerialNumber replacement,
    @Nullable ProductCode product,
    Instant deliveredAt,
    Instant knownSince,
    Instant toldAt) {

  /** The exchanges of all cases of which something was told, the one told last last. */
  public static List<Exchange> among(List<ToldOfUnit> told) {
    Map<String, Exchange> known = new LinkedHashMap<>();
    Map<String, Replacement> replacements = new LinkedHashMap<>();
    for (ToldOfUnit one : told) {
      if (!(one.event() instanceof CaseEvent fact) || !Replacement.concerns(fact)) {
        continue;
      }
      Replacement before =
          replacements.getOrDefault(one.stream(), Replacement.unknown(fact.caseId()));
      Replacement after = before.evolve(fact);
      replacements.put(one.stream(), after);
      if (!after.equals(before)) {
        after
            .complete()
            .ifPresent(
                complete ->
                    known.merge(
                        one.stream(),
                        of(complete, one.toldAt()),
                        (earlier, now) -> now.knownAs(earlier)));
      }
    }
    List<Exchange> exchanges = new ArrayList<>(known.values());
    exchanges.sort(Comparator.comparing(Exchange::toldAt));
    return exchanges;
  }

  private static Exchange of(Replacement.Complete complete, Instant toldAt) {
    return new Exchange(
        complete.caseId(),
        complete.faulty(),
        complete.replacement(),
        complete.product(),
        complete.deliveredAt(),
        toldAt,
        toldAt);
  }

  private Exchange knownAs(Exchange earlier) {
    return replacement.equals(earlier.replacement)
        ? new Exchange(
            caseId, faulty, replacement, product, deliveredAt, earlier.knownSince, toldAt)
        : this;
  }

  /**
   * The last of them that tells who took this unit's place; by {@code trueAt}, if that is given.
   */
  public static Optional<Exchange> ofFaulty(
      List<Exchange> exchanges, SerialNumber serial, @Nullable Instant trueAt) {
    return last(exchanges.stream().filter(one -> one.faulty.equals(serial)).toList(), trueAt);
  }

  /** The last of them that tells whose place this unit took; by {@code trueAt}, likewise. */
  public static Optional<Exchange> ofReplacement(
      List<Exchange> exchanges, SerialNumber serial, @Nullable Instant trueAt) {
    return last(exchanges.stream().filter(one -> one.replacement.equals(serial)).toList(), trueAt);
  }

  private static Optional<Exchange> last(List<Exchange> of, @Nullable Instant trueAt) {
    return trueAt == null
        ? of.stream().reduce((first, second) -> second)
        : of.stream()
            .filter(one -> !one.deliveredAt.isAfter(trueAt))
            .max(Comparator.comparing(Exchange::deliveredAt));
  }
}
