package io.rmaflow.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.notification.mail.MailRules.Release;
import io.rmaflow.notification.mail.MailRules.UnitInUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailRulesTest {

  private static final CaseId CASE = new CaseId("case-1");
  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000001");
  private static final CustomerId CUSTOMER = new CustomerId("C-1001");
  private static final SerialNumber UNIT = new SerialNumber("NR2A-0001");
  private static final LocalDate DUE = LocalDate.of(2026, 5, 13);
  private static final Instant SOMETIME = Instant.parse("2026-05-11T00:00:00Z");

  private CaseFile file =
      CaseFile.empty(CASE).after(new CaseEvent.RmaNumberIssued(CASE, RMA, CUSTOMER, UNIT, null));

  private Optional<Mail> mailFor(CaseEvent event) {
    CaseFile before = file;
    file = before.after(event);
    return MailRules.forCase(before, file, event);
  }

  private static CaseEvent.ReturnDutyOpened dutyOpened() {
    return new CaseEvent.ReturnDutyOpened(CASE, RMA, CUSTOMER, UNIT, DUE);
  }

  private static CaseEvent.ReturnReminderDue reminder(Occasion occasion) {
    return new CaseEvent.ReturnReminderDue(
        CASE, RMA, CUSTOMER, UNIT, new ContactId("r-1"), occasion, DUE);
  }

  private static CaseEvent.FaultyUnitDispatched handedOver() {
    return new CaseEvent.FaultyUnitDispatched(
        CASE,
        RMA,
        CUSTOMER,
        UNIT,
        new Shipment(Leg.FAULTY_UNIT, Direction.TO_VENDOR, Payer.CUSTOMER, null, null),
        SOMETIME);
  }

  private static CaseEvent.DeadlineMoved moved(LocalDate to) {
    return new CaseEvent.DeadlineMoved(CASE, due(DUE), due(to), "DELIVERY_CORRECTED");
  }

  private static Deadline due(LocalDate day) {
    return new Deadline(
        Deadline.Name.RETURN,
        day,
        null,
        new Deadline.Derivation(
            SOMETIME, new Message("規則", "rule"), List.of("CSB-4"), 1, 1, List.of(), List.of()));
  }

  @Nested
  class Loaners {

    private final SerialNumber loaner = new SerialNumber("LOAN-1");

    private CaseEvent.LoanerReturnReminderDue reminder() {
      return new CaseEvent.LoanerReturnReminderDue(CASE, RMA, CUSTOMER, loaner, null, DUE);
    }

    @Test
    @Clause({"NOT-9", "A-54"})
    void areAskedForUntilTheyAreHandedOver() {
      mailFor(
          new CaseEvent.LoanerShipped(
              CASE,
              RMA,
              CUSTOMER,
              UNIT,
              loaner,
              null,
              true,
              new Shipment(Leg.LOANER, Direction.TO_CUSTOMER, Payer.VENDOR, null, null),
              SOMETIME));
      Mail mail = mailFor(reminder()).orElseThrow();
      assertThat(mail)
          .isEqualTo(
              new Mail.LoanerReminder(
                  new CaseRef(CASE, RMA, null, null, null), loaner, false, Payer.CUSTOMER));
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE)).isEmpty();

      mailFor(
          new CaseEvent.LoanerDispatched(
              CASE,
              RMA,
              CUSTOMER,
              loaner,
              new Shipment(Leg.LOANER, Direction.TO_VENDOR, Payer.CUSTOMER, null, null),
              SOMETIME));

      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
          .contains("the loaner is on its way back");
    }
  }

  @Test
  @Clause({"MFR-27", "A-54", "SHP-4"})
  void theFaultyUnitIsAskedForOnceMore_unlessItWasHandedOver() {
    Mail mail =
        mailFor(new CaseEvent.FaultyUnitReminderDue(CASE, RMA, CUSTOMER, UNIT, null, DUE))
            .orElseThrow();
    assertThat(mail)
        .isEqualTo(
            new Mail.FaultyUnitReminder(new CaseRef(CASE, RMA, null, null, null), Payer.CUSTOMER));
    assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE)).isEmpty();

    mailFor(handedOver());

    assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
        .contains("the faulty unit is no longer owed back");
  }

  @Nested
  class Inquiries {

    @Test
    @Clause("NOT-11")
    void theDeskIsRemindedOfTheFirstContactUnlessItWasMade() {
      Mail mail = mailFor(new CaseEvent.FirstContactDue(CASE, CUSTOMER, SOMETIME)).orElseThrow();
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE)).isEmpty();

      mailFor(new CaseEvent.FirstContactMade(CASE, SOMETIME));

      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
          .contains("the first contact is not open any more");
    }

    @Test
    @Clause("NOT-11")
    void aMissedFirstContactIsToldAboveTheDesk_unlessTheDeskHasAskedBackMeanwhile() {
      Mail mail =
          mailFor(new CaseEvent.FirstContactOverdue(CASE, CUSTOMER, SOMETIME)).orElseThrow();
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE)).isEmpty();

      mailFor(new CaseEvent.InformationRequested(CASE, null, SOMETIME));

      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
          .contains("the first contact is not open any more");
    }

    @Test
    @Clause("TEC-9")
    void theirEndIsToldOnceWithItsReason() {
      assertThat(
              mailFor(
                  new CaseEvent.InquiryCompleted(
                      CASE, CaseEvent.CompletionReason.INFO_NOT_PROVIDED, SOMETIME)))
          .isPresent();

      assertThat(mailFor(new CaseEvent.CaseClosed(CASE, "INFO_NOT_PROVIDED", SOMETIME))).isEmpty();
    }
  }

  @Nested
  class OnSite {

    @Test
    @Clause({"NOT-10", "ONS-18"})
    void theDeskHasToReportTheRestoration_noMailToTheCustomerDoesIt() {
      Mail mail =
          mailFor(new CaseEvent.ServiceRestored(CASE, RMA, true, true, SOMETIME, true))
              .orElseThrow();
      assertThat(mail)
          .isEqualTo(
              new Mail.RestorationToReport(new CaseRef(CASE, RMA, null, null, null), SOMETIME));
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE)).isEmpty();

      Optional<Mail> told =
          mailFor(
              new CaseEvent.RestorationReported(
                  CASE, RMA, null, CaseEvent.ReportMethod.PHONE, SOMETIME));

      assertThat(told).isEmpty();
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
          .contains("the restoration has been reported");
    }

    private static final Instant MORNING = Instant.parse("2026-05-18T01:00:00Z");
    private static final Instant AFTERNOON = Instant.parse("2026-05-18T05:00:00Z");

    private Mail planned(Instant visit) {
      return mailFor(new CaseEvent.VisitPlanned(CASE, RMA, CUSTOMER, visit, null, SOMETIME))
          .orElseThrow();
    }

    private Optional<String> wrong(Mail mail) {
      return MailRules.wrongNow((Mail.AboutCase) mail, file, DUE);
    }

    private void arrived(int visit) {
      assertThat(mailFor(new CaseEvent.EngineerArrived(CASE, RMA, visit, null, SOMETIME)))
          .isEmpty();
    }

    @Test
    void aVisitIsRightUntilItIsPlannedForAnotherTime_orHasBegun() {
      Mail morning = planned(MORNING);
      assertThat(wrong(morning)).isEmpty();

      Mail afternoon = planned(AFTERNOON);
      assertThat(wrong(morning)).contains("the visit is planned for another time");
      assertThat(wrong(afternoon)).isEmpty();

      arrived(1);
      assertThat(wrong(afternoon)).contains("the engineer has arrived");
    }

    @Test
    @Clause("ONS-16")
    void aSecondVisitIsAVisitOfItsOwn() {
      planned(MORNING);
      arrived(1);
      Mail second =
          mailFor(
                  new CaseEvent.SecondVisitRequired(
                      CASE, RMA, CaseEvent.SecondVisitCause.MOTHERBOARD, MORNING, SOMETIME))
              .orElseThrow();
      assertThat(wrong(second)).isEmpty();

      Mail moved = planned(AFTERNOON);

      assertThat(moved)
          .isEqualTo(
              new Mail.VisitPlanned(new CaseRef(CASE, RMA, null, null, null), AFTERNOON, true, 1));
      assertThat(wrong(moved)).isEmpty();
      arrived(2);
      assertThat(wrong(second)).contains("the engineer has arrived");
      assertThat(wrong(moved)).contains("the engineer has arrived");
    }

    @Test
    @Clause("ONS-19")
    void aCancellationTellsWhichVisitIsOff_ofOneThatIsOverItDoesNot() {
      planned(MORNING);
      Mail visit = planned(AFTERNOON);
      CaseEvent cancelled = new CaseEvent.CaseCancelled(CASE, "CUSTOMER", null, SOMETIME);
      assertThat(mailFor(cancelled))
          .contains(
              new Mail.Cancelled(
                  new CaseRef(CASE, RMA, null, null, null),
                  false,
                  SOMETIME,
                  (Mail.VisitPlanned) visit,
                  null));

      arrived(1);

      assertThat(mailFor(cancelled))
          .contains(
              new Mail.Cancelled(
                  new CaseRef(CASE, RMA, null, null, null), false, SOMETIME, null, null));
    }

    @Test
    @Clause({"A-75", "NOT-16"})
    void anExclusionThatEndsTheCaseTellsWhichVisitIsOff_ofOneThatIsOverItDoesNot() {
      Mail visit = planned(AFTERNOON);
      mailFor(
          new CaseEvent.ExclusionFound(CASE, "EXC-ONS-20", "MISUSE", null, null, false, SOMETIME));
      CaseFile excluded = file;

      assertThat(mailFor(new CaseEvent.CaseClosed(CASE, "MISUSE", SOMETIME)))
          .contains(
              new Mail.Closed(
                  new CaseRef(CASE, RMA, null, null, null),
                  "MISUSE",
                  null,
                  null,
                  SOMETIME,
                  null,
                  0,
                  (Mail.VisitPlanned) visit,
                  null,
                  null));
      assertThat(wrong(visit)).contains("the case is over");

      file = excluded;
      assertThat(mailFor(new CaseEvent.CaseClosed(CASE, "MISUSE", AFTERNOON))).isEmpty();
      file = excluded;
      arrived(1);
      assertThat(mailFor(new CaseEvent.CaseClosed(CASE, "MISUSE", SOMETIME))).isEmpty();
    }
  }

  @Test
  void aMailIsKeptWithAnotherInside_andOneOfBeforeIsReadWithoutWhatItDidNotHave() {
    CaseRef about = new CaseRef(CASE, RMA, null, null, null);
    Mail cancelled =
        new Mail.Cancelled(
            about, false, SOMETIME, new Mail.VisitPlanned(about, SOMETIME, true, 1), null);

    assertThat(kept(KEEPING.writerFor(Mail.class).writeValueAsString(cancelled)))
        .isEqualTo(cancelled);
    assertThat(
            kept(
                """
                {"kind": "visit-planned", "about": {"caseId": "case-1",
                 "rmaNumber": "RMA-2026-000001"}, "plannedFor": "2026-05-11T00:00:00Z", "moves": 1}
                """))
        .isEqualTo(new Mail.VisitPlanned(about, SOMETIME, false, 1));
  }

  private static final JsonMapper KEEPING = EventJson.mapper();

  private static Mail kept(String json) {
    return KEEPING.readValue(json, Mail.class);
  }

  @Nested
  class Questions {

    private Optional<String> wrong(Mail mail) {
      return MailRules.wrongNow((Mail.AboutCase) mail, file, DUE);
    }

    @Test
    @Clause({"CSB-10", "MFR-9"})
    void forInformationAreWrongOnceItWasGiven() {
      Mail first = mailFor(new CaseEvent.InformationRequested(CASE, null, SOMETIME)).orElseThrow();
      assertThat(wrong(first)).isEmpty();
      mailFor(new CaseEvent.InformationProvided(CASE, null, List.of(), SOMETIME));
      assertThat(wrong(first)).contains("the information has been provided");

      Mail second = mailFor(new CaseEvent.InformationRequested(CASE, null, SOMETIME)).orElseThrow();
      assertThat(wrong(second)).isEmpty();
    }

    @Test
    @Clause({"CSB-17", "NOT-12"})
    void whetherAnEquivalentIsAgreedToAreWrongOnceItIs_orAnotherIsOffered() {
      Mail first = offer("netregio2a-dhcp");
      assertThat(wrong(first)).isEmpty();

      Mail second = offer("netregio3-dhcp");
      assertThat(wrong(first)).contains("another product is offered");
      assertThat(wrong(second)).isEmpty();

      mailFor(new CaseEvent.EquivalentAccepted(CASE, new ProductCode("netregio3-dhcp"), SOMETIME));
      assertThat(wrong(second)).contains("the equivalent product has been agreed to");
    }

    private Mail offer(String product) {
      return mailFor(new CaseEvent.EquivalentOffered(CASE, new ProductCode(product), SOMETIME))
          .orElseThrow();
    }
  }

  @Nested
  class Releases {

    private static final Release NOVEMBER =
        new Release(new SoftwareVersion("4.10.1-2201"), LocalDate.of(2025, 11, 10));

    private ProductEvent.ReleasePublished release(String version, ProductEvent.ReleaseKind kind) {
      return new ProductEvent.ReleasePublished(
          new ProductCode("netregio2a-dhcp"),
          new SoftwareVersion(version),
          kind,
          true,
          false,
          null,
          LocalDate.of(2026, 2, 10),
          false,
          false,
          List.of(),
          null);
    }

    private UnitInUse unit(String serialNumber, @Nullable String version) {
      return new UnitInUse(
          new SerialNumber(serialNumber), version == null ? null : new SoftwareVersion(version));
    }

    private Mail.UnitToUpdate toUpdate(
        String serialNumber, @Nullable String version, LocalDate due) {
      return new Mail.UnitToUpdate(new SerialNumber(serialNumber), version, due);
    }

    @Test
    @Clause({"NOT-15", "VER-9"})
    void areToldWhereAPeriodicOneRaisesTheThirdNumber() {
      List<Release> earlier = List.of(NOVEMBER);

      assertThat(
              MailRules.isTold(release("4.11.2-2301", ProductEvent.ReleaseKind.PERIODIC), earlier))
          .isTrue();
      assertThat(
              MailRules.isTold(release("4.11.1-2301", ProductEvent.ReleaseKind.PERIODIC), earlier))
          .isFalse();
      assertThat(MailRules.isTold(release("4.10.2-2202", ProductEvent.ReleaseKind.HOTFIX), earlier))
          .isFalse();
      assertThat(
              MailRules.isTold(
                  release("4.10.1-2201", ProductEvent.ReleaseKind.PERIODIC), List.of()))
          .isFalse();
    }

    @Test
    @Clause({"NOT-15", "VER-9"})
    void areToldOfTheUnitsThatAreOlder_eachWithItsOwnLastDay() {
      // a unit without the fixes of November has to be updated six months after November
      assertThat(
              MailRules.forRelease(
                  release("4.11.2-2301", ProductEvent.ReleaseKind.PERIODIC),
                  List.of(NOVEMBER),
                  List.of(
                      unit("UP-TO-DATE", "4.11.2-2301"),
                      unit("OF-NOVEMBER", "4.10.1-2201"),
                      unit("OLDER", "4.9.0-1901"),
                      unit("NEVER-HEARD-OF", null))))
          .contains(
              new Mail.ReleaseNotice(
                  new ProductCode("netregio2a-dhcp"),
                  "4.11.2-2301",
                  LocalDate.of(2026, 2, 10),
                  LocalDate.of(2026, 8, 10),
                  List.of(
                      toUpdate("OF-NOVEMBER", "4.10.1-2201", LocalDate.of(2026, 8, 10)),
                      toUpdate("OLDER", "4.9.0-1901", LocalDate.of(2026, 5, 10)),
                      toUpdate("NEVER-HEARD-OF", null, LocalDate.of(2026, 8, 10)))));
    }

    @Test
    @Clause("NOT-15")
    void areNotToldToThoseWhoHaveThemAlready() {
      assertThat(
              MailRules.forRelease(
                  release("4.11.2-2301", ProductEvent.ReleaseKind.PERIODIC),
                  List.of(NOVEMBER),
                  List.of(unit("UP-TO-DATE", "4.11.2-2301"))))
          .isEmpty();
    }

    @Test
    @Clause({"NOT-15", "VER-9"})
    void areNotToldOnceTheyAreWithdrawn_norAfterTheTimeForUpdating() {
      Mail.ReleaseNotice notice =
          new Mail.ReleaseNotice(
              new ProductCode("netregio2a-dhcp"),
              "4.10.1-2201",
              LocalDate.of(2025, 11, 10),
              LocalDate.of(2026, 5, 10),
              List.of());
      LocalDate lastDay = LocalDate.of(2026, 5, 10);

      assertThat(MailRules.wrongNow(notice, List.of(NOVEMBER), lastDay)).isEmpty();
      assertThat(MailRules.wrongNow(notice, List.of(), lastDay))
          .contains("the release has been withdrawn");
      assertThat(MailRules.wrongNow(notice, List.of(NOVEMBER), LocalDate.of(2026, 5, 11)))
          .contains("the time for updating is over");
    }
  }

  @Nested
  class Reminders {

    private Optional<String> wrong(Occasion occasion, LocalDate today) {
      Mail mail = mailFor(reminder(occasion)).orElseThrow();
      return MailRules.wrongNow((Mail.AboutCase) mail, file, today);
    }

    @Test
    @Clause("NOT-7")
    void areRightWhileTheUnitIsOwed() {
      mailFor(dutyOpened());

      assertThat(wrong(Occasion.BEFORE, LocalDate.of(2026, 5, 11))).isEmpty();
      assertThat(wrong(Occasion.DUE_DAY, DUE)).isEmpty();
    }

    @Test
    @Clause("NOT-7")
    void areWrongOnceTheUnitIsHandedOver() {
      mailFor(dutyOpened());
      mailFor(handedOver());

      assertThat(wrong(Occasion.DUE_DAY, DUE)).contains("the faulty unit is no longer owed back");
    }

    @Test
    @Clause("A-59")
    void ofAReturnThatTheCustomerWantedToBuyStay_andThatIsToldUnlessItIsBoughtAfterAll() {
      mailFor(dutyOpened());
      mailFor(new CaseEvent.BuyOutRequested(CASE, null, SOMETIME));
      Mail declined = mailFor(new CaseEvent.BuyOutDeclined(CASE, SOMETIME, null)).orElseThrow();
      assertThat(declined)
          .isEqualTo(
              new Mail.BuyOutDeclined(
                  new CaseRef(CASE, RMA, null, null, null), SOMETIME, DUE, Payer.CUSTOMER, null));
      assertThat(MailRules.wrongNow((Mail.AboutCase) declined, file, DUE)).isEmpty();

      mailFor(new CaseEvent.BuyOutAgreed(CASE, 48_000, SOMETIME, null));

      assertThat(MailRules.wrongNow((Mail.AboutCase) declined, file, DUE))
          .contains("the faulty unit is no longer owed back");
    }

    @Test
    void areWrongOnceTheUnitIsBought() {
      mailFor(dutyOpened());
      mailFor(new CaseEvent.BuyOutAgreed(CASE, 48_000, SOMETIME, null));

      assertThat(wrong(Occasion.BEFORE, DUE)).contains("the faulty unit is no longer owed back");
    }

    @Test
    void areWrongOnceTheDueDateHasMoved() {
      mailFor(dutyOpened());
      mailFor(moved(LocalDate.of(2026, 5, 14)));

      assertThat(wrong(Occasion.BEFORE, LocalDate.of(2026, 5, 11)))
          .contains("the due date has moved");
    }

    @Test
    void ofADayThatHasPassedAreWrong() {
      mailFor(dutyOpened());

      assertThat(wrong(Occasion.DUE_DAY, LocalDate.of(2026, 5, 14)))
          .contains("the due date has passed");
    }

    @Test
    @Clause("CSB-26")
    void ofAnOverdueReturnAreRightUntilTheOverdueIsWithdrawn() {
      mailFor(dutyOpened());
      mailFor(new CaseEvent.ReturnOverdue(CASE, RMA, CUSTOMER, UNIT, DUE));
      assertThat(wrong(Occasion.OVERDUE, LocalDate.of(2026, 5, 14))).isEmpty();

      mailFor(new CaseEvent.ReturnOverdueWithdrawn(CASE, RMA, CUSTOMER, UNIT, "DUE_DATE_MOVED"));
      assertThat(wrong(Occasion.OVERDUE, LocalDate.of(2026, 5, 14)))
          .contains("the return is not overdue any more");
    }
  }

  @Nested
  class ReturnDates {

    @Test
    @Clause({"NOT-6", "CSB-4"})
    void areToldWithTheDeliveryThatTheyFollowFrom() {
      mailFor(
          new CaseEvent.ReplacementDelivered(
              CASE, RMA, CUSTOMER, UNIT, null, Instant.parse("2026-05-02T02:00:00Z")));

      assertThat(mailFor(dutyOpened()))
          .contains(
              new Mail.ReturnOwed(
                  new CaseRef(CASE, RMA, null, null, null),
                  Instant.parse("2026-05-02T02:00:00Z"),
                  null,
                  DUE,
                  Payer.CUSTOMER,
                  0));
    }

    @Test
    void areToldAgainWhereACorrectionMovedThem() {
      mailFor(dutyOpened());

      assertThat(mailFor(moved(LocalDate.of(2026, 5, 14))))
          .contains(
              new Mail.ReturnDueMoved(
                  new CaseRef(CASE, RMA, null, null, null),
                  DUE,
                  LocalDate.of(2026, 5, 14),
                  Payer.CUSTOMER,
                  1,
                  null));
    }

    @Test
    void areNotToldAgainWhereTheDayIsTheSame() {
      mailFor(dutyOpened());

      assertThat(mailFor(moved(DUE))).isEmpty();
    }

    @Test
    void areWrongWhereTheUnitIsBackAlready() {
      mailFor(new CaseEvent.FaultyUnitReturned(CASE, RMA, CUSTOMER, UNIT, null, SOMETIME));
      Mail mail = mailFor(dutyOpened()).orElseThrow();

      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
          .contains("the faulty unit is no longer owed back");
    }
  }

  @Nested
  class UnitsThatNobodyAwaited {

    @Test
    void areToldWithWhatIsStillAwaited_untilThatHasCome() {
      mailFor(dutyOpened());

      Mail mail = mailFor(came(CaseEvent.Leg.FAULTY_UNIT, UNIT)).orElseThrow();

      assertThat(mail)
          .isEqualTo(
              new Mail.UnexpectedUnit(
                  new CaseRef(CASE, RMA, null, null, null),
                  new SerialNumber("NR2A-0777"),
                  UNIT,
                  false,
                  SOMETIME,
                  DUE,
                  Payer.CUSTOMER));
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE)).isEmpty();
      mailFor(new CaseEvent.FaultyUnitReturned(CASE, RMA, CUSTOMER, UNIT, null, SOMETIME));
      assertThat(MailRules.wrongNow((Mail.AboutCase) mail, file, DUE))
          .contains("the awaited unit has come");
    }

    @Test
    void areTheVendorsOwnAffair_whereTheCustomerOwesNothing() {
      assertThat(mailFor(came(CaseEvent.Leg.FAULTY_UNIT, null))).isEmpty();
      assertThat(mailFor(came(CaseEvent.Leg.REPAIRED_UNIT, UNIT))).isEmpty();
    }

    private CaseEvent came(CaseEvent.Leg leg, @Nullable SerialNumber expected) {
      return new CaseEvent.UnexpectedUnitReceived(
          CASE,
          RMA,
          CUSTOMER,
          "r-1",
          expected,
          new SerialNumber("NR2A-0777"),
          leg,
          null,
          SOMETIME,
          CaseEvent.KnownAs.NOTHING,
          null);
    }
  }

  @Nested
  class Reasons {

    private final TextId why = new TextId("r-why");

    /** Which words the mail about this event repeats. */
    private List<TextId> words(CaseEvent event) {
      return mailFor(event)
          .filter(Mail.WithTexts.class::isInstance)
          .map(mail -> ((Mail.WithTexts) mail).texts())
          .orElse(List.of());
    }

    @Test
    @Clause("GEN-6")
    void ofAJudgementAreToldWithWhatFollowsFromIt() {
      mailFor(new CaseEvent.NoHardwareFaultJudged(CASE, SOMETIME, why));
      assertThat(words(new CaseEvent.CaseClosed(CASE, "NOT_HW_FAULT", SOMETIME)))
          .containsExactly(why);

      file = CaseFile.empty(CASE);
      mailFor(new CaseEvent.HardwareFaultJudged(CASE, SOMETIME, why));
      assertThat(words(new CaseEvent.RmaNumberIssued(CASE, RMA, CUSTOMER, UNIT, null)))
          .containsExactly(why);
    }

    @Test
    void ofAJudgementAreNotToldWithAnotherEndOfTheCase() {
      mailFor(new CaseEvent.HardwareFaultJudged(CASE, SOMETIME, why));

      assertThat(words(new CaseEvent.CaseClosed(CASE, "FAULTY_UNIT_RETURNED", SOMETIME))).isEmpty();
    }

    @Test
    @Clause({"DOA-6", "A-50"})
    void ofACertificationAreToldEitherWay() {
      assertThat(words(new CaseEvent.DoaCertified(CASE, RMA, why, SOMETIME))).containsExactly(why);
      assertThat(
              words(
                  new CaseEvent.DoaDeclined(
                      CASE,
                      RMA,
                      why,
                      new Refusal(
                          "DOA_CONDITIONS_NOT_MET",
                          List.of("DOA-1"),
                          new Message("", ""),
                          Map.of()),
                      null,
                      null,
                      SOMETIME,
                      null)))
          .containsExactly(why);
    }

    @Test
    @Clause({"A-75", "NOT-16"})
    void ofAnExclusionAreToldBesideItsClause() {
      assertThat(
              words(
                  new CaseEvent.ExclusionFound(
                      CASE, "EXC-CSB-13", "MISUSE", null, why, true, SOMETIME)))
          .containsExactly(why);
    }

    @Test
    @Clause("A-59")
    void ofABuyOutAreToldEitherWay() {
      assertThat(words(new CaseEvent.BuyOutDeclined(CASE, SOMETIME, why))).containsExactly(why);

      mailFor(new CaseEvent.BuyOutAgreed(CASE, 48_000, SOMETIME, why));
      assertThat(words(new CaseEvent.CaseClosed(CASE, "BUY_OUT_AGREED", SOMETIME)))
          .containsExactly(why);
    }

    @Test
    void ofACancellationAreTold() {
      assertThat(words(new CaseEvent.CaseCancelled(CASE, "WITHDRAWN", why, SOMETIME)))
          .containsExactly(why);
    }

    @Test
    @Clause("ONS-3")
    void ofALateArrivalAreToldWhenTheCaseCloses() {
      mailFor(new CaseEvent.EngineerArrived(CASE, RMA, 1, why, SOMETIME));

      assertThat(words(new CaseEvent.CaseClosed(CASE, "RESTORED", SOMETIME))).containsExactly(why);
    }

    @Test
    @Clause({"ONS-3", "ONS-16"})
    void ofALateArrivalAreToldWithTheSecondVisitWhereThereIsOne_andOnlyOnce() {
      mailFor(new CaseEvent.EngineerArrived(CASE, RMA, 1, why, SOMETIME));
      assertThat(
              words(
                  new CaseEvent.SecondVisitRequired(
                      CASE, RMA, CaseEvent.SecondVisitCause.MOTHERBOARD, null, SOMETIME)))
          .containsExactly(why);
      mailFor(new CaseEvent.EngineerArrived(CASE, RMA, 2, null, SOMETIME));

      assertThat(words(new CaseEvent.CaseClosed(CASE, "RESTORED", SOMETIME))).isEmpty();
    }

    @Test
    @Clause("RMA-9")
    void ofACorrectionAreToldWithTheDayThatItMoved_andNotWithOneThatTheCalendarMoved() {
      mailFor(dutyOpened());
      mailFor(
          new CaseEvent.FactCorrected(
              CASE, "ReplacementDelivered", "deliveredAt", "2026-05-03T02:00:00Z", why));
      assertThat(words(moved(LocalDate.of(2026, 5, 14)))).containsExactly(why);

      assertThat(
              words(
                  new CaseEvent.DeadlineMoved(
                      CASE, due(DUE), due(LocalDate.of(2026, 5, 15)), "CALENDAR_CHANGED")))
          .isEmpty();
    }

    @Test
    @Clause({"MFR-14", "WAR-17"})
    void partsThatAreChargedAreToldWithTheEstimate() {
      mailFor(new CaseEvent.UnitInspected(CASE, RMA, List.of(why, new TextId("r-fan")), SOMETIME));

      assertThat(words(new CaseEvent.RepairEstimated(CASE, RMA, CUSTOMER, 20, SOMETIME)))
          .containsExactly(why, new TextId("r-fan"));
    }
  }

  @Nested
  class Closures {

    @Test
    void areToldOnce_evenIfACorrectionClosesTheCaseAgain() {
      assertThat(mailFor(new CaseEvent.CaseClosed(CASE, "FAULTY_UNIT_RETURNED", SOMETIME)))
          .isPresent();
      assertThat(
              mailFor(
                  new CaseEvent.CaseClosed(CASE, "FAULTY_UNIT_RETURNED", SOMETIME.plusSeconds(60))))
          .isEmpty();
    }

    @Test
    @Clause("NOT-16")
    void byAnExclusionAreToldByTheExclusion() {
      assertThat(
              mailFor(
                  new CaseEvent.ExclusionFound(
                      CASE, "EXC-CSB-13", "MISUSE", null, null, false, SOMETIME)))
          .isPresent();
      assertThat(mailFor(new CaseEvent.CaseClosed(CASE, "MISUSE", SOMETIME))).isEmpty();
    }
  }

  @Test
  @Clause("NOT-12")
  void decliningTheEquivalentIsToldAsACancellation() {
    assertThat(mailFor(new CaseEvent.CaseCancelled(CASE, "EQUIVALENT_DECLINED", null, SOMETIME)))
        .contains(
            new Mail.Cancelled(
                new CaseRef(CASE, RMA, null, null, null), true, SOMETIME, null, null));
  }

  @Test
  @Clause("NOT-1")
  void anExpiryNoticeIsWrongAfterARenewal() {
    ContractId contract = new ContractId("CT-1");
    ContractFile signed =
        ContractFile.after(
            null,
            new ContractEvent.ContractSigned(
                contract,
                CUSTOMER,
                UNIT,
                new ProductCode("netregio2a-dhcp"),
                Plan.CROSS_SEND_BACK,
                1,
                LocalDate.of(2026, 5, 1),
                LocalDate.of(2027, 4, 30),
                ContractEvent.Party.CUSTOMER,
                null,
                "1",
                1,
                false));
    Mail.AboutContract notice =
        MailRules.forContract(
                signed,
                new ContractEvent.ContractExpiryNoticeDue(
                    contract, CUSTOMER, UNIT, 30, LocalDate.of(2027, 4, 30), 1))
            .orElseThrow();
    ContractFile renewed =
        ContractFile.after(
            signed,
            new ContractEvent.ContractRenewed(
                contract,
                CUSTOMER,
                UNIT,
                Plan.CROSS_SEND_BACK,
                1,
                LocalDate.of(2027, 5, 1),
                LocalDate.of(2028, 4, 30),
                ContractEvent.Party.CUSTOMER,
                "1",
                1,
                false));

    assertThat(MailRules.wrongNow(notice, signed, LocalDate.of(2027, 3, 31))).isEmpty();
    assertThat(MailRules.wrongNow(notice, renewed, LocalDate.of(2027, 3, 31)))
        .contains("the contract has been renewed");
  }
}
