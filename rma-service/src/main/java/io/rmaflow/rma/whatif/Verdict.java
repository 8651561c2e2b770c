package io.rmaflow.rma.whatif;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to a report, or would be.
 *
 * @param accepted whether it was accepted
 * @param procedure under which; null where it would be accepted with nothing that covers it
 * @param service on which it rests, such as {@code WARRANTY} or a plan; null where it is refused
 * @param acceptedAt from when it counts as accepted; null where it is refused
 * @param dispatchDue the day in Japan by which a unit leaves, as far as that was known then
 * @param refusals every reason, in the order of RMA-8; empty where it is accepted
 */
record Verdict(
    boolean accepted,
    @Nullable Procedure procedure,
    @Nullable String service,
    @Nullable Instant acceptedAt,
    @Nullable LocalDate dispatchDue,
    List<Reason> refusals) {

  /** It would be accepted, but there would be no entitlement to go on with. */
  static final Verdict ACCEPTED_WITHOUT_COVER =
      new Verdict(true, null, null, null, null, List.of());

  Verdict {
    refusals = List.copyOf(refusals);
  }

  /**
   * A reason against a request.
   *
   * @param code the reject code
   * @param clauses the clauses behind it, the most specific first
   */
  record Reason(String code, List<String> clauses) {

    Reason {
      clauses = List.copyOf(clauses);
    }

    private static Reason of(Refusal refusal) {
      return new Reason(refusal.code(), refusal.clauses());
    }
  }

  /** What an event says. */
  static Verdict of(CaseEvent answer) {
    return switch (answer) {
      case RequestAccepted it ->
          new Verdict(
              true,
              it.procedure(),
              it.entitlement().service(),
              it.acceptedAt(),
              it.provisionalDispatchDue(),
              List.of());
      case RequestRefused it ->
          new Verdict(
              false,
              it.procedure(),
              null,
              null,
              null,
              it.refusals().stream().map(Reason::of).toList());
      default -> throw new IllegalArgumentException(answer + " answers no report");
    };
  }
}
