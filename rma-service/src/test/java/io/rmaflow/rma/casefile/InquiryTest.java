package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.FirstContactDue;
import io.rmaflow.events.rma.CaseEvent.FirstContactOverdue;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.parts.answering.AnsweringSteps;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An inquiry after its acceptance. */
class InquiryTest {

  private static final String NOW = "2026-06-12T10:00:00";

  private static Story hardware(String acceptedAt) {
    return Story.inquiry(ProductFamily.NETREGIO, acceptedAt);
  }

  private static Story virtual(String acceptedAt) {
    return Story.inquiry(ProductFamily.NETNEBULAS_VA, acceptedAt);
  }

  private static Step contact(String at) {
    return new AnsweringSteps.Contact(when(at));
  }

  private static Step answer(String at) {
    return new AnsweringSteps.Answer(null, at(at));
  }

  private static Step complete(CompletionReason reason, String at) {
    return new AnsweringSteps.Complete(reason, at(at));
  }

  private static Step exclusion(String clause, String at) {
    return new CommonSteps.FindExclusion(clause, null, at(at));
  }

  private static DueTime firstContact(Story story) {
    return story.state().dueTimes().of(Deadline.Name.FIRST_CONTACT).orElseThrow();
  }

  private static void assertConflict(Story story, Step step, String code) {
    CaseFile before = story.state();
    assertThat(story.decide(step, NOW))
        .isInstanceOfSatisfying(
            Decision.Conflict.class,
            conflict -> {
              assertThat(conflict.code()).isEqualTo(code);
              assertThat(conflict.status()).isEqualTo(before.status());
            });
    assertThat(story.state()).isEqualTo(before);
  }

  @Nested
  class FirstContact {

    @ParameterizedTest
    @CsvSource({
      "2026-06-10T14:00:00, 2026-06-11T17:00:00", // SC-120
      "2026-06-10T09:00:00, 2026-06-11T17:00:00",
      "2026-06-12T17:00:00, 2026-06-15T17:00:00",
      "2026-05-01T10:00:00, 2026-05-07T17:00:00",
      "2026-12-28T16:00:00, 2027-01-04T17:00:00"
    })
    @Clause({"TEC-3", "VA-3", "A-46", "CAL-3"})
    void isDueAtFiveOnTheBusinessDayAfterTheAcceptance(String accepted, String due) {
      for (Story story : List.of(hardware(accepted), virtual(accepted))) {
        assertThat(firstContact(story).deadline().dueAt()).isEqualTo(at(due));
        assertThat(firstContact(story).deadline().derivation().clauses())
            .containsExactly("TEC-3", "VA-3", "A-46");
      }
    }

