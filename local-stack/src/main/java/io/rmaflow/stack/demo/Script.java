package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Application;
import io.rmaflow.client.contract.model.Contract;
import io.rmaflow.client.contract.model.Lineage;
import io.rmaflow.client.contract.model.LineageLink;
import io.rmaflow.client.contract.model.Party;
import io.rmaflow.client.contract.model.Period;
import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.contract.model.Registered;
import io.rmaflow.client.contract.model.Registration;
import io.rmaflow.client.contract.model.SiteFinding;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Channel;
import io.rmaflow.client.rma.model.Declined;
import io.rmaflow.client.rma.model.FaultJudgement;
import io.rmaflow.client.rma.model.Handover;
import io.rmaflow.client.rma.model.Isolation;
import io.rmaflow.client.rma.model.IsolationResult;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.Refusal;
import io.rmaflow.client.rma.model.Report;
import io.rmaflow.client.rma.model.RequestedWork;
import io.rmaflow.client.rma.model.SelfDiagnosis;
import io.rmaflow.client.rma.model.Standing;
import io.rmaflow.client.rma.model.WantedWork;
import io.rmaflow.stack.demo.Company.Unit;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What all stories are written with: a customer's forms, the desk's steps, and the telling. */
abstract class Script {

  private final Stage stage;
  private final Company company;
  private @Nullable String customerId;

  Script(Stage stage, Company company) {
    this.stage = stage;
    this.company = company;
  }

  /**
   * Plays the story.
   *
   * @return the case that it is about, as read back at its end
   */
  abstract CaseAnswer play();

  // ---- what forms say

  static Report byForm(Report report) {
    return report.channel(Channel.FORM);
  }

  static Report byRepairPhone(Report report) {
    return isolated(report.channel(Channel.ONSITE_PHONE));
  }

  /** What the form of a repair says beside the fault. */
  static Report hardwareFault(Report report) {
    return isolated(byForm(report));
  }

  /** The customer has found the hardware at fault, on a unit that cannot be reached any more. */
  private static Report isolated(Report report) {
    return report
        .webAccessible(false)
        .requestSheet(true)
        .isolation(
            new Isolation()
                .result(IsolationResult.HARDWARE_FAULT)
                .checkSheet(true)
                .selfDiagnosis(SelfDiagnosis.NOT_EXECUTABLE)
                .selfDiagnosisReason("電源が入らない")
                .networkFaultOrSettingChange(false)
                .fixedInLatestSoftware(false));
  }

  static FaultJudgement fault(String reason) {
    return new FaultJudgement().hardwareFault(true).reason(reason);
  }

  static Handover handedTo(String carrier, String trackingNumber) {
    return new Handover().carrier(carrier).trackingNumber(trackingNumber);
  }

  static OffsetDateTime time(String text) {
    return OffsetDateTime.parse(text);
  }

  static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  /** What the case has by now, as the story goes. */
  static <T> T there(@Nullable T part) {
    return Objects.requireNonNull(part, "the case has not got that far");
  }

  // ---- telling

  final void at(String instant, String title) {
    stage.moveTo(time(instant));
    begin(title);
  }

  final void begin(String title) {
    stage.begin(title);
  }

  final void end() {
    stage.end();
  }

  final void say(String line) {
    stage.narrator().line(line);
  }

  // ---- what happens

  final String customerId() {
    if (customerId == null) {
      throw new IllegalStateException("nothing is registered yet");
    }
    return customerId;
  }

  /** Registers a unit; the first one brings the customer its ID. */
  final void register(Unit unit) {
    register(unit, form -> form);
  }

  /**
   * Registers a unit.
   *
   * @param more what the form says beside the usual
   */
  final void register(Unit unit, UnaryOperator<Registration> more) {
    Registered registered =
        stage.desk().units().register(more.apply(company.registration(customerId, unit)));
    String id = registered.getCustomerId();
    Period warranty = registered.getWarranty();
    say(
        "%s (%s) → %scustomer ID %s, %s"
            .formatted(
                unit.serialNumber(),
                unit.productCode(),
                id.equals(customerId) ? "the same " : "",
                id,
                warranty == null
                    ? "no warranty"
                    : "warranty %s to %s".formatted(warranty.getFrom(), warranty.getTo())));
    customerId = id;
    stage.customer(id);
  }

