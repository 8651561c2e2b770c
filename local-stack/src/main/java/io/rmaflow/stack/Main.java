package io.rmaflow.stack;

import io.rmaflow.stack.bench.Latency;
import io.rmaflow.stack.bench.Load;
import io.rmaflow.stack.bench.LoadReport;
import io.rmaflow.stack.bench.Overload;
import io.rmaflow.stack.bench.Writers;
import io.rmaflow.stack.demo.Story;
import io.rmaflow.stack.server.Folders;
import io.rmaflow.stack.server.PostgresServer;
import io.rmaflow.stack.server.StoredMail;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The command line behind {@code ./rma}. It exits with 0, with 1 where the answer is no or
 * something failed, and with 2 where the command is wrong.
 */
public final class Main {

  private static final int WRONG_COMMAND = 2;
  private static final int BENCH_WARM_UP = 200;
  private static final int BENCH_ROUNDS = 300;
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Layout layout;
  private final PrintStream out;
  private final Progress progress;

  private Main(Layout layout, PrintStream out) {
    this.layout = layout;
    this.out = out;
    this.progress = Progress.to(out);
  }

  /**
   * Runs one command.
   *
   * @param arguments the command and its arguments; the checkout is the system property {@code
   *     rmaflow.checkout}, default the working directory, the stack's folder {@code RMA_HOME},
   *     default {@code .rma} in the checkout
   */
  public static void main(String[] arguments) {
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    PrintStream out = System.out;
    try {
      String command = rest.isEmpty() ? "" : rest.removeFirst();
      if (command.equals("serve")) {
        Serve.run(List.copyOf(rest));
        return;
      }
      Path checkout = Path.of(System.getProperty("rmaflow.checkout", "."));
      String home = System.getenv("RMA_HOME");
      Path folder = home == null || home.isBlank() ? checkout.resolve(".rma") : Path.of(home);
      int code = new Main(new Layout(checkout, folder), out).run(command, rest);
      out.flush();
      if (code != 0) {
        System.exit(code);
      }
    } catch (StackFailure e) {
      System.err.println("rma: " + e.getMessage());
      System.exit(1);
    }
  }

  private int run(String command, Deque<String> rest) {
    return switch (command) {
      case "up" -> up(rest);
      case "down" -> down();
      case "status" -> status();
      case "demo" -> demo(rest);
      case "bench" -> bench(rest);
      case "token" -> token(rest);
      case "rotate-keys" -> rotateKeys();
      case "clock" -> clock(rest);
      case "mail" -> mail(rest);
      case "import" -> importFile(rest);
      case "retention" -> retention(rest);
      case "verify" -> verify(rest);
      case "explain" -> explain(rest);
      case "pack" -> pack(rest);
      case "replay" -> replay(rest);
      case "republish" -> republish(rest);
      case "what-if" -> whatIf(rest);
      default -> {
        System.err.println("rma: no such command: " + command);
        yield WRONG_COMMAND;
      }
    };
  }

  // --- up and down

