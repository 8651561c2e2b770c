package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.CASE;
import static io.rmaflow.rma.intake.Complete.DEMANDS;
import static io.rmaflow.rma.intake.Complete.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Demands;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DemandsTest {

  private static final Instant NOW = at("2026-05-12T10:00:00+09:00");

  @Test
  @Clause({"EXC-CSB-4", "CSB-13", "CSB-5"})
  void eachWorkIsGrantedOrRefusedByItself_onceAndInOrder() {
    List<CaseEvent> events =
        DEMANDS.decide(
            CASE,
            in(Procedure.CROSS_SEND_BACK),
            List.of(
                RequestedWork.RESTORE_DATA,
                RequestedWork.OPERATION_QUESTION,
                RequestedWork.LOANER,
                RequestedWork.RESTORE_DATA),
            NOW);

    assertThat(events).hasSize(3);
    assertThat(events.get(0)).isInstanceOf(DemandRefused.class);
    DemandRefused restore = (DemandRefused) events.get(0);
    assertThat(restore.refusal().code()).isEqualTo("OUT_OF_SCOPE_WORK");
    assertThat(restore.refusal().clauses()).containsExactly("EXC-CSB-4", "CSB-16");
    assertThat(events.get(1))
        .isEqualTo(new DemandGranted(CASE, RequestedWork.OPERATION_QUESTION, NOW));
    assertThat(((DemandRefused) events.get(2)).refusal().code()).isEqualTo("LOANER_NOT_IN_PLAN");
  }

  @Test
  @Clause({"EXC-CSB-17", "CSB-27"})
  void theCollectedUnitIsNeverGivenBack_butMayBeBought() {
    DemandRefused refused =
        (DemandRefused)
            DEMANDS
                .decide(
                    CASE,
                    in(Procedure.CROSS_SEND_BACK),
                    List.of(RequestedWork.GIVE_BACK_THE_COLLECTED_UNIT),
                    NOW)
                .getFirst();

    assertThat(refused.refusal().code()).isEqualTo("COLLECTED_UNIT_NOT_RETURNED");
    assertThat(refused.refusal().message().ja()).contains("有償の買い取り");
  }

  @ParameterizedTest
  @CsvSource({"MANUFACTURER, VER-12", "ONSITE, EXC-ONS-9"})
  @Clause({"VER-12", "A-39"})
  void aRepairDoesNotIncludeAnUpdate(Procedure procedure, String clause) {
    assertThat(DEMANDS.decide(CASE, in(procedure), List.of(RequestedWork.VERSION_UP), NOW))
        .singleElement()
        .isInstanceOfSatisfying(
            DemandRefused.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo("OUT_OF_SCOPE_WORK");
              assertThat(refused.refusal().clauses()).contains(clause);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "RMA-2026-000001, true",
    "ＲＭＡ-2026-000001, true", // full width
    "RMA-2026-000002, false",
    ", false"
  })
  @Clause({"EXC-ONS-16", "A-73"})
  void inAnOnSiteCase_whateverElseIsAskedForTakesItsRmaNumber(
      @Nullable RmaNumber named, boolean enough) {
    Demands.FollowUp followUp =
        new Demands.FollowUp(Procedure.ONSITE, false, new RmaNumber("RMA-2026-000001"), named);

    List<CaseEvent> events =
        DEMANDS.decide(CASE, followUp, List.of(RequestedWork.RESTORE_DATA), NOW);

    if (enough) {
      assertThat(events).containsExactly(new DemandGranted(CASE, RequestedWork.RESTORE_DATA, NOW));
    } else {
      DemandRefused refused = (DemandRefused) events.getFirst();
      assertThat(refused.refusal().code()).isEqualTo("RMA_NUMBER_REQUIRED");
      assertThat(refused.refusal().clauses()).containsExactly("EXC-ONS-16");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Procedure.class,
      names = {"CROSS_SEND_BACK", "MANUFACTURER", "WARRANTY", "DOA"})
  @Clause({"EXC-ONS-16", "A-79"})
  void inNoOtherCase_isTheRmaNumberAskedFor(Procedure procedure) {
    Demands.FollowUp followUp =
        new Demands.FollowUp(procedure, false, new RmaNumber("RMA-2026-000001"), null);

    assertThat(DEMANDS.decide(CASE, followUp, List.of(RequestedWork.OPERATION_QUESTION), NOW))
        .allSatisfy(
            event -> {
              if (event instanceof DemandRefused refused) {
                assertThat(refused.refusal().code()).isNotEqualTo("RMA_NUMBER_REQUIRED");
              }
            });
  }

  private static Demands.FollowUp in(Procedure procedure) {
    return new Demands.FollowUp(procedure, false, null, null);
  }
}
