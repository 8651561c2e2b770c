package io.rmaflow.notification.mail;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one mail says, without the words and without anybody's name: the facts as they stood when
 * its cause was taken in. It is kept with the delivery, so a mail that is sent late still says what
 * it was queued to say.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Mail.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = Mail.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Mail.InformationWanted.class, name = "information-wanted"),
  @JsonSubTypes.Type(value = Mail.RmaIssued.class, name = "rma-issued"),
  @JsonSubTypes.Type(value = Mail.EquivalentOffer.class, name = "equivalent-offer"),
  @JsonSubTypes.Type(value = Mail.Cancelled.class, name = "cancelled"),
  @JsonSubTypes.Type(value = Mail.ReplacementOnItsWay.class, name = "replacement-on-its-way"),
  @JsonSubTypes.Type(value = Mail.ReturnOwed.class, name = "return-owed"),
  @JsonSubTypes.Type(value = Mail.ReturnDueMoved.class, name = "return-due-moved"),
  @JsonSubTypes.Type(value = Mail.ReturnReminder.class, name = "return-reminder"),
  @JsonSubTypes.Type(value = Mail.ServiceResumed.class, name = "service-resumed"),
  @JsonSubTypes.Type(value = Mail.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = Mail.BuyOutDeclined.class, name = "buy-out-declined"),
  @JsonSubTypes.Type(value = Mail.Excluded.class, name = "excluded"),
  @JsonSubTypes.Type(value = Mail.DemandRefused.class, name = "demand-refused"),
  @JsonSubTypes.Type(value = Mail.CustomerIdNotice.class, name = "customer-id-notice"),
  @JsonSubTypes.Type(value = Mail.ContractConcluded.class, name = "contract-concluded"),
  @JsonSubTypes.Type(value = Mail.ContractEnding.class, name = "contract-ending"),
  @JsonSubTypes.Type(value = Mail.DoaCertified.class, name = "doa-certified"),
  @JsonSubTypes.Type(value = Mail.DoaDeclined.class, name = "doa-declined"),
  @JsonSubTypes.Type(value = Mail.LoanerOnItsWay.class, name = "loaner-on-its-way"),
  @JsonSubTypes.Type(value = Mail.FaultyUnitWanted.class, name = "faulty-unit-wanted"),
  @JsonSubTypes.Type(value = Mail.FaultyUnitReminder.class, name = "faulty-unit-reminder"),
  @JsonSubTypes.Type(value = Mail.RepairEstimate.class, name = "repair-estimate"),
  @JsonSubTypes.Type(value = Mail.RepairedUnitOnItsWay.class, name = "repaired-unit-on-its-way"),
  @JsonSubTypes.Type(value = Mail.LoanerWanted.class, name = "loaner-wanted"),
  @JsonSubTypes.Type(value = Mail.LoanerReminder.class, name = "loaner-reminder"),
  @JsonSubTypes.Type(value = Mail.UnexpectedUnit.class, name = "unexpected-unit"),
  @JsonSubTypes.Type(value = Mail.VisitPlanned.class, name = "visit-planned"),
  @JsonSubTypes.Type(value = Mail.SecondVisit.class, name = "second-visit"),
  @JsonSubTypes.Type(value = Mail.InquiryAnswer.class, name = "inquiry-answer"),
  @JsonSubTypes.Type(value = Mail.InquiryOver.class, name = "inquiry-over"),
  @JsonSubTypes.Type(value = Mail.FirstContactOpen.class, name = "first-contact-open"),
  @JsonSubTypes.Type(value = Mail.FirstContactMissed.class, name = "first-contact-missed"),
  @JsonSubTypes.Type(value = Mail.ReleaseNotice.class, name = "release-notice"),
  @JsonSubTypes.Type(value = Mail.RestorationToReport.class, name = "restoration-to-report"),
  @JsonSubTypes.Type(value = Mail.EndOfSaleNotice.class, name = "end-of-sale"),
  @JsonSubTypes.Type(value = Mail.HotfixProvided.class, name = "hotfix-provided")
})
public sealed interface Mail {

  /** A mail about a case; operational, so no opt-in is asked for. */
  @Clause("A-70")
  sealed interface AboutCase extends Mail {

    /** The case. */
    CaseRef about();
  }

  /**
   * A mail that repeats somebody's words, such as the reason of a decision; they are asked of their
   * owner when it is sent. Where they were erased it goes without them.
   */
  sealed interface WithTexts extends Mail {

