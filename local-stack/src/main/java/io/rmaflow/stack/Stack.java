package io.rmaflow.stack;

import io.rmaflow.stack.RunState.Identity;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, a Kafka broker, a mail sink, the issuer of tokens and the services, each a process of
 * its own on 127.0.0.1. Closing stops what it started; the data stays.
 *
 * <p>The names of the processes are {@link #POSTGRES}, {@link #KAFKA}, {@link #MAIL}, {@link
 * #IDENTITY}, {@link #CONSOLE} and those of {@link StackOptions#ALL_SERVICES}.
 */
public final class Stack implements AutoCloseable {

  public static final String POSTGRES = "postgres";
  public static final String KAFKA = "kafka";
  public static final String MAIL = "mail";

  /** The issuer; it runs where a service runs. */
  public static final String IDENTITY = "identity";

  /** The pages for persons. */
  public static final String CONSOLE = "console";

  private static final List<String> SERVERS = List.of(POSTGRES, KAFKA, MAIL);

  private static final Map<String, Integer> USUAL_PORTS =
      Map.of(
          POSTGRES,
          5432,
          KAFKA,
          9092,
          MAIL,
          1025,
          IDENTITY,
          8084,
          CONSOLE,
          8080,
          "contract-service",
          8081,
          "rma-service",
          8082,
          "notification-service",
          8083);

  /** The port for health and meters lies so far above the one for calls. */
  private static final int MANAGEMENT = 1_000;

  private static final Duration READY_LIMIT = Duration.ofMinutes(3);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_RESTART_PAUSE = Duration.ofSeconds(30);

  private final StackOptions options;
  private final Layout layout;
  private final Progress progress;
  private final Lock lock;
  private final Map<String, Integer> ports;
  private final Map<String, Managed> processes = new LinkedHashMap<>();
  private final ExecutorService restarts =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("restarts").factory());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(HEALTH_LIMIT)
          .build();
  private @Nullable Tokens tokens;
  private RunState.Phase phase = RunState.Phase.STARTING;
  private volatile boolean closing;

  private Stack(StackOptions options, Progress progress, Lock lock) {
    this.options = options;
    this.layout = options.layout();
    this.progress = progress;
    this.lock = lock;
    this.ports = choosePorts(options);
  }

  /** Keeps a second supervisor from the same data. */
  private record Lock(FileChannel file, FileLock held) {
    void release() {
      try (file) {
        held.release();
      } catch (IOException e) {
        throw new UncheckedIOException("Could not give the stack's lock back", e);
      }
    }
  }

  /**
   * Starts everything and waits until it does its work. What an earlier, killed supervisor has left
   * running on the same data is stopped first.
   *
   * @throws StackFailure where a service is not built, where the data belongs to another clock or a
   *     later instant, where another supervisor has the data, or where a process does not get
   *     ready; nothing is left running then
   */
  public static Stack start(StackOptions options, Progress progress) {
    options.layout().makeFolders();
    for (String service : options.services()) {
      requireBuilt(service, options.layout().jarOf(service));
      requireBuilt(IDENTITY, options.layout().jarOf(IDENTITY));
      if (options.sandbox()) {
        requireBuilt("platform/sandbox", options.layout().sandboxJar());
      }
    }
    if (options.console()) {
      requireBuilt(CONSOLE, options.layout().jarOf(CONSOLE));
    }
    Lock lock = lock(options.layout());
    Stack stack = new Stack(options, progress, lock);
    try {
      stopLeftOvers(options.layout(), progress);
      stack.makeKeys();
      refuseTheOtherClock(options);
      stack.startServers();
      stack.refuseAnEarlierInstant();
      stack.startServices();
      stack.rememberClock();
      stack.phase = RunState.Phase.READY;
      stack.writeState();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  // --- what runs where

  /** The names of all processes of this stack. */
  public Set<String> names() {
    return new LinkedHashSet<>(processes.keySet());
  }

  /** Base URL of a service, without a slash at the end. */
  public String url(String service) {
    return "http://127.0.0.1:" + port(service);
  }

  /** The port of a process on 127.0.0.1. */
  public int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("No process of the stack: " + name);
    }
    return port;
  }

  /**
   * Tokens of any role for its services.
   *
   * @throws IllegalArgumentException where no service runs, and so no issuer
   */
  public synchronized Tokens tokens() {
    Tokens made = tokens;
    if (made == null) {
      made = new Tokens(url(IDENTITY), layout.secrets());
      tokens = made;
    }
    return made;
  }

  /**
   * The password of a person at the issuer.
   *
   * @throws StackFailure where nobody has that name there
   */
  public String passwordOf(String person) {
    return Tokens.secretOf(person, layout.passwords());
  }

  /**
   * The secret of a program at the issuer.
   *
   * @throws StackFailure where none has that name there
   */
  public String secretOf(String program) {
    return Tokens.secretOf(program, layout.secrets());
  }

  /** Base URL of a service's health and meters, without a slash at the end. */
  public String managementUrl(String service) {
    return url(managementOf(service));
  }

  /** The name under which the state of a run has that port. */
  static String managementOf(String service) {
    return service + " management";
  }

  /** What a Kafka client needs to find the broker. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port(KAFKA);
  }

  /** JDBC URL of a database; its owner's name and password are the database's name. */
  public String jdbcUrl(String database) {
    return PostgresServer.jdbcUrl(port(POSTGRES), database);
  }

  /** Where the sent mails lie. */
  public Path mailFolder() {
    return layout.mail();
  }

  /** What a process has said so far. */
  public Path log(String name) {
    return managed(name).log();
  }

  /** The number of a process, of PostgreSQL the postmaster's; empty where it does not run. */
  public Optional<Long> pid(String name) {
    if (name.equals(POSTGRES)) {
      return PostgresServer.runningOn(layout.postgresData()).map(ProcessHandle::pid);
    }
    return Optional.ofNullable(managed(name).alive()).map(ProcessHandle::pid);
  }

  /** Whether a process runs and does its work. */
  public boolean isReady(String name) {
    return managed(name).isReady();
  }

  // --- pulling plugs

  /**
   * Ends a process as {@code kill -9} does, PostgreSQL with its postmaster; it stays dead until
   * {@link #start(String)}, whatever the options say.
   */
  public void kill(String name) {
    managed(name).kill();
    if (name.equals(POSTGRES)) {
      Managed.killPostmaster(layout.postgresData());
    }
    forgetReady(name);
    writeState();
  }

  /**
   * Starts a process that has ended and waits until it does its work.
   *
   * @throws StackFailure where it does not get ready
   */
  public void start(String name) {
    Managed process = managed(name);
    if (process.alive() == null) {
      forgetReady(name);
    }
    process.start();
    writeState();
    process.awaitReady(READY_LIMIT);
  }

  /** {@link #kill(String)}, then {@link #start(String)}. */
  public void restart(String name) {
    kill(name);
    start(name);
  }

  /** Whether {@link #close()} has been called. */
  public boolean isClosed() {
    return closing;
  }

  /** Stops the services, then the servers, and waits for each; the data stays. */
  @Override
  public void close() {
    synchronized (restarts) {
      if (closing) {
        return;
      }
      closing = true;
    }
    restarts.shutdownNow();
    http.close();
    List<Managed> services =
        processes.values().stream().filter(process -> !SERVERS.contains(process.name())).toList();
    // The services have no order among themselves: together they stop as fast as the slowest.
    services.parallelStream().forEach(this::stopOne);
    for (String server : SERVERS.reversed()) {
      Managed process = processes.get(server);
      if (process != null) {
        stopOne(process);
      }
    }
    try {
      Files.deleteIfExists(layout.runState());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + layout.runState(), e);
    } finally {
      lock.release();
    }
  }

  private void stopOne(Managed process) {
    if (process.alive() != null) {
      process.stop();
      progress.line("  stopped " + process.name());
    }
  }

  // --- starting

  private static void requireBuilt(String module, Path jar) {
    if (!Files.exists(jar)) {
      throw new StackFailure(module + " is not built: there is no " + jar);
    }
  }

  private static Map<String, Integer> choosePorts(StackOptions options) {
    Map<String, Integer> chosen = new LinkedHashMap<>();
    Set<Integer> given = new LinkedHashSet<>();
    Map<String, Integer> usualPorts = new LinkedHashMap<>();
    SERVERS.forEach(name -> usualPorts.put(name, USUAL_PORTS.getOrDefault(name, 0)));
    if (!options.services().isEmpty()) {
      usualPorts.put(IDENTITY, USUAL_PORTS.getOrDefault(IDENTITY, 0));
    }
    for (String service : options.services()) {
      int usual = USUAL_PORTS.getOrDefault(service, 0);
      usualPorts.put(service, usual);
      usualPorts.put(managementOf(service), usual == 0 ? 0 : usual + MANAGEMENT);
    }
    if (options.console()) {
      usualPorts.put(CONSOLE, USUAL_PORTS.getOrDefault(CONSOLE, 0));
    }
    for (Map.Entry<String, Integer> each : usualPorts.entrySet()) {
      int port = Ports.freeOr(options.usualPorts() ? each.getValue() : 0);
      while (!given.add(port)) {
        port = Ports.anyFree();
      }
      chosen.put(each.getKey(), port);
    }
    return chosen;
  }

  private void startServers() {
    add(POSTGRES, server(POSTGRES, "-Xmx256m", layout.postgresData()));
    add(KAFKA, server(KAFKA, "-Xmx384m", layout.kafkaData()));
    add(MAIL, server(MAIL, "-Xmx64m", layout.mail()));
    List<String> first = new ArrayList<>(SERVERS);
    if (!options.services().isEmpty()) {
      addIssuer();
      first.add(IDENTITY);
    }
    startTogether(first);
  }

  /** It runs on the machine's clock in a sandbox as well: tokens end in real time. */
  private void addIssuer() {
    Map<String, String> properties = new LinkedHashMap<>(addressOf(IDENTITY));
    properties.put("rmaflow.identity.issuer", url(IDENTITY));
    properties.put("rmaflow.identity.directory", layout.identity().toString());
    properties.put("rmaflow.identity.local-tokens", "true");
    URI elsewhere = options.consoleElsewhere();
    if (options.console()) {
      properties.put("rmaflow.identity.console", url(CONSOLE));
    } else if (elsewhere != null) {
      properties.put("rmaflow.identity.console", elsewhere.toString());
    }
    List<String> command = java("-Xmx128m");
    properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
    command.addAll(List.of("-jar", UnpackedJar.of(layout.jarOf(IDENTITY)).toString()));
    processes.put(
        IDENTITY,
        new Managed(
            IDENTITY,
            command,
            Map.of(),
            layout.log(IDENTITY),
            () -> answers(url(IDENTITY) + "/actuator/health/readiness"),
            this::endedByItself));
  }

  private void startServices() {
    for (String service : options.services()) {
      processes.put(
          service,
          new Managed(
              service,
              program(service, propertiesOf(service)),
              secretsOf(service),
              layout.log(service),
              () -> answers(managementUrl(service) + "/actuator/health/readiness"),
              this::endedByItself));
    }
    List<String> together = new ArrayList<>(options.services());
    if (options.console()) {
      addConsole();
      together.add(CONSOLE);
    }
    startTogether(together);
  }

  private void addConsole() {
    Map<String, String> properties = new LinkedHashMap<>(addressOf(CONSOLE));
    for (String service : options.services()) {
      properties.put("rmaflow.console." + service, url(service));
    }
    properties.put("rmaflow.console.issuer", url(IDENTITY));
    properties.put("rmaflow.console.issuer-from-here", url(IDENTITY));
    List<String> command = java("-Xmx256m");
    properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
    command.addAll(List.of("-jar", UnpackedJar.of(layout.jarOf(CONSOLE)).toString()));
    processes.put(
        CONSOLE,
        new Managed(
            CONSOLE,
            command,
            Map.of("RMAFLOW_CONSOLE_SECRET", Tokens.secretOf("rmaflow-console", layout.secrets())),
            layout.log(CONSOLE),
            () -> answers(url(CONSOLE) + "/actuator/health/readiness"),
            this::endedByItself));
  }

  /** What a service is told by its environment, which others of this machine do not see. */
  private Map<String, String> secretsOf(String service) {
    return Map.of(
        "RMAFLOW_FINGERPRINTKEY", fingerprintKey(),
        "RMAFLOW_WEBHOOKS_SECRETKEYS", webhookKey(),
        "RMAFLOW_PERSONAL_MASTERKEYS", masterKeyOf(service),
        "RMAFLOW_PROOFS_SIGNINGKEYS", proofsKeyOf(service),
        "RMAFLOW_SECURITY_CLIENTSECRET", Tokens.secretOf(service, layout.secrets()));
  }

  /** Before anything is started, so that data of an earlier version is left as it is. */
  private void makeKeys() {
    fingerprintKey();
    webhookKey();
    options.services().forEach(this::masterKeyOf);
    options.services().forEach(this::proofsKeyOf);
  }

  private String fingerprintKey() {
    return Keys.in(layout.data().resolve("fingerprint-key"));
  }

  private String webhookKey() {
    return Keys.in(layout.data().resolve("webhook-key"));
  }

  private String masterKeyOf(String service) {
    return Keys.in(layout.data().resolve("master-key-" + service));
  }

  private String proofsKeyOf(String service) {
    return Keys.in(layout.data().resolve("proofs-key-" + service));
  }

  /**
   * Starts one more program of the checkout beside the services, as they are started, and waits
   * until it answers {@code GET /ready}; it ends with the stack.
   *
   * @param properties what it is told beside its address
   * @throws StackFailure where it is not built or does not get ready
   */
  public void startBeside(String name, Map<String, String> properties) {
    requireBuilt(name, layout.jarOf(name));
    synchronized (this) {
      ports.put(name, Ports.anyFree());
      Map<String, String> all = new LinkedHashMap<>(addressOf(name));
      all.putAll(properties);
      processes.put(
          name,
          new Managed(
              name,
              program(name, all),
              Map.of(),
              layout.log(name),
              () -> answers(url(name) + "/ready"),
              this::endedByItself));
    }
    startTogether(List.of(name));
  }

  private List<String> program(String name, Map<String, String> properties) {
    List<String> command = java("-Xmx256m");
    properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
    Path jar = UnpackedJar.of(layout.jarOf(name));
    if (options.sandbox()) {
      // services are made for production: what moves their clock is put beside them
      command.add("-cp");
      command.add(jar + File.pathSeparator + layout.sandboxJar());
      command.add(UnpackedJar.mainClassOf(jar));
    } else {
      command.add("-jar");
      command.add(jar.toString());
    }
    return command;
  }

  private Map<String, String> addressOf(String name) {
    return Map.of("server.address", "127.0.0.1", "server.port", Integer.toString(port(name)));
  }

  private void startTogether(List<String> names) {
    long start = System.nanoTime();
    for (String name : names) {
      forgetReady(name);
      managed(name).start();
    }
    writeState();
    for (String name : names) {
      managed(name).awaitReady(READY_LIMIT);
      progress.line(
          String.format(
              Locale.ROOT,
              "  %-21s ready after %4.1f s   %s",
              name,
              (System.nanoTime() - start) / 1e9,
              where(name)));
    }
  }

  private String where(String name) {
    return SERVERS.contains(name) ? "127.0.0.1:" + port(name) : url(name);
  }

  /** What a service is told, as system properties. */
  private Map<String, String> propertiesOf(String service) {
    String database = service.substring(0, service.indexOf('-'));
    Map<String, String> properties = new LinkedHashMap<>(addressOf(service));
    properties.put("spring.datasource.url", jdbcUrl(database));
    properties.put("spring.datasource.username", database + PostgresServer.SERVICE_SUFFIX);
    properties.put("spring.datasource.password", database + PostgresServer.SERVICE_SUFFIX);
    properties.put("spring.flyway.user", database);
    properties.put("spring.flyway.password", database);
    properties.put("spring.kafka.bootstrap-servers", bootstrapServers());
    properties.put("spring.mail.host", "127.0.0.1");
    properties.put("spring.mail.port", Integer.toString(port(MAIL)));
    properties.put("management.server.port", Integer.toString(port(managementOf(service))));
    properties.put("rmaflow.security.issuer", url(IDENTITY));
    properties.put("rmaflow.security.client-id", service);
    for (String peer : options.services()) {
      properties.put("rmaflow.peers." + peer.substring(0, peer.indexOf('-')), url(peer));
    }
    properties.put("rmaflow.attachments.directory", layout.attachments().toString());
    properties.put("rmaflow.personal.erasure-list", layout.erasures(service).toString());
    properties.put("rmaflow.proofs.directory", layout.proofs(service).toString());
    // a subscriber to try out runs on this machine, too
    properties.put("rmaflow.webhooks.allowed-networks", "127.0.0.0/8");
    properties.put("rmaflow.webhooks.http-allowed", "true");
    if (options.sandbox()) {
      properties.put("rmaflow.sandbox.enabled", "true");
      // whoever repeats a call that died with its process is let in after this long, not a minute
      properties.put("rmaflow.web.idempotency-lease", "5s");
      properties.put("rmaflow.sandbox.jdbc-url", jdbcUrl("sandbox"));
      properties.put("rmaflow.sandbox.username", "sandbox");
      properties.put("rmaflow.sandbox.password", "sandbox");
      Instant start = options.sandboxStart();
      if (start != null) {
        properties.put("rmaflow.sandbox.start", start.toString());
      }
    }
    return properties;
  }

  private List<String> server(String name, String memory, Path data) {
    List<String> command = java(memory);
    command.add("-Dlogback.configurationFile=io/rmaflow/stack/logback-process.xml");
    command.addAll(self());
    command.addAll(
        List.of(
            "serve",
            name,
            data.toString(),
            Integer.toString(port(name)),
            layout.ready(name).toString()));
    return command;
  }

  private void add(String name, List<String> command) {
    processes.put(
        name,
        new Managed(
            name,
            command,
            Map.of(),
            layout.log(name),
            () -> Files.exists(layout.ready(name)),
            this::endedByItself));
  }

  private List<String> java(String memory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (options.sandbox()) {
      // a sandbox is started often and works little: half the time to start on two cores
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(
        List.of(
            memory,
            "-XX:+UseSerialGC",
            // what is half dead is started anew
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Duser.timezone=UTC",
            "-Dfile.encoding=UTF-8"));
    return command;
  }

  /** How this very program is started once more. */
  static List<String> self() {
    String classPath = System.getProperty("java.class.path");
    return classPath.endsWith("-exec.jar")
        ? List.of("-jar", classPath)
        : List.of("-cp", classPath, Main.class.getName());
  }

  private boolean answers(String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(HEALTH_LIMIT).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  // --- keeping it running

  private void endedByItself(Managed process) {
    if (closing) {
      return;
    }
    if (!options.restartDead() || phase == RunState.Phase.STARTING) {
      progress.line("  " + process.name() + " has ended; see " + process.log());
      return;
    }
    synchronized (restarts) {
      if (!closing) {
        restarts.execute(() -> startAgain(process));
      }
    }
  }

  private void startAgain(Managed process) {
    Duration pause = Duration.ofSeconds(1);
    while (!closing && process.wanted()) {
      progress.line("  " + process.name() + " has ended by itself: starting it again");
      try {
        start(process.name());
        progress.line("  " + process.name() + " is back");
        return;
      } catch (StackFailure | UncheckedIOException e) {
        if (closing) {
          return;
        }
        progress.line("  " + e.getMessage());
        if (!sleep(pause)) {
          return;
        }
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_RESTART_PAUSE) > 0) {
          pause = LONGEST_RESTART_PAUSE;
        }
      }
    }
  }

  private static boolean sleep(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void writeState() {
    if (closing) {
      return;
    }
    List<RunState.Started> running = new ArrayList<>();
    for (Managed each : processes.values()) {
      ProcessHandle handle = each.alive();
      if (handle != null) {
        running.add(new RunState.Started(each.name(), Identity.of(handle)));
      }
    }
    new RunState(Identity.of(ProcessHandle.current()), phase, options.sandbox(), ports, running)
        .write(layout.runState());
  }

  private void forgetReady(String name) {
    try {
      Files.deleteIfExists(layout.ready(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + layout.ready(name), e);
    }
  }

  private Managed managed(String name) {
    Managed process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("No process of the stack: " + name);
    }
    return process;
  }

  // --- one supervisor for the data, one clock

  private static Lock lock(Layout layout) {
    try {
      FileChannel file =
          FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = tryLock(file);
      if (held == null) {
        file.close();
        throw new StackFailure("A stack already runs on " + layout.home());
      }
      return new Lock(file, held);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not lock " + layout.lock(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  /** Stops what a supervisor that was killed has left running. */
  static void stopLeftOvers(Layout layout, Progress progress) {
    Optional<RunState> state = RunState.read(layout.runState());
    if (state.isEmpty()) {
      return;
    }
    List<RunState.Started> newestFirst = state.get().processes().reversed();
    for (RunState.Started each : newestFirst) {
      each.identity()
          .alive()
          .ifPresent(
              process -> {
                progress.line("  stopping " + each.name() + ", left by an earlier run");
                Managed.stop(process);
              });
    }
    try {
      Files.deleteIfExists(layout.runState());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + layout.runState(), e);
    }
  }

  private static void refuseTheOtherClock(StackOptions options) {
    Optional<String> kind = clockKind(options.layout());
    if (kind.isEmpty()) {
      return;
    }
    if (kind.get().equals("sandbox") && !options.sandbox()) {
      throw new StackFailure(
          "The data in "
              + options.layout().home()
              + " was made on a sandbox clock: go on with ./rma up --sandbox, or delete the"
              + " folder");
    }
    if (!kind.get().equals("sandbox") && options.sandbox()) {
      throw new StackFailure(
          "The data in "
              + options.layout().home()
              + " was made on the machine's clock, which a sandbox cannot stop: "
              + "use ./rma up, delete the folder, or set RMA_HOME to another one");
    }
  }

  private static Optional<String> clockKind(Layout layout) {
    try {
      return Files.exists(layout.clockKind())
          ? Optional.of(Files.readString(layout.clockKind()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + layout.clockKind(), e);
    }
  }

  private void rememberClock() {
    try {
      Files.writeString(layout.clockKind(), options.sandbox() ? "sandbox\n" : "system\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + layout.clockKind(), e);
    }
  }

  private void refuseAnEarlierInstant() {
    Instant wanted = options.sandboxStart();
    if (wanted == null) {
      return;
    }
    Optional<Instant> stored = storedInstant();
    if (stored.isEmpty()) {
      return;
    }
    if (wanted.isBefore(stored.get())) {
      throw new StackFailure(
          "The sandbox clock is already at "
              + Times.inJapan(stored.get())
              + " and only goes forward: "
              + Times.inJapan(wanted)
              + " is earlier");
    }
    if (wanted.isAfter(stored.get())) {
      throw new StackFailure(
          "The sandbox clock stands at "
              + Times.inJapan(stored.get())
              + ": start with ./rma up --sandbox and go on with ./rma clock set "
              + Times.inJapan(wanted)
              + ", so that what falls due on the way happens");
    }
  }

  /** Where the sandbox clock of the data stands; empty where no service has set it yet. */
  private Optional<Instant> storedInstant() {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl("sandbox"), "sandbox", "sandbox");
        var sql = connection.createStatement()) {
      try (var table = sql.executeQuery("select to_regclass('sandbox_clock')")) {
        if (!table.next() || table.getString(1) == null) {
          return Optional.empty();
        }
      }
      try (var rows = sql.executeQuery("select now from sandbox_clock")) {
        return rows.next()
            ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StackFailure("Could not read the sandbox clock", e);
    }
  }
}
