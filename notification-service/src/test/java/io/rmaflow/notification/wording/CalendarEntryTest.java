package io.rmaflow.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.notification.mail.CaseRef;
import io.rmaflow.notification.mail.Mail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarEntryTest {

  private static final CaseRef ABOUT =
      new CaseRef(
          new CaseId("5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c"),
          new RmaNumber("RMA-2026-000001"),
          null,
          null,
          null);

  private static final CalendarEntry.Organizer ORGANIZER =
      new CalendarEntry.Organizer("support@rmaflow.example", "rmaflow.example");

  private static String file(Mail mail, Language language) {
    return CalendarEntry.of(
            mail,
            language,
            () -> Surroundings.POLICY_RETURN_ADDRESS,
            Instant.parse("2026-05-02T02:00:00Z"),
            ORGANIZER)
        .orElseThrow();
  }

  @Test
  void theLastDayForTheReturnIsAWholeDay() {
    String file =
        file(
            new Mail.ReturnOwed(ABOUT, null, null, LocalDate.of(2026, 5, 13), Payer.CUSTOMER, 0),
            Language.EN);

    assertThat(file.replace("\r\n ", ""))
        .isEqualTo(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//rmaflow//notification-service//EN
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:return-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example
            DTSTAMP:20260502T020000Z
            ORGANIZER:mailto:support@rmaflow.example
            SEQUENCE:0
            DTSTART;VALUE=DATE:20260513
            SUMMARY:Faulty unit due back (RMA-2026-000001)
            DESCRIPTION:Please hand the faulty unit to the carrier by this day.
            LOCATION:〒105-0013 東京都港区浜松町1-2-12 F1ビル4F 株式会社インフィニコ テクニカルサポート宛 TEL 03-5402-6731
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void aMoveKeepsTheUidAndHasAHigherSequence() {
    String moved =
        file(
            new Mail.ReturnDueMoved(
                ABOUT,
                LocalDate.of(2026, 5, 13),
                LocalDate.of(2026, 5, 14),
                Payer.CUSTOMER,
                2,
                null),
            Language.JA);

    assertThat(moved)
        .contains(
            "UID:return-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "SEQUENCE:2\r\n",
            "DTSTART;VALUE=DATE:20260514\r\n",
            "SUMMARY:故障機のご返送期限(RMA-2026-000001)\r\n");
  }

  @Test
  void aVisitHasItsInstant() {
    assertThat(
            file(
                new Mail.VisitPlanned(ABOUT, Instant.parse("2026-05-18T04:00:00Z"), false, 1),
                Language.EN))
        .contains(
            "UID:visit-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "DTSTART:20260518T040000Z\r\n",
            "SEQUENCE:1\r\n");
  }

  @Test
  void theSecondVisitHasAnEntryOfItsOwn_whichMovesToo() {
    Instant first = Instant.parse("2026-05-25T04:00:00Z");
    Instant later = Instant.parse("2026-05-26T04:00:00Z");

    assertThat(file(new Mail.SecondVisit(ABOUT, first, null), Language.JA))
        .contains(
            "UID:second-visit-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "SEQUENCE:0\r\n",
            "DTSTART:20260525T040000Z\r\n");
    assertThat(file(new Mail.VisitPlanned(ABOUT, later, true, 1), Language.JA))
        .contains(
            "UID:second-visit-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "SEQUENCE:1\r\n",
            "DTSTART:20260526T040000Z\r\n");
  }

  @Test
  void aCancelledCaseTakesItsVisitOutOfTheCalendar() {
    Instant visit = Instant.parse("2026-05-18T04:00:00Z");

    assertThat(
            file(
                new Mail.Cancelled(
                    ABOUT, false, visit, new Mail.VisitPlanned(ABOUT, visit, false, 1), null),
                Language.EN))
        .contains(
            "UID:visit-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "SEQUENCE:2\r\n",
            "STATUS:CANCELLED\r\n");
  }

  @Test
  void aCaseThatIsClosedTakesTheVisitThatWasToComeOutOfTheCalendar() {
    Instant visit = Instant.parse("2026-05-18T04:00:00Z");
    Instant closedAt = Instant.parse("2026-05-15T04:00:00Z");

    assertThat(
            file(
                new Mail.Closed(
                    ABOUT,
                    "MISUSE",
                    null,
                    null,
                    closedAt,
                    null,
                    0,
                    new Mail.VisitPlanned(ABOUT, visit, true, 0),
                    null,
                    null),
                Language.EN))
        .contains(
            "UID:second-visit-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "SEQUENCE:1\r\n",
            "STATUS:CANCELLED\r\n",
            "DTSTART:20260518T040000Z\r\n");
  }

  @Test
  @Clause("A-59")
  void aUnitThatIsBoughtTakesItsReturnOutOfTheCalendar_oneThatCameBackDoesNot() {
    Instant closedAt = Instant.parse("2026-05-12T04:00:00Z");
    LocalDate due = LocalDate.of(2026, 5, 13);

    assertThat(
            file(
                new Mail.Closed(
                    ABOUT, "BUY_OUT_AGREED", null, 48_000L, closedAt, due, 0, null, null, null),
                Language.EN))
        .contains(
            "UID:return-5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c@rmaflow.example\r\n",
            "SEQUENCE:1\r\n",
            "STATUS:CANCELLED\r\n");
    assertThat(
            CalendarEntry.of(
                new Mail.Closed(
                    ABOUT,
                    "FAULTY_UNIT_RETURNED",
                    closedAt,
                    null,
                    closedAt,
                    due,
                    0,
                    null,
                    null,
                    null),
                Language.EN,
                () -> Surroundings.POLICY_RETURN_ADDRESS,
                closedAt,
                ORGANIZER))
        .isEmpty();
  }

  @Test
  void noLineIsLongerThanAllowedAndNoCharacterIsCutApart() {
    String file =
        file(
            new Mail.ReturnOwed(ABOUT, null, null, LocalDate.of(2026, 5, 13), Payer.CUSTOMER, 0),
            Language.JA);

    assertThat(file.split("\r\n"))
        .allSatisfy(
            line -> {
              assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
              assertThat(line).doesNotContain("\uFFFD", "\n");
            })
        .anySatisfy(line -> assertThat(line).startsWith(" "));
  }

  @Test
  void aMailWithoutADateOfItsRecipientHasNone() {
    assertThat(
            CalendarEntry.of(
                new Mail.FaultyUnitWanted(ABOUT, Payer.CUSTOMER),
                Language.JA,
                () -> Surroundings.POLICY_RETURN_ADDRESS,
                Instant.EPOCH,
                ORGANIZER))
        .isEmpty();
  }
}
