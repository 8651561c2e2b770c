package io.rmaflow.contract.imports;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one row and names every one that is wrong. */
public final class RowReader {

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 500;
  private static final int LONGEST_POSTAL_CODE = 20;
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_PHONE = 40;
  private static final int LONGEST_PLATFORM = 100;
  private static final int LONGEST_TARGET_HOURS = 240;
  private static final int MOST_YEARS = 99;
  private static final Pattern DATE = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final Pattern PHONE = Pattern.compile("[0-9+() .-]+");
  private static final Set<String> TRUE = Set.of("true", "1", "yes");
  private static final Set<String> FALSE = Set.of("", "false", "0", "no");

  private final Columns columns;
  private final List<String> fields;
  private final long line;
  private final List<RowProblem> problems = new ArrayList<>();

  private RowReader(Columns columns, List<String> fields, long line) {
    this.columns = columns;
    this.fields = fields;
    this.line = line;
  }

  /** A row, or what is wrong with it. */
  public sealed interface Read {
    /** It can be judged. */
    record Good(Row row) implements Read {}

    /** It cannot. */
    record Bad(List<RowProblem> problems) implements Read {
      public Bad {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Reads one row. */
  public static Read read(Columns columns, List<String> fields, long line) {
    if (fields.size() != columns.count()) {
      return new Read.Bad(
          List.of(
              new RowProblem(
                  line,
                  null,
                  "WRONG_NUMBER_OF_FIELDS",
                  List.of(),
                  new Message(
                      "項目数が見出しと一致しません (" + fields.size() + " / " + columns.count() + ")。",
                      "The row has "
                          + fields.size()
                          + " fields, the heading "
                          + columns.count()
                          + "."))));
    }
    RowReader reader = new RowReader(columns, fields, line);
    Row row = reader.row();
    return reader.problems.isEmpty() ? new Read.Good(row) : new Read.Bad(reader.problems);
  }

  private Row row() {
    return new Row(
        line,
        new CustomerId(id("customerId")),
        legacyIds(),
        required("owner", LONGEST_NAME),
        person(),
        new SerialNumber(id("serialNumber")),
        required("productCode", LONGEST_NAME),
        requiredDate("purchaseDate"),
        date("shippedOn"),
        constant("shippedBy", ShippedBy.class, ShippedBy.VENDOR),
        date("registeredOn"),
        bool("secondHand"),
        constant("salesChannel", SalesChannel.class),
        required("postalCode", LONGEST_POSTAL_CODE),
        required("address", LONGEST_ADDRESS),
        optional("hypervisor", LONGEST_PLATFORM),
        optional("platform", LONGEST_PLATFORM),
        term());
  }

  private List<CustomerId> legacyIds() {
    return Arrays.stream(text("legacyIds", LONGEST_ADDRESS).split("\\|", -1))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .map(id -> id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id)
        .map(CustomerId::new)
        .toList();
  }

  private Row.@Nullable Person person() {
    String name = text("contactName", LONGEST_NAME);
    String email = text("contactEmail", LONGEST_EMAIL);
    String phone = optional("contactPhone", LONGEST_PHONE);
    String language = text("language", 10).toLowerCase(Locale.ROOT);
    boolean notices = bool("contractNotices");
    if (name.isEmpty() && email.isEmpty()) {
      return null;
    }
    if (name.isEmpty()) {
      missing("contactName");
    }
    if (!EMAIL.matcher(email).matches()) {
      wrong("contactEmail", "MALFORMED", "メールアドレスの形式が正しくありません。", "It is not a mail address.");
    }
    if (phone != null && !PHONE.matcher(phone).matches()) {
      wrong("contactPhone", "MALFORMED", "電話番号の形式が正しくありません。", "It is not a telephone number.");
    }
    if (!Set.of("", "ja", "en").contains(language)) {
      wrong("language", "UNKNOWN_VALUE", "ja または en です。", "It is ja or en.");
    }
    return new Row.Person(name, email, phone, language.equals("en") ? "en" : "ja", notices);
  }

  private Row.@Nullable Term term() {
    boolean none =
        text("plan", LONGEST_ID).isEmpty()
            && text("termYears", LONGEST_ID).isEmpty()
            && text("startDate", LONGEST_ID).isEmpty();
    if (none) {
      return null;
    }
    if (text("plan", LONGEST_ID).isEmpty()) {
      missing("plan");
    }
    return new Row.Term(
        constant("plan", Plan.class, Plan.CROSS_SEND_BACK),
        number("termYears", 1, MOST_YEARS, 1),
        requiredDate("startDate"),
        optional("agency", LONGEST_NAME),
        text("arrivalTargetHours", LONGEST_ID).isEmpty()
            ? null
            : number("arrivalTargetHours", 1, LONGEST_TARGET_HOURS, 1));
  }

  private String text(String name, int longest) {
    String text = columns.field(fields, name);
    if (text.codePointCount(0, text.length()) > longest) {
      wrong(name, "TOO_LONG", longest + " 文字以内です。", "At most " + longest + " characters.");
      return "";
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      wrong(name, "CONTROL_CHARACTER", "制御文字は使えません。", "Control characters are not allowed.");
      return "";
    }
    return text;
  }

  private @Nullable String optional(String name, int longest) {
    String text = text(name, longest);
    return text.isEmpty() ? null : text;
  }

  private String required(String name, int longest) {
    int before = problems.size();
    String text = text(name, longest);
    if (text.isEmpty() && problems.size() == before) {
      missing(name);
    }
    return text;
  }

  private String id(String name) {
    String text = required(name, LONGEST_ID);
    return text.isEmpty() ? "-" : text;
  }

  private LocalDate requiredDate(String name) {
    LocalDate date = date(name);
    if (date == null) {
      if (text(name, LONGEST_ID).isEmpty()) {
        missing(name);
      }
      return LocalDate.EPOCH;
    }
    return date;
  }

  private @Nullable LocalDate date(String name) {
    String text = text(name, LONGEST_ID);
    if (text.isEmpty()) {
      return null;
    }
    Matcher matcher = DATE.matcher(text);
    if (matcher.matches()) {
      try {
        LocalDate date =
            LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        if (date.getYear() >= 1990) {
          return date;
        }
      } catch (DateTimeException notInTheCalendar) {
        // named below, like everything else that is no date
      }
    }
    wrong(
        name,
        "NOT_A_DATE",
        "1990年以降の日付を 2026-05-01 または 2026/5/1 の形式で指定してください。",
        "It is a date from 1990 on, such as 2026-05-01 or 2026/5/1.");
    return null;
  }

  private boolean bool(String name) {
    String text = text(name, LONGEST_ID).toLowerCase(Locale.ROOT);
    if (!TRUE.contains(text) && !FALSE.contains(text)) {
      wrong(name, "UNKNOWN_VALUE", "true または false です。", "It is true or false.");
    }
    return TRUE.contains(text);
  }

  private int number(String name, int least, int most, int placeholder) {
    String text = text(name, LONGEST_ID);
    if (text.matches("\\d{1,4}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    wrong(
        name,
        "NOT_A_NUMBER",
        least + " から " + most + " までの整数です。",
        "It is a whole number from " + least + " to " + most + ".");
    return placeholder;
  }

  private <E extends Enum<E>> E constant(String name, Class<E> type, E whereBlank) {
    return Objects.requireNonNullElse(constant(name, type), whereBlank);
  }

  private <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    String text = text(name, LONGEST_ID).toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    String all = Arrays.toString(type.getEnumConstants());
    wrong(name, "UNKNOWN_VALUE", all + " のいずれかです。", "It is one of " + all + ".");
    return null;
  }

  private void missing(String name) {
    wrong(name, "REQUIRED", "必須項目です。", "This field is required.");
  }

  private void wrong(String name, String code, String ja, String en) {
    boolean known =
        problems.stream()
            .anyMatch(problem -> name.equals(problem.field()) && code.equals(problem.code()));
    if (!known) {
      problems.add(RowProblem.of(line, name, code, ja, en));
    }
  }
}
