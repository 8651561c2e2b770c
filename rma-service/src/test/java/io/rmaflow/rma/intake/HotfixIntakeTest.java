package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.cover.ProductKnowledge.HotfixTarget;
import io.rmaflow.rma.cover.ProductKnowledge.Release;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever was handed a hotfix has to apply it, whatever service is asked for afterwards. */
class HotfixIntakeTest {

  @ParameterizedTest
  @EnumSource
  @Clause({"SWP-6", "A-69"})
  void ofATargetCustomer_thatIsNotApplied_isAReasonInEveryProcedure(Procedure procedure) {
    assertThat(linked(procedure).codes()).containsExactly("HOTFIX_NOT_APPLIED");
  }

  @ParameterizedTest
  @EnumSource
  @Clause({"SWP-6", "A-69"})
  void countsFromTheDayOnWhichItWasHandedToThatCustomer(Procedure procedure) {
    Complete it = linked(procedure);
    it.submittedAt = at("2026-04-19T23:59:59+09:00");
    assertThat(it.codes()).isEmpty();

    it.submittedAt = at("2026-04-20T00:00:00+09:00");
    assertThat(it.codes()).containsExactly("HOTFIX_NOT_APPLIED");
  }

  @ParameterizedTest
  @EnumSource
  @Clause({"SWP-5", "SWP-6", "A-69"})
  void ofAnotherCustomer_isNoReason(Procedure procedure) {
    Complete it = linked(procedure);
    it.hotfixTargets = List.of(handedTo("C-9999"));

    assertThat(it.codes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Clause({"SWP-5", "SWP-6", "A-30"})
  void ofALinkedIdOfTheSameCompany_isOne(Procedure procedure) {
    Complete it = linked(procedure);
    it.hotfixTargets = List.of(handedTo("C-1009"));

    assertThat(it.codes()).containsExactly("HOTFIX_NOT_APPLIED");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "CROSS_SEND_BACK, 4.10.1-2300, -",
        "CROSS_SEND_BACK, 4.10.1-2301, -",
        "MANUFACTURER, 4.12.2, -",
        "WARRANTY, 4.10.1, -",
        "ONSITE, 4.10.1, true",
        "ONSITE, -, -",
      })
  @Clause({"SWP-6", "A-68"})
  void thatIsApplied_orMayBe_isNoReason(
      Procedure procedure, @Nullable String version, @Nullable Boolean installed) {
    Complete it = linked(procedure);
    it.softwareVersion = version;
    it.fixInstalled = installed;

    assertThat(it.codes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Clause("SWP-6")
  void thatTheCustomerDoesNotLinkTheFaultTo_isNoReason(Procedure procedure) {
    Complete it = linked(procedure);
    it.relatedHotfix = null;

    assertThat(it.codes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Clause({"SWP-6", "A-68"})
  void namedWithoutItsRevision_isTheOneThatWasHandedOver(Procedure procedure) {
    Complete it = linked(procedure);
    it.relatedHotfix = "4.10.1";
    assertThat(it.codes()).containsExactly("HOTFIX_NOT_APPLIED");

    it.softwareVersion = "4.10.1-2300";
    assertThat(it.codes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Clause({"SWP-6", "A-33"})
  void thatWasWithdrawn_isNobodysToApply(Procedure procedure) {
    Complete it = linked(procedure);
    it.releases.add(
        new Release(
            new SoftwareVersion("4.10.1-2300"),
            ReleaseKind.HOTFIX,
            LocalDate.parse("2026-04-15"),
            false,
            true));

    assertThat(it.codes()).isEmpty();
  }

  private static HotfixTarget handedTo(String customerId) {
    return new HotfixTarget(
        new SoftwareVersion("4.10.1-2300"),
        new CustomerId(customerId),
        LocalDate.parse("2026-04-20"));
  }

  /**
   * A request of a target customer, who links the fault to the hotfix and is on the version before
   * it.
   */
  private static Complete linked(Procedure procedure) {
    Complete it = new Complete();
    it.procedure = procedure;
    it.softwareVersion = "4.10.1-2201";
    it.relatedHotfix = "4.10.1-2300";
    it.hotfixTargets = List.of(handedTo("C-1001"));
    it.submittedAt = at("2026-05-01T10:30:00+09:00");
    switch (procedure) {
      case CROSS_SEND_BACK -> {}
      case MANUFACTURER, TRIAGE -> {
        it.family = ProductFamily.NETWYVERN;
        it.terms = List.of(Complete.term(Plan.MANUFACTURER, "2025-11-20", "2026-11-19"));
      }
      case ONSITE -> {
        it.channel = Channel.ONSITE_PHONE;
        it.terms = List.of(Complete.term(Plan.ONSITE_WEEKDAY, "2025-11-20", "2026-11-19"));
      }
      case WARRANTY, DOA -> it.terms = List.of();
      case TECHNICAL_INQUIRY -> it.asking(InquiryKind.INCIDENT);
    }
    return it;
  }
}