  private int up(Deque<String> rest) {
    StackOptions options = StackOptions.of(layout.checkout(), layout.home()).withConsole();
    boolean detach = false;
    List<String> given = List.copyOf(rest);
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      switch (option) {
        case "--sandbox" -> {
          String next = rest.peekFirst();
          Instant start =
              next == null || next.startsWith("-") ? null : Times.instant(rest.removeFirst());
          options = options.inSandbox(start);
        }
        case "--detach", "-d" -> detach = true;
        default -> {
          System.err.println("rma: up does not know " + option);
          return WRONG_COMMAND;
        }
      }
    }
    Optional<RunState> running = running();
    if (running.isPresent()) {
      return joinFirst(running.get());
    }
    return detach ? upInBackground(given) : upInForeground(options);
  }

  private int upInForeground(StackOptions options) {
    out.println("Starting the stack in " + layout.home() + " (Ctrl-C stops it)");
    CountDownLatch ended = new CountDownLatch(1);
    Closing closing = new Closing(progress, ended);
    Runtime.getRuntime().addShutdownHook(new Thread(closing::atEndOfJvm, "stop-stack"));
    Stack stack = Stack.start(options, progress);
    closing.opened(stack);
    print(state().orElseThrow(() -> new StackFailure("The stack has not written its state")));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Stops the stack when the JVM is told to end, also while it is still starting. */
  private static final class Closing {
    private final Progress progress;
    private final CountDownLatch ended;
    private @Nullable Stack stack;

    Closing(Progress progress, CountDownLatch ended) {
      this.progress = progress;
      this.ended = ended;
    }

    synchronized void opened(Stack started) {
      stack = started;
    }

    synchronized void atEndOfJvm() {
      if (stack != null && !stack.isClosed()) {
        progress.line("Stopping the stack");
        stack.close();
        progress.line("Stopped; the data stays");
      }
      ended.countDown();
    }
  }

  private int upInBackground(List<String> given) {
    layout.makeFolders();
    Path log = layout.log("supervisor");
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlogback.configurationFile=io/rmaflow/stack/logback-cli.xml");
    command.add("-Drmaflow.checkout=" + layout.checkout());
    command.addAll(Stack.self());
    command.add("up");
    given.stream()
        .filter(option -> !option.equals("--detach") && !option.equals("-d"))
        .forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile());
    builder.environment().put("RMA_HOME", layout.home().toString());
    try {
      Process supervisor = builder.start();
      int shown = 0;
      while (supervisor.isAlive() && !isReady()) {
        shown = showFrom(log, shown);
        pause();
      }
      showFrom(log, shown);
      return supervisor.isAlive() ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start the supervisor", e);
    }
  }

  private int showFrom(Path log, int shown) throws IOException {
    List<String> lines = Files.readAllLines(log);
    lines.stream().skip(shown).forEach(out::println);
    return lines.size();
  }

  private int joinFirst(RunState first) {
    out.println("A stack already runs in " + layout.home());
    RunState state = first;
    while (state.phase() != RunState.Phase.READY) {
      pause();
      state =
          running()
              .orElseThrow(() -> new StackFailure("It ended before it was ready; see its logs"));
    }
    print(state);
    return 0;
  }

  private int down() {
    Optional<RunState> state = state();
    if (state.isEmpty()) {
      out.println("Nothing runs in " + layout.home());
      return 0;
    }
    Optional<ProcessHandle> supervisor = state.get().supervisor().alive();
    if (supervisor.isEmpty()) {
      Stack.stopLeftOvers(layout, progress);
      out.println("Stopped what a killed supervisor had left; the data stays");
      return 0;
    }
    out.println("Stopping the stack in " + layout.home());
    supervisor.get().destroy();
    try {
      supervisor.get().onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StackFailure("It does not stop within " + STOP_LIMIT.toMinutes() + " minutes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while the stack stops", e);
    } catch (ExecutionException e) {
      throw new StackFailure("The supervisor cannot be waited for", e);
    }
    out.println("Stopped; the data stays in " + layout.home());
    return 0;
  }

  private int status() {
    Optional<RunState> state = running();
    if (state.isEmpty()) {
      out.println("Nothing runs in " + layout.home());
      return 1;
    }
    print(state.get());
    return state.get().phase() == RunState.Phase.READY ? 0 : 1;
  }

  private void print(RunState state) {
    Map<String, Long> pids = new java.util.HashMap<>();
    for (RunState.Started each : state.processes()) {
      each.identity().alive().ifPresent(process -> pids.put(each.name(), process.pid()));
    }
    out.println(
        state.phase() == RunState.Phase.READY
            ? "The stack is ready" + (state.sandbox() ? ", on a sandbox clock" : "")
            : "The stack is starting");
    for (String name : namesInOrder(state)) {
      Long pid = pids.get(name);
      out.println(
          String.format(
              Locale.ROOT,
              "  %-21s %-28s %s",
              name,
              name.equals(Stack.IDENTITY)
                      || name.equals(Stack.CONSOLE)
                      || StackOptions.ALL_SERVICES.contains(name)
                  ? state.url(name)
                  : "127.0.0.1:" + state.port(name),
              pid == null ? "down" : "process " + pid));
    }
    if (state.ports().containsKey(Stack.IDENTITY)) {
      out.println("  passwords in          " + layout.passwords());
    }
    if (state.ports().containsKey(Stack.CONSOLE)) {
      out.println(
          "  pages                 "
              + state.url(Stack.CONSOLE)
              + "; log in as desk, logistics, auditor or admin");
    }
    for (String service : StackOptions.ALL_SERVICES) {
      if (state.ports().containsKey(Stack.managementOf(service))) {
        out.println(
            String.format(
                Locale.ROOT,
                "  health, meters        %s/actuator (%s)",
                state.url(Stack.managementOf(service)),
                service));
      }
    }
    out.println("  mails in              " + layout.mail());
    out.println("  logs in               " + layout.log("x").getParent());
  }

  private static List<String> namesInOrder(RunState state) {
    List<String> names =
        new ArrayList<>(List.of(Stack.POSTGRES, Stack.KAFKA, Stack.MAIL, Stack.IDENTITY));
    names.addAll(StackOptions.ALL_SERVICES);
    names.add(Stack.CONSOLE);
    names.retainAll(state.ports().keySet());
    return names;
  }

  private Optional<RunState> state() {
    return RunState.read(layout.runState());
  }

  /** The state, where its supervisor is alive. */
  private Optional<RunState> running() {
    return state().filter(state -> state.supervisor().alive().isPresent());
  }

  private boolean isReady() {
    return running().filter(state -> state.phase() == RunState.Phase.READY).isPresent();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted", e);
    }
  }

  // --- the rest

  private int demo(Deque<String> rest) {
    List<Story> stories;
    try {
      stories = Demo.chosen(List.copyOf(rest));
    } catch (IllegalArgumentException e) {
      System.err.println("rma: " + e.getMessage());
      return WRONG_COMMAND;
    }
    StackOptions options = Demo.sandboxFor(stories, layout);
    Path folder = options.layout().home();
    out.println("Starting a sandbox for the demo in " + folder);
    Closing closing = new Closing(progress, new CountDownLatch(1));
    Runtime.getRuntime().addShutdownHook(new Thread(closing::atEndOfJvm, "stop-demo"));
    try (Stack stack = Stack.start(options, progress)) {
      closing.opened(stack);
      Demo.play(stories, stack, out);
    } catch (IllegalStateException e) {
      throw new StackFailure(
          "the demo did not go as it should: " + e.getMessage() + "\nLogs are in " + folder, e);
    }
    return 0;
  }

  /** Measures on a stack of its own, on the machine's clock, with data that is thrown away. */
  private int bench(Deque<String> rest) {
    String what = rest.isEmpty() ? "latency" : rest.removeFirst();
    Consumer<Stack> measurement;
    try {
      measurement = measurement(what, List.copyOf(rest));
    } catch (IllegalArgumentException e) {
      System.err.println("rma: " + e.getMessage());
      return WRONG_COMMAND;
    }
    Path folder = layout.home().resolve("bench");
    Folders.delete(folder);
    StackOptions options = StackOptions.of(layout.checkout(), folder).onAnyPorts();
    out.println("Starting a stack for the measurement in " + folder);
    Closing closing = new Closing(progress, new CountDownLatch(1));
    Runtime.getRuntime().addShutdownHook(new Thread(closing::atEndOfJvm, "stop-bench"));
    try (Stack stack = Stack.start(options, progress)) {
      closing.opened(stack);
      measurement.accept(stack);
    } catch (IllegalStateException e) {
      throw new StackFailure(
          "the measurement failed: " + e.getMessage() + "\nLogs are in " + folder, e);
    }
    return 0;
  }

  private Consumer<Stack> measurement(String what, List<String> arguments) {
    switch (what) {
      case "latency" -> {
        if (arguments.isEmpty()) {
          return this::benchLatency;
        }
      }
      case "writers" -> {
        if (arguments.isEmpty()) {
          return stack -> benchWriters(stack, Writers.USUAL_EVENTS);
        }
        if (arguments.size() == 1 && arguments.getFirst().matches("[1-9][0-9]{0,4}")) {
          List<Integer> lengths = List.of(Integer.valueOf(arguments.getFirst()));
          return stack -> benchWriters(stack, lengths);
        }
      }
      case "overload" -> {
        if (arguments.isEmpty()) {
          return stack -> benchOverload(stack, Overload.USUAL_SECONDS);
        }
        if (arguments.size() == 1 && arguments.getFirst().matches("[1-9][0-9]{0,3}")) {
          int seconds = Integer.parseInt(arguments.getFirst());
          return stack -> benchOverload(stack, seconds);
        }
      }
      case "load" -> {
        Load.Options load = Load.Options.parse(arguments);
        return stack -> benchLoad(stack, load);
      }
      default -> {}
    }
    throw new IllegalArgumentException(
        "bench knows latency, writers [EVENTS], overload [SECONDS]"
            + " and load [--seconds N] [--warm-up N] [--only NAME,…]");
  }

  private void benchLatency(Stack stack) {
    Latency.measure(
        stack.url("contract-service"),
        stack.url("rma-service"),
        stack.bootstrapServers(),
        stack.tokens().of("admin", "bench"),
        BENCH_WARM_UP,
        BENCH_ROUNDS,
        out);
  }

  private void benchWriters(Stack stack, List<Integer> lengths) {
    Writers.measure(
        stack.url("contract-service"), stack.url("rma-service"), benchTokens(stack), lengths, out);
  }

  private void benchOverload(Stack stack, int seconds) {
    Overload.measure(
        stack.url("contract-service"),
        stack.url("rma-service"),
        benchTokens(stack),
        stack.pid("rma-service").orElseThrow(() -> new StackFailure("rma-service does not run")),
        seconds,
        out);
  }

  private void benchLoad(Stack stack, Load.Options load) {
    stack.startBeside(
        Load.BARE,
        Map.of(
            "spring.datasource.url", stack.jdbcUrl(PostgresServer.SUPERUSER),
            "spring.datasource.username", PostgresServer.SUPERUSER,
            "spring.datasource.password", PostgresServer.SUPERUSER));
    Map<String, String> urls = new LinkedHashMap<>();
    Map<String, Long> processes = new LinkedHashMap<>();
    for (String name :
        List.of(
            "rma-service",
            "contract-service",
            "notification-service",
            Stack.POSTGRES,
            Stack.KAFKA,
            Stack.MAIL,
            Stack.IDENTITY,
            Load.BARE)) {
      urls.put(name, stack.url(name));
      processes.put(
          name, stack.pid(name).orElseThrow(() -> new StackFailure(name + " does not run")));
    }
    LoadReport report =
        Load.measure(
            new Load.Target(
                urls,
                processes,
                benchTokens(stack),
                stack.bootstrapServers(),
                stack::jdbcUrl,
                PostgresServer.SUPERUSER),
            load,
            out);
    report.print(out);
    Path file = layout.home().resolve("bench-load.json");
    try {
      Files.writeString(file, report.json());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
    out.println("The same for programs: " + file);
  }

  private static IntFunction<String> benchTokens(Stack stack) {
    return account -> stack.tokens().of("support", "bench-" + account);
  }

  private int token(Deque<String> rest) {
    String role = null;
    String actor = null;
    List<String> customers = new ArrayList<>();
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      if (rest.isEmpty()) {
        System.err.println("rma: " + option + " needs a value");
        return WRONG_COMMAND;
      }
      switch (option) {
        case "--role" -> role = rest.removeFirst();
        case "--customer" -> customers.add(rest.removeFirst());
        case "--actor" -> actor = rest.removeFirst();
        default -> {
          System.err.println("rma: token does not know " + option);
          return WRONG_COMMAND;
        }
      }
    }
    if (role == null) {
      System.err.println(
          "rma: token needs --role, one of admin, auditor, customer, logistics, service, support");
      return WRONG_COMMAND;
    }
    out.println(tokensOf(runningStack()).of(role, actor, customers));
    return 0;
  }

  private RunState runningStack() {
    return running()
        .orElseThrow(
            () ->
                new StackFailure(
                    "No stack runs in " + layout.home() + ": start one with ./rma up"));
  }

  private Tokens tokensOf(RunState state) {
    return new Tokens(state.url(Stack.IDENTITY), layout.secrets());
  }

  /** Asks for a new signing key by the file that the issuer looks for. */
  private int rotateKeys() {
    if (!Files.isDirectory(layout.identity())) {
      throw new StackFailure("There are no keys in " + layout.home() + " yet: ./rma up makes them");
    }
    Path asked = layout.identity().resolve("rotate");
    try {
      if (!Files.exists(asked)) {
        Files.createFile(asked);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + asked, e);
    }
    Optional<RunState> state = running();
    if (state.isEmpty()) {
      out.println("The issuer makes a new signing key when it next starts");
      return 0;
    }
    // it looks when a key is needed, so one token makes it look now
    tokensOf(state.get()).of("auditor", "key-rotation");
    if (Files.exists(asked)) {
      throw new StackFailure("The issuer has not made a new key; see ./rma logs identity");
    }
    out.println(
        "A new key is known from now on and signs in ten minutes; the old one stays known until its"
            + " last token is over");
    return 0;
  }

  private int verify(Deque<String> rest) {
    return new Verify(
            layout, this::runningStack, state -> tokensOf(state).of("auditor", "local-auditor"))
        .run(rest);
  }

  private int importFile(Deque<String> rest) {
    boolean dryRunOnly = rest.remove("--dry-run");
    if (rest.size() != 1) {
      System.err.println("rma: import needs one FILE, and --dry-run where nothing shall be kept");
      return WRONG_COMMAND;
    }
    RunState state = runningStack();
    return new ImportFile(
            state.url("contract-service"), tokensOf(state).of("admin", "local-admin"), out)
        .run(Path.of(rest.removeFirst()).toAbsolutePath(), dryRunOnly);
  }

  private int retention(Deque<String> rest) {
    Map<String, String> question = new java.util.LinkedHashMap<>();
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      if (!List.of("--kind", "--days", "--at").contains(option) || rest.isEmpty()) {
        System.err.println(
            "rma: retention knows --kind KIND, --days DAYS (of a kind), --at INSTANT");
        return WRONG_COMMAND;
      }
      question.put(option.substring(2), rest.removeFirst());
    }
    if (question.containsKey("days") && !question.containsKey("kind")) {
      System.err.println("rma: --days says something of one kind only: name it with --kind");
      return WRONG_COMMAND;
    }
    RunState state = runningStack();
    Map<String, String> services = new java.util.LinkedHashMap<>();
    for (String service : List.of("contract-service", "rma-service", "notification-service")) {
      services.put(service, state.url(service));
    }
    return new Retention(tokensOf(state).of("auditor", "local-auditor"), out)
        .run(services, question);
  }

  private int explain(Deque<String> rest) {
    Instant asOf = null;
    String language = "ja";
    String caseId = null;
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      if (word.equals("--as-of") && !rest.isEmpty()) {
        asOf = Times.instant(rest.removeFirst());
      } else if (word.equals("--language") && !rest.isEmpty()) {
        language = rest.removeFirst();
      } else if (caseId == null && !word.startsWith("--")) {
        caseId = word;
      } else {
        caseId = null;
        break;
      }
    }
    if (caseId == null || !List.of("ja", "en").contains(language)) {
      System.err.println(
          "rma: explain needs a CASE (its ID or RMA number), and knows --as-of INSTANT and"
              + " --language ja|en");
      return WRONG_COMMAND;
    }
    audit().explain(caseId, asOf, language);
    return 0;
  }

  private Audit audit() {
    RunState state = runningStack();
    return new Audit(state.url("rma-service"), tokensOf(state).of("auditor", "local-auditor"), out);
  }

  private int pack(Deque<String> rest) {
    String language = "ja";
    String format = "pdf";
    String caseId = null;
    String period = null;
    Path file = null;
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      if (word.startsWith("--") && rest.isEmpty()) {
        return wrongPack();
      }
      switch (word) {
        case "--language" -> language = rest.removeFirst();
        case "--format" -> format = rest.removeFirst();
        case "--period" -> period = rest.removeFirst();
        case "--out" -> file = Path.of(rest.removeFirst());
        default -> {
          if (caseId != null || word.startsWith("--")) {
            return wrongPack();
          }
          caseId = word;
        }
      }
    }
    if (!List.of("ja", "en").contains(language) || !List.of("pdf", "jsonl").contains(format)) {
      return wrongPack();
    }
    if (caseId != null && period == null) {
      audit().pack(caseId, format, language, file);
      return 0;
    }
    if (period == null || caseId != null) {
      return wrongPack();
    }
    String[] days = period.split("\\.\\.", -1);
    try {
      audit().pack(LocalDate.parse(days[0]), LocalDate.parse(days[days.length - 1]), file);
      return 0;
    } catch (DateTimeParseException e) {
      return wrongPack();
    }
  }

  private static int wrongPack() {
    System.err.println(
        "rma: pack needs a CASE (its ID or RMA number) or --period FROM..TO (such as"
            + " 2026-05-01..2026-05-31), and knows --format pdf|jsonl, --language ja|en and --out"
            + " FILE");
    return WRONG_COMMAND;
  }

  private int replay(Deque<String> rest) {
    boolean compare = rest.remove("--compare");
    @Nullable Map<String, String> services = null;
    @Nullable String projection = null;
    RunState state = runningStack();
    while (!rest.isEmpty()) {
      String next = rest.removeFirst();
      if (next.equals("--service") && !rest.isEmpty() && services == null) {
        services = servicesOf(state, rest.removeFirst());
      } else if (!next.startsWith("-") && projection == null) {
        projection = next;
      } else {
        projection = null;
        break;
      }
    }
    if (projection == null) {
      System.err.println("rma: replay needs one PROJECTION, and knows --compare, --service NAME");
      return WRONG_COMMAND;
    }
    return new Replays(tokensOf(state).of("admin", "local-admin"), out)
        .replay(services == null ? servicesOf(state, "") : services, projection, compare);
  }

  private int republish(Deque<String> rest) {
    Map<String, String> selection = new LinkedHashMap<>();
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      if (!List.of("--service", "--types", "--stream", "--from", "--to").contains(option)
          || rest.isEmpty()) {
        System.err.println(
            "rma: republish knows --service NAME, --types A,B, --stream ID, --from INSTANT,"
                + " --to INSTANT");
        return WRONG_COMMAND;
      }
      selection.put(option.substring(2), rest.removeFirst());
    }
    String service = selection.remove("service");
    if (service == null) {
      System.err.println("rma: republish needs --service NAME: whose events");
      return WRONG_COMMAND;
    }
    RunState state = runningStack();
    return new Replays(tokensOf(state).of("admin", "local-admin"), out)
        .republish(
            service, Objects.requireNonNull(servicesOf(state, service).get(service)), selection);
  }

  /** Their URLs by name; all of them where none is named. */
  private static Map<String, String> servicesOf(RunState state, String named) {
    Map<String, String> services = new LinkedHashMap<>();
    for (String service : List.of("contract-service", "rma-service", "notification-service")) {
      if (named.isEmpty() || named.equals(service)) {
        services.put(service, state.url(service));
      }
    }
    if (services.isEmpty()) {
      throw new StackFailure("There is no service " + named);
    }
    return services;
  }

  private int whatIf(Deque<String> rest) {
    if (rest.size() != 1) {
      System.err.println("rma: what-if needs one FILE that says what is supposed, in JSON");
      return WRONG_COMMAND;
    }
    RunState state = runningStack();
    return new WhatIf(state.url("rma-service"), tokensOf(state).of("auditor", "local-auditor"), out)
        .run(Path.of(rest.removeFirst()).toAbsolutePath());
  }

  private int clock(Deque<String> rest) {
    String what = rest.isEmpty() ? "show" : rest.removeFirst();
    String value = rest.isEmpty() ? "" : rest.removeFirst();
    boolean known =
        what.equals("show") ? value.isEmpty() : List.of("set", "advance").contains(what);
    if (!known || !rest.isEmpty() || (!what.equals("show") && value.isEmpty())) {
      System.err.println("rma: clock knows show, set INSTANT and advance DURATION (5d, 3h, 10m)");
      return WRONG_COMMAND;
    }
    RunState state = runningStack();
    if (!state.sandbox()) {
      throw new StackFailure("This stack runs on the machine's clock; see ./rma up --sandbox");
    }
    Clock clock =
        new Clock(state.url("contract-service"), tokensOf(state).of("admin", "clock"), progress);
    Instant now =
        switch (what) {
          case "set" -> clock.moveTo(Times.instant(value));
          case "advance" -> clock.moveTo(clock.now().plus(Times.duration(value)));
          default -> clock.now();
        };
    out.println(Times.inJapan(now));
    return 0;
  }

  private int mail(Deque<String> rest) {
    if (rest.isEmpty()) {
      List<StoredMail> mails = StoredMail.allIn(layout.mail());
      for (StoredMail each : mails) {
        Instant date = each.date();
        out.println(
            each.id()
                + "  "
                + (date == null ? "no date" : Times.inJapan(date))
                + "  "
                + String.join(", ", each.to())
                + "  "
                + each.subject());
      }
      if (mails.isEmpty()) {
        out.println("No mail in " + layout.mail());
      }
      return 0;
    }
    if (rest.size() > 1) {
      System.err.println("rma: mail shows one at a time");
      return WRONG_COMMAND;
    }
    String id = rest.removeFirst();
    StoredMail mail =
        StoredMail.find(layout.mail(), id)
            .orElseThrow(() -> new StackFailure("There is no mail " + id));
    Instant date = mail.date();
    out.println("From:       " + mail.from());
    out.println("To:         " + String.join(", ", mail.to()));
    out.println("Date:       " + (date == null ? "" : Times.inJapan(date)));
    out.println("Message-ID: " + mail.messageId());
    out.println("Subject:    " + mail.subject());
    if (!mail.attached().isEmpty()) {
      out.println("Attached:   " + String.join(", ", mail.attached()) + " in " + mail.file());
    }
    out.println();
    out.println(mail.text());
    return 0;
  }
}
