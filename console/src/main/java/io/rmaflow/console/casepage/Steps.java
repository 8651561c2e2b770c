package io.rmaflow.console.casepage;

import static io.rmaflow.console.casepage.Field.choice;
import static io.rmaflow.console.casepage.Field.choices;
import static io.rmaflow.console.casepage.Field.line;
import static io.rmaflow.console.casepage.Field.text;
import static io.rmaflow.console.casepage.Field.yesNo;
import static io.rmaflow.console.casepage.Step.Place.DEMANDS;
import static io.rmaflow.console.casepage.Step.Place.FACTS;
import static io.rmaflow.console.casepage.Step.Place.NOTES;
import static io.rmaflow.console.casepage.Step.Place.STEPS;
import static io.rmaflow.console.casepage.Step.When.ALWAYS;
import static io.rmaflow.console.casepage.Step.When.ONCE_ACCEPTED;
import static io.rmaflow.console.casepage.Step.When.WHILE_OPEN;

import io.rmaflow.console.casepage.Field.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every step that a person records of a case: the one place that says what its form asks for. What
 * is due, and whether a step is allowed, the service says.
 */
final class Steps {

  private static final String CROSS_SEND_BACK = "CROSS_SEND_BACK";
  private static final String MANUFACTURER = "MANUFACTURER";
  private static final String ONSITE = "ONSITE";
  private static final String WARRANTY = "WARRANTY";
  private static final String DOA = "DOA";
  private static final String TECHNICAL_INQUIRY = "TECHNICAL_INQUIRY";
  private static final String TRIAGE = "TRIAGE";

  private static final Set<String> ALL =
      Set.of(CROSS_SEND_BACK, MANUFACTURER, ONSITE, WARRANTY, DOA, TECHNICAL_INQUIRY, TRIAGE);
  private static final Set<String> UNITS =
      Set.of(CROSS_SEND_BACK, MANUFACTURER, ONSITE, WARRANTY, DOA);
  private static final Set<String> SENDING = Set.of(CROSS_SEND_BACK, MANUFACTURER, ONSITE, DOA);
  private static final Set<String> REPLACING = Set.of(CROSS_SEND_BACK, ONSITE, DOA);
  private static final Set<String> AWAITING = Set.of(CROSS_SEND_BACK, MANUFACTURER, WARRANTY, DOA);
  private static final Set<String> REPAIRING = Set.of(MANUFACTURER, WARRANTY);
  private static final Set<String> INSPECTING = Set.of(CROSS_SEND_BACK, MANUFACTURER, WARRANTY);
  private static final Set<String> LENDING = Set.of(MANUFACTURER);
  private static final Set<String> VISITING = Set.of(ONSITE);
  private static final Set<String> ASKING = Set.of(TECHNICAL_INQUIRY, TRIAGE);

  private static final Set<String> DESK = Set.of("admin", "support");
  private static final Set<String> DESK_AND_CUSTOMER = Set.of("admin", "support", "customer");
  private static final Set<String> DESK_AND_LOGISTICS = Set.of("admin", "support", "logistics");
  private static final Set<String> ANYBODY = Set.of("admin", "support", "logistics", "customer");

  /** When it happened, where not now, and why. */
  private static final List<Field> BACKDATED =
      List.of(Field.of("occurredAt", Kind.INSTANT).seldom(), text("reason").seldom());

  private static final List<Field> WITH_REASON =
      List.of(text("reason"), Field.of("occurredAt", Kind.INSTANT).seldom());

  private static final Field CARRIER = line("carrier");
  private static final Field TRACKING = line("trackingNumber");
  private static final Field SERIAL = line("serialNumber");
  private static final Field VERSION = line("softwareVersion");
  private static final Field DEFAULTS = yesNo("factoryDefault");
  private static final Field CONDITION = choice("condition", Choices.CONDITION);

