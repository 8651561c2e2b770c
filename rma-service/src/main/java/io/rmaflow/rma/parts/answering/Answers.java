package io.rmaflow.rma.parts.answering;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.FirstContactDue;
import io.rmaflow.events.rma.CaseEvent.FirstContactMade;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.InquiryCompleted;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.Terms;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far one inquiry has come: what both kinds have, and all that they have; immutable.
 *
 * @param firstWroteAt when the vendor first answered or asked back, whichever was first
 * @param answered the last answer
 * @param answeredAgainPossible whether the customer said something new since that answer
 * @param waitingSince since when it is the customer's turn: the question or the answer that nothing
 *     was said to; empty while it is the vendor's
 * @param reminded whether the desk was reminded of the first contact (NOT-11)
 */
public record Answers(
    Optional<FirstContactMade> firstContact,
    Optional<Instant> firstWroteAt,
    Optional<InquiryAnswered> answered,
    boolean answeredAgainPossible,
    Optional<InquiryCompleted> completed,
    Optional<Instant> waitingSince,
    boolean reminded)
    implements ProcedureState {

  /** Why an inquiry ended (TEC-9 to TEC-13). */
  public static final Map<String, Message> REASONS =
      Arrays.stream(CompletionReason.values())
          .collect(Collectors.toUnmodifiableMap(Enum::name, Terms::of));

  /** Nothing done yet. */
  public static final Answers NONE =
      new Answers(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          false);

  @Override
  public Answers evolve(CaseEvent event) {
    return switch (event) {
      case FirstContactMade e ->
          new Answers(
              Optional.of(e),
              firstWroteAt,
              answered,
              answeredAgainPossible,
              completed,
              waitingSince,
              reminded);
      case InquiryAnswered e -> wrote(e.answeredAt(), Optional.of(e), false);
      case InformationRequested e -> wrote(e.requestedAt(), answered, answeredAgainPossible);
      case InformationProvided _ ->
          new Answers(
              firstContact, firstWroteAt, answered, true, completed, Optional.empty(), reminded);
      case InquiryCompleted e ->
          new Answers(
              firstContact,
              firstWroteAt,
              answered,
              answeredAgainPossible,
              Optional.of(e),
              Optional.empty(),
              reminded);
      case FirstContactDue _ ->
          new Answers(
              firstContact,
              firstWroteAt,
              answered,
              answeredAgainPossible,
              completed,
              waitingSince,
              true);
      default -> this;
    };
  }

  private Answers wrote(Instant at, Optional<InquiryAnswered> answer, boolean again) {
    return new Answers(
        firstContact,
        firstWroteAt.filter(known -> !at.isBefore(known)).or(() -> Optional.of(at)),
        answer,
        again,
        completed,
        Optional.of(at),
        reminded);
  }

  @Override
  public Stream<CorrectableFact<?>> facts() {
    return firstContact.<CorrectableFact<?>>map(fact -> fact).stream();
  }

  @Override
  public boolean unitIsOut() {
    return false;
  }

  /** When the vendor first got in touch: by a contact, a question or the answer itself (TEC-3). */
  @Clause("TEC-3")
  public Optional<Instant> inTouchAt() {
    return Stream.of(firstContact.map(FirstContactMade::contactedAt), firstWroteAt)
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** The furthest step reached. */
  public CaseStatus progress(CaseFile file) {
    return answered
        .map(_ -> CaseStatus.ANSWERED)
        .or(() -> firstContact.map(_ -> CaseStatus.FIRST_CONTACTED))
        .orElseGet(file::beforeAnythingWasSent);
  }

  /** It ends when somebody takes it to be complete, never by itself. */
  @Clause("A-58")
  public Optional<CaseClosed> end(CaseFile file) {
    return completed.flatMap(e -> Closing.closed(file, e.reason().name(), e.completedAt()));
  }

  /** Asked back, the vendor waits: whether to go on without the answer is for a person. */
  @Clause("A-58")
  public List<Duty> duties(CaseFile file) {
    if (inTouchAt().isEmpty()) {
      return List.of(
          new Duty(
              Duty.Who.VENDOR,
              "FIRST_CONTACT",
              file.dueTimes()
                  .of(Deadline.Name.FIRST_CONTACT)
                  .map(due -> JapanTime.dateOf(Objects.requireNonNull(due.deadline().dueAt())))
                  .orElse(null)));
    }
    if (file.informationIsOutstanding()) {
      return List.of();
    }
    boolean toAnswer = answered.isEmpty() || answeredAgainPossible;
    return List.of(Duty.vendor(toAnswer ? "ANSWER" : "COMPLETION"));
  }
}
