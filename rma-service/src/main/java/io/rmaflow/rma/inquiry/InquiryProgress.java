package io.rmaflow.rma.inquiry;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FirstContactMade;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.InquiryCompleted;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far one inquiry has come; immutable.
 *
 * @param answered the last answer
 * @param answeredAgainPossible whether the customer said something new since that answer
 * @param reminded whether the desk was reminded of the first contact (NOT-11)
 */
public record InquiryProgress(
    @Nullable FirstContactMade firstContact,
    @Nullable Instant firstAnsweredAt,
    @Nullable InquiryAnswered answered,
    boolean answeredAgainPossible,
    @Nullable InquiryCompleted completed,
    boolean reminded) {

  /** Nothing done yet. */
  public static final InquiryProgress NONE =
      new InquiryProgress(null, null, null, false, null, false);

  /** When the vendor first got in touch: by a contact, or by the answer itself (TEC-3). */
  public Optional<Instant> inTouchAt() {
    return Stream.of(
            Optional.ofNullable(firstContact).map(FirstContactMade::contactedAt),
            Optional.ofNullable(firstAnsweredAt))
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
              firstAnsweredAt == null ? e.answeredAt() : firstAnsweredAt,
              e,
              false,
              completed,
              reminded);
      case CaseEvent.InformationProvided _ ->
          new InquiryProgress(firstContact, firstAnsweredAt, answered, true, completed, reminded);
      case InquiryCompleted e ->
          new InquiryProgress(
              firstContact, firstAnsweredAt, answered, answeredAgainPossible, e, reminded);
      case CaseEvent.FirstContactDue _ ->
          new InquiryProgress(
              firstContact, firstAnsweredAt, answered, answeredAgainPossible, completed, true);
      default -> this;
    };
  }

  /** The same with this contact. */
  public InquiryProgress contacted(FirstContactMade fact) {
    return new InquiryProgress(
        fact, firstAnsweredAt, answered, answeredAgainPossible, completed, reminded);
  }
}