  static final List<Step> EVERY =
      List.of(
          // what every case knows
          desk("judgement", WHILE_OPEN, UNITS, "JUDGEMENT")
              .asks(yesNo("hardwareFault").needed())
              .and(WITH_REASON),
          desk("information-request", WHILE_OPEN, ALL)
              .asks(text("text").called("question"))
              .and(BACKDATED),
          step("information", WHILE_OPEN, ALL, DESK_AND_CUSTOMER, "INFORMATION")
              .asks(text("text").called("information"), Field.of("attachments", Kind.FILES))
              .and(BACKDATED),
          desk("exclusion", ONCE_ACCEPTED, ALL)
              .asks(line("clause").needed(), text("found"))
              .and(BACKDATED),
          desk("cancellation", WHILE_OPEN, ALL).and(WITH_REASON),
          desk("override", ALWAYS, ALL)
              .by(Set.of("admin"))
              .asks(choice("rule", Choices.RULE).needed(), text("reason").needed())
              .and(List.of(Field.of("occurredAt", Kind.INSTANT).seldom())),
          desk("received-unit-resolution", ONCE_ACCEPTED, UNITS, "RESOLVE_RECEIVED_UNIT")
              .asks(
                  Field.of("receivedId", Kind.RECEIVED_UNIT).needed(),
                  choice("resolution", Choices.RESOLUTION).needed(),
                  line("caseId"),
                  text("reason").needed(),
                  Field.of("occurredAt", Kind.INSTANT).seldom())
              .done(),
          // an exchange unit
          desk("equivalent-offer", WHILE_OPEN, SENDING)
              .asks(line("product").needed())
              .and(BACKDATED),
          step("equivalent-answer", WHILE_OPEN, SENDING, DESK_AND_CUSTOMER, "EQUIVALENT_ANSWER")
              .asks(yesNo("accepted").needed())
              .and(BACKDATED),
          desk("doa-certification", WHILE_OPEN, Set.of(DOA), "DOA_CERTIFICATION")
              .asks(yesNo("certified").needed(), text("basis").needed())
              .and(BACKDATED),
          logistics("replacement-shipment", REPLACING, "REPLACEMENT_SHIPMENT")
              .asks(
                  SERIAL.needed(),
                  CARRIER,
                  TRACKING,
                  CONDITION,
                  line("productCode").seldom(),
                  VERSION.seldom(),
                  DEFAULTS.seldom())
              .and(BACKDATED),
          logistics("replacement-delivery", REPLACING, "REPLACEMENT_DELIVERY").and(BACKDATED),
          // the faulty unit
          step(
                  "faulty-unit-dispatch",
                  ONCE_ACCEPTED,
                  AWAITING,
                  ANYBODY,
                  "FAULTY_UNIT_DISPATCH",
                  "FAULTY_UNIT_RETURN")
              .asks(CARRIER, TRACKING)
              .and(BACKDATED),
          logistics("faulty-unit-return", AWAITING, "FAULTY_UNIT_DELIVERY")
              .asks(SERIAL, CONDITION, Field.of("serialUnreadable", Kind.FLAG).seldom())
              .and(BACKDATED),
          step("buy-out-request", WHILE_OPEN, REPLACING, DESK_AND_CUSTOMER).and(WITH_REASON),
          desk("buy-out-decision", WHILE_OPEN, REPLACING, "BUY_OUT_DECISION")
              .asks(yesNo("agreed").needed(), Field.of("priceYen", Kind.NUMBER))
              .and(WITH_REASON),
          // the repair
          desk("inspection", ONCE_ACCEPTED, INSPECTING, "INSPECTION")
              .asks(Field.of("estimateDays", Kind.NUMBER), Field.of("chargeableParts", Kind.LINES))
              .and(BACKDATED),
          desk("repair-completion", ONCE_ACCEPTED, REPAIRING, "REPAIR").and(BACKDATED),
          logistics("repaired-unit-shipment", REPAIRING, "REPAIRED_UNIT_SHIPMENT")
              .asks(CARRIER, TRACKING, SERIAL.seldom(), VERSION.seldom(), DEFAULTS.seldom())
              .and(BACKDATED),
          logistics("repaired-unit-delivery", REPAIRING, "REPAIRED_UNIT_DELIVERY").and(BACKDATED),
          step(
                  "operation-confirmation",
                  WHILE_OPEN,
                  REPAIRING,
                  DESK_AND_CUSTOMER,
                  "OPERATION_CONFIRMATION")
              .and(BACKDATED),
          // the loaner
          logistics("loaner-shipment", LENDING, "LOANER_SHIPMENT")
              .asks(SERIAL, CARRIER, TRACKING, VERSION.seldom(), DEFAULTS.seldom())
              .and(BACKDATED),
          logistics("loaner-delivery", LENDING, "LOANER_DELIVERY").and(BACKDATED),
          step("loaner-confirmation", WHILE_OPEN, LENDING, DESK_AND_CUSTOMER, "LOANER_CONFIRMATION")
              .and(BACKDATED),
          desk("loaner-recall", WHILE_OPEN, LENDING).and(BACKDATED),
          step("loaner-dispatch", ONCE_ACCEPTED, LENDING, ANYBODY, "LOANER_RETURN")
              .asks(CARRIER, TRACKING)
              .and(BACKDATED),
          logistics("loaner-return", LENDING, "LOANER_RETURN_DELIVERY")
              .asks(SERIAL, CONDITION, Field.of("serialUnreadable", Kind.FLAG).seldom())
              .and(BACKDATED),
          // the engineer's visit
          desk("visit", WHILE_OPEN, VISITING, "VISIT")
              .asks(Field.of("plannedFor", Kind.INSTANT).needed(), line("engineer"))
              .and(BACKDATED),
          desk("arrival", ONCE_ACCEPTED, VISITING, "ARRIVAL")
              .asks(Field.of("occurredAt", Kind.INSTANT).called("arrivedAt"))
              .asks(text("reason").called("late"))
              .done(),
          desk("exchange", ONCE_ACCEPTED, VISITING, "EXCHANGE")
              .asks(
                  choice("kind", Choices.EXCHANGE).needed().called("exchanged"),
                  SERIAL.called("broughtSerial"),
                  line("part"),
                  line("collectedSerialNumber"),
                  line("productCode").seldom(),
                  VERSION.seldom())
              .and(BACKDATED),
          desk("second-visit", WHILE_OPEN, VISITING)
              .asks(
                  choice("cause", Choices.SECOND_VISIT).needed(),
                  Field.of("plannedFor", Kind.INSTANT))
              .and(BACKDATED),
          desk("restoration", ONCE_ACCEPTED, VISITING, "RESTORATION")
              .asks(
                  yesNo("checked").needed(),
                  yesNo("backupSupplied"),
                  Field.of("backupRestored", Kind.FLAG))
              .and(BACKDATED),
          desk("restoration-report", ONCE_ACCEPTED, VISITING, "RESTORATION_REPORT")
              .asks(choice("method", Choices.REPORT).needed(), line("contact"))
              .and(BACKDATED),
          // an inquiry
          desk("first-contact", ONCE_ACCEPTED, ASKING, "FIRST_CONTACT").and(BACKDATED),
          desk("answer", WHILE_OPEN, ASKING, "ANSWER")
              .asks(text("text").called("answer"))
              .and(BACKDATED),
          desk("completion", WHILE_OPEN, ASKING, "COMPLETION")
              .asks(
                  choice("reason", Choices.COMPLETION).needed().called("completion"),
                  Field.of("occurredAt", Kind.INSTANT).seldom())
              .done(),
          // what stands elsewhere on the page
          desk("note", ALWAYS, ALL)
              .at(NOTES)
              .asks(text("text").needed().called("note"))
              .and(BACKDATED),
          step("demand", ALWAYS, ALL, DESK_AND_CUSTOMER)
              .at(DEMANDS)
              .asks(
                  choices("requestedWork", Choices.WORK).needed(),
                  Field.of("rmaNumber", Kind.RMA_NUMBER).seldom())
              .and(BACKDATED),
          desk("correction", ONCE_ACCEPTED, ALL)
              .at(FACTS)
              .asks(
                  line("ofEvent").needed(),
                  line("field").needed(),
                  line("value").needed(),
                  Field.of("visit", Kind.NUMBER),
                  text("reason"),
                  Field.of("occurredAt", Kind.INSTANT).seldom())
              .done());

