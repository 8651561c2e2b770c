package io.rmaflow.contract.imports.rules;

import io.rmaflow.contract.sitecheck.rules.CheckSite;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.values.Parser;
import io.rmaflow.events.values.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one row and names every one that is wrong. */
public final class RowReader {

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_LIST = 500;
  private static final int LONGEST_PLATFORM = 100;
  private static final int MOST_YEARS = 99;
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
    CustomerId customerId = id("customerId", CustomerId::new);
    SerialNumber serialNumber = id("serialNumber", SerialNumber::new);
    return new Row(
        line,
        customerId,
        asGiven("customerId", customerId),
        legacyIds(),
        required("owner", Values.NAME, ""),
        person(),
        serialNumber,
        asGiven("serialNumber", serialNumber),
        required("productCode", Values.line(LONGEST_NAME), ""),
        required("purchaseDate", Values.DATE, LocalDate.EPOCH),
        value("shippedOn", Values.DATE),
        constant("shippedBy", ShippedBy.class, ShippedBy.VENDOR),
        value("registeredOn", Values.DATE),
        bool("secondHand"),
        constant("salesChannel", SalesChannel.class),
        required("postalCode", Values.POSTAL_CODE, ""),
        required("address", Values.ADDRESS, ""),
        value("hypervisor", Values.line(LONGEST_PLATFORM)),
        value("platform", Values.line(LONGEST_PLATFORM)),
        term());
  }

  private List<CustomerId> legacyIds() {
    return Arrays.stream(text("legacyIds", LONGEST_LIST).split("\\|", -1))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .flatMap(id -> id("legacyIds", id, CustomerId::new).stream())
        .toList();
  }

  private Row.@Nullable Person person() {
    String language = value("language", Values.LANGUAGE);
    boolean notices = bool("contractNotices");
    if (isBlank("contactName") && isBlank("contactEmail")) {
      return null;
    }
    return new Row.Person(
        required("contactName", Values.NAME, ""),
        required("contactEmail", Values.EMAIL, ""),
        value("contactPhone", Values.PHONE),
        language == null ? "ja" : language,
        notices);
  }

  private Row.@Nullable Term term() {
    if (isBlank("plan") && isBlank("termYears") && isBlank("startDate")) {
      return null;
    }
    if (isBlank("plan")) {
      missing("plan");
    }
    return new Row.Term(
        constant("plan", Plan.class, Plan.CROSS_SEND_BACK),
        number("termYears", 1, MOST_YEARS, 1),
        required("startDate", Values.DATE, LocalDate.EPOCH),
        value("agency", Values.line(LONGEST_NAME)),
        isBlank("arrivalTargetHours")
            ? null
            : number("arrivalTargetHours", 1, CheckSite.LONGEST_TARGET_HOURS, 1));
  }

  private boolean isBlank(String name) {
    return columns.field(fields, name).isBlank();
  }

  private <T> @Nullable T value(String name, Parser<T> type) {
    if (isBlank(name)) {
      return null;
    }
    return switch (type.parse(columns.field(fields, name))) {
      case Parsed.Value<T>(T value) -> value;
      case Parsed.Wrong<T>(String code, Message message) -> {
        // what files have been told of a date from the beginning
        boolean noDate = Values.DATE.equals(type) && code.equals("MALFORMED");
        wrong(name, noDate ? "NOT_A_DATE" : code, message);
        yield null;
      }
    };
  }

  private <T> T required(String name, Parser<T> type, T placeholder) {
    if (isBlank(name)) {
      missing(name);
    }
    T value = value(name, type);
    return value == null ? placeholder : value;
  }

  private String text(String name, int longest) {
    return Objects.requireNonNullElse(value(name, Values.line(longest)), "");
  }

  private <I> I id(String name, Function<String, I> type) {
    return id(name, columns.field(fields, name), type).orElseGet(() -> type.apply("-"));
  }

  private <I> Optional<I> id(String name, String text, Function<String, I> type) {
    try {
      return Optional.of(Ids.typed(text, type));
    } catch (UnusableId unusable) {
      wrong(name, unusable.code(), unusable.reason().ja(), unusable.reason().en());
      return Optional.empty();
    }
  }

  private @Nullable String asGiven(String name, Object id) {
    String text = columns.field(fields, name);
    return text.equals(id.toString()) ? null : text;
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
    wrong(name, code, new Message(ja, en));
  }

  private void wrong(String name, String code, Message message) {
    boolean known =
        problems.stream()
            .anyMatch(problem -> name.equals(problem.field()) && code.equals(problem.code()));
    if (!known) {
      problems.add(new RowProblem(line, name, code, List.of(), message));
    }
  }
}
