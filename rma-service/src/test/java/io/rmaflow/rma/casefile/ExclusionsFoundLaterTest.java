package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.parts.visit.VisitSteps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What turns out to lie outside the service once the request was accepted, list by list. */
class ExclusionsFoundLaterTest {

  private static final String FOUND_AT = "2026-06-10T15:00:00";

  private static Story onSite() {
    return Story.onSite(Plan.ONSITE_WEEKDAY, ProductFamily.NETREGIO, "2026-06-10T10:30:00")
        .judged("2026-06-10T10:40:00");
  }

  private static Story crossSendBack() {
    return Story.accepted("2026-06-10T10:30:00").judged("2026-06-10T10:40:00");
  }

  private static Step found(String clause) {
    return new CommonSteps.FindExclusion(clause, null, at(FOUND_AT));
  }

  private static void closesOutOfScope(Story story, String clause, String code) {
    story.take(found(clause), FOUND_AT);

    assertThat(story.all(ExclusionFound.class))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.clause()).isEqualTo(clause);
              assertThat(found.code()).isEqualTo(code);
              assertThat(found.chargeable()).isTrue();
              assertThat(found.foundAt()).isEqualTo(at(FOUND_AT));
              assertThat(found.foundId()).isNull();
            });
    assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(story.state().closedBecause()).contains(code);
    assertThat(story.state().chargeable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "EXC-ONS-1, OUT_OF_HOURS",
    "EXC-ONS-2, PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
    "EXC-ONS-3, IMPROPER_ISOLATION_OR_FALSE_REPORT",
    "EXC-ONS-4, OUT_OF_SCOPE_WORK",
    "EXC-ONS-5, OUT_OF_SCOPE_WORK",
    "EXC-ONS-6, INSTALLED_AT_HEIGHT",
    "EXC-ONS-7, OUT_OF_SCOPE_WORK",
    "EXC-ONS-8, OUT_OF_SCOPE_WORK",
    "EXC-ONS-9, OUT_OF_SCOPE_WORK",
    "EXC-ONS-10, NOT_CAUSED_BY_DEVICE",
    "EXC-ONS-11, UNAUTHORIZED_MODIFICATION",
    "EXC-ONS-12, UNSUPPORTED_ENVIRONMENT",
    "EXC-ONS-13, FORCE_MAJEURE",
    "EXC-ONS-14, THIRD_PARTY_DAMAGE",
    "EXC-ONS-15, CHANNEL_NOT_ACCEPTED",
    "EXC-ONS-16, INFO_NOT_PROVIDED",
    "EXC-ONS-17, OUT_OF_SCOPE_WORK",
    "EXC-ONS-18, OUT_OF_SCOPE_WORK",
    "EXC-ONS-19, SITE_OR_OWNER_MISMATCH",
    "EXC-ONS-20, MISUSE",
    "EXC-ONS-21, REPORT_NOT_PROVIDED",
    "EXC-ONS-22, PRIMARY_ISOLATION_INCOMPLETE",
    "EXC-ONS-23, PREVENTIVE_EXCHANGE",
    "EXC-ONS-24, COLLECTED_UNIT_NOT_RETURNED",
    "EXC-ONS-25, DATA_NOT_GUARANTEED",
    "EXC-ONS-26, OUT_OF_SCOPE_WORK"
  })
  @Clause({
    "EXC-ONS-3",
    "EXC-ONS-6",
    "EXC-ONS-10",
    "EXC-ONS-11",
    "EXC-ONS-12",
    "EXC-ONS-13",
    "EXC-ONS-14",
    "EXC-ONS-19",
    "EXC-ONS-20",
    "A-71",
    "A-75"
  })
  void onSite_closesTheCaseAsOutOfScopeAndChargeable(String clause, String code) {
    closesOutOfScope(onSite(), clause, code);
  }

  @ParameterizedTest
  @CsvSource({
    "EXC-CSB-1, OUT_OF_HOURS",
    "EXC-CSB-2, PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
    "EXC-CSB-3, OUT_OF_SCOPE_WORK",
    "EXC-CSB-4, OUT_OF_SCOPE_WORK",
    "EXC-CSB-5, CHANNEL_NOT_ACCEPTED",
    "EXC-CSB-6, INFO_NOT_PROVIDED",
    "EXC-CSB-7, OUT_OF_SCOPE_WORK",
    "EXC-CSB-8, UNAUTHORIZED_MODIFICATION",
    "EXC-CSB-9, UNSUPPORTED_ENVIRONMENT",
    "EXC-CSB-10, FORCE_MAJEURE",
    "EXC-CSB-11, THIRD_PARTY_DAMAGE",
    "EXC-CSB-12, SITE_OR_OWNER_MISMATCH",
    "EXC-CSB-13, MISUSE",
    "EXC-CSB-14, UNRETURNED_FAULTY_UNIT",
    "EXC-CSB-15, PRIMARY_ISOLATION_INCOMPLETE",
    "EXC-CSB-16, PREVENTIVE_EXCHANGE",
    "EXC-CSB-17, COLLECTED_UNIT_NOT_RETURNED",
    "EXC-CSB-18, OUT_OF_SCOPE_WORK"
  })
  @Clause({
    "EXC-CSB-8",
    "EXC-CSB-9",
    "EXC-CSB-10",
    "EXC-CSB-11",
    "EXC-CSB-12",
    "EXC-CSB-13",
    "A-75"
  })
  void crossSendBack_closesTheCaseAsOutOfScopeAndChargeable(String clause, String code) {
    closesOutOfScope(crossSendBack(), clause, code);
  }

  @Test
  @Clause({"EXC-ONS-3", "A-71", "A-75"})
  void onSite_afterSomethingWasExchanged_theCaseGoesOnAndIsChargeable() {
    Story story =
        onSite()
            .take(
                new VisitSteps.ExchangeUnit(
                    new SerialNumber("NR2A-9001"), null, null, Story.when("2026-06-10T14:50:00")),
                "2026-06-10T14:50:00")
            .take(found("EXC-ONS-3"), FOUND_AT);

    assertThat(story.state().status()).isEqualTo(CaseStatus.EXCHANGED);
    assertThat(story.state().chargeable()).isTrue();
  }

  @Test
  @Clause({"EXC-ONS-6", "NOT-16"})
  void theItemIsToldInTheWordsOfItsList() {
    Story story = onSite().take(found("EXC-ONS-6"), FOUND_AT);

    assertThat(story.all(ExclusionFound.class))
        .extracting(ExclusionFound::item)
        .containsExactly(new Message("高所に設置された装置などの交換作業", "Exchanging units installed at height"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXC-CSB-8", "EXC-CSB-14", "EXC-TEC-25", "EXC-VA-25", "EXC-ONS-27"})
  @Clause("A-79")
  void onSite_knowsNoItemOfAnotherList(String clause) {
    assertThat(onSite().decide(found(clause), FOUND_AT)).isInstanceOf(Decision.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXC-ONS-3", "EXC-ONS-6", "EXC-ONS-10", "EXC-TEC-25", "EXC-CSB-19"})
  @Clause("A-79")
  void crossSendBack_knowsNoItemOfAnotherList(String clause) {
    assertThat(crossSendBack().decide(found(clause), FOUND_AT))
        .isInstanceOf(Decision.Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Procedure.class,
      names = {"MANUFACTURER", "WARRANTY", "DOA"})
  @Clause("A-79")
  void whatOnlyRepairsOrIsCertified_hasNoList(Procedure procedure) {
    CaseFile file = Story.accepted(procedure, "2026-06-10T09:30:00").state();

    assertThat(file.procedure().exclusions(file)).isEmpty();
  }
}