  /** Puts a unit under a contract of one year. */
  final void sign(Unit unit, Plan plan, String startDate) {
    Contract contract =
        stage
            .desk()
            .contracts()
            .applyForContract(
                new Application()
                    .customerId(customerId())
                    .serialNumber(unit.serialNumber())
                    .plan(plan)
                    .termYears(1)
                    .startDate(day(startDate))
                    .appliedBy(Party.CUSTOMER));
    say(
        "%s: contract %s, %s, %s to %s"
            .formatted(
                unit.serialNumber(),
                contract.getContractId(),
                plan,
                contract.getStartDate(),
                contract.getExpiryDate()));
  }

  /** Has the site checked, without which no on-site contract is concluded. */
  final void checkSite(Unit unit) {
    stage
        .desk()
        .contracts()
        .checkSite(
            new SiteFinding()
                .serialNumber(unit.serialNumber())
                .serviceable(true)
                .arrivalTargetHours(4));
    say(unit.serialNumber() + ": the site can be served within 4 hours");
  }

  /** Sends a request that is accepted. */
  final RmaCase report(Unit unit, Procedure procedure, String fault, UnaryOperator<Report> more) {
    return reported(unit, procedure, fault, more).shows(CaseAnswer::getStatus, CaseStatus.ACCEPTED);
  }

  /** Sends a request that is refused, for these reasons in this order. */
  final void reportInVain(
      Unit unit, Procedure procedure, String fault, UnaryOperator<Report> more, String... codes) {
    RmaCase refused =
        reported(unit, procedure, fault, more)
            .shows(CaseAnswer::getStatus, CaseStatus.REFUSED)
            .shows(
                view -> view.getRefusals().stream().map(Refusal::getCode).toList(), List.of(codes));
    refused.view().getRefusals().forEach(stage.narrator()::refusal);
  }

  private RmaCase reported(
      Unit unit, Procedure procedure, String fault, UnaryOperator<Report> more) {
    return new RmaCase(
        stage,
        stage
            .desk()
            .cases()
            .report(more.apply(company.request(customerId(), unit, procedure, fault))));
  }

  /** Asks for work that the procedure does not include; the case goes on. */
  final void demandInVain(RmaCase of, RequestedWork work, String code) {
    Declined declined =
        stage
            .desk()
            .steps()
            .demandWork(
                of.id(), new WantedWork().addRequestedWorkItem(work).rmaNumber(of.rmaNumber()))
            .getRefusals()
            .getFirst();
    if (!declined.getCode().equals(code)) {
      throw new IllegalStateException("expected " + code + " for " + work + ", got " + declined);
    }
    stage.narrator().refusal(declined.getCode(), declined.getClauses(), declined.getMessage());
  }

  /** The customer's standing: whether it is suspended, and for which units. */
  final void standing(boolean suspended, int overdueUnits) {
    Standing standing = stage.desk().customers().standing(customerId(), null, null);
    if (standing.getSuspended() != suspended || standing.getOverdueUnits().size() != overdueUnits) {
      throw new IllegalStateException("the standing is " + standing);
    }
    say(suspended ? "suspended, because of:" : "not suspended");
    standing
        .getOverdueUnits()
        .forEach(
            unit ->
                say(
                    "  %s of %s, due back %s"
                        .formatted(
                            unit.getSerialNumber(), unit.getRmaNumber(), unit.getReturnDue())));
  }

  /** Which units held the cover, one after the other, and which does at present. */
  final void lineage(Unit unit, String present) {
    Lineage lineage = stage.desk().units().lineage(unit.serialNumber(), null, null);
    if (!lineage.getPresent().equals(present)) {
      throw new IllegalStateException("the lineage is " + lineage);
    }
    for (LineageLink each : lineage.getUnits()) {
      say("%-10s %s".formatted(each.getSerialNumber(), held(each)));
    }
  }

  private static String held(LineageLink unit) {
    OffsetDateTime to = unit.getTo();
    OffsetDateTime from = unit.getFrom();
    if (to != null) {
      return "until " + Narrator.minute(to);
    }
    return "since " + (from == null ? "" : Narrator.minute(from));
  }

  /** Closes a story: what an auditor reads of the case. */
  final CaseAnswer auditorReads(RmaCase told, CaseStatus status) {
    begin("The whole case, as an auditor reads it");
    told.readAgain(status).history();
    end();
    return told.view();
  }
}