    /** The words; none where nobody wrote any. */
    List<TextId> texts();

    /** Whether the mail is there for its words alone: it is not sent once they were erased. */
    default boolean isNothingWithoutThem() {
      return false;
    }
  }

  private static List<TextId> written(@Nullable TextId... texts) {
    List<TextId> written = new ArrayList<>();
    for (TextId text : texts) {
      if (text != null) {
        written.add(text);
      }
    }
    return List.copyOf(written);
  }

  /** A contract notice or product information: only to those who asked for it (NOT-2, NOT-4). */
  @Clause({"NOT-2", "NOT-4"})
  sealed interface OptIn extends Mail {}

  /** A mail about a customer's account as such; no opt-in is asked for. */
  sealed interface AboutCustomer extends Mail {

    /** Whose account it is. */
    CustomerId customerId();
  }

  /** A product information. */
  sealed interface AboutProduct extends OptIn {

    /** The product. */
    ProductCode productCode();
  }

  /** A notice about one contract. */
  sealed interface AboutContract extends OptIn {

    /** The contract. */
    ContractId contractId();

    /** Whose contract it is. */
    CustomerId customerId();
  }

  /**
   * The request passed every check. Tells the customer to keep the latest backup (GEN-8, CSB-14,
   * ONS-23), and one of on-site maintenance to read its regulation (ONS-21).
   *
   * @param submittedAt absent where the request itself was not seen
   * @param acceptedAt told beside the submission where the two differ (CAL-5, A-04)
   * @param provisionalDispatchDue CSB-1
   * @param requestedSoftwareVersion where one was asked for, the dispatch may be later (NOT-14)
   * @param warnings what was accepted and should be known
   */
  @Clause({"GEN-8", "CSB-14", "ONS-23", "ONS-21", "CAL-5", "NOT-14"})
  record Accepted(
      CaseRef about,
      Procedure procedure,
      @Nullable Instant submittedAt,
      Instant acceptedAt,
      @Nullable LocalDate provisionalDispatchDue,
      @Nullable String requestedSoftwareVersion,
      List<Message> warnings)
      implements AboutCase {

    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /** The request failed; every clause in words (NOT-16). */
  @Clause("NOT-16")
  record Refused(CaseRef about, Procedure procedure, List<Refusal> refusals) implements AboutCase {

    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * Logs, settings or the like are needed; the case waits for them (CSB-10, MFR-9).
   *
   * @param text what exactly is needed; absent where that was said elsewhere
   */
  @Clause({"CSB-10", "MFR-9"})
  record InformationWanted(CaseRef about, @Nullable TextId text, Instant requestedAt)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(text);
    }

    @Override
    public boolean isNothingWithoutThem() {
      return true;
    }
  }

  /**
   * The RMA number (NOT-5).
   *
   * @param dispatchDue CSB-2; absent where it had not been set yet
   * @param reason why a hardware fault was judged (GEN-6); absent where nothing was said
   */
  @Clause({"NOT-5", "WAR-15", "CSB-23", "MFR-23", "DOA-5"})
  record RmaIssued(
      CaseRef about,
      Procedure procedure,
      @Nullable LocalDate dispatchDue,
      @Nullable String requestedSoftwareVersion,
      @Nullable TextId reason)
      implements AboutCase, WithTexts {

    /** The same, once it is known when the replacement leaves. */
    public RmaIssued leaving(@Nullable LocalDate due) {
      return new RmaIssued(about, procedure, due, requestedSoftwareVersion, reason);
    }

    @Override
    public List<TextId> texts() {
      return written(reason);
    }
  }

  /** A product of equivalent function and performance is offered (CSB-17). */
  @Clause("CSB-17")
  record EquivalentOffer(CaseRef about, ProductCode offered) implements AboutCase {}

