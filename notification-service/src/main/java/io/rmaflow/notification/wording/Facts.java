package io.rmaflow.notification.wording;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.notification.mail.CaseRef;
import io.rmaflow.notification.mail.Mail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts of a mail as texts of one language, under the names that the templates use. */
final class Facts {

  private final Language language;
  private final Surroundings surroundings;
  private final Map<String, Object> texts = new LinkedHashMap<>();

  private Facts(Language language, Surroundings surroundings) {
    this.language = language;
    this.surroundings = surroundings;
  }

  static Map<String, Object> of(Mail mail, Language language, Surroundings surroundings) {
    Facts facts = new Facts(language, surroundings);
    if (mail instanceof Mail.AboutCase aboutCase) {
      facts.about(aboutCase.about());
    }
    facts.add(mail);
    return facts.texts;
  }

  @Clause({"WAR-16", "SHP-8"})
  private void add(Mail mail) {
    switch (mail) {
      case Mail.Accepted m -> {
        procedure(m.procedure());
        put("inquiry", isInquiry(m.procedure()));
        put("onSite", m.procedure() == Procedure.ONSITE);
        put(
            "firstUnit",
            m.procedure() == Procedure.MANUFACTURER
                ? language.say("貸出機", "Loaner")
                : language.say("交換機", "Replacement"));
        moment("submittedAt", m.submittedAt());
        moment("acceptedAt", m.acceptedAt());
        put("acceptedLater", m.submittedAt() != null && m.acceptedAt().isAfter(m.submittedAt()));
        day("provisionalDispatchDue", m.provisionalDispatchDue());
        put("requestedSoftwareVersion", m.requestedSoftwareVersion());
        put("warnings", m.warnings().stream().map(language::say).toList());
      }
      case Mail.Refused m -> {
        procedure(m.procedure());
        put("refusals", refusals(m.refusals()));
      }
      case Mail.InformationWanted m -> {
        moment("requestedAt", m.requestedAt());
        words("wanted", m.text());
      }
      case Mail.RmaIssued m -> {
        put("crossSendBack", m.procedure() == Procedure.CROSS_SEND_BACK);
        put("manufacturer", m.procedure() == Procedure.MANUFACTURER);
        put("warranty", m.procedure() == Procedure.WARRANTY);
        put("doa", m.procedure() == Procedure.DOA);
        put("onSite", m.procedure() == Procedure.ONSITE);
        if (m.procedure() == Procedure.WARRANTY) {
          returnTo(Payer.CUSTOMER.name()); // WAR-16, SHP-8
        }
        day("dispatchDue", m.dispatchDue());
        put("requestedSoftwareVersion", m.requestedSoftwareVersion());
        words("reason", m.reason());
      }
      case Mail.EquivalentOffer m -> put("offered", surroundings.productName(m.offered()));
      case Mail.Cancelled m -> {
        put("equivalentDeclined", m.equivalentDeclined());
        moment("cancelledAt", m.cancelledAt());
        noVisit(m.visit());
        words("reason", m.reason());
      }
      case Mail.ReplacementOnItsWay m -> {
        put("replacement", m.replacement());
        put("replacementProduct", surroundings.productName(m.replacementProduct()));
        put("softwareVersion", m.softwareVersion());
        put("factoryDefault", m.factoryDefault());
        put("payer", m.payer().name());
        put("carrier", m.carrier());
        put("trackingNumber", m.trackingNumber());
        put("dispatchedOn", language.dayOf(m.dispatchedAt()));
        returnTo(m.returnPayer().name());
      }
      case Mail.ReturnOwed m -> {
        dayOf("deliveredOn", m.deliveredAt());
        put("replacement", m.replacement());
        day("returnDue", m.returnDue());
        returnTo(m.returnPayer().name());
      }
      case Mail.ReturnDueMoved m -> {
        day("before", m.before());
        day("returnDue", m.returnDue());
        words("reason", m.reason());
        returnTo(m.returnPayer().name());
      }
      case Mail.ReturnReminder m -> {
        put("occasion", m.occasion().name());
        day("returnDue", m.returnDue());
        put("suspended", m.occasion() == Occasion.OVERDUE);
        returnTo(m.returnPayer().name());
      }
      case Mail.ServiceResumed m -> moment("resumedAt", m.resumedAt());
      case Mail.Closed m -> {
        put("because", m.because());
        dayOf("receivedOn", m.receivedAt());
        put(
            "buyOutPrice",
            m.buyOutPriceYen() == null ? null : Names.yen(m.buyOutPriceYen(), language));
        dayOf("closedOn", m.closedAt());
        noVisit(m.visit());
        words("reason", m.reason());
        words("arrivalReason", m.arrivalReason());
      }
      case Mail.BuyOutDeclined m -> {
        dayOf("declinedOn", m.declinedAt());
        words("reason", m.reason());
        day("returnDue", m.returnDue());
        returnTo(m.returnPayer().name());
      }
      case Mail.Excluded m -> {
        Message item = m.item();
        put("item", item == null ? m.code() : language.say(item));
        words("found", m.found());
        put("clause", m.clause());
        put("code", m.code());
        put("chargeable", m.chargeable());
        dayOf("foundOn", m.foundAt());
      }
      case Mail.DemandRefused m -> {
        put("work", Names.work(m.work(), language));
        put("message", language.say(m.refusal().message()));
        put("clauses", clauses(m.refusal()));
        put("code", m.refusal().code());
      }
      case Mail.DoaCertified m -> {
        dayOf("certifiedOn", m.certifiedAt());
        words("basis", m.basis());
        returnTo(m.returnPayer().name());
      }
      case Mail.DoaDeclined m -> {
        put("message", language.say(m.refusal().message()));
        put("clauses", clauses(m.refusal()));
        put("code", m.refusal().code());
        words("basis", m.basis());
        put("goesOn", m.procedure() != null);
        if (m.procedure() != null) {
          procedure(m.procedure());
        }
        put("warranty", m.procedure() == Procedure.WARRANTY);
        if (m.procedure() == Procedure.WARRANTY) {
          returnTo(Payer.CUSTOMER.name()); // WAR-16, SHP-8
        }
      }
      case Mail.LoanerOnItsWay m -> {
        put("loaner", m.loaner());
        outbound(m.softwareVersion(), m.factoryDefault(), m.payer().name());
        carried(m.carrier(), m.trackingNumber(), m.dispatchedAt());
      }
      case Mail.FaultyUnitWanted m -> returnTo(m.returnPayer().name());
      case Mail.FaultyUnitReminder m -> returnTo(m.returnPayer().name());
      case Mail.RepairEstimate m -> {
        put("days", Names.days(m.days(), language));
        dayOf("estimatedOn", m.estimatedAt());
        List<String> parts =
            m.chargeableParts().stream().flatMap(part -> said(part).stream()).distinct().toList();
        put("chargeableParts", parts.isEmpty() ? null : parts);
      }
      case Mail.RepairedUnitOnItsWay m -> {
        put("unrepaired", m.unrepaired());
        put("loanerOut", m.loanerOut());
        outbound(m.softwareVersion(), m.factoryDefault(), m.payer().name());
        carried(m.carrier(), m.trackingNumber(), m.dispatchedAt());
      }
      case Mail.LoanerWanted m -> {
        put("loaner", m.loaner());
        returnTo(m.returnPayer().name());
      }
      case Mail.LoanerReminder m -> {
        put("loaner", m.loaner());
        put("again", m.again());
        returnTo(m.returnPayer().name());
      }
      case Mail.UnexpectedUnit m -> {
        put("received", m.received());
        put("awaited", m.awaited());
        put("loaner", m.loaner());
        dayOf("receivedOn", m.receivedAt());
        day("returnDue", m.returnDue());
        returnTo(m.returnPayer().name());
      }
      case Mail.VisitPlanned m -> moment("plannedFor", m.plannedFor());
      case Mail.SecondVisit m -> {
        moment("plannedFor", m.plannedFor());
        words("arrivalReason", m.arrivalReason());
      }
      case Mail.InquiryAnswer m -> {
        dayOf("answeredOn", m.answeredAt());
        words("answer", m.answer());
      }
      case Mail.InquiryOver m -> {
        put("reason", Names.completion(m.reason(), language));
        put("clause", Names.completionClause(m.reason()));
        dayOf("completedOn", m.completedAt());
      }
      case Mail.RestorationToReport m -> moment("restoredAt", m.restoredAt());
      case Mail.FirstContactOpen m -> {
        procedure(m.procedure());
        moment("due", m.due());
      }
      case Mail.FirstContactMissed m -> {
        procedure(m.procedure());
        moment("due", m.due());
      }
      case Mail.ReleaseNotice m -> {
        put("product", surroundings.productName(m.productCode()));
        put("version", m.version());
        day("publishedOn", m.publishedOn());
        day("updateDue", m.updateDue());
        put("units", m.units().stream().map(unit -> unitToUpdate(unit, m.updateDue())).toList());
      }
      case Mail.EndOfSaleNotice m -> {
        put("product", surroundings.productName(m.productCode()));
        day("announcedOn", m.announcedOn());
        day("endsOn", m.endsOn());
        put("url", m.url());
      }
      case Mail.HotfixProvided m -> {
        put("customerId", m.customerId());
        put("product", surroundings.productName(m.productCode()));
        put("version", m.version());
      }
      case Mail.CustomerIdNotice m -> {
        put("customerId", m.customerId());
        put("again", m.again());
      }
      case Mail.ContractConcluded m -> {
        put("customerId", m.customerId());
        put("contractId", m.contractId());
        put("plan", Names.plan(m.plan(), language));
        put("product", m.productCode() == null ? null : surroundings.productName(m.productCode()));
        put("serialNumber", m.serialNumber());
        put("termYears", Names.years(m.termYears(), language));
        day("startDate", m.startDate());
        day("expiryDate", m.expiryDate());
        put("renewal", m.renewal());
      }
      case Mail.ContractEnding m -> {
        put("customerId", m.customerId());
        put("contractId", m.contractId());
        put("plan", m.plan() == null ? null : Names.plan(m.plan(), language));
        put("product", m.productCode() == null ? null : surroundings.productName(m.productCode()));
        put("serialNumber", m.serialNumber());
        put("daysLeft", Names.days(m.daysLeft(), language));
        day("expiryDate", m.expiryDate());
      }
    }
  }

