package io.rmaflow.stack.bench;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs: requests in a second, the time to the answer, and the processor time of each
 * process, on one connection and on sixteen, on warm services and on real time. Beside them stands
 * an endpoint of Spring MVC that does one {@code INSERT} and commits, on the same server.
 *
 * <p>A measurement ends when its time is over or nothing is left to call on. What it has caused
 * (events, mails) is worked off before the processor times are read, and counted to it. Idling is
 * not taken off; it stands by itself.
 */
public final class Load {

  /** The program with the bare endpoint. */
  public static final String BARE = "bare-endpoint";

  private static final String REFUSED = "refused";
  private static final String ACCEPTED = "accepted";
  private static final String STEP = "step";
  private static final String STEP_LONG = "step-long";
  private static final String READ = "read";
  private static final String READ_LONG = "read-long";
  private static final String LIST = "list";
  private static final String BARE_INSERT = "bare";

  /** The names of the kinds, in the order in which they are measured. */
  private static final List<String> KINDS =
      List.of(REFUSED, ACCEPTED, STEP, STEP_LONG, READ, READ_LONG, LIST, BARE_INSERT);

  private static final int[] CONNECTIONS = {1, 16};
  private static final int WARM_UP_CONNECTIONS = 16;
  private static final int MOST_ROUNDS = 8;

  /** A round that does not undercut this part of the cheapest one before was no cheaper. */
  private static final double STABLE = 0.95;

  private static final Duration IDLING = Duration.ofSeconds(5);
  private static final double ANY_IDLING = 500;

  /** So many events has a case on the average while steps are taken on it. */
  private static final int SHORT = 10;

  private static final int LONG = 700;
  private static final int STEPS_ON_SHORT = 8;
  private static final int SHORT_CASES = 50;
  private static final int STEPS_ON_LONG = 100;

  private final Target target;
  private final Options options;
  private final PrintStream out;
  private final Supplies supplies;
  private final Quiet quiet;
  private final AtomicInteger turn = new AtomicInteger();

  private Load(Target target, Options options, PrintStream out, Quiet quiet) {
    this.target = target;
    this.options = options;
    this.out = out;
    this.quiet = quiet;
    this.supplies =
        new Supplies(target.url("contract-service"), target.url("rma-service"), target.tokens());
  }

  /**
   * How to measure.
   *
   * @param seconds of each measurement at most
   * @param warmUpSeconds of each round in which a kind is warmed up before
   * @param only the kinds that are measured, by their names; empty: all
   */
  public record Options(int seconds, int warmUpSeconds, List<String> only) {

    /** Ten seconds each, warmed up in rounds as long. */
    public static final Options USUAL = new Options(10, 10, List.of());

    /** Copies the list. */
    public Options {
      only = List.copyOf(only);
    }

    /**
     * Reads {@code --seconds N}, {@code --warm-up N} and {@code --only NAME,NAME}.
     *
     * @throws IllegalArgumentException where one of them cannot be read
     */
    public static Options parse(List<String> arguments) {
      Options options = USUAL;
      for (int i = 0; i < arguments.size(); i += 2) {
        String name = arguments.get(i);
        if (i + 1 == arguments.size()) {
          throw new IllegalArgumentException("bench load: " + name + " needs a value");
        }
        String value = arguments.get(i + 1);
        options =
            switch (name) {
              case "--seconds" ->
                  new Options(seconds(name, value), options.warmUpSeconds(), options.only());
              case "--warm-up" ->
                  new Options(options.seconds(), seconds(name, value), options.only());
              case "--only" ->
                  new Options(options.seconds(), options.warmUpSeconds(), kinds(value));
              default -> throw new IllegalArgumentException("bench load does not know " + name);
            };
      }
      return options;
    }

    private static int seconds(String name, String value) {
      if (!value.matches("[1-9][0-9]{0,2}")) {
        throw new IllegalArgumentException("bench load: " + name + " takes 1 to 999 seconds");
      }
      return Integer.parseInt(value);
    }

    private static List<String> kinds(String value) {
      List<String> kinds = List.of(value.split(",", -1));
      if (!KINDS.containsAll(kinds)) {
        throw new IllegalArgumentException("bench load: --only takes some of " + KINDS);
      }
      return kinds;
    }

