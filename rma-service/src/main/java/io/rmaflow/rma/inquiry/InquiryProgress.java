package io.rmaflow.rma.inquiry;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FirstContactDue;
import io.rmaflow.events.rma.CaseEvent.FirstContactMade;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.InquiryCompleted;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far one inquiry has come; immutable.
 *
 * @param firstWroteAt when the vendor first answered or asked back, whichever was first
 * @param answered the last answer
 * @param answeredAgainPossible whether the customer said something new since that answer
 * @param waitingSince since when it is the customer's turn: the question or the answer that nothing
 *     was said to; absent while it is the vendor's
 * @param reminded whether the desk was reminded of the first contact (NOT-11)
 */
public record InquiryProgress(
    @Nullable FirstContactMade firstContact,
    @Nullable Instant firstWroteAt,
    @Nullable InquiryAnswered answered,
    boolean answeredAgainPossible,
    @Nullable InquiryCompleted completed,
    @Nullable Instant waitingSince,
    boolean reminded) {

  /** Nothing done yet. */
  public static final InquiryProgress NONE =
      new InquiryProgress(null, null, null, false, null, null, false);

  /** When the vendor first got in touch: by a contact, a question or the answer itself (TEC-3). */
  public Optional<Instant> inTouchAt() {
    return Stream.of(
            Optional.ofNullable(firstContact).map(FirstContactMade::contactedAt),
            Optional.ofNullable(firstWroteAt))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public InquiryProgress evolve(CaseEvent event) {
    return switch (event) {
      case FirstContactMade e -> contacted(e);
      case InquiryAnswered e ->
          new InquiryProgress(
              firstContact,
              earlier(firstWroteAt, e.answeredAt()),
              e,
              false,
              completed,
              e.answeredAt(),
              reminded);
      case InformationRequested e ->
          new InquiryProgress(
              firstContact,
              earlier(firstWroteAt, e.requestedAt()),
              answered,
              answeredAgainPossible,
              completed,
              e.requestedAt(),
              reminded);
      case InformationProvided _ ->
          new InquiryProgress(
              firstContact, firstWroteAt, answered, true, completed, null, reminded);
      case InquiryCompleted e ->
          new InquiryProgress(
              firstContact, firstWroteAt, answered, answeredAgainPossible, e, null, reminded);
      case FirstContactDue _ ->
          new InquiryProgress(
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

  /** The same with this contact. */
  public InquiryProgress contacted(FirstContactMade fact) {
    return new InquiryProgress(
        fact, firstWroteAt, answered, answeredAgainPossible, completed, waitingSince, reminded);
  }

  private static Instant earlier(@Nullable Instant known, Instant at) {
    return known == null || at.isBefore(known) ? at : known;
  }
}
