package io.rmaflow.kit.web.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.OrAsWritten;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.kit.web.fields.PostalCode;
import io.rmaflow.kit.web.fields.Scalar;
import io.rmaflow.kit.web.fields.Sent;
import io.rmaflow.kit.web.fields.Text;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How a body becomes a record, and what it is told that becomes none. */
class RequestsTest {

  private static final Instant NOW = Instant.parse("2026-05-08T03:00:00Z");
  private static final Caller DESK = new Caller("desk-1", Role.SUPPORT, Set.of());
  private static final Caller ADMIN = new Caller("admin-1", Role.ADMIN, Set.of());
  private static final Caller CUSTOMER = new Caller("web-1", Role.CUSTOMER, Set.of("C-1001"));

  enum Result {
    HARDWARE_FAULT,
    UNCLEAR
  }

  record Isolation(Result result) {}

  record Person(@MailAddress @Nullable String email) {}

  record Report(
      @Text(max = 5) String title,
      @Min(0) @Max(3) int count,
      @DecimalMin("0") @DecimalMax("11") BigDecimal price,
      LocalDate on,
      boolean backup,
      Result result,
      Set<Result> results,
      @Size(max = 2) List<@Line(max = 1) String> fixes,
      Instant at,
      Isolation isolation,
      List<Person> contacts) {}

  record Optionals(
      @Text(max = 1) @Nullable String a,
      @Nullable Boolean b,
      @Nullable LocalDate c,
      @Nullable Isolation d,
      List<Isolation> e,
      @Default("UNCLEAR") Result f,
      @Default("7") int g,
      @Default("ja") @Language String h,
      @Default("false") boolean i) {}

  private static <T extends Record> T read(String json, Class<T> type) {
    return Requests.read(json, type, DESK, NOW, () -> 7);
  }

  private static List<FieldError> problems(String json, Class<? extends Record> type, Caller by) {
    InvalidRequest invalid =
        catchThrowableOfType(
            InvalidRequest.class, () -> Requests.read(json, type, by, NOW, () -> 7));
    return invalid == null ? List.of() : invalid.errors();
  }

  private static List<String> errors(String json, Class<? extends Record> type) {
    return errors(json, type, DESK);
  }

  private static List<String> errors(String json, Class<? extends Record> type, Caller by) {
    return problems(json, type, by).stream()
        .map(error -> error.field() + " " + error.code())
        .toList();
  }

  @Test
  void readsWhatIsThere_andPassesOverWhatIsNoComponent() {
    Report report =
        read(
            """
            {"title": "起動しない", "count": 3, "price": 10.50, "on": "2026/5/1", "backup": false,
             "result": "UNCLEAR", "results": ["UNCLEAR", "HARDWARE_FAULT", "UNCLEAR"],
             "fixes": ["a", " か\\u3099 "], "at": "2026-05-01T10:30:00+09:00",
             "isolation": {"result": "HARDWARE_FAULT"}, "actor": "somebody-else",
             "contacts": [{"email": "a@example.jp"}, {}]}
            """,
            Report.class);

    assertThat(report)
        .isEqualTo(
            new Report(
                "起動しない",
                3,
                new BigDecimal("10.50"),
                LocalDate.of(2026, 5, 1),
                false,
                Result.UNCLEAR,
                Set.of(Result.HARDWARE_FAULT, Result.UNCLEAR),
                List.of("a", "が"),
                Instant.parse("2026-05-01T01:30:00Z"),
                new Isolation(Result.HARDWARE_FAULT),
                List.of(new Person("a@example.jp"), new Person(null))));
    assertThat(report.results()).containsExactly(Result.HARDWARE_FAULT, Result.UNCLEAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\": null, \"b\": null, \"e\": null, \"f\": null, \"g\": null, \"h\": null}",
        "{\"a\": \" \", \"c\": \"\", \"h\": \" \"}"
      })
  void whatIsAbsentNullOrBlankIsNullEmptyOrWhatTheRecordSays(String json) {
    assertThat(read(json, Optionals.class))
        .isEqualTo(
            new Optionals(null, null, null, null, List.of(), Result.UNCLEAR, 7, "ja", false));
  }

