package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rmaflow.events.values.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final Instant NOW = Instant.parse("2026-05-08T03:00:00Z");
  private static final Caller DESK = new Caller("desk-1", Role.SUPPORT, Set.of());
  private static final Caller ADMIN = new Caller("admin-1", Role.ADMIN, Set.of());
  private static final Caller CUSTOMER = new Caller("web-1", Role.CUSTOMER, Set.of("C-1001"));

  enum Result {
    HARDWARE_FAULT,
    UNCLEAR
  }

  private static Fields fields(String json) {
    return fields(json, DESK);
  }

  private static Fields fields(String json, Caller caller) {
    return Fields.parse(json, caller, NOW, () -> 7);
  }

  private static List<String> errorsOf(Fields fields) {
    InvalidRequest invalid = catchThrowableOfType(InvalidRequest.class, fields::check);
    return invalid == null
        ? List.of()
        : invalid.errors().stream().map(error -> error.field() + " " + error.code()).toList();
  }

  private static List<String> errorsOf(String json, Consumer<Fields> reading) {
    Fields fields = fields(json);
    reading.accept(fields);
    return errorsOf(fields);
  }

  @Test
  void readsWhatIsThere() {
    Fields fields =
        fields(
            """
            {"title": "起動しない", "count": 3, "price": 10.50, "on": "2026-05-01", "backup": false,
             "result": "UNCLEAR", "results": ["UNCLEAR", "UNCLEAR"], "fixes": ["a", "b"],
             "at": "2026-05-01T10:30:00+09:00", "isolation": {"result": "HARDWARE_FAULT"},
             "contacts": [{"email": "a@example.jp"}, {"email": "b@example.jp"}]}
            """);

    assertThat(fields.text("title", 5)).isEqualTo("起動しない");
    assertThat(fields.integer("count", 0, 3)).isEqualTo(3);
    assertThat(fields.decimal("price", BigDecimal.ZERO, BigDecimal.TEN.add(BigDecimal.ONE)))
        .isEqualTo(new BigDecimal("10.50"));
    assertThat(fields.date("on")).isEqualTo(LocalDate.of(2026, 5, 1));
    assertThat(fields.instant("at")).isEqualTo(Instant.parse("2026-05-01T01:30:00Z"));
    assertThat(fields.bool("backup")).isFalse();
    assertThat(fields.enumValue("result", Result.class)).isEqualTo(Result.UNCLEAR);
    assertThat(fields.enumSet("results", Result.class)).containsExactly(Result.UNCLEAR);
    assertThat(fields.lines("fixes", 2, 1)).containsExactly("a", "b");
    assertThat(fields.requiredObject("isolation").enumValue("result", Result.class))
        .isEqualTo(Result.HARDWARE_FAULT);
    assertThat(fields.objects("contacts").stream().map(contact -> contact.email("email")))
        .containsExactly("a@example.jp", "b@example.jp");
    fields.check();
  }

  @Test
  void whatIsAbsentOrNullReadsAsNull() {
    Fields fields = fields("{\"a\": null}");

    assertThat(fields.text("a", 1)).isNull();
    assertThat(fields.bool("b")).isNull();
    assertThat(fields.date("c")).isNull();
    assertThat(fields.object("d")).isNull();
    assertThat(fields.objects("e")).isEmpty();
    assertThat(fields.mentions("a")).isTrue();
    assertThat(fields.has("a")).isFalse();
    assertThat(fields.mentions("b")).isFalse();
    fields.check();
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    Fields fields =
        fields(
            """
            {"title": 1, "count": "3", "on": "2026-02-30", "backup": "false",
             "isolation": {"result": "BROKEN"}, "contacts": [{}, {"email": "nobody"}, 3]}
            """);
    fields.requiredText("title", 5);
    fields.requiredText("reason", 5);
    fields.integer("count", 0, 3);
    fields.date("on");
    fields.bool("backup");
    fields.requiredObject("isolation").enumValue("result", Result.class);
    fields.objects("contacts").forEach(contact -> contact.email("email"));

    assertThat(errorsOf(fields))
        .containsExactly(
            "title WRONG_TYPE",
            "reason REQUIRED",
            "count WRONG_TYPE",
            "on MALFORMED",
            "backup WRONG_TYPE",
            "isolation.result UNKNOWN_VALUE",
            "contacts[2] WRONG_TYPE",
            "contacts[1].email MALFORMED");
  }

  @Test
  void anUnknownEnumValueIsToldWhichOnesThereAre() {
    Fields fields = fields("{\"result\": \"broken\"}");
    fields.enumValue("result", Result.class);

    InvalidRequest invalid = catchThrowableOfType(InvalidRequest.class, fields::check);

    assertThat(invalid.errors().getFirst().message().en())
        .isEqualTo("It must be one of HARDWARE_FAULT, UNCLEAR.");
    assertThat(invalid.errors().getFirst().message().ja())
        .isEqualTo("次のいずれかを指定してください: HARDWARE_FAULT, UNCLEAR");
  }

  @Test
  void lengthsCountCodePointsAndNotTheirHalves() {
    assertThat(errorsOf("{\"t\": \"𠮷野家\"}", fields -> fields.text("t", 3))).isEmpty();
    assertThat(errorsOf("{\"t\": \"𠮷野家店\"}", fields -> fields.text("t", 3)))
        .containsExactly("t TOO_LONG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-05-01T10:30:00", "2026-05-01", "yesterday", "2026-05-01T25:00:00+09:00"})
  void anInstantNeedsItsOffset(String text) {
    assertThat(errorsOf("{\"at\": \"" + text + "\"}", fields -> fields.instant("at")))
        .containsExactly("at MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1899-12-31", "+10000-01-01", "-0001-01-01"})
  void aDateLiesBetween1900And9999(String text) {
    assertThat(errorsOf("{\"on\": \"" + text + "\"}", fields -> fields.date("on"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "4, OUT_OF_RANGE",
    "-1, OUT_OF_RANGE",
    "99999999999, OUT_OF_RANGE",
    "1.5, WRONG_TYPE"
  })
  void aWholeNumberLiesBetweenItsBounds(String number, String code) {
    assertThat(errorsOf("{\"n\": " + number + "}", fields -> fields.integer("n", 0, 3)))
        .containsExactly("n " + code);
  }

  @Test
  void aNumberWithAnEnormousExponentIsOutOfRangeAndNothingWorse() {
    assertThat(
            errorsOf(
                "{\"n\": 1e999999999}",
                fields -> fields.decimal("n", BigDecimal.ZERO, BigDecimal.TEN)))
        .containsExactly("n OUT_OF_RANGE");
  }

  @Test
  void anIdentifierIsStrippedAndBlankIsAbsent() {
    Fields fields = fields("{\"a\": \" NR2A-0001 \", \"b\": \"  \", \"c\": \"x\\ny\"}");

    assertThat(fields.identifier("a")).isEqualTo("NR2A-0001");
    assertThat(fields.identifier("b")).isNull();
    assertThat(fields.identifier("c")).isNull();
    assertThat(errorsOf(fields)).containsExactly("c CONTROL_CHARACTER");
  }

  @Test
  void aLineHasNoControlCharacters_aTextHasLinesAndTabs() {
    String json =
        """
        {"name": "山田\\r\\nBcc: x@example.com", "names": ["a", "b\\u202ec"], "value": "a\\tb",
         "setting": [["a\\nb"]], "description": "起動しない。\\r\\n\\tLED: 赤", "note": "a\\u001bb"}
        """;
    Fields fields = fields(json);

    fields.requiredLine("name", 200);
    fields.lines("names", 2, 200);
    fields.scalar("value", 200);
    fields.json("setting");
    assertThat(fields.text("description", 200)).isEqualTo("起動しない。\r\n\tLED: 赤");
    fields.text("note", 200);

    assertThat(errorsOf(fields))
        .containsExactly(
            "name CONTROL_CHARACTER",
            "names[1] CONTROL_CHARACTER",
            "value CONTROL_CHARACTER",
            "setting[0][0] CONTROL_CHARACTER",
            "note CONTROL_CHARACTER");
  }

  @Test
  void aLineIsComposedAndStripped_andBlankIsAbsent() {
    Fields fields =
        fields(
            "{\"a\": \" か\u3099 \", \"b\": \"  \", \"c\": [[\" か\u3099 \"]], \"d\": [\"x\", \""
                + " \"]}");

    assertThat(fields.line("a", 1)).isEqualTo("が");
    assertThat(fields.line("b", 1)).isNull();
    assertThat(String.valueOf(fields.json("c"))).isEqualTo("[[\"が\"]]");
    fields.check();
    fields.requiredLine("b", 1);
    fields.lines("d", 2, 1);
    assertThat(errorsOf(fields)).containsExactly("b REQUIRED", "d[1] REQUIRED");
  }

  @Test
  void whatIsNotTurnedAwayIsKeptAsWritten_unlessItIsNoLine() {
    Fields fields = fields("{\"a\": \"０３－１\", \"b\": \"なし\", \"c\": \"03\\n\"}");

    assertThat(fields.valueOrAsWritten("a", Values.PHONE, 9)).isEqualTo("03-1");
    assertThat(fields.valueOrAsWritten("b", Values.PHONE, 9)).isEqualTo("なし");
    assertThat(fields.valueOrAsWritten("c", Values.PHONE, 9)).isNull();
    assertThat(errorsOf(fields)).containsExactly("c CONTROL_CHARACTER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@example.jp", "a..b@docomo.ne.jp", "o'hara+rma@mail.example.co.jp"})
  void acceptsMailAddressesThatAreInUse(String address) {
    Fields fields = fields("{\"email\": \"" + address + "\"}");

    assertThat(fields.email("email")).isEqualTo(address);
    fields.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a@", "@b.jp", "a b@c.jp", "a@b.jp, c@d.jp", "a@b.jp\\nBcc: c@d.jp"})
  void refusesWhatIsNoMailAddress(String address) {
    assertThat(errorsOf("{\"email\": \"" + address + "\"}", fields -> fields.email("email")))
        .hasSize(1);
  }

  @Nested
  class OccurredAt {

    @Test
    void isNowWhereNothingIsSaid() {
      assertThat(fields("{}").occurredAt()).isEqualTo(NOW);
    }

    @Test
    void mayBeAMinuteAheadAndNoMore() {
      Fields ahead = fields("{\"occurredAt\": \"2026-05-08T12:01:00+09:00\"}");
      assertThat(ahead.occurredAt()).isEqualTo(Instant.parse("2026-05-08T03:01:00Z"));
      ahead.check();

      assertThat(
              errorsOf("{\"occurredAt\": \"2026-05-08T12:01:00.001+09:00\"}", Fields::occurredAt))
          .containsExactly("occurredAt IN_THE_FUTURE");
    }

    @Test
    void mayLieSevenDaysBackAndNoMore() {
      Fields back = fields("{\"occurredAt\": \"2026-05-01T12:00:00+09:00\"}");
      assertThat(back.occurredAt()).isEqualTo(Instant.parse("2026-05-01T03:00:00Z"));
      back.check();

      assertThat(errorsOf("{\"occurredAt\": \"2026-05-01T11:59:59+09:00\"}", Fields::occurredAt))
          .containsExactly("occurredAt TOO_FAR_BACK");
    }

    @Test
    void mayLieAnywhereBackForAnAdminWithAReason() {
      Fields withReason =
          fields("{\"occurredAt\": \"2026-01-01T00:00:00Z\", \"reason\": \"late note\"}", ADMIN);
      assertThat(withReason.occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
      withReason.check();

      Fields without = fields("{\"occurredAt\": \"2026-01-01T00:00:00Z\"}", ADMIN);
      without.occurredAt();
      assertThat(errorsOf(without)).containsExactly("reason REQUIRED");
    }

    @Test
    void isAlwaysNowForACustomer() {
      Fields fields = fields("{\"occurredAt\": \"2026-05-07T12:00:00+09:00\"}", CUSTOMER);

      assertThat(fields.occurredAt()).isEqualTo(NOW);
      fields.check();
    }

    @Test
    void thatIsMalformedIsWrongForEverybody() {
      Fields fields = fields("{\"occurredAt\": 5}", CUSTOMER);
      fields.occurredAt();

      assertThat(errorsOf(fields)).containsExactly("occurredAt WRONG_TYPE");
    }
  }

  @Nested
  class StrictText {

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
      InvalidRequest invalid = catchThrowableOfType(InvalidRequest.class, () -> fields(json));

      assertThat(invalid.errors().getFirst().code()).isEqualTo("MALFORMED_JSON");
      assertThat(invalid.errors().getFirst().field()).isEqualTo(field);
      assertThat(invalid.errors().getFirst().message().en()).contains(where);
      assertThat(invalid.errors().getFirst().message().en()).doesNotContain("jackson", "Source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "3", "\"x\""})
    void isAnObject(String json) {
      assertThatThrownBy(() -> fields(json))
          .isInstanceOfSatisfying(
              InvalidRequest.class,
              invalid -> assertThat(invalid.errors().getFirst().code()).isEqualTo("WRONG_TYPE"));
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
      InvalidRequest invalid = catchThrowableOfType(InvalidRequest.class, () -> fields(json));

      assertThat(invalid.errors().getFirst().field()).isEqualTo(field);
      assertThat(invalid.errors().getFirst().code()).isEqualTo(code);
    }

    @Test
    void isReadableHoweverDeepItTriesToBe() {
      String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);

      assertThatThrownBy(() -> fields(deep)).isInstanceOf(InvalidRequest.class);
    }
  }
}