  private Steps() {}

  /** The step of that name; nothing where there is none. */
  static Optional<Step> named(String path) {
    return EVERY.stream().filter(step -> step.path().equals(path)).findFirst();
  }

  /** The step that does what a duty asks for; nothing where none does. */
  static Optional<Step> thatDoes(String duty) {
    return EVERY.stream().filter(step -> step.duties().contains(duty)).findFirst();
  }

  private static Draft desk(String path, Step.When when, Set<String> procedures, String... duties) {
    return step(path, when, procedures, DESK, duties);
  }

  /** What becomes of a parcel, which may become known at any time. */
  private static Draft logistics(String path, Set<String> procedures, String... duties) {
    return step(path, ONCE_ACCEPTED, procedures, DESK_AND_LOGISTICS, duties);
  }

  private static Draft step(
      String path, Step.When when, Set<String> procedures, Set<String> roles, String... duties) {
    return new Draft(new Step(path, STEPS, when, procedures, roles, Set.of(duties), List.of()));
  }

  /** A step while its line in the table is read. */
  private record Draft(Step step) {

    Draft asks(Field... fields) {
      return new Draft(with(Stream.concat(step.fields().stream(), Stream.of(fields)).toList()));
    }

    Draft by(Set<String> roles) {
      return new Draft(
          new Step(
              step.path(),
              step.place(),
              step.when(),
              step.procedures(),
              roles,
              step.duties(),
              step.fields()));
    }

    Draft at(Step.Place place) {
      return new Draft(
          new Step(
              step.path(),
              place,
              step.when(),
              step.procedures(),
              step.roles(),
              step.duties(),
              step.fields()));
    }

    Step and(List<Field> last) {
      return with(Stream.concat(step.fields().stream(), last.stream()).toList());
    }

    Step done() {
      return step;
    }

    private Step with(List<Field> fields) {
      return new Step(
          step.path(),
          step.place(),
          step.when(),
          step.procedures(),
          step.roles(),
          step.duties(),
          fields);
    }
  }
}