    @Test
    @Clause("TEC-4")
    void isTheOnlyDueTime_anAnswerHasNone() {
      Story story = hardware("2026-06-10T14:00:00").take(contact("2026-06-10T15:00:00"), NOW);

      assertThat(story.state().dueTimes().all()).hasSize(1);
      assertThat(OpenDuties.of(story.state()))
          .containsExactly(new Duty(Duty.Who.VENDOR, "ANSWER", null));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-11T17:00:00, true", "2026-06-11T17:00:01, false"})
    @Clause("TEC-3")
    void isMetByTheContact(String at, boolean inTime) {
      Story story = hardware("2026-06-10T14:00:00").take(contact(at), NOW);

      assertThat(story.all(DeadlineMet.class))
          .containsExactly(
              new DeadlineMet(Story.CASE, Deadline.Name.FIRST_CONTACT, at(at), inTime));
      assertThat(story.state().status()).isEqualTo(CaseStatus.FIRST_CONTACTED);
    }

    @Test
    @Clause("TEC-3")
    void isMetByTheAnswerOrByAQuestionToo() {
      Story answered = hardware("2026-06-10T14:00:00").take(answer("2026-06-10T16:00:00"), NOW);
      Story askedBack =
          hardware("2026-06-10T14:00:00")
              .take(new CommonSteps.RequestInformation(null, at("2026-06-10T16:00:00")), NOW);

      assertThat(firstContact(answered).metAt()).isEqualTo(at("2026-06-10T16:00:00"));
      assertThat(firstContact(askedBack).metAt()).isEqualTo(at("2026-06-10T16:00:00"));
    }

    @Test
    @Clause("NOT-11")
    void isRemindedOfOnceOnTheDueDay_unlessItWasMade() {
      DueTimePassed due = Story.firstContactPassed(Moment.Kind.REMINDER);
      Story story = hardware("2026-06-10T14:00:00");
      for (int i = 0; i < 2; i++) {
        story.keep(
            CaseDecisions.dueTimePassed(
                story.state(), due, story.policy, at("2026-06-11T09:00:00")));
      }
      assertThat(story.all(FirstContactDue.class)).hasSize(1);

      Story inTouch = hardware("2026-06-10T14:00:00").take(contact("2026-06-10T15:00:00"), NOW);
      inTouch.keep(
          CaseDecisions.dueTimePassed(
              inTouch.state(), due, inTouch.policy, at("2026-06-11T09:00:00")));
      assertThat(inTouch.all(FirstContactDue.class)).isEmpty();
    }

    @Test
    @Clause("NOT-11")
    void missed_isEscalatedOnce_fromTheFirstSecondAfterItsEnd() {
      Story story = hardware("2026-06-10T14:00:00");
      overdue(story, "2026-06-11T17:00:00");
      assertThat(story.all(FirstContactOverdue.class)).isEmpty();

      overdue(story, "2026-06-11T17:00:01");
      overdue(story, "2026-06-11T17:00:02");

      assertThat(story.all(FirstContactOverdue.class))
          .extracting(FirstContactOverdue::firstContactDue)
          .containsExactly(at("2026-06-11T17:00:00"));
      assertThat(firstContact(story).state()).isEqualTo(DueTime.State.OVERDUE);
      story.take(contact("2026-06-11T18:00:00"), NOW);
      assertThat(firstContact(story).inTime()).isFalse();
    }

    @Test
    @Clause("NOT-11")
    void isNotEscalated_whereSomebodyWasInTouchOrTheInquiryIsOver() {
      Story inTouch = hardware("2026-06-10T14:00:00").take(contact("2026-06-11T17:00:00"), NOW);
      Story askedBack =
          hardware("2026-06-10T14:00:00")
              .take(new CommonSteps.RequestInformation(null, at("2026-06-11T16:00:00")), NOW);
      Story over =
          hardware("2026-06-10T14:00:00")
              .take(complete(CompletionReason.NOT_OUR_PRODUCT, "2026-06-11T16:00:00"), NOW);

      for (Story story : List.of(inTouch, askedBack, over)) {
        overdue(story, NOW);
        assertThat(story.all(FirstContactOverdue.class)).isEmpty();
      }
    }

    @Test
    @Clause({"NOT-11", "RMA-9"})
    void inTimeButKnownAfterTheEscalation_isMetInTime() {
      Story story = hardware("2026-06-10T14:00:00");
      overdue(story, "2026-06-11T17:00:01");

      story.take(contact("2026-06-11T16:30:00"), "2026-06-11T18:00:00");

      assertThat(firstContact(story).state()).isEqualTo(DueTime.State.MET);
      assertThat(firstContact(story).inTime()).isTrue();
    }

    private static void overdue(Story story, String at) {
      story.keep(
          CaseDecisions.dueTimePassed(
              story.state(), Story.firstContactPassed(Moment.Kind.OVER), story.policy, at(at)));
    }

    @Test
    @Clause({"TEC-3", "RMA-9"})
    void becomesKnownInAnyOrder_andTwice() {
      Story inOrder =
          hardware("2026-06-10T14:00:00")
              .take(contact("2026-06-10T15:00:00"), NOW)
              .take(complete(CompletionReason.NOT_OUR_PRODUCT, "2026-06-10T16:00:00"), NOW);
      Story late =
          hardware("2026-06-10T14:00:00")
              .take(complete(CompletionReason.NOT_OUR_PRODUCT, "2026-06-10T16:00:00"), NOW)
              .take(contact("2026-06-10T15:00:00"), NOW);

      assertThat(late.state()).isEqualTo(inOrder.state());
      assertThat(late.take(contact("2026-06-10T15:00:00"), NOW).state()).isEqualTo(inOrder.state());
      assertConflict(late, contact("2026-06-10T15:30:00"), "FACT_ALREADY_RECORDED");
      assertThat(CaseDecisions.deriveAgain(late.state(), late.policy, at(NOW)))
          .isEqualTo(Decision.nothing());
    }
  }

  @Nested
  class Completion {

    @ParameterizedTest
    @EnumSource(CompletionReason.class)
    @Clause({"TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13", "VA-14"})
    void closesWithEachOfTheFiveReasons(CompletionReason reason) {
      for (Story story : List.of(hardware("2026-06-10T14:00:00"), virtual("2026-06-10T14:00:00"))) {
        story.take(complete(reason, "2026-06-11T10:00:00"), NOW);

        assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(story.state().closedBecause()).contains(reason.name());
        assertThat(story.state().closedAt()).contains(at("2026-06-11T10:00:00"));
        assertThat(firstContact(story).state()).isEqualTo(DueTime.State.CANCELLED);
        assertThat(story.state().chargeable()).isFalse();
      }
    }