  /** Somebody's words, where they are at hand. */
  private void words(String name, @Nullable TextId id) {
    put(name, id == null ? null : said(id).orElse(null));
  }

  /** Nothing where they were erased. */
  private Optional<String> said(TextId id) {
    return Optional.of(
            surroundings
                .text(id)
                .orElse(language.say("(本文は保存しておりません)", "(the words are not kept)")))
        .filter(words -> !words.isBlank());
  }

  /** its own last day is said where an earlier release has set it. */
  @Clause("A-36")
  private String unitToUpdate(Mail.UnitToUpdate unit, LocalDate dueOfTheRelease) {
    List<String> known = new ArrayList<>();
    if (unit.versionInUse() != null) {
      known.add(language.say("最後に確認したバージョン ", "last known version ") + unit.versionInUse());
    }
    if (!unit.updateDue().equals(dueOfTheRelease)) {
      known.add(language.say("期限 ", "due ") + language.day(unit.updateDue()));
    }
    String more = String.join(language.say("、", ", "), known);
    return unit.serialNumber()
        + (more.isEmpty() ? "" : language.say("(" + more + ")", " (" + more + ")"));
  }

  private void about(CaseRef about) {
    put("caseId", about.caseId());
    put("rmaNumber", about.rmaNumber());
    put("customerId", about.customerId());
    put("serialNumber", about.serialNumber());
    put(
        "product",
        about.productCode() == null ? null : surroundings.productName(about.productCode()));
    Object known = about.rmaNumber() == null ? about.serialNumber() : about.rmaNumber();
    put("name", Objects.requireNonNullElse(known, about.caseId()));
  }