    private boolean wants(String kind) {
      return only.isEmpty() || only.contains(kind);
    }
  }

  /**
   * What is measured.
   *
   * @param urls of the services and of {@value #BARE}, by their names
   * @param processes root processes, by the name that the report has for each
   * @param tokens bearer tokens of different accounts, by number from 0
   * @param bootstrapServers of Kafka
   * @param jdbcUrl of a database by its name
   * @param superuser of PostgreSQL
   */
  public record Target(
      Map<String, String> urls,
      Map<String, Long> processes,
      IntFunction<String> tokens,
      String bootstrapServers,
      UnaryOperator<String> jdbcUrl,
      String superuser) {

    /** Copies the maps; the processes keep their order. */
    public Target {
      urls = Map.copyOf(urls);
      processes = Collections.unmodifiableMap(new LinkedHashMap<>(processes));
    }

    private String url(String name) {
      String url = urls.get(name);
      if (url == null) {
        throw new IllegalArgumentException("no URL of " + name);
      }
      return url;
    }
  }

  private record Kind(String name, String text, Supplier<@Nullable HttpRequest> calls) {}

  /**
   * Measures.
   *
   * @return a table to read and the same for programs
   * @throws IllegalStateException where the stack does not do what is asked of it, or does not come
   *     to rest
   */
  public static LoadReport measure(Target target, Options options, PrintStream out) {
    Supplier<ProcessorTimes> times = () -> ProcessorTimes.now(target.processes());
    try (Quiet quiet =
        new Quiet(times, target.bootstrapServers(), target.jdbcUrl(), target.superuser())) {
      return new Load(target, options, out, quiet).run();
    }
  }

  private LoadReport run() {
    out.println("Registering customers, units and contracts");
    supplies.register();
    Deque<List<String>> shortCases = new ArrayDeque<>();
    Deque<List<String>> longCases = new ArrayDeque<>();
    if (options.wants(STEP)) {
      out.println("Opening cases of " + SHORT + " events");
      for (int unused : CONNECTIONS) {
        shortCases.add(supplies.cases(SHORT_CASES, SHORT - STEPS_ON_SHORT / 2));
      }
    }
    if (options.wants(STEP_LONG) || options.wants(READ_LONG)) {
      out.println("Opening cases of " + LONG + " events");
      int events = LONG - STEPS_ON_LONG * CONNECTIONS.length / 2;
      List<String> cases = supplies.cases(Supplies.Cases.AT_ONCE, events);
      for (int unused : CONNECTIONS) {
        longCases.add(cases);
      }
    }
    List<String> toRead = supplies.cases(Supplies.Cases.AT_ONCE, SHORT);
    List<String> longToRead = longCases.isEmpty() ? toRead : longCases.getFirst();

    List<Kind> kinds =
        List.of(
            kind(REFUSED, "report, refused", supplies::refused),
            kind(ACCEPTED, "report, accepted", supplies::accepted),
            kind(READ, "read a case of 10 events", () -> supplies.read(any(toRead))),
            kind(READ_LONG, "read a case of 700 events", () -> supplies.read(any(longToRead))),
            kind(LIST, "list of 50 cases", supplies::list),
            kind(BARE_INSERT, "bare Spring MVC, one INSERT", this::bareInsert));
    for (Kind kind : kinds) {
      if (options.wants(kind.name())) {
        warmUp(kind);
      }
    }
    quiet.await(ANY_IDLING);
    ProcessorTimes idle = quiet.used(IDLING);
    double idleMillis = (double) idle.all() / IDLING.toSeconds();

    List<LoadReport.Row> rows = new ArrayList<>();
    for (String name : KINDS) {
      for (int connections : CONNECTIONS) {
        if (options.wants(name)) {
          Kind kind =
              switch (name) {
                case STEP ->
                    steps(name, "step on a case of 10 events", shortCases.remove(), STEPS_ON_SHORT);
                case STEP_LONG ->
                    steps(name, "step on a case of 700 events", longCases.remove(), STEPS_ON_LONG);
                default ->
                    kinds.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
              };
          out.println("Measuring: " + kind.text() + ", connections: " + connections);
          rows.add(measured(kind, connections, idleMillis));
        }
      }
    }
    return new LoadReport(
        List.copyOf(target.processes().keySet()), idle, IDLING.toSeconds(), options, rows);
  }