    @Test
    @Clause({"TEC-9", "TEC-10", "A-58"})
    void neverComesByItself_howeverLongTheCustomerIsSilent() {
      Story story =
          hardware("2026-06-10T14:00:00")
              .take(new CommonSteps.RequestInformation(null, at("2026-06-10T15:00:00")), NOW);

      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2027-06-10T15:00:00")))
          .isEqualTo(Decision.nothing());
      assertThat(story.state().status()).isEqualTo(CaseStatus.INFORMATION_REQUESTED);
    }

    @Test
    void isOfInquiriesOnly_andOnce() {
      Story repair = Story.accepted("2026-06-10T14:00:00");
      for (Step step :
          List.of(contact(NOW), answer(NOW), complete(CompletionReason.NOT_OUR_PRODUCT, NOW))) {
        assertConflict(repair, step, "NOT_IN_THIS_STATE");
      }
      Story closed =
          hardware("2026-06-10T14:00:00")
              .take(complete(CompletionReason.NOT_OUR_PRODUCT, NOW), NOW);
      for (Step step :
          List.of(
              complete(CompletionReason.NOT_OUR_PRODUCT, NOW),
              answer(NOW),
              new CommonSteps.RequestInformation(null, at(NOW)),
              new CommonSteps.Cancel(null, at(NOW)))) {
        assertConflict(closed, step, "NOT_IN_THIS_STATE");
      }
    }
  }

  @Nested
  class Answers {

    @Test
    @Clause({"TEC-1", "VA-13"})
    void areGivenOnce_andAgainWhenTheCustomerSaidMore() {
      Story story = virtual("2026-06-10T14:00:00").take(answer("2026-06-10T15:00:00"), NOW);
      assertThat(story.state().status()).isEqualTo(CaseStatus.ANSWERED);
      assertConflict(story, answer(NOW), "ALREADY_DECIDED");

      story
          .take(new CommonSteps.RequestInformation(null, at("2026-06-11T10:00:00")), NOW)
          .take(new CommonSteps.ProvideInformation(null, List.of(), at("2026-06-11T11:00:00")), NOW)
          .take(answer("2026-06-11T12:00:00"), NOW);

      assertThat(story.all(InquiryAnswered.class)).hasSize(2);
    }

    @Test
    @Clause({"GEN-6", "MFR-20", "A-49"})
    void comeWithoutJudgementNumberOrShipment() {
      Story story = hardware("2026-06-10T14:00:00");

      assertConflict(
          story, new CommonSteps.Judge(true, null, Story.RMA_A, at(NOW)), "NOT_IN_THIS_STATE");
      assertConflict(story, Story.shipment(NOW), "RMA_NUMBER_NOT_ISSUED");
      assertThat(story.state().rmaNumber()).isEmpty();
    }

    @Test
    void theVendorWaitsWhileTheCustomerIsAsked() {
      Story story =
          hardware("2026-06-10T14:00:00")
              .take(new CommonSteps.RequestInformation(null, at("2026-06-10T15:00:00")), NOW);

      assertThat(OpenDuties.of(story.state()))
          .containsExactly(new Duty(Duty.Who.CUSTOMER, "INFORMATION", null));
    }

    @Test
    @Clause("TEC-3")
    void untilTheFirstContactTheDutyHasItsDay() {
      assertThat(OpenDuties.of(hardware("2026-06-10T14:00:00").state()))
          .containsExactly(new Duty(Duty.Who.VENDOR, "FIRST_CONTACT", Story.day("2026-06-11")));
    }
  }

  @Nested
  class FoundLater {

    /** The codes of EXC-TEC-1 to 25, in their order. */
    private static final List<String> HARDWARE =
        List.of(
            "PRIMARY_ISOLATION_INCOMPLETE",
            "OUT_OF_HOURS",
            "OUT_OF_SCOPE_WORK",
            "OUT_OF_SCOPE_WORK",
            "OUT_OF_SCOPE_WORK",
            "MISUSE",
            "OUT_OF_SCOPE_WORK",
            "OUT_OF_SCOPE_WORK",
            "VERSION_NOT_SUPPORTED",
            "CONFIDENTIAL",
            "OUT_OF_SCOPE_WORK",
            "NOT_REPRODUCIBLE",
            "USED_OUTSIDE_JAPAN",
            "INFO_NOT_PROVIDED",
            "REPORT_NOT_PROVIDED",
            "LOANER_NOT_IN_PLAN",
            "LIABILITY_EXCLUDED",
            "DEADLINE_OR_PERSON_NOT_SELECTABLE",
            "SOFTWARE_SUPPORT_ENDED",
            "NO_PAID_CONTRACT",
            "CHANNEL_NOT_ACCEPTED",
            "INFO_NOT_PROVIDED",
            "OUT_OF_SCOPE_WORK",
            "FORCE_MAJEURE",
            "UNAUTHORIZED_MODIFICATION");

