package io.rmaflow.rma.responsibility;

import io.rmaflow.rma.casefile.CaseMoments.Moment;
import io.rmaflow.rma.casefile.CaseMoments.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it was from moment to moment; pure. Several may have to act at a time, but the clock
 * runs on one side only, in this order:
 *
 * <ol>
 *   <li>the customer, where the vendor has asked something and cannot go on without the answer;
 *   <li>the vendor, so that it never hides behind what others have to do besides;
 *   <li>the customer;
 *   <li>the carrier, where nobody can do anything but wait;
 *   <li>the vendor, where nobody in particular has to act: it is the vendor's case.
 * </ol>
 */
final class Turns {

  /** What keeps the vendor from going on. */
  private static final Set<String> QUESTIONS = Set.of("INFORMATION", "EQUIVALENT_ANSWER");

  private Turns() {}

  /**
   * A time during which the clock ran on one side.
   *
   * @param from inclusive
   * @param until exclusive; absent while it goes on
   * @param what that side had to do
   * @param because the events that turned the clock over
   */
  record Turn(Side side, String what, Instant from, @Nullable Instant until, List<String> because) {

    Turn {
      because = List.copyOf(because);
    }

    boolean sameAs(Turn other) {
      return side == other.side && what.equals(other.what);
    }

    Turn endingAt(Instant instant) {
      return new Turn(side, what, from, instant, because);
    }
  }

  /**
   * The turns of a case, in order, each beginning where the one before ends; between an end of the
   * case and what opened it again the clock stands still.
   *
   * @param moments in order
   */
  static List<Turn> of(List<Moment> moments) {
    List<Turn> turns = new ArrayList<>();
    @Nullable Turn running = null;
    for (Moment moment : moments) {
      Optional<Turn> next = turn(moment);
      if (running != null && next.filter(running::sameAs).isPresent()) {
        continue;
      }
      if (running != null) {
        turns.add(running.endingAt(moment.at()));
      }
      running = next.orElse(null);
    }
    if (running != null) {
      turns.add(running);
    }
    return turns.stream()
        .filter(turn -> turn.until() == null || turn.until().isAfter(turn.from()))
        .toList();
  }

  private static Optional<Turn> turn(Moment moment) {
    if (moment.ended()) {
      return Optional.empty();
    }
    Waiting first = first(moment.waitingFor());
    return Optional.of(
        new Turn(Side.valueOf(first.who()), first.what(), moment.at(), null, moment.because()));
  }

  private static Waiting first(List<Waiting> waiting) {
    return waiting.stream()
        .filter(one -> QUESTIONS.contains(one.what()))
        .findFirst()
        .or(() -> of(Side.VENDOR, waiting))
        .or(() -> of(Side.CUSTOMER, waiting))
        .or(() -> of(Side.CARRIER, waiting))
        .orElse(new Waiting(Side.VENDOR.name(), "NEXT_STEP"));
  }

  private static Optional<Waiting> of(Side side, List<Waiting> waiting) {
    return waiting.stream().filter(one -> one.who().equals(side.name())).findFirst();
  }
}
