package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all stories are written with: a customer's forms, the desk's steps, and the telling. */
abstract class Script {

  static final String BY_FORM = ", \"channel\": \"FORM\"";
  static final String BY_REPAIR_PHONE = ", \"channel\": \"ONSITE_PHONE\"";

  /** The customer has found the hardware at fault, on a unit that cannot be reached any more. */
  static final String ISOLATED =
      """
      , "webAccessible": false, "requestSheet": true,
      "isolation": {"result": "HARDWARE_FAULT", "checkSheet": true,
                    "selfDiagnosis": "NOT_EXECUTABLE", "selfDiagnosisReason": "電源が入らない",
                    "networkFaultOrSettingChange": false, "fixedInLatestSoftware": false}
      """;

  static final String WITH_BACKUP = ", \"backup\": true";

  /** What the form of a repair says beside the fault. */
  static final String HARDWARE_FAULT = BY_FORM + ISOLATED;

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
  abstract JsonNode play();

  final void at(String instant, String title) {
    stage.moveTo(instant);
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

  final String customerId() {
    if (customerId == null) {
      throw new IllegalStateException("nothing is registered yet");
    }
    return customerId;
  }

  /** Registers a unit; the first one brings the customer its ID. */
  final void register(Unit unit) {
    register(unit, "");
  }

  /**
   * Registers a unit.
   *
   * @param more further fields of the unit, each after a comma
   */
  final void register(Unit unit, String more) {
    JsonNode registered =
        stage
            .contract()
            .post(201, "/api/registrations", company.registration(customerId, unit, more));
    String id = registered.path("customerId").asString();
    JsonNode warranty = registered.path("warranty");
    say(
        "%s (%s) → %scustomer ID %s, %s"
            .formatted(
                unit.serialNumber(),
                unit.productCode(),
                id.equals(customerId) ? "the same " : "",
                id,
                warranty.isNull()
                    ? "no warranty"
                    : "warranty %s to %s"
                        .formatted(
                            warranty.path("from").asString(), warranty.path("to").asString())));
    customerId = id;
    stage.customer(id);
  }

  /** Puts a unit under a contract of one year. */
  final void sign(Unit unit, String plan, String startDate) {
    JsonNode contract =
        stage
            .contract()
            .post(
                201,
                "/api/contracts",
                """
                {"customerId": "%s", "serialNumber": "%s", "plan": "%s",
                 "termYears": 1, "startDate": "%s", "appliedBy": "CUSTOMER"}
                """
                    .formatted(customerId(), unit.serialNumber(), plan, startDate));
    say(
        "%s: contract %s, %s, %s to %s"
            .formatted(
                unit.serialNumber(),
                contract.path("contractId").asString(),
                plan,
                contract.path("startDate").asString(),
                contract.path("expiryDate").asString()));
  }

  /** Has the site checked, without which no on-site contract is concluded. */
  final void checkSite(Unit unit) {
    stage
        .contract()
        .post(
            200,
            "/api/site-checks",
            """
            {"serialNumber": "%s", "serviceable": true, "arrivalTargetHours": 4}
            """
                .formatted(unit.serialNumber()));
    say(unit.serialNumber() + ": the site can be served within 4 hours");
  }

  /** Sends a request that is accepted. */
  final RmaCase report(Unit unit, String procedure, String fault, String more) {
    return reported(unit, procedure, fault, more).shows("status", "ACCEPTED");
  }

  /** Sends a request that is refused, for these reasons in this order. */
  final void reportInVain(Unit unit, String procedure, String fault, String more, String... codes) {
    RmaCase refused = reported(unit, procedure, fault, more).shows("status", "REFUSED");
    for (int i = 0; i < codes.length; i++) {
      refused.shows("refusals/" + i + "/code", codes[i]);
    }
    refused.shows("refusals/" + codes.length + "/code", "");
    refused.view().path("refusals").forEach(stage.narrator()::refusal);
  }

  private RmaCase reported(Unit unit, String procedure, String fault, String more) {
    return new RmaCase(
        stage,
        stage
            .rma()
            .post(201, "/api/cases", company.request(customerId(), unit, procedure, fault, more)));
  }

  /** Asks for work that the procedure does not include; the case goes on. */
  final void demandInVain(RmaCase of, String work, String code) {
    JsonNode answer =
        stage
            .rma()
            .post(
                201,
                "/api/cases/" + of.id() + "/demand",
                "{\"requestedWork\": [\""
                    + work
                    + "\"], \"rmaNumber\": \""
                    + of.text("rmaNumber")
                    + "\"}");
    JsonNode refusal = answer.at("/refusals/0");
    if (!refusal.path("code").asString().equals(code)) {
      throw new IllegalStateException("expected " + code + " for " + work + ", got " + answer);
    }
    stage.narrator().refusal(refusal);
  }

  /** The customer's standing: whether it is suspended, and for which units. */
  final void standing(boolean suspended, int overdueUnits) {
    JsonNode standing = stage.rma().get("/api/customers/" + customerId() + "/standing");
    if (standing.path("suspended").asBoolean() != suspended
        || standing.path("overdueUnits").size() != overdueUnits) {
      throw new IllegalStateException("the standing is " + standing);
    }
    say(suspended ? "suspended, because of:" : "not suspended");
    standing
        .path("overdueUnits")
        .forEach(
            unit ->
                say(
                    "  %s of %s, due back %s"
                        .formatted(
                            unit.path("serialNumber").asString(),
                            unit.path("rmaNumber").asString(),
                            unit.path("returnDue").asString())));
  }

  /** Which units held the cover, one after the other, and which does at present. */
  final void lineage(Unit unit, String present) {
    JsonNode lineage = stage.contract().get("/api/units/" + unit.serialNumber() + "/lineage");
    if (!lineage.path("present").asString().equals(present)) {
      throw new IllegalStateException("the lineage is " + lineage);
    }
    for (JsonNode each : lineage.path("units")) {
      String to = each.path("to").isNull() ? "" : Narrator.minute(each.path("to").asString());
      String from = each.path("from").isNull() ? "" : Narrator.minute(each.path("from").asString());
      say(
          "%-10s %s"
              .formatted(
                  each.path("serialNumber").asString(),
                  to.isEmpty() ? "since " + from : "until " + to));
    }
  }

  /** Closes a story: what an auditor reads of the case. */
  final JsonNode auditorReads(RmaCase told, String status) {
    begin("The whole case, as an auditor reads it");
    told.readAgain(status).history();
    end();
    return told.view();
  }
}