    /** Those of EXC-VA-25 to 30; the first 24 are as for hardware. */
    private static final List<String> VIRTUAL_ONLY =
        List.of(
            "SITE_OR_OWNER_MISMATCH",
            "VERSION_NOT_LATEST_OR_DESIGNATED",
            "HYPERVISOR_NOT_DESIGNATED",
            "INFO_NOT_PROVIDED",
            "FIX_NOT_INSTALLED",
            "LICENSE_NOT_VALID");

    /** An item and the code that it ends the inquiry with. */
    record Found(String clause, String code, boolean virtual) {}

    static Stream<Found> items() {
      return Stream.concat(
          IntStream.rangeClosed(1, 25)
              .mapToObj(n -> new Found("EXC-TEC-" + n, HARDWARE.get(n - 1), false)),
          IntStream.rangeClosed(1, 30)
              .mapToObj(
                  n ->
                      new Found(
                          "EXC-VA-" + n,
                          n < 25 ? HARDWARE.get(n - 1) : VIRTUAL_ONLY.get(n - 25),
                          true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("items")
    @Clause({"A-75", "EXC-TEC-12", "EXC-TEC-14", "EXC-VA-12", "EXC-VA-14", "EXC-VA-28"})
    void eachItemIsFoundInItsOwnListOnly_once(Found item) {
      Story story =
          item.virtual() ? virtual("2026-06-10T14:00:00") : hardware("2026-06-10T14:00:00");
      Story other =
          item.virtual() ? hardware("2026-06-10T14:00:00") : virtual("2026-06-10T14:00:00");

      story.take(exclusion(item.clause(), NOW), NOW);

      assertThat(story.all(ExclusionFound.class).getFirst().code()).isEqualTo(item.code());
      assertConflict(story, exclusion(item.clause(), NOW), "EXCLUSION_ALREADY_FOUND");
      for (Story notTheirs :
          List.of(
              other,
              Story.inquiry(Procedure.TRIAGE, ProductFamily.NETWYVERN, "2026-06-10T14:00:00"),
              Story.accepted("2026-06-10T14:00:00"))) {
        assertThat(notTheirs.decide(exclusion(item.clause(), NOW), NOW))
            .isInstanceOf(Decision.Invalid.class);
      }
      boolean goesOn = item.clause().endsWith("-2") || item.clause().endsWith("-18");
      assertThat(story.state().status())
          .isEqualTo(goesOn ? CaseStatus.ACCEPTED : CaseStatus.CLOSED);
      assertThat(story.state().chargeable()).isEqualTo(!goesOn);
      if (!goesOn) {
        assertThat(story.state().closedBecause()).contains(item.code());
      }
    }

    @Test
    @Clause({"EXC-TEC-9", "EXC-VA-9", "NOT-16"})
    void eachListSpeaksOfItsOwnProducts() {
      Story hardware = hardware("2026-06-10T14:00:00").take(exclusion("EXC-TEC-9", NOW), NOW);
      Story appliance = virtual("2026-06-10T14:00:00").take(exclusion("EXC-VA-9", NOW), NOW);

      assertThat(hardware.all(ExclusionFound.class).getFirst().item())
          .isEqualTo(
              new Message(
                  "サポート対象外バージョンのソフトウェアに関するお問い合わせ",
                  "Inquiries about versions of the software that are not supported"));
      assertThat(appliance.all(ExclusionFound.class).getFirst().item())
          .isEqualTo(
              new Message(
                  "サポート対象外バージョンの仮想アプライアンスソフトウェアに関するお問い合わせ",
                  "Inquiries about versions of the virtual appliance software that are not supported"));
    }

    @Test
    @Clause({"EXC-TEC-2", "EXC-TEC-18", "EXC-VA-2", "EXC-VA-18", "A-04"})
    void aTimeOutsideTheHoursAndAWishEndNothing() {
      Story story =
          hardware("2026-06-10T14:00:00")
              .take(exclusion("EXC-TEC-2", NOW), NOW)
              .take(exclusion("EXC-TEC-18", NOW), NOW)
              .take(answer(NOW), NOW);
      assertThat(story.state().status()).isEqualTo(CaseStatus.ANSWERED);

      Story appliance =
          virtual("2026-06-10T14:00:00")
              .take(exclusion("EXC-VA-2", NOW), NOW)
              .take(exclusion("EXC-VA-18", NOW), NOW);
      assertThat(appliance.state().status()).isEqualTo(CaseStatus.ACCEPTED);
    }

    @Test
    @Clause({"A-75", "EXC-TEC-6"})
    void alsoAfterTheCompletion() {
      Story story =
          hardware("2026-06-10T14:00:00")
              .take(complete(CompletionReason.RESPONSE_EXHAUSTED, NOW), NOW)
              .take(exclusion("EXC-TEC-6", NOW), NOW);

      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().chargeable()).isTrue();
    }
  }
}