  @Test
  void namesEveryWrongFieldAtOnce_wrongTypesBrokenLimitsAndWhatIsMissing() {
    assertThat(
            errors(
                """
                {"title": 1, "count": 4, "price": "3", "on": "2026-02-30", "backup": "false",
                 "results": ["UNCLEAR", "X"], "fixes": ["a", "bc", " "], "at": "2026-05-01",
                 "isolation": {"result": "BROKEN"}, "contacts": [{}, {"email": "nobody"}, 3]}
                """,
                Report.class))
        .containsExactly(
            "title WRONG_TYPE",
            "count OUT_OF_RANGE",
            "price WRONG_TYPE",
            "on MALFORMED",
            "backup WRONG_TYPE",
            "result REQUIRED",
            "results[1] UNKNOWN_VALUE",
            "fixes TOO_MANY",
            "at MALFORMED",
            "isolation.result UNKNOWN_VALUE",
            "contacts[1].email MALFORMED",
            "contacts[2] WRONG_TYPE");
  }

  @Test
  void ofAnObjectThatIsMissingTellsWhatItHasToConsistOf() {
    record Outer(Isolation isolation, @Nullable Isolation other) {}

    assertThat(errors("{}", Outer.class))
        .containsExactly("isolation REQUIRED", "isolation.result REQUIRED");
    assertThat(errors("{\"isolation\": 3, \"other\": []}", Outer.class))
        .containsExactly("isolation WRONG_TYPE", "isolation.result REQUIRED", "other WRONG_TYPE");
  }

  @Test
  void anUnknownEnumValueIsToldWhichOnesThereAre() {
    List<FieldError> errors = problems("{\"result\": \"broken\"}", Isolation.class, DESK);

    assertThat(errors.getFirst().message().en())
        .isEqualTo("It must be one of HARDWARE_FAULT, UNCLEAR.");
    assertThat(errors.getFirst().message().ja())
        .isEqualTo("次のいずれかを指定してください: HARDWARE_FAULT, UNCLEAR");
  }

  @Test
  void lengthsCountCodePointsAndNotTheirHalves() {
    record Note(@Text(max = 3) String t) {}

    assertThat(errors("{\"t\": \"𠮷野家\"}", Note.class)).isEmpty();
    assertThat(errors("{\"t\": \"𠮷野家店\"}", Note.class)).containsExactly("t TOO_LONG");
  }

  @ParameterizedTest
  @CsvSource({
    "4, OUT_OF_RANGE",
    "-1, OUT_OF_RANGE",
    "99999999999, OUT_OF_RANGE",
    "1.5, WRONG_TYPE",
    "'\"3\"', WRONG_TYPE",
    "null, REQUIRED"
  })
  void aWholeNumberLiesBetweenItsBounds(String number, String code) {
    record Counted(@Min(0) @Max(3) int n) {}

    assertThat(errors("{\"n\": " + number + "}", Counted.class)).containsExactly("n " + code);
  }

  @Test
  void aNumberWithAnEnormousExponentIsOutOfRangeAndNothingWorse() {
    record Price(@DecimalMin("0") @DecimalMax("10") BigDecimal n) {}

    assertThat(errors("{\"n\": 1e999999999}", Price.class)).containsExactly("n OUT_OF_RANGE");
  }

