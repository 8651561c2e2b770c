package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.ManufacturerInAnyOrderTest.LOANER;
import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.newUnitShipment;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.rma.casefile.Step.Carriage;
import io.rmaflow.rma.parts.answering.AnsweringSteps;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.repair.RepairSteps;
import io.rmaflow.rma.parts.visit.VisitSteps;
import io.rmaflow.rma.parts.visit.VisitView;
import io.rmaflow.rma.procedures.doa.CertifyDoa;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A case of each procedure, played to its end, shows every instant and date that it has (RMA-9).
 */
@Clause("RMA-9")
class InstantsAndDatesTest {

  @Test
  @Clause({"CSB-2", "CSB-4"})
  void ofCrossSendBack() {
    Story story =
        Story.accepted("2026-05-01T10:30:00")
            .judged("2026-05-01T11:40:00")
            .shipped("2026-05-01T15:00:00")
            .delivered("2026-05-02T11:00:00")
            .handedOver("2026-05-12T10:00:00")
            .received("2026-05-14T10:00:00");

    assertThat(shown(story))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-05-01T10:30",
            "acceptedAt 2026-05-01T10:30",
            "judgedAt 2026-05-01T11:40",
            "dispatchedAt 2026-05-01T15:00",
            "deliveredAt 2026-05-02T11:00",
            "customerShippedAt 2026-05-12T10:00",
            "receivedAt 2026-05-14T10:00",
            "closedAt 2026-05-14T10:00",
            "dispatchDue 2026-05-01",
            "returnDue 2026-05-13");
  }

  @Test
  @Clause({"DOA-7", "DOA-8"})
  void ofAnInitialFailure() {
    Story story =
        Story.accepted(Procedure.DOA, "2026-04-30T09:30:00").judged("2026-04-30T10:00:00");
    take(
        story,
        "2026-04-30T16:00:00",
        new CertifyDoa(true, new TextId("r-basis"), null, null, at("2026-04-30T16:00:00")));
    story.take(newUnitShipment("2026-05-01T15:00:00"), "2026-05-01T15:00:00");
    story
        .delivered("2026-05-02T11:00:00")
        .handedOver("2026-05-12T10:00:00")
        .received("2026-05-14T10:00:00");

    assertThat(shown(story))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-04-30T09:30",
            "acceptedAt 2026-04-30T09:30",
            "judgedAt 2026-04-30T10:00",
            "certifiedAt 2026-04-30T16:00",
            "dispatchedAt 2026-05-01T15:00",
            "deliveredAt 2026-05-02T11:00",
            "customerShippedAt 2026-05-12T10:00",
            "receivedAt 2026-05-14T10:00",
            "closedAt 2026-05-14T10:00",
            "dispatchDue 2026-05-07",
            "dispatchFrom 2026-05-01",
            "returnDue 2026-05-13");
  }

  @Test
  @Clause({"MFR-3", "MFR-10", "MFR-30"})
  void ofManufacturerMaintenance() {
    Story story =
        Story.accepted(Procedure.MANUFACTURER, "2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    take(
        story,
        "2026-06-20T10:00:00",
        new LoanerSteps.Ship(
            LOANER, null, null, Carriage.UNKNOWN, null, false, when("2026-05-07T15:00:00")),
        new LoanerSteps.Deliver(when("2026-05-11T10:00:00")),
        handOver("2026-05-12T10:00:00"),
        receipt("2026-05-14T10:00:00"),
        new RepairSteps.Complete(when("2026-06-10T10:00:00")),
        new RepairSteps.Ship(null, null, Carriage.UNKNOWN, null, when("2026-06-11T10:00:00")),
        new RepairSteps.Deliver(when("2026-06-12T10:00:00")),
        new RepairSteps.ConfirmOperation(at("2026-06-15T10:00:00")),
        new LoanerSteps.Receive(LOANER, Condition.USED, when("2026-06-17T10:00:00")));

    assertThat(shown(story))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-05-07T09:30",
            "acceptedAt 2026-05-07T09:30",
            "judgedAt 2026-05-07T10:00",
            "customerShippedAt 2026-05-12T10:00",
            "receivedAt 2026-05-14T10:00",
            "closedAt 2026-06-17T10:00",
            "loanerDispatchDue 2026-05-07",
            "repairGuideDate 2026-06-14");
    assertThat(legs(story))
        .containsExactlyInAnyOrder(
            "LOANER TO_CUSTOMER 2026-05-07T15:00 2026-05-11T10:00",
            "FAULTY_UNIT TO_VENDOR 2026-05-12T10:00 2026-05-14T10:00",
            "REPAIRED_UNIT TO_CUSTOMER 2026-06-11T10:00 2026-06-12T10:00",
            "LOANER TO_VENDOR 2026-06-17T10:00 2026-06-17T10:00");
  }

  @Test
  @Clause("WAR-20")
  void ofTheWarranty() {
    Story story =
        Story.accepted(Procedure.WARRANTY, "2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    take(
        story,
        "2026-06-20T10:00:00",
        handOver("2026-05-12T10:00:00"),
        receipt("2026-05-14T10:00:00"),
        new RepairSteps.Ship(null, null, Carriage.UNKNOWN, null, when("2026-06-11T10:00:00")),
        new RepairSteps.Deliver(when("2026-06-12T10:00:00")));

    assertThat(shown(story))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-05-07T09:30",
            "acceptedAt 2026-05-07T09:30",
            "judgedAt 2026-05-07T10:00",
            "customerShippedAt 2026-05-12T10:00",
            "receivedAt 2026-05-14T10:00",
            "closedAt 2026-06-12T10:00");
    assertThat(legs(story))
        .containsExactlyInAnyOrder(
            "FAULTY_UNIT TO_VENDOR 2026-05-12T10:00 2026-05-14T10:00",
            "REPAIRED_UNIT TO_CUSTOMER 2026-06-11T10:00 2026-06-12T10:00");
  }

  @Test
  @Clause({"ONS-2", "ONS-17", "ONS-22"})
  void ofOnSiteMaintenance_theArrivalAndTheRestorationAtTheTopAsInTheVisit() {
    Story story =
        Story.onSite(Plan.ONSITE_24X365, ProductFamily.NETREGIO, "2026-06-10T10:30:00")
            .judged("2026-06-10T11:00:00");
    take(
        story,
        "2026-06-10T17:00:00",
        new VisitSteps.Arrive(null, when("2026-06-10T14:00:00")),
        new VisitSteps.ExchangeUnit(
            new SerialNumber("NR2A-9001"), null, null, when("2026-06-10T15:00:00")),
        new VisitSteps.Restore(null, false, true, when("2026-06-10T15:30:00")),
        new VisitSteps.Report(null, ReportMethod.ON_SITE, at("2026-06-10T16:00:00")));

    assertThat(shown(story))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-06-10T10:30",
            "acceptedAt 2026-06-10T10:30",
            "judgedAt 2026-06-10T11:00",
            "arrivedAt 2026-06-10T14:00",
            "restoredAt 2026-06-10T15:30",
            "closedAt 2026-06-10T16:00",
            "arrivalTarget 2026-06-10T14:30");
    VisitView.Visit visit = Objects.requireNonNull(story.view().visiting().visit());
    assertThat(visit.arrivedAt()).isEqualTo(at("2026-06-10T14:00:00"));
    assertThat(visit.restoredAt()).isEqualTo(at("2026-06-10T15:30:00"));
  }

  @Test
  @Clause("TEC-3")
  void ofATechnicalInquiry() {
    assertThat(shown(inquired(Procedure.TECHNICAL_INQUIRY)))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-06-10T14:00",
            "acceptedAt 2026-06-10T14:00",
            "closedAt 2026-06-17T10:00",
            "firstContactDue 2026-06-11T17:00");
  }

  @Test
  @Clause("TEC-3")
  void ofTriage() {
    assertThat(shown(inquired(Procedure.TRIAGE)))
        .containsExactlyInAnyOrder(
            "submittedAt 2026-06-10T14:00",
            "acceptedAt 2026-06-10T14:00",
            "closedAt 2026-06-17T10:00",
            "firstContactDue 2026-06-11T17:00");
  }

  private static Story inquired(Procedure procedure) {
    Story story = Story.inquiry(procedure, ProductFamily.NETREGIO, "2026-06-10T14:00:00");
    take(
        story,
        "2026-06-17T10:00:00",
        new AnsweringSteps.Contact(when("2026-06-11T16:30:00")),
        new AnsweringSteps.Answer(null, at("2026-06-16T10:00:00")),
        new AnsweringSteps.Complete(
            CompletionReason.RESPONSE_EXHAUSTED, at("2026-06-17T10:00:00")));
    return story;
  }

  private static void take(Story story, String knownAt, Step... steps) {
    for (Step step : steps) {
      story.take(step, knownAt);
    }
  }

  /** Every instant and date at the top of the case; Japan time. */
  private static List<String> shown(Story story) {
    List<String> shown = new ArrayList<>();
    show(story.view(), shown);
    return shown;
  }

  private static void show(Record part, List<String> shown) {
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(part);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a component cannot be read", e);
      }
      if (value instanceof Instant instant) {
        shown.add(component.getName() + " " + japan(instant));
      } else if (value instanceof LocalDate day) {
        shown.add(component.getName() + " " + day);
      } else if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
          && value instanceof Record one) {
        show(one, shown);
      }
    }
  }

  private static List<String> legs(Story story) {
    return story.view().shipments().stream()
        .map(
            leg ->
                "%s %s %s %s"
                    .formatted(
                        leg.leg(),
                        leg.direction(),
                        japan(leg.dispatchedAt()),
                        japan(leg.deliveredAt())))
        .toList();
  }

  private static String japan(@Nullable Instant instant) {
    return Objects.requireNonNull(instant)
        .atZone(ZoneId.of("Asia/Tokyo"))
        .toLocalDateTime()
        .toString();
  }
}
