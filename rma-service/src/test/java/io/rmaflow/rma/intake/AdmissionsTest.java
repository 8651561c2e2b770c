package io.rmaflow.rma.intake;

import static io.rmaflow.rma.procedures.AllAdmissions.ADMISSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Admissions;
import io.rmaflow.rma.intake.rules.ExcludedItem;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionsTest {

  private static List<Admission> allBut(Procedure without) {
    return Arrays.stream(Procedure.values())
        .filter(procedure -> procedure != without)
        .map(ADMISSIONS::of)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Procedure.class)
  void aProcedureWithoutRulesIsNoticedAtTheStart(Procedure procedure) {
    assertThatThrownBy(() -> new Admissions(allBut(procedure)))
        .hasMessage("no admission of [" + procedure + "]");
  }

  @Test
  void aProcedureWithTwoSetsOfRulesIsNoticedAtTheStart() {
    Admission warranty = ADMISSIONS.of(Procedure.WARRANTY);

    assertThatThrownBy(() -> new Admissions(List.of(warranty, warranty)))
        .hasMessage("two admissions of WARRANTY");
  }

  @ParameterizedTest
  @CsvSource({
    "CROSS_SEND_BACK, false, EXC-CSB-, 18",
    "ONSITE, false, EXC-ONS-, 26",
    "TECHNICAL_INQUIRY, false, EXC-TEC-, 25",
    "TECHNICAL_INQUIRY, true, EXC-VA-, 30"
  })
  @Clause("A-79")
  void aListOfExclusionsHoldsEveryItem_inItsOrder(
      Procedure procedure, boolean virtualAppliance, String list, int items) {
    assertThat(
            ADMISSIONS.of(procedure).exclusions(virtualAppliance).stream()
                .map(ExcludedItem::clause)
                .distinct())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, items).mapToObj(item -> list + item).toList());
  }

  @Test
  void workThatNobodyDecidedAboutIsNoticedAtTheStart() {
    assertThatThrownBy(() -> WorkLimits.NONE.granting(RequestedWork.REPORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PERFORM_ISOLATION");
  }
}