  @Test
  void anIdHasOneSpelling_andWhatWasTypedForItIsKeptWhereItIsAnother() {
    record Named(
        SerialNumber serial,
        Given<CustomerId> customer,
        Given<CustomerId> same,
        CaseId caseId,
        List<SerialNumber> others) {}

    Named named =
        read(
            """
            {"serial": " ｎr2a-0001 ", "customer": "c-1001", "same": "C-1001",
             "caseId": " R-1 ", "others": ["a", " ", "B"]}
            """,
            Named.class);

    assertThat(named.serial()).isEqualTo(new SerialNumber("NR2A-0001"));
    assertThat(named.customer()).isEqualTo(new Given<>(new CustomerId("C-1001"), "c-1001"));
    assertThat(named.same()).isEqualTo(new Given<>(new CustomerId("C-1001"), null));
    assertThat(named.others()).containsExactly(new SerialNumber("A"), new SerialNumber("B"));
    assertThat(
            errors(
                """
                {"serial": " ", "customer": "a\\nb", "same": 5, "caseId": "\\t", "others": ["\\n"]}
                """,
                Named.class))
        .containsExactly(
            "serial REQUIRED",
            "customer CONTROL_CHARACTER",
            "same WRONG_TYPE",
            "caseId REQUIRED",
            "others[0] CONTROL_CHARACTER");
  }

  @Test
  void aVersionThatCannotBeReadIsTold() {
    record Runs(@Nullable SoftwareVersion version) {}

    assertThat(read("{\"version\": \" 4.10.1-2201 \"}", Runs.class).version())
        .isEqualTo(new SoftwareVersion("4.10.1-2201"));
    assertThat(errors("{\"version\": \"4.10\"}", Runs.class))
        .containsExactly("version VERSION_FORMAT_INVALID");
  }

  @Test
  void aLineHasNoControlCharacters_aTextHasLinesAndTabs() {
    record Texts(
        @Line(max = 200) String name,
        @Scalar(max = 200) String value,
        JsonNode setting,
        @Text(max = 200) String description,
        @Text(max = 200) String note) {}

    assertThat(
            errors(
                """
                {"name": "山田\\r\\nBcc: x@example.com", "value": "a\\tb", "setting": [["a\\nb"]],
                 "description": "起動しない。\\r\\n\\tLED: 赤", "note": "a\\u001bb"}
                """,
                Texts.class))
        .containsExactly(
            "name CONTROL_CHARACTER",
            "value CONTROL_CHARACTER",
            "setting[0][0] CONTROL_CHARACTER",
            "note CONTROL_CHARACTER");
    assertThat(
            read(
                """
                {"name": "a", "value": 3, "setting": [[" か\\u3099 "]], "description": "a\\r\\nb",
                 "note": "c"}
                """,
                Texts.class))
        .hasToString("Texts[name=a, value=3, setting=[[\"が\"]], description=a\r\nb, note=c]");
  }

  @Test
  void anItemOfAListIsALineToo_andNoneOfThemIsBlank() {
    record Names(List<@Line(max = 200) String> names) {}

    assertThat(errors("{\"names\": [\"a\", \"b\\u202ec\", \" \", 5]}", Names.class))
        .containsExactly("names[1] CONTROL_CHARACTER", "names[2] REQUIRED", "names[3] WRONG_TYPE");
  }

  @Test
  void anIdentifierIsStripped_andHasNoControlCharacters() {
    record Called(@Identifier String a, @Identifier @Nullable String b) {}

    assertThat(read("{\"a\": \" NR2A-0001 \", \"b\": \"  \"}", Called.class))
        .isEqualTo(new Called("NR2A-0001", null));
    assertThat(errors("{\"a\": \" \", \"b\": \"x\\ny\"}", Called.class))
        .containsExactly("a REQUIRED", "b CONTROL_CHARACTER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-05-01T10:30:00", "2026-05-01", "yesterday", "2026-05-01T25:00:00+09:00"})
  void anInstantNeedsItsOffset(String text) {
    record Fact(Instant at) {}

    assertThat(errors("{\"at\": \"" + text + "\"}", Fact.class)).containsExactly("at MALFORMED");
  }