  /**
   * Calls until a call has got hardly cheaper in two rounds running: while the compilers of the
   * JVMs are at work, half of the processor time is theirs.
   */
  private void warmUp(Kind kind) {
    double least = Double.MAX_VALUE;
    int noCheaper = 0;
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      ProcessorTimes begin = ProcessorTimes.now(target.processes());
      Answers answers = drive(kind, WARM_UP_CONNECTIONS, options.warmUpSeconds());
      double used = ProcessorTimes.now(target.processes()).since(begin).all();
      double each = used / Math.max(1, answers.durations().size());
      out.printf(Locale.ROOT, "Warming up: %s, %.1f ms each%n", kind.text(), each);
      noCheaper = each > STABLE * least ? noCheaper + 1 : 0;
      if (noCheaper == 2) {
        return;
      }
      least = Math.min(least, each);
    }
  }

  private static Kind kind(String name, String text, Supplier<@Nullable HttpRequest> calls) {
    return new Kind(name, text, calls);
  }

  private Kind steps(String name, String text, List<String> caseIds, int stepsOfEach) {
    Supplies.Cases cases = new Supplies.Cases(caseIds, stepsOfEach);
    return new Kind(
        name,
        text,
        () -> {
          String caseId = cases.next();
          return caseId == null ? null : supplies.note(caseId);
        });
  }

  private String any(List<String> caseIds) {
    return caseIds.get(turn.incrementAndGet() % caseIds.size());
  }

  private HttpRequest bareInsert() {
    return Calls.post(target.url(BARE) + "/rows", "none", Forms.NOTE).build();
  }

  private LoadReport.Row measured(Kind kind, int connections, double idleMillisPerSecond) {
    ProcessorTimes before = ProcessorTimes.now(target.processes());
    long ownBefore = ProcessorTimes.ofThisProcess();
    Answers answers = drive(kind, connections, options.seconds());
    long own = ProcessorTimes.ofThisProcess() - ownBefore;
    ProcessorTimes used = quiet.await(idleMillisPerSecond).since(before);
    return new LoadReport.Row(
        kind.name(),
        kind.text(),
        connections,
        answers.nanos() / 1e9,
        Timings.of(answers.durations()),
        answers.failed(),
        used,
        own);
  }

  /**
   * What came of a number of calls.
   *
   * @param nanos from the first call to the last answer
   * @param durations of all of them
   * @param failed those that were not answered with 2xx
   */
  private record Answers(long nanos, List<Long> durations, int failed) {}

  /** Each connection calls again as soon as it has its answer. */
  private static Answers drive(Kind kind, int connections, int seconds) {
    try (ExecutorService each = Executors.newFixedThreadPool(connections)) {
      long begin = System.nanoTime();
      long end = begin + Duration.ofSeconds(seconds).toNanos();
      List<Callable<Answers>> callers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        callers.add(() -> callUntil(end, kind));
      }
      List<Long> durations = new ArrayList<>();
      int failed = 0;
      for (Future<Answers> future : each.invokeAll(callers)) {
        Answers answers = future.get();
        durations.addAll(answers.durations());
        failed += answers.failed();
      }
      return new Answers(System.nanoTime() - begin, durations, failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed: " + e.getCause(), e);
    }
  }

  private static Answers callUntil(long end, Kind kind) {
    List<Long> durations = new ArrayList<>();
    int failed = 0;
    try (HttpClient http = Calls.newClient()) {
      HttpRequest call = kind.calls().get();
      while (call != null && System.nanoTime() < end) {
        long begin = System.nanoTime();
        int status = Calls.send(http, call).statusCode();
        durations.add(System.nanoTime() - begin);
        if (status / 100 != 2) {
          failed++;
        }
        call = kind.calls().get();
      }
    }
    return new Answers(0, durations, failed);
  }
}
