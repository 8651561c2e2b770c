package io.rmaflow.rma.parts.answering;

import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.Reading;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of an inquiry.
 *
 * @param firstContactDue by when the vendor gets in touch
 * @param inquiry what was asked and what came of it; null where the request is no inquiry
 */
public record InquiryView(@Nullable Instant firstContactDue, @Nullable CaseInquiry inquiry) {

  /**
   * What was asked (TEC-1) and what came of it.
   *
   * @param kind what it is about
   * @param question null where it has been erased
   * @param serious whether the customer takes the defect to be serious (EOS-7)
   * @param ruledOut the causes outside the virtual appliance that the customer has ruled out
   *     (VA-10)
   * @param configurationChecked whether the customer has checked its settings (VA-11)
   * @param releasesApplied whether the customer has applied the releases (VA-11)
   * @param hypervisor on which the virtual appliance runs
   * @param reproducible as the customer said (EXC-TEC-12); null where nothing was said
   * @param firstContactAt when the vendor first got in touch
   * @param answeredAt when it last answered
   * @param completionProposedFrom from which day it may be taken that the customer will not go on
   *     JST; null while it is not the customer's turn
   * @param answer the last one; null where there is none or it has been erased
   */
  public record CaseInquiry(
      InquiryKind kind,
      @Nullable String question,
      boolean serious,
      List<RuledOut> ruledOut,
      boolean configurationChecked,
      boolean releasesApplied,
      @Nullable String hypervisor,
      @Nullable Boolean reproducible,
      @Nullable Instant firstContactAt,
      @Nullable Instant answeredAt,
      @Nullable LocalDate completionProposedFrom,
      @Nullable String answer) {}

  /** Of a reported case. */
  public static InquiryView of(CaseState.Reported state, Reading reading) {
    Optional<CaseFile> file = state.accepted();
    return new InquiryView(
        file.flatMap(one -> one.dueTimes().standing(Deadline.Name.FIRST_CONTACT))
            .map(due -> due.deadline().dueAt())
            .orElse(null),
        Optional.ofNullable(state.reported().inquiry())
            .map(asked -> asked(state.reported(), asked, file, reading))
            .orElse(null));
  }

  /** The texts that an inquiry is shown with: the question and its answer. */
  public static Stream<TextId> texts(CaseState.Reported state) {
    return Stream.of(
            Optional.ofNullable(state.reported().inquiry()).map(Inquiry::questionId),
            state
                .accepted()
                .flatMap(one -> one.part(Answers.class))
                .flatMap(Answers::answered)
                .map(InquiryAnswered::answerId))
        .flatMap(Optional::stream);
  }

  private static CaseInquiry asked(
      FailureReported reported, Inquiry asked, Optional<CaseFile> file, Reading reading) {
    Optional<Answers> answers = file.flatMap(one -> one.part(Answers.class));
    Optional<InquiryAnswered> answered = answers.flatMap(Answers::answered);
    return new CaseInquiry(
        asked.kind(),
        reading.text(asked.questionId()),
        asked.serious(),
        asked.ruledOut(),
        asked.configurationChecked(),
        asked.releasesApplied(),
        asked.hypervisor(),
        reported.declarations().reproducible(),
        answers.flatMap(Answers::inTouchAt).orElse(null),
        answered.map(InquiryAnswered::answeredAt).orElse(null),
        file.filter(CaseFile::isOpen)
            .flatMap(_ -> answers.flatMap(Answers::waitingSince))
            .map(since -> completionProposedFrom(since, reading))
            .orElse(null),
        answered.map(InquiryAnswered::answerId).map(reading::text).orElse(null));
  }

  private static LocalDate completionProposedFrom(Instant since, Reading reading) {
    return reading
        .policy()
        .calendar()
        .addBusinessDays(JapanTime.dateOf(since), reading.policy().waitForCustomerBusinessDays())
        .result();
  }
}
