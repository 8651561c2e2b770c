package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.repair.RepairSteps;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.procedures.doa.CertifyDoa;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decisions are bound to the state: those that a state does not allow are conflicts that tell it,
 * and change nothing. Each row is a state on the way of a procedure and the decisions that it
 * allows, by the names of their resources; every other one is tried as well.
 */
class OutOfOrderTest {

  private static final String NOW = "2026-07-01T10:00:00";

  private static final Map<String, Step> DECISIONS = decisions();

  private static Map<String, Step> decisions() {
    Map<String, Step> all = new LinkedHashMap<>();
    all.put("information-request", new CommonSteps.RequestInformation(null, at(NOW)));
    all.put("information", new CommonSteps.ProvideInformation(null, List.of(), at(NOW)));
    all.put("judgement", new CommonSteps.Judge(true, null, Story.RMA_A, at(NOW)));
    all.put("doa-certification", new CertifyDoa(true, new TextId("r-text-9"), null, null, at(NOW)));
    all.put(
        "equivalent-offer",
        new SendingSteps.OfferEquivalent(new ProductCode("netwyvern2-dhcp"), at(NOW)));
    all.put("equivalent-answer", new SendingSteps.AnswerEquivalent(true, null, at(NOW)));
    all.put("buy-out-request", new ReturnSteps.RequestBuyOut(null, at(NOW)));
    all.put("buy-out-decision", new ReturnSteps.DecideBuyOut(true, 1_000, null, at(NOW)));
    all.put("loaner-confirmation", new LoanerSteps.Confirm(at(NOW)));
    all.put("loaner-recall", new LoanerSteps.Recall());
    all.put("inspection", new RepairSteps.Inspect(null, List.of(), at(NOW)));
    all.put("operation-confirmation", new RepairSteps.ConfirmOperation(at(NOW)));
    all.put("cancellation", new CommonSteps.Cancel(null, at(NOW)));
    return all;
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource({"manufacturerMaintenance", "warranty", "initialFailure"})
  @Clause({"RMA-5", "MFR-5", "MFR-26", "MFR-29", "MFR-30", "WAR-20", "DOA-6"})
  void aDecision_isTakenInTheStatesThatAllowIt_andInNoOther(
      Procedure procedure, CaseStatus status, String allowed, Story story) {
    assertThat(story.state().followed()).contains(procedure);
    assertThat(story.state().status()).isEqualTo(status);

    List<String> taken = new ArrayList<>();
    DECISIONS.forEach(
        (resource, step) -> {
          switch (story.decide(step, NOW)) {
            case Decision.Taken events -> {
              assertThat(events.events()).as(resource).isNotEmpty();
              taken.add(resource);
            }
            case Decision.Conflict conflict ->
                assertThat(conflict.status()).as(resource).isEqualTo(status);
            case Decision.Invalid invalid -> throw new AssertionError(resource + ": " + invalid);
            case Decision.Refused refused -> throw new AssertionError(resource + ": " + refused);
          }
        });

    assertThat(String.join(" ", taken)).isEqualTo(allowed);
  }

  static Stream<Arguments> manufacturerMaintenance() {
    Path path = new Path(Procedure.MANUFACTURER);
    path.state("information-request judgement cancellation");
    path.after(new CommonSteps.Judge(true, null, Story.RMA_A, at("2026-05-07T10:00:00")));
    path.state("information-request equivalent-offer cancellation");
    path.after(
        new LoanerSteps.Ship(
            ManufacturerInAnyOrderTest.LOANER,
            null,
            null,
            Step.Carriage.UNKNOWN,
            null,
            false,
            when("2026-05-07T15:00:00")));
    path.state("information-request equivalent-offer");
    path.after(new LoanerSteps.Deliver(when("2026-05-11T10:00:00")));
    path.state("information-request equivalent-offer loaner-confirmation");
    path.after(new LoanerSteps.Confirm(at("2026-05-11T11:00:00")));
    path.state("information-request equivalent-offer");
    path.after(handOver("2026-05-12T10:00:00"));
    path.state("information-request equivalent-offer");
    path.after(receipt("2026-05-14T10:00:00"));
    path.state("information-request equivalent-offer inspection");
    path.after(new RepairSteps.Inspect(20, List.of(), at("2026-05-15T10:00:00")));
    path.state("information-request equivalent-offer");
    path.after(new RepairSteps.Complete(when("2026-06-10T10:00:00")));
    path.state("information-request equivalent-offer");
    path.after(
        new RepairSteps.Ship(null, null, Step.Carriage.UNKNOWN, null, when("2026-06-11T10:00:00")));
    path.state("information-request");
    path.after(new RepairSteps.Deliver(when("2026-06-12T10:00:00")));
    path.state("information-request operation-confirmation");
    path.after(new RepairSteps.ConfirmOperation(at("2026-06-15T10:00:00")));
    path.state("information-request");
    path.after(new LoanerSteps.HandOver(Step.Carriage.UNKNOWN, when("2026-06-16T10:00:00")));
    path.state("information-request");
    path.after(
        new LoanerSteps.Receive(
            ManufacturerInAnyOrderTest.LOANER, null, when("2026-06-17T10:00:00")));
    path.state("");
    return path.rows.stream();
  }

  static Stream<Arguments> warranty() {
    Path path = new Path(Procedure.WARRANTY);
    path.state("information-request judgement cancellation");
    path.after(new CommonSteps.Judge(true, null, Story.RMA_A, at("2026-05-07T10:00:00")));
    path.state("information-request cancellation");
    path.after(handOver("2026-05-12T10:00:00"));
    path.state("information-request cancellation");
    path.after(receipt("2026-05-14T10:00:00"));
    path.state("information-request inspection cancellation");
    path.after(new RepairSteps.Inspect(20, List.of(), at("2026-05-15T10:00:00")));
    path.state("information-request cancellation");
    path.after(new RepairSteps.Complete(when("2026-06-10T10:00:00")));
    path.state("information-request cancellation");
    path.after(
        new RepairSteps.Ship(null, null, Step.Carriage.UNKNOWN, null, when("2026-06-11T10:00:00")));
    path.state("information-request");
    path.after(new RepairSteps.Deliver(when("2026-06-12T10:00:00")));
    path.state("");
    return path.rows.stream();
  }

  static Stream<Arguments> initialFailure() {
    Path path = new Path(Procedure.DOA);
    path.state("information-request judgement cancellation");
    path.after(new CommonSteps.Judge(true, null, Story.RMA_A, at("2026-05-07T10:00:00")));
    path.state("information-request doa-certification buy-out-request cancellation");
    path.after(new CertifyDoa(true, new TextId("r-text-9"), null, null, at("2026-05-07T11:00:00")));
    path.state("information-request buy-out-request cancellation");
    path.after(Story.newUnitShipment("2026-05-08T15:00:00"));
    path.state("information-request buy-out-request");
    path.after(new SendingSteps.DeliverReplacement(when("2026-06-26T10:00:00")));
    path.state("information-request buy-out-request");
    path.after(handOver("2026-06-29T10:00:00"));
    path.state("information-request");
    path.after(receipt("2026-06-30T10:00:00"));
    path.state("");
    return path.rows.stream();
  }

  /** One way through a procedure; a state is looked at before the next step is taken. */
  private static final class Path {

    private final Procedure procedure;
    private final List<Step> steps = new ArrayList<>();
    private final List<Arguments> rows = new ArrayList<>();

    Path(Procedure procedure) {
      this.procedure = procedure;
    }

    void after(Step step) {
      steps.add(step);
    }

    void state(String allowed) {
      Story story = Story.accepted(procedure, "2026-05-07T09:30:00");
      steps.forEach(step -> story.take(step, NOW));
      rows.add(Arguments.of(procedure, story.state().status(), allowed, story));
    }
  }
}
