package io.rmaflow.contract.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.imports.rules.Columns;
import io.rmaflow.contract.imports.rules.Row;
import io.rmaflow.contract.imports.rules.RowProblem;
import io.rmaflow.contract.imports.rules.RowReader;
import io.rmaflow.contract.imports.rules.RowReader.Read;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.kit.web.fields.PostalCode;
import io.rmaflow.kit.web.reading.Requests;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value that REST takes is taken in a file too, as the same value, and one that it refuses not.
 */
class SameValuesTest {

  private static final Instant NOW = Instant.parse("2026-05-01T01:30:00Z");

  private static final Map<String, String> ROW =
      Map.of(
          "customerId", "C-1",
          "owner", "株式会社サンプル",
          "contactName", "山田",
          "contactEmail", "a@example.jp",
          "serialNumber", "T-1",
          "productCode", "netregio2a-dhcp",
          "purchaseDate", "2025-11-10",
          "postalCode", "100-0001",
          "address", "東京都千代田区千代田1-1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contactName | 山田 太郎 | 山田 太郎",
        "contactName | ' か\\u3099く ' | がく",
        "contactName | 山田\\r\\nBcc: x@example.com | CONTROL_CHARACTER",
        "contactName | 山田\\t太郎 | CONTROL_CHARACTER",
        "contactName | a\\u202eb | CONTROL_CHARACTER",
        "contactName | a\\u2066b | CONTROL_CHARACTER",
        "contactName | a\\u0085b | CONTROL_CHARACTER",
        "owner | '株式会社サンプル ' | 株式会社サンプル",
        "owner | 株式会社\\nサンプル | CONTROL_CHARACTER",
        "contactEmail | a@example.jp | a@example.jp",
        "contactEmail | root@localhost | root@localhost",
        "contactEmail | a@-example.jp | MALFORMED",
        "contactEmail | a b@example.jp | MALFORMED",
        "contactEmail | a@b.jp\\r\\nBcc: c@d.jp | CONTROL_CHARACTER",
        "contactPhone | 03-0000-0000 内線12 | 03-0000-0000 内線12",
        "contactPhone | 03-0000-0000 #12 | 03-0000-0000 #12",
        "contactPhone | ０３－００００－０００１ | 03-0000-0001",
        "contactPhone | なし | MALFORMED",
        "contactPhone | 03\\n0000 | CONTROL_CHARACTER",
        "postalCode | 105-0013 | 105-0013",
        "postalCode | 1050013 | 105-0013",
        "postalCode | １０５－００１３ | 105-0013",
        "postalCode | 〒105-0013 | 105-0013",
        "postalCode | 105-001 | MALFORMED",
        "address | 東京都港区浜松町1-2-12 | 東京都港区浜松町1-2-12",
        "address | 東京都\\n港区 | CONTROL_CHARACTER",
        "purchaseDate | 2026-05-01 | 2026-05-01",
        "purchaseDate | 2026/5/1 | 2026-05-01",
        "purchaseDate | 1989-01-07 | 1989-01-07",
        "purchaseDate | 1899-12-31 | OUT_OF_RANGE",
        "purchaseDate | 2026-02-30 | MALFORMED",
        "language | EN | en",
        "language | fr | UNKNOWN_VALUE",
        "hypervisor | VMware ESXi 8.0 | VMware ESXi 8.0",
        "hypervisor | a\\u2028b | CONTROL_CHARACTER",
        "agency | 代理店A | 代理店A",
        "agency | 代理店\\u200fA | CONTROL_CHARACTER"
      })
  void readOverRestAndFromAFile(String column, String escaped, String outcome) {
    String text = JsonMapper.shared().readValue("\"" + escaped + "\"", String.class);

    assertThat(overRest(column, text)).as("REST").isEqualTo(outcome);
    assertThat(fromAFile(column, text)).as("CSV").isEqualTo(outcome);
  }

  /** The fields of requests that a file has columns for. */
  record Values(
      @Line(max = 200) @Nullable String name,
      @MailAddress @Nullable String email,
      @Phone @Nullable String phone,
      @Language @Nullable String language,
      @PostalCode @Nullable String postalCode,
      @Line(max = 500) @Nullable String address,
      @Nullable LocalDate purchaseDate,
      @Line(max = 200) @Nullable String owner,
      @Line(max = 100) @Nullable String hypervisor,
      @Line(max = 200) @Nullable String agency) {}

  private static String overRest(String column, String text) {
    return switch (column) {
      case "contactName" -> rest("name", text, Values::name);
      case "contactEmail" -> rest("email", text, Values::email);
      case "contactPhone" -> rest("phone", text, Values::phone);
      case "language" -> rest("language", text, Values::language);
      case "postalCode" -> rest("postalCode", text, Values::postalCode);
      case "address" -> rest("address", text, Values::address);
      case "purchaseDate" -> rest(column, text, Values::purchaseDate);
      case "owner" -> rest(column, text, Values::owner);
      case "hypervisor" -> rest(column, text, Values::hypervisor);
      default -> rest(column, text, Values::agency);
    };
  }

  private static String rest(String field, String text, Function<Values, @Nullable Object> value) {
    String json = JsonMapper.shared().writeValueAsString(Map.of(field, text));
    Caller desk = new Caller("desk-1", Role.SUPPORT, Set.of());
    try {
      return String.valueOf(value.apply(Requests.read(json, Values.class, desk, NOW, () -> 7)));
    } catch (InvalidRequest invalid) {
      return invalid.errors().getFirst().code();
    }
  }

  private static String fromAFile(String column, String text) {
    Map<String, String> row = new HashMap<>(ROW);
    row.put(column, text);
    if (column.equals("agency")) {
      row.putAll(Map.of("plan", "CROSS_SEND_BACK", "termYears", "1", "startDate", "2026-05-01"));
    }
    List<String> heading = new ArrayList<>(row.keySet());
    Columns columns = Columns.read(heading).columns();
    return switch (RowReader.read(columns, heading.stream().map(row::get).toList(), 2)) {
      case Read.Bad(List<RowProblem> problems) -> {
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().field()).isEqualTo(column);
        String code = problems.getFirst().code();
        yield code.equals("NOT_A_DATE") ? "MALFORMED" : code;
      }
      case Read.Good(Row read) -> String.valueOf(value(column, read));
    };
  }

  private static @Nullable Object value(String column, Row row) {
    Row.Person person = Objects.requireNonNull(row.contact());
    return switch (column) {
      case "contactName" -> person.name();
      case "contactEmail" -> person.email();
      case "contactPhone" -> String.valueOf(person.phone());
      case "language" -> person.language();
      case "postalCode" -> row.postalCode();
      case "address" -> row.address();
      case "purchaseDate" -> row.purchaseDate();
      case "owner" -> row.owner();
      case "hypervisor" -> String.valueOf(row.hypervisor());
      default -> String.valueOf(Objects.requireNonNull(row.term()).agency());
    };
  }
}
