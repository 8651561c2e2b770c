package io.rmaflow.stack.bench;

import io.rmaflow.events.EventJson;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the load came to.
 *
 * @param processes whose processor time was read, in the order of the columns
 * @param idle what they used when there was nothing to do
 * @param idleSeconds for how long that was watched
 */
public record LoadReport(
    List<String> processes,
    ProcessorTimes idle,
    long idleSeconds,
    Load.Options options,
    List<Row> rows) {

  private static final int COLUMN = 9;

  /** Copies the lists. */
  public LoadReport {
    processes = List.copyOf(processes);
    rows = List.copyOf(rows);
  }

  /**
   * One measurement.
   *
   * @param kind its name
   * @param text what was called
   * @param seconds from the first call to the last answer
   * @param failed answers that were not 2xx; they count like the others
   * @param used processor time until everything was worked off
   * @param callersMillis processor time of whoever called
   */
  record Row(
      String kind,
      String text,
      int connections,
      double seconds,
      Timings timings,
      int failed,
      ProcessorTimes used,
      long callersMillis) {

    double perSecond() {
      return timings.count() / seconds;
    }

    double each(long millis) {
      return timings.count() == 0 ? 0 : (double) millis / timings.count();
    }
  }

  /** Prints a table. */
  public void print(PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%-29s %5s %8s %8s %8s %6s |%s %8s | %6s%n",
        "milliseconds",
        "conn.",
        "req./s",
        "p50",
        "p99",
        "failed",
        columns(process -> String.format(Locale.ROOT, " %9s", heading(process))),
        "all",
        "caller");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "%-29s %5d %8.1f %8.1f %8.1f %6d |%s %8.2f | %6.2f%n",
          row.text(),
          row.connections(),
          row.perSecond(),
          row.timings().percentile(50),
          row.timings().percentile(99),
          row.failed(),
          columns(
              process -> String.format(Locale.ROOT, " %9.2f", row.each(row.used().of(process)))),
          row.each(row.used().all()),
          row.each(row.callersMillis()));
    }
    out.printf(
        Locale.ROOT,
        "%-29s %5s %8s %8s %8s %6s |%s %8.2f |%n",
        "idle, in a second",
        "",
        "",
        "",
        "",
        "",
        columns(
            process ->
                String.format(Locale.ROOT, " %9.2f", (double) idle.of(process) / idleSeconds)),
        (double) idle.all() / idleSeconds);
    out.println(
        "Right of the bar: processor time for each request, until everything that it caused was"
            + " worked off.");
  }

  private String columns(Function<String, String> column) {
    StringBuilder all = new StringBuilder();
    processes.forEach(process -> all.append(column.apply(process)));
    return all.toString();
  }

  /** The part of a name that tells the processes apart, as wide as a column. */
  private static String heading(String process) {
    String begin = process.contains("-") ? process.substring(0, process.indexOf('-')) : process;
    return begin.length() <= COLUMN ? begin : begin.substring(0, COLUMN);
  }

  /** The same as JSON; milliseconds, and processor time for each request. */
  public String json() {
    ObjectNode report = EventJson.mapper().createObjectNode();
    report.put("processors", Runtime.getRuntime().availableProcessors());
    report.put("secondsAtMost", options.seconds());
    report.put("warmUpSeconds", options.warmUpSeconds());
    ObjectNode idling = report.putObject("idleMillisPerSecond");
    processes.forEach(process -> idling.put(process, (double) idle.of(process) / idleSeconds));
    var measurements = report.putArray("measurements");
    for (Row row : rows) {
      ObjectNode each = measurements.addObject();
      each.put("kind", row.kind());
      each.put("connections", row.connections());
      each.put("requests", row.timings().count());
      each.put("failed", row.failed());
      each.put("requestsPerSecond", row.perSecond());
      each.put("p50Millis", row.timings().percentile(50));
      each.put("p99Millis", row.timings().percentile(99));
      ObjectNode used = each.putObject("processorMillis");
      processes.forEach(process -> used.put(process, row.each(row.used().of(process))));
      used.put("all", row.each(row.used().all()));
      each.put("callersProcessorMillis", row.each(row.callersMillis()));
    }
    return EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }
}