  /**
   * The request counts as withdrawn.
   *
   * @param equivalentDeclined because the equivalent product was not agreed to (CSB-18, NOT-12)
   * @param visit the visit that will not take place now; absent where none was told
   * @param reason absent where nothing was said
   */
  @Clause({"NOT-12", "CSB-18", "MFR-12", "ONS-19"})
  record Cancelled(
      CaseRef about,
      boolean equivalentDeclined,
      Instant cancelledAt,
      @Nullable VisitPlanned visit,
      @Nullable TextId reason)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(reason);
    }
  }

  /**
   * The exchange unit left (NOT-6).
   *
   * @param returnPayer who pays for sending the faulty unit back (SHP-2, SHP-10)
   */
  @Clause("NOT-6")
  record ReplacementOnItsWay(
      CaseRef about,
      SerialNumber replacement,
      ProductCode replacementProduct,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      Payer payer,
      Payer returnPayer,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      Instant dispatchedAt)
      implements AboutCase {}

  /**
   * The exchange unit arrived; the faulty one is owed back (NOT-6; CSB-4, CSB-24, DOA-8, DOA-10,
   * SHP-1).
   *
   * @param deliveredAt absent where the delivery itself was not seen
   * @param returnDue last day in time, JST, to its end
   * @param moves how often the day has moved, for calendars
   */
  @Clause({"NOT-6", "CSB-4", "CSB-24", "DOA-8", "DOA-10", "SHP-1"})
  record ReturnOwed(
      CaseRef about,
      @Nullable Instant deliveredAt,
      @Nullable SerialNumber replacement,
      LocalDate returnDue,
      Payer returnPayer,
      int moves)
      implements AboutCase {}

  /**
   * A fact known later moved the last day for the return.
   *
   * @param moves how often it has moved, for calendars
   * @param reason of the correction that moved it; absent where nothing was said, or another cause
   *     did
   */
  record ReturnDueMoved(
      CaseRef about,
      LocalDate before,
      LocalDate returnDue,
      Payer returnPayer,
      int moves,
      @Nullable TextId reason)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(reason);
    }
  }

  /**
   * A reminder (NOT-7); after the due day it also tells of the suspension (CSB-26, EXC-CSB-14).
   *
   * @param procedure the suspension is for cross-send-back service only
   */
  @Clause({"NOT-7", "CSB-26", "EXC-CSB-14"})
  record ReturnReminder(
      CaseRef about, Procedure procedure, Occasion occasion, LocalDate returnDue, Payer returnPayer)
      implements AboutCase {}

  /** Nothing overdue is left; service is available again. */
  @Clause("A-61")
  record ServiceResumed(CaseRef about, Instant resumedAt) implements AboutCase {}

  /**
   * Nothing is left to do.
   *
   * @param because the code of the closure, such as {@code NOT_HW_FAULT}
   * @param receivedAt when the vendor received the faulty unit; absent where it did not
   * @param buyOutPriceYen what the customer pays for keeping the faulty unit; absent where it does
   *     not keep it
   * @param returnDue the day that the customer was told for the return, JST; absent where it was
   *     told none
   * @param returnMoves how often that day has moved, for calendars
   * @param visit the visit that will not take place now; absent where none was told
   * @param reason of the decision that closed it; absent where nothing was said
   * @param arrivalReason why the engineer came when it was (ONS-3); absent where nothing was said,
   *     or an earlier mail told it
   */
  record Closed(
      CaseRef about,
      String because,
      @Nullable Instant receivedAt,
      @Nullable Long buyOutPriceYen,
      Instant closedAt,
      @Nullable LocalDate returnDue,
      int returnMoves,
      @Nullable VisitPlanned visit,
      @Nullable TextId reason,
      @Nullable TextId arrivalReason)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(reason, arrivalReason);
    }
  }

  /**
   * The faulty unit is not sold to the customer.
   *
   * @param returnDue the day for the return, JST, which stays as it was; absent where none is owed
   * @param reason absent where nothing was said
   */
  @Clause("A-59")
  record BuyOutDeclined(
      CaseRef about,
      Instant declinedAt,
      @Nullable LocalDate returnDue,
      Payer returnPayer,
      @Nullable TextId reason)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(reason);
    }
  }

  /**
   * The inspection found an exclusion after all (A-75, NOT-16).
   *
   * @param item the clause in words; absent where the event is from before they were told
   * @param found what was found; absent where nothing was said beside the clause
   */
  @Clause({"A-75", "NOT-16"})
  record Excluded(
      CaseRef about,
      String clause,
      String code,
      @Nullable Message item,
      boolean chargeable,
      Instant foundAt,
      @Nullable TextId found)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(found);
    }
  }

  /** Work beyond the service was asked for and refused; the case goes on (NOT-16). */
  @Clause("NOT-16")
  record DemandRefused(CaseRef about, RequestedWork work, Refusal refusal) implements AboutCase {}

  /**
   * The customer ID (NOT-13).
   *
   * @param again once more, for a customer who lost it (CID-7)
   */
  @Clause("NOT-13")
  record CustomerIdNotice(CustomerId customerId, boolean again) implements AboutCustomer {}

  /**
   * A contract or a further term was concluded (NOT-4, A-66).
   *
   * @param renewal a further term of a contract that already was
   */
  @Clause({"NOT-4", "A-66"})
  record ContractConcluded(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      Plan plan,
      int termYears,
      LocalDate startDate,
      LocalDate expiryDate,
      boolean renewal)
      implements AboutContract {}

  /**
   * The contract ends soon (NOT-1).
   *
   * @param daysLeft calendar days to the last covered day
   */
  @Clause("NOT-1")
  record ContractEnding(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Nullable Plan plan,
      int daysLeft,
      LocalDate expiryDate)
      implements AboutContract {}

  // ---- initial failure (DOA)

  /**
   * It was certified: a new unit leaves within two business days (DOA-6, DOA-7).
   *
   * @param basis of the decision; absent in mails that were queued before it was told
   */
  @Clause({"DOA-6", "DOA-7"})
  record DoaCertified(CaseRef about, Instant certifiedAt, Payer returnPayer, @Nullable TextId basis)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(basis);
    }
  }

  /**
   * It is no initial failure, with the clause in words (NOT-16).
   *
   * @param procedure what the case follows from now on; absent where nothing covers the unit
   * @param basis of the decision; absent in mails that were queued before it was told
   */
  @Clause("NOT-16")
  record DoaDeclined(
      CaseRef about, Refusal refusal, @Nullable Procedure procedure, @Nullable TextId basis)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(basis);
    }
  }

  // ---- loaner and repair (MFR, WAR)

  /** A loaner left (MFR-23, MFR-24); the faulty unit is sent once it runs (MFR-26). */
  @Clause({"MFR-23", "MFR-24", "MFR-26"})
  record LoanerOnItsWay(
      CaseRef about,
      SerialNumber loaner,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      Payer payer,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      Instant dispatchedAt)
      implements AboutCase {}

  /** The loaner runs, so the faulty unit is wanted now (MFR-27); there is no deadline. */
  @Clause({"MFR-27", "A-54"})
  record FaultyUnitWanted(CaseRef about, Payer returnPayer) implements AboutCase {}

  /** The same once more (MFR-27); nothing is enforced. */
  @Clause({"MFR-27", "A-54"})
  record FaultyUnitReminder(CaseRef about, Payer returnPayer) implements AboutCase {}

  /**
   * About how long the repair takes (MFR-28, WAR-19, NOT-8).
   *
   * @param days calendar days, a guide only
   * @param chargeableParts consumables that are charged extra, each in words (MFR-14, WAR-17)
   */
  @Clause({"MFR-28", "WAR-19", "NOT-8"})
  record RepairEstimate(CaseRef about, int days, Instant estimatedAt, List<TextId> chargeableParts)
      implements AboutCase, WithTexts {

    public RepairEstimate {
      // mails that were queued before parts were named have none
      chargeableParts = chargeableParts == null ? List.of() : List.copyOf(chargeableParts);
    }

    @Override
    public List<TextId> texts() {
      return chargeableParts;
    }
  }

  /**
   * The repaired unit left (NOT-9).
   *
   * @param unrepaired it goes back as it came, because the request was cancelled
   * @param loanerOut whether a loaner has to come back
   */
  @Clause("NOT-9")
  record RepairedUnitOnItsWay(
      CaseRef about,
      boolean unrepaired,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      Payer payer,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      Instant dispatchedAt,
      boolean loanerOut)
      implements AboutCase {}

  /** The loaner is to come back, at the customer's cost (NOT-9, MFR-30, SHP-7). */
  @Clause({"NOT-9", "MFR-30", "SHP-7"})
  record LoanerWanted(CaseRef about, @Nullable SerialNumber loaner, Payer returnPayer)
      implements AboutCase {}

  /**
   * The same once more; nothing is enforced.
   *
   * @param again whether it is the second reminder
   */
  @Clause("A-54")
  record LoanerReminder(
      CaseRef about, @Nullable SerialNumber loaner, boolean again, Payer returnPayer)
      implements AboutCase {}

  /**
   * Another unit came than the awaited one, which is still owed.
   *
   * @param loaner whether a loaner is awaited, or the faulty unit
   * @param returnDue last day for handing the awaited one to the carrier; absent where none is set
   *     or the carrier has it
   */
  record UnexpectedUnit(
      CaseRef about,
      SerialNumber received,
      SerialNumber awaited,
      boolean loaner,
      Instant receivedAt,
      @Nullable LocalDate returnDue,
      Payer returnPayer)
      implements AboutCase {}

  // ---- on site (ONS)

  /**
   * An engineer will come.
   *
   * @param second whether it is the visit after a motherboard was found at fault (ONS-16)
   * @param moves how often the time of this visit has changed, for calendars
   */
  record VisitPlanned(CaseRef about, Instant plannedFor, boolean second, int moves)
      implements AboutCase {}

  /**
   * The motherboard is the cause: a second visit follows (ONS-16).
   *
   * @param plannedFor absent while it is not known
   * @param arrivalReason why the engineer came to the first one when it was (ONS-3); absent where
   *     nothing was said
   */
  @Clause("ONS-16")
  record SecondVisit(CaseRef about, @Nullable Instant plannedFor, @Nullable TextId arrivalReason)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(arrivalReason);
    }
  }

  /**
   * To the desk: the unit is restored, which the person who reported the fault is to be told on
   * site or by telephone (NOT-10, ONS-18); no mail to the customer takes the place of that.
   */
  @Clause({"NOT-10", "ONS-18"})
  record RestorationToReport(CaseRef about, Instant restoredAt) implements AboutCase {}

  // ---- technical inquiries (TEC, VA)

  /**
   * The answer (TEC-14); its words are asked of their owner when it is sent.
   *
   * @param answer absent where the answer was given elsewhere
   */
  @Clause("TEC-14")
  record InquiryAnswer(CaseRef about, @Nullable TextId answer, Instant answeredAt)
      implements AboutCase, WithTexts {

    @Override
    public List<TextId> texts() {
      return written(answer);
    }

    @Override
    public boolean isNothingWithoutThem() {
      return true;
    }
  }

  /** The inquiry is complete, for one of the five reasons (TEC-9 to TEC-13). */
  @Clause({"TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13"})
  record InquiryOver(CaseRef about, CompletionReason reason, Instant completedAt)
      implements AboutCase {}

  /** To the desk: the first contact is due today and has not been made (NOT-11). */
  @Clause("NOT-11")
  record FirstContactOpen(CaseRef about, Procedure procedure, Instant due) implements AboutCase {}

  /** To whoever leads the desk: the first contact was due and has not been made (NOT-11). */
  @Clause("NOT-11")
  record FirstContactMissed(CaseRef about, Procedure procedure, Instant due) implements AboutCase {}

  // ---- product information

  /**
   * A periodic release that raises the third number (NOT-15, VER-9).
   *
   * @param updateDue last day for updating a unit that was up to date until now, JST, to its end
   * @param units those of the recipient that it concerns
   */
  @Clause({"NOT-15", "VER-9"})
  record ReleaseNotice(
      ProductCode productCode,
      String version,
      LocalDate publishedOn,
      LocalDate updateDue,
      List<UnitToUpdate> units)
      implements AboutProduct {

    public ReleaseNotice {
      // notices that were queued before units were named have none
      units = units == null ? List.of() : List.copyOf(units);
    }

    /** The last day that any of it is of use, JST, to its end. */
    public LocalDate lastDay() {
      return units.stream()
          .map(UnitToUpdate::updateDue)
          .max(Comparator.naturalOrder())
          .orElse(updateDue);
    }
  }

  /**
   * A unit whose software is older than the release.
   *
   * @param versionInUse as last heard of; absent where it never was
   * @param updateDue earlier than that of the release where an earlier one set it
   */
  record UnitToUpdate(
      SerialNumber serialNumber, @Nullable String versionInUse, LocalDate updateDue) {}

  /**
   * The end of sale of a product was announced (EOS-11).
   *
   * @param announcedOn starts the five years of paid service (EOS-1)
   * @param endsOn starts the phases of software maintenance (EOS-3)
   * @param url the announcement; absent where that was not recorded
   */
  @Clause("EOS-11")
  record EndOfSaleNotice(
      ProductCode productCode, LocalDate announcedOn, LocalDate endsOn, @Nullable String url)
      implements AboutProduct {}

  /**
   * A hotfix for the customers that have the defect (SWP-5), with its warning (SWP-3). It is part
   * of the service and its absence counts against them (SWP-6), so no opt-in is asked for.
   */
  @Clause({"SWP-5", "SWP-3", "SWP-6", "A-70"})
  record HotfixProvided(CustomerId customerId, ProductCode productCode, String version)
      implements AboutCustomer {}
}
