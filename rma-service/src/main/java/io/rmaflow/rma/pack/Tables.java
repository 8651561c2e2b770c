package io.rmaflow.rma.pack;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.pack.Table.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a period. */
final class Tables {

  private Tables() {}

  /**
   * A due time of a case.
   *
   * @param caseId whose
   * @param due what was due
   */
  record CaseDue(String caseId, DueTime due) {

    private Deadline.Derivation derivation() {
      return due.deadline().derivation();
    }
  }

  /**
   * A reason why something was refused in a case.
   *
   * @param caseId whose
   * @param of {@code REQUEST}, {@code INITIAL_FAILURE} or the work that was asked for
   * @param refusal the reason
   */
  record CaseRefusal(String caseId, String of, Refusal refusal) {}

  static final Table<CaseState.Reported> CASES =
      new Table<>(
          "cases.csv",
          "A case that was submitted in the period, as it stands now",
          List.of(
              new Column<>("caseId", "string", "The case", one -> one.caseId()),
              column("rmaNumber", "string", "Its RMA number", one -> one.rmaNumber().orElse(null)),
              new Column<>(
                  "procedure",
                  "string",
                  "The procedure that it follows, or was refused under",
                  one -> one.followed().orElse(null)),
              new Column<>("status", "string", "The furthest step reached", one -> one.status()),
              new Column<>(
                  "customerId",
                  "string",
                  "Whose it is",
                  one ->
                      one.accepted().map(CaseFile::customerId).orElse(one.reported().customerId())),
              new Column<>(
                  "serialNumber",
                  "string",
                  "The faulty unit",
                  one ->
                      one.accepted()
                          .map(CaseFile::serialNumber)
                          .orElse(one.reported().serialNumber())),
              acceptance("productCode", "string", "Its product", RequestAccepted::productCode),
              new Column<>(
                  "channel", "string", "By which it came", one -> one.reported().channel()),
              new Column<>(
                  "submittedAt",
                  "dateTime",
                  "When it was submitted, UTC",
                  one -> one.reported().submittedAt()),
              acceptance(
                  "acceptedAt",
                  "dateTime",
                  "When the clock began, UTC",
                  RequestAccepted::acceptedAt),
              column(
                  "closedAt", "dateTime", "When it ended, UTC", one -> one.closedAt().orElse(null)),
              column(
                  "closedBecause",
                  "string",
                  "Why, as a code",
                  one -> one.closedBecause().orElse(null)),
              cover("service", "The plan, or WARRANTY", Entitlement::service),
              cover("contractId", "The contract", Entitlement::contractId),
              acceptance(
                  "calendarVersion",
                  "integer",
                  "The business calendar of the acceptance",
                  RequestAccepted::calendarVersion),
              acceptance(
                  "settingsVersion",
                  "integer",
                  "The settings of the acceptance",
                  RequestAccepted::settingsVersion)));

  static final Table<CaseDue> DEADLINES =
      new Table<>(
          "deadlines.csv",
          "A due time of a case of the period; one that moved stands for each of its places",
          List.of(
              new Column<>("caseId", "string", "The case", CaseDue::caseId),
              new Column<>("name", "string", "What is due", row -> row.due().deadline().name()),
              new Column<>("state", "string", "What became of it", row -> row.due().state()),
              new Column<>(
                  "dueDate",
                  "date",
                  "The last day in Japan, inclusive",
                  row -> row.due().deadline().dueDate()),
              new Column<>(
                  "dueAt",
                  "dateTime",
                  "The last instant, UTC, where an instant is due",
                  row -> row.due().deadline().dueAt()),
              new Column<>("metAt", "dateTime", "When it was met, UTC", row -> row.due().metAt()),
              new Column<>("inTime", "boolean", "Whether in time", row -> row.due().inTime()),
              new Column<>(
                  "countedFrom", "dateTime", "Counted from, UTC", row -> row.derivation().from()),
              new Column<>("ruleJa", "string", "The rule", row -> row.derivation().rule().ja()),
              new Column<>("ruleEn", "string", "The rule", row -> row.derivation().rule().en()),
              new Column<>(
                  "clauses",
                  "string",
                  "Behind it, separated by blanks",
                  row -> String.join(" ", row.derivation().clauses())),
              new Column<>(
                  "calendarVersion",
                  "integer",
                  "The business calendar used",
                  row -> row.derivation().calendarVersion()),
              new Column<>(
                  "settingsVersion",
                  "integer",
                  "The settings used",
                  row -> row.derivation().settingsVersion()),
              new Column<>(
                  "skippedDays",
                  "string",
                  "Days that did not count, separated by blanks",
                  row ->
                      row.derivation().skippedDays().stream()
                          .map(day -> day.date().toString())
                          .collect(Collectors.joining(" ")))));

  static final Table<CaseRefusal> REFUSALS =
      new Table<>(
          "refusals.csv",
          "A reason for which a case of the period, or something in it, was refused",
          List.of(
              new Column<>("caseId", "string", "The case", CaseRefusal::caseId),
              new Column<>(
                  "of",
                  "string",
                  "REQUEST, INITIAL_FAILURE, or the work that was asked for",
                  CaseRefusal::of),
              new Column<>("code", "string", "The reject code", row -> row.refusal().code()),
              new Column<>(
                  "clauses",
                  "string",
                  "Behind it, separated by blanks",
                  row -> String.join(" ", row.refusal().clauses())),
              new Column<>("ja", "string", "In Japanese", row -> row.refusal().message().ja()),
              new Column<>("en", "string", "In English", row -> row.refusal().message().en())));

  static List<CaseDue> dues(CaseState.Reported state) {
    return state.accepted().stream()
        .flatMap(file -> file.dueTimes().all().stream())
        .map(due -> new CaseDue(state.caseId().value(), due))
        .toList();
  }

  static List<CaseRefusal> refusals(CaseState.Reported state) {
    String of = state.accepted().isPresent() ? "INITIAL_FAILURE" : "REQUEST";
    return Stream.concat(
            state.refusals().stream()
                .map(refusal -> new CaseRefusal(state.caseId().value(), of, refusal)),
            state.demands().stream()
                .filter(DemandRefused.class::isInstance)
                .map(DemandRefused.class::cast)
                .map(
                    demand ->
                        new CaseRefusal(
                            state.caseId().value(), demand.work().name(), demand.refusal())))
        .toList();
  }

  private static Column<CaseState.Reported> column(
      String name, String datatype, String about, Function<CaseFile, @Nullable Object> value) {
    return new Column<>(name, datatype, about, one -> one.accepted().map(value).orElse(null));
  }

  private static Column<CaseState.Reported> acceptance(
      String name,
      String datatype,
      String about,
      Function<RequestAccepted, @Nullable Object> value) {
    return column(name, datatype, about, file -> value.apply(file.acceptance()));
  }

  private static Column<CaseState.Reported> cover(
      String name, String about, Function<Entitlement, @Nullable Object> value) {
    return column(name, "string", about, file -> value.apply(file.entitlement()));
  }
}