  @ParameterizedTest
  @CsvSource({
    "1899-12-31, on OUT_OF_RANGE",
    "+10000-01-01, on OUT_OF_RANGE",
    "-0001-01-01, on OUT_OF_RANGE",
    "2026-02-30, on MALFORMED"
  })
  void aDateLiesBetween1900And9999(String text, String error) {
    record Fact(LocalDate on) {}

    assertThat(errors("{\"on\": \"" + text + "\"}", Fact.class)).containsExactly(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@example.jp", "a..b@docomo.ne.jp", "o'hara+rma@mail.example.co.jp"})
  void acceptsMailAddressesThatAreInUse(String address) {
    assertThat(read("{\"email\": \"" + address + "\"}", Person.class).email()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a@", "@b.jp", "a b@c.jp", "a@b.jp, c@d.jp", "a@b.jp\\nBcc: c@d.jp"})
  void refusesWhatIsNoMailAddress(String address) {
    assertThat(errors("{\"email\": \"" + address + "\"}", Person.class))
        .singleElement()
        .asString()
        .startsWith("email ");
  }

  @Test
  void whatIsNotTurnedAwayIsKeptAsWritten_unlessItIsNoLine() {
    record Loose(
        @Phone @OrAsWritten(max = 9) @Nullable String a,
        @Phone @OrAsWritten(max = 9) @Nullable String b,
        @PostalCode @Nullable String c) {}

    assertThat(read("{\"a\": \"０３－１\", \"b\": \"なし\", \"c\": \"〒1050013\"}", Loose.class))
        .isEqualTo(new Loose("03-1", "なし", "105-0013"));
    assertThat(errors("{\"a\": \"03\\n\", \"c\": \"x\"}", Loose.class))
        .containsExactly("a CONTROL_CHARACTER", "c MALFORMED");
  }

  @Test
  void aChangeToNothingIsAnotherThanNone() {
    record Change(
        Sent<@Identifier String> a, Sent<@Identifier String> b, Sent<@Identifier String> c) {}

    Change change = read("{\"a\": \" x \", \"b\": null}", Change.class);

    assertThat(change.a().or("before")).isEqualTo("x");
    assertThat(change.b().or("before")).isNull();
    assertThat(change.c().or("before")).isEqualTo("before");
    assertThat(errors("{\"c\": 5}", Change.class)).containsExactly("c WRONG_TYPE");
  }

  @Test
  void aListThatNeedsSomethingIsRequiredLikeAnyField() {
    record Targets(@NotEmpty List<CustomerId> ids) {}

    assertThat(errors("{}", Targets.class)).containsExactly("ids REQUIRED");
    assertThat(errors("{\"ids\": [5]}", Targets.class))
        .containsExactly("ids[0] WRONG_TYPE", "ids REQUIRED");
    assertThat(errors("{\"ids\": {}}", Targets.class))
        .containsExactly("ids WRONG_TYPE", "ids REQUIRED");
  }

  @Test
  void aRuleOfTheRecordIsAskedAlsoWhereAComponentIsWrong() {
    record Renewal(Result result, @Line(max = 9) @Nullable String agency) implements Checked {
      @Override
      public void check(Findings findings) {
        if (agency != null && result == Result.HARDWARE_FAULT && !findings.isWrong("result")) {
          findings.reject("agency", "NOT_WITH_IT", "併用できません。", "It does not go with it.");
        }
      }
    }

    assertThat(errors("{\"result\": \"HARDWARE_FAULT\", \"agency\": \"A\"}", Renewal.class))
        .containsExactly("agency NOT_WITH_IT");
    assertThat(errors("{\"agency\": \"A\"}", Renewal.class)).containsExactly("result REQUIRED");
  }

  @Test
  void aTextThatDoesNotSayHowItIsReadStopsTheStart() {
    record Unsaid(String a) {}

    assertThatThrownBy(() -> RecordReader.of(Unsaid.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(".a: a text needs to say how it is read");
  }

  @Test
  void aDefaultThatIsNoSuchValueStopsTheStart() {
    record Wrong(@Default("nine") @Min(1) @Max(9) int a) {}

    assertThatThrownBy(() -> RecordReader.of(Wrong.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(".a: its @Default");
  }

  @Nested
  class OccurredAt {

    record Fact(Happened occurredAt) {}

    private Happened readBy(Caller caller, String json) {
      return Requests.read(json, Fact.class, caller, NOW, () -> 7).occurredAt();
    }

    @Test
    void isNowWhereNothingIsSaid() {
      assertThat(readBy(DESK, "{}")).isEqualTo(new Happened(NOW, false));
    }

    @Test
    void mayBeAMinuteAheadAndNoMore() {
      assertThat(readBy(DESK, "{\"occurredAt\": \"2026-05-08T12:01:00+09:00\"}"))
          .isEqualTo(new Happened(Instant.parse("2026-05-08T03:01:00Z"), true));
      assertThat(errors("{\"occurredAt\": \"2026-05-08T12:01:00.001+09:00\"}", Fact.class))
          .containsExactly("occurredAt IN_THE_FUTURE");
    }

    @Test
    void mayLieSevenDaysBackAndNoMore() {
      assertThat(readBy(DESK, "{\"occurredAt\": \"2026-05-01T12:00:00+09:00\"}").at())
          .isEqualTo(Instant.parse("2026-05-01T03:00:00Z"));
      assertThat(errors("{\"occurredAt\": \"2026-05-01T11:59:59+09:00\"}", Fact.class))
          .containsExactly("occurredAt TOO_FAR_BACK");
    }

    @Test
    void mayLieAnywhereBackForAnAdminWithAReason() {
      assertThat(
              readBy(ADMIN, "{\"occurredAt\": \"2026-01-01T00:00:00Z\", \"reason\": \"late note\"}")
                  .at())
          .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
      assertThat(errors("{\"occurredAt\": \"2026-01-01T00:00:00Z\"}", Fact.class, ADMIN))
          .containsExactly("reason REQUIRED");
    }

    @Test
    void isAlwaysNowForACustomer_butMalformedForNobody() {
      assertThat(readBy(CUSTOMER, "{\"occurredAt\": \"2026-05-07T12:00:00+09:00\"}"))
          .isEqualTo(new Happened(NOW, false));
      assertThat(errors("{\"occurredAt\": 5}", Fact.class, CUSTOMER))
          .containsExactly("occurredAt WRONG_TYPE");
    }
  }

  @Nested
  class StrictText {

    record Nothing() {}

    private FieldError wrong(String json) {
      return problems(json, Nothing.class, DESK).getFirst();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"a\": 1, \"a\": 2} | a | line 1, column 1",
          "{\"a\": 1} {} | '' | line 1, column 1",
          "{\"a\": tru} | a | line 1, column 7",
          "{\"a\": {\"b\": [1, 2, } | a.b[2] | line 1",
          "{'a': 1} | '' | line 1, column 2"
        })
    void tellsWhereItIsNotJson(String json, String field, String where) {
      FieldError wrong = wrong(json);

      assertThat(wrong.code()).isEqualTo("MALFORMED_JSON");
      assertThat(wrong.field()).isEqualTo(field);
      assertThat(wrong.message().en()).contains(where).doesNotContain("jackson", "Source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "3", "\"x\""})
    void isAnObject(String json) {
      assertThat(wrong(json).code()).isEqualTo("WRONG_TYPE");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"a\": {\"b\": [\"x\", \"y\\u0000\"]}} | a.b[1] | CONTROL_CHARACTER",
          "{\"known\": 1, \"unknown\": \"\\u0000\"} | unknown | CONTROL_CHARACTER",
          "{\"a\": \"\\ud800\"} | a | INVALID_CHARACTER",
          "{\"a\": \"\\udc00\\ud800\"} | a | INVALID_CHARACTER"
        })
    void hasNoCharacterThatCannotBeKept(String json, String field, String code) {
      FieldError wrong = wrong(json);

      assertThat(wrong.field()).isEqualTo(field);
      assertThat(wrong.code()).isEqualTo(code);
    }

    @Test
    void isReadableHoweverDeepItTriesToBe() {
      String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);

      assertThat(wrong(deep).code()).isEqualTo("MALFORMED_JSON");
    }
  }
}