  private void procedure(Procedure procedure) {
    put("procedure", Names.procedure(procedure, language));
  }

  private static boolean isInquiry(Procedure procedure) {
    return procedure == Procedure.TECHNICAL_INQUIRY || procedure == Procedure.TRIAGE;
  }

  private void outbound(@Nullable String softwareVersion, boolean factoryDefault, String payer) {
    put("softwareVersion", softwareVersion);
    put("factoryDefault", factoryDefault);
    put("payer", payer);
  }

  private void carried(
      @Nullable String carrier, @Nullable String trackingNumber, Instant dispatchedAt) {
    put("carrier", carrier);
    put("trackingNumber", trackingNumber);
    dayOf("dispatchedOn", dispatchedAt);
  }

  private void returnTo(String payer) {
    String address = surroundings.returnAddress();
    put("returnPayer", payer);
    put("returnAddress", address);
    // only the policy's own address is known in Latin letters
    put(
        "returnAddressRomanised",
        address.equals(Surroundings.POLICY_RETURN_ADDRESS)
            ? "Technical Support, Infinico Co., Ltd., F1 Bldg. 4F, 1-2-12 Hamamatsucho, Minato-ku,"
                + " Tokyo 105-0013, Japan, TEL +81-3-5402-6731"
            : null);
  }

