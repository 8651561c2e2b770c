package io.rmaflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.stack.demo.Ending;
import io.rmaflow.stack.demo.EventTail;
import io.rmaflow.stack.demo.Story;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A case of each procedure across all three services, on one clock. The stories hold every answer
 * and every date against the policy themselves; here stands what the topics have told of them.
 */
class EveryProcedureTest {

  @ParameterizedTest
  @EnumSource(Story.class)
  void endsClosed_withTheClosureAsTheLastEventOfItsCase(Story story) {
    assertThat(ending(story).caseView().getStatus()).isEqualTo(CaseStatus.CLOSED);
    assertThat(eventsOfTheCase(story)).startsWith("FailureReported", "RequestAccepted");
    assertThat(eventsOfTheCase(story).getLast()).isEqualTo("CaseClosed");
  }

  /** Two services' word on one mail: who sent it, and who explains the case that it tells of. */
  @ParameterizedTest
  @EnumSource(Story.class)
  void eachMailThatWasSent_standsInTheExplanationOfItsCase(Story story) {
    List<JsonNode> notices = Stories.explained(story).path("notices").valueStream().toList();

    assertThat(notices)
        .isNotEmpty()
        .allSatisfy(
            notice -> {
              assertThat(notice.path("outcome").asString()).isEqualTo("SENT");
              assertThat(notice.path("text").asString()).endsWith(", was sent.");
            })
        .extracting(notice -> notice.path("deliveryId").asString())
        .containsExactlyInAnyOrderElementsOf(
            Stories.mailsOf(ending(story)).stream()
                .map(mail -> mail.getDeliveryId().toString())
                .toList());
  }

  /** Nothing that a run finds later is then an effect of the machinery. */
  @Test
  void decidedAgainWithNothingSupposed_everyCaseComesOutAsItWas() {
    JsonNode found = Stories.decidedAgain();

    assertThat(found.at("/findings/items").toPrettyString()).isEqualTo("[ ]");
    assertThat(found.at("/run/casesDone").longValue()).isGreaterThanOrEqualTo(8);
    assertThat(found.at("/run/cases")).isEqualTo(found.at("/run/casesDone"));
  }

  @Test
  void aWarrantyRepair_hasNoReplacementAndNoLoaner() {
    assertThat(eventsOfTheCase(Story.WARRANTY))
        .containsExactly(
            "FailureReported",
            "RequestAccepted",
            "HardwareFaultJudged",
            "RmaNumberIssued",
            "DemandRefused",
            "FaultyUnitDispatched",
            "FaultyUnitReturned",
            "UnitInspected",
            "RepairEstimated",
            "RepairCompleted",
            "RepairedUnitShipped",
            "RepairedUnitDelivered",
            "CaseClosed");
  }

  @Test
  void anInitialFailure_isExchangedAfterItsCertification() {
    assertThat(eventsOfTheCase(Story.DOA))
        .containsExactly(
            "FailureReported",
            "RequestAccepted",
            "HardwareFaultJudged",
            "RmaNumberIssued",
            "DoaCertified",
            "ShipmentOrdered",
            "DeadlineSet",
            "ReplacementShipped",
            "DeadlineMet",
            "ReplacementDelivered",
            "ReturnDutyOpened",
            "DeadlineSet",
            "ReturnReminderDue",
            "FaultyUnitDispatched",
            "DeadlineMet",
            "FaultyUnitReturned",
            "CaseClosed");
  }

  @Test
  void manufacturerMaintenance_endsOnlyWithTheLoanerHome() {
    assertThat(eventsOfTheCase(Story.MANUFACTURER))
        .containsSubsequence(
            "LoanerShipped",
            "LoanerOperationConfirmed",
            "FaultyUnitReturned",
            "RepairEstimated",
            "RepairedUnitDelivered",
            "NormalOperationConfirmed",
            "LoanerReturnRequested",
            "LoanerReturnReminderDue",
            "LoanerDispatched",
            "LoanerReturned",
            "CaseClosed");
  }

  @Test
  void onSite_aUnitOrAPartIsExchanged_andTheRestorationReported() {
    assertThat(eventsOfTheCase(Story.ONSITE_WEEKDAY))
        .containsSubsequence(
            "VisitPlanned", "EngineerArrived", "UnitExchanged", "ServiceRestored", "CaseClosed")
        .doesNotContain("PartExchanged");
    assertThat(eventsOfTheCase(Story.ONSITE_24X365))
        .containsSubsequence(
            "VisitPlanned", "EngineerArrived", "PartExchanged", "ServiceRestored", "CaseClosed")
        .doesNotContain("UnitExchanged");
  }

  @Test
  void inquiriesAndTriage_neverHaveAnRmaNumber() {
    assertThat(eventsOfTheCase(Story.TECHNICAL_INQUIRY))
        .containsSubsequence(
            "FirstContactDue", "FirstContactMade", "InquiryAnswered", "InquiryCompleted")
        .doesNotContain("RmaNumberIssued");
    assertThat(eventsOfTheCase(Story.TRIAGE))
        .containsSubsequence("FirstContactMade", "InquiryAnswered", "InquiryCompleted")
        .doesNotContain("RmaNumberIssued", "FirstContactDue");
  }

  private static Ending ending(Story story) {
    return Objects.requireNonNull(Stories.undisturbed().get(story));
  }

  private static List<String> eventsOfTheCase(Story story) {
    Ending ending = ending(story);
    return ending.events().stream()
        .filter(event -> event.attributes().streamId().equals(ending.caseId()))
        .map(EventTail.Tailed::name)
        .toList();
  }
}