  private List<Map<String, Object>> refusals(List<Refusal> refusals) {
    List<Map<String, Object>> numbered = new ArrayList<>();
    for (Refusal refusal : refusals) {
      numbered.add(
          Map.of(
              "number", numbered.size() + 1,
              "message", language.say(refusal.message()),
              "clauses", clauses(refusal),
              "code", refusal.code(),
              "units", unreturnedUnits(refusal)));
    }
    return numbered;
  }

  private String clauses(Refusal refusal) {
    return String.join(language.say("、", ", "), refusal.clauses());
  }

  /**
   * CSB-26: which units are waited for; the details say it for programs, so it is put into words.
   */
  @Clause("CSB-26")
  private List<String> unreturnedUnits(Refusal refusal) {
    if (!(refusal.details().get("units") instanceof List<?> units)) {
      return List.of();
    }
    return units.stream()
        .filter(Map.class::isInstance)
        .map(unit -> unreturnedUnit((Map<?, ?>) unit))
        .toList();
  }

  private String unreturnedUnit(Map<?, ?> unit) {
    return language
        .say("%s(%s、返送期限 %s)", "%s (%s, due %s)")
        .formatted(
            unit.get("serialNumber"),
            unit.get("rmaNumber"),
            readableDay(String.valueOf(unit.get("returnDue"))));
  }

  private String readableDay(String text) {
    try {
      return language.day(LocalDate.parse(text));
    } catch (DateTimeParseException notADay) {
      return text;
    }
  }

  private void day(String name, @Nullable LocalDate day) {
    put(name, day == null ? null : language.day(day));
  }

  private void dayOf(String name, @Nullable Instant instant) {
    put(name, instant == null ? null : language.dayOf(instant));
  }

  private void noVisit(Mail.@Nullable VisitPlanned visit) {
    moment("noVisitAt", visit == null ? null : visit.plannedFor());
  }

  private void moment(String name, @Nullable Instant instant) {
    put(name, instant == null ? null : language.moment(instant));
  }

  /** What is absent is left out, and with it the line that would say it. */
  private void put(String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean flag -> texts.put(name, flag);
      case List<?> list -> texts.put(name, list);
      default -> texts.put(name, value.toString());
    }
  }
}
