package io.rmaflow.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.stack.server.Folders;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * This engine beside Axon's own JDBC engine and beside a raw single-row {@code INSERT} with commit:
 * one server with fsync on, the same 16 connections, in turns in the same run, each warmed up
 * alike. Run the main method; arguments are the numbers of stored events to begin with, such as
 * {@code 10000 1000000}.
 *
 * <ul>
 *   <li>{@code -Dbench.seconds} (4) of each measurement and {@code -Dbench.warm-up} (6) before it;
 *       a replay may take three times as long
 *   <li>{@code -Dbench.turns} (3): so often each writer is measured, in turns with the others
 *   <li>{@code -Dbench.latency} (2000): events whose way from commit to handler is timed
 *   <li>{@code -Dbench.only}: a regular expression over the names of the measurements
 *   <li>{@code -Dbench.data}: a folder that keeps the seeded databases for the next run
 * </ul>
 */
final class EventStoreBenchmark {

  private static final int CONNECTIONS = 16;
  private static final int EVENTS_PER_STREAM = 10;
  private static final PrintStream OUT = System.out;
  private static final Duration MEASURE = seconds("bench.seconds", 4);
  private static final Duration WARM_UP = seconds("bench.warm-up", 6);
  private static final int TURNS = Integer.getInteger("bench.turns", 3);
  private static final int LATENCY = Integer.getInteger("bench.latency", 2_000);

  private EventStoreBenchmark() {}

  private static Duration seconds(String property, int otherwise) {
    return Duration.ofSeconds(Integer.getInteger(property, otherwise));
  }

  // ---- what is stored ----

  /** An event of some 300 bytes, as those of the services are. */
  record Shipped(
      String caseId,
      int number,
      String serialNumber,
      String product,
      String softwareVersion,
      String carrier,
      String trackingNumber,
      String siteId,
      String shippedAt) {

    static Shipped of(String caseId, int number) {
      return new Shipped(
          caseId,
          number,
          "SN-2026-00" + number,
          "XR-5200",
          "7.4.2",
          "YAMATO",
          "4412-0098-" + number,
          "b4b24d1c-9f0a-4e9b-8d8c-6a6f0e1f7a55",
          "2026-05-01T09:30:00Z");
    }
  }

  static final class Catalog implements EventCatalog {

    private static final EventName SHIPPED = new EventName("bench.Shipped", 1);
    static final JsonMapper JSON = new JsonMapper();

    @Override
    public Optional<EventName> nameOf(Class<?> payloadType) {
      return payloadType == Shipped.class ? Optional.of(SHIPPED) : Optional.empty();
    }

    @Override
    public Optional<Class<?>> typeOf(EventName name) {
      return name.equals(SHIPPED) ? Optional.of(Shipped.class) : Optional.empty();
    }

    @Override
    public byte[] write(Object payload) {
      return JSON.writeValueAsBytes(payload);
    }

    @Override
    public Object read(byte[] json, Class<?> type) {
      return JSON.readValue(json, type);
    }
  }

  /** One case: opened once, then one shipment for each command. */
  @SuppressWarnings("UnusedVariable") // the framework reads the identifier
  static class Shipments {

    @AggregateIdentifier private @Nullable String id;
    private int last;

    Shipments() {}

    record Open(@TargetAggregateIdentifier String id) {}

    record Ship(@TargetAggregateIdentifier String id) {}

    Shipments(String id, int last) {
      this.id = id;
      this.last = last;
    }

    @CommandHandler
    Shipments(Open command) {
      AggregateLifecycle.apply(Shipped.of(command.id(), 0));
    }

    @CommandHandler
    void ship(Ship command) {
      AggregateLifecycle.apply(Shipped.of(command.id(), last + 1));
    }

    @EventSourcingHandler
    void on(Shipped event) {
      id = event.caseId();
      last = event.number();
    }

    static final Evolution<Integer, Shipped> EVOLUTION =
        new Evolution<>("Shipments", -1, Shipped.class, (last, event) -> event.number());
  }

  // ---- the run ----

  public static void main(String[] arguments) throws Exception {
    List<Integer> sizes =
        Arrays.stream(arguments.length == 0 ? new String[] {"10000"} : arguments)
            .map(Integer::valueOf)
            .toList();
    String kept = System.getProperty("bench.data");
    Path folder = kept == null ? Files.createTempDirectory("event-store-benchmark") : Path.of(kept);
    try (PostgresServer server =
        PostgresServer.start(
            folder.resolve("postgres"), Ports.anyFree(), PostgresServer.Durability.DURABLE)) {
      postmaster = server.postmaster();
      OUT.printf(
          "%d processors, %d connections, fsync on, %d s warm-up, %d times %d s measured%n",
          Runtime.getRuntime().availableProcessors(),
          CONNECTIONS,
          WARM_UP.toSeconds(),
          TURNS,
          MEASURE.toSeconds());
      for (int size : sizes) {
        run(server, size);
      }
    } finally {
      if (kept == null) {
        Folders.delete(folder);
      }
    }
  }

  private static void run(PostgresServer server, int size) throws Exception {
    String name = "bench_" + size;
    server.createDatabase(name);
    try (HikariDataSource pool =
        TestDatabase.pool(
            server.jdbcUrl(name)
                + "?reWriteBatchedInserts=true"
                + System.getProperty("bench.url", ""),
            PostgresServer.SUPERUSER,
            PostgresServer.SUPERUSER,
            CONNECTIONS + 4)) {
      if (!isSeeded(pool)) {
        // an earlier run may have been broken off
        execute(pool, "drop schema public cascade; create schema public");
        TestDatabase.migrate(pool);
        execute(pool, StockTables.TABLES);
        execute(pool, AxonApplication.TOKENS);
        execute(pool, RAW_TABLE);
        execute(pool, "create table replayed (stream text, sequence bigint, tracking text)");
        seed(pool, size);
      } else {
        TestDatabase.migrate(pool);
      }
      OUT.printf("%n== %,d stored events ==%n", size);
      inTurns(pool);
      replay("stock", pool, size, () -> AxonApplication.stock(pool));
      replay("ours", pool, size, () -> AxonApplication.ours(pool, new Catalog(), false));
      // the stock store looks twice a second: fewer of its events fill the same time
      latency("stock, same process", pool, 30, () -> AxonApplication.stock(pool));
      latency(
          "ours, same process",
          pool,
          LATENCY,
          () -> AxonApplication.ours(pool, new Catalog(), false));
      latencyInAnotherProcess("ours, another process", pool, LATENCY);
    }
  }

  // ---- seeding ----

  private static boolean isSeeded(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select to_regclass('seeded') is not null")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static void seed(HikariDataSource pool, int size) throws SQLException, IOException {
    long begin = System.nanoTime();
    // a new database's first epoch is not made yet; the seed lies in the epoch of taken-over events
    execute(pool, "alter table stored_event drop constraint stored_event_place");
    execute(pool, "drop index stored_event_order");
    copy(
        pool,
        "copy stored_event (position, epoch, fence, stream, sequence, event_id, type, version,"
            + " aggregate_type, recorded_at, payload, metadata, hash) from stdin",
        size,
        (i, stream, sequence) ->
            (i + 1)
                + "\t0\t0\t"
                + stream
                + "\t"
                + sequence
                + "\t"
                + new UUID(stream.hashCode(), i)
                + "\tbench.Shipped\t1\tShipments\t2026-05-01T09:30:00Z\t"
                + payload(stream, sequence)
                + "\t{\"traceId\": \"4bf92f3577b34da6a3ce929d0e0e4736\"}\t\\\\x"
                + "ab".repeat(32)
                + "\n");
    execute(
        pool,
        "alter table stored_event add constraint stored_event_place primary key (stream, sequence)");
    execute(pool, "create index stored_event_order on stored_event (epoch, fence, position)");
    execute(
        pool, "select setval(pg_get_serial_sequence('stored_event', 'position'), " + size + ")");
    // as above: an index is built faster than it grows
    execute(
        pool,
        "alter table domain_event_entry drop constraint domain_event_entry_event_identifier_key,"
            + " drop constraint domain_event_entry_aggregate_identifier_sequence_number_key");
    copy(
        pool,
        "copy domain_event_entry (global_index, event_identifier, aggregate_identifier,"
            + " sequence_number, type, time_stamp, payload_type, payload, meta_data) from stdin",
        size,
        (i, stream, sequence) ->
            (i + 1)
                + "\t"
                + new UUID(stream.hashCode(), i)
                + "\t"
                + stream
                + "\t"
                + sequence
                + "\tShipments\t2026-05-01T09:30:00.000Z\t"
                + Shipped.class.getName()
                + "\t"
                + payload(stream, sequence)
                + "\t{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}\n");
    execute(
        pool,
        "select setval(pg_get_serial_sequence('domain_event_entry', 'global_index'), "
            + size
            + ")");
    execute(
        pool,
        "alter table domain_event_entry add unique (event_identifier),"
            + " add unique (aggregate_identifier, sequence_number)");
    execute(pool, "vacuum analyze stored_event");
    execute(pool, "vacuum analyze domain_event_entry");
    execute(pool, "create table seeded ()");
    execute(pool, "checkpoint");
    OUT.printf("seeded %,d events in both in %.0f s%n", size, (System.nanoTime() - begin) / 1e9);
  }

  private static String payload(String stream, int sequence) {
    return Catalog.JSON.writeValueAsString(Shipped.of(stream, sequence));
  }

  private interface Line {
    String of(int i, String stream, int sequence);
  }

  private static void copy(HikariDataSource pool, String statement, int size, Line line)
      throws SQLException, IOException {
    try (Connection connection = pool.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(statement, new Lines(size, line), 1 << 16);
    }
  }

  /** The lines of a COPY; the streams' names are scattered as real ones are. */
  private static final class Lines extends InputStream {

    private final int size;
    private final Line line;
    private int i;
    private byte[] buffer = new byte[0];
    private int at;

    Lines(int size, Line line) {
      this.size = size;
      this.line = line;
    }

    @Override
    public int read() {
      return fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.length - at);
      System.arraycopy(buffer, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean fill() {
      if (at < buffer.length) {
        return true;
      }
      if (i == size) {
        return false;
      }
      StringBuilder lines = new StringBuilder();
      for (int n = 0; n < 100 && i < size; n++, i++) {
        long number = i / EVENTS_PER_STREAM;
        String stream = new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
        lines.append(line.of(i, stream, i % EVENTS_PER_STREAM));
      }
      buffer = lines.toString().getBytes(StandardCharsets.UTF_8);
      at = 0;
      return true;
    }
  }

  // ---- writing ----

  private static final String RAW_TABLE =
      """
      create table raw_event (
        position bigint generated always as identity primary key,
        stream text not null, sequence bigint not null, event_id text not null, type text not null,
        recorded_at timestamptz not null, payload jsonb not null, fence xid8, hash bytea)
      """;

  static final String RAW_INSERT =
      "insert into raw_event (stream, sequence, event_id, type, recorded_at, payload)"
          + " values (?, ?, ?, 'bench.Shipped', now(), ?::jsonb)";

  @FunctionalInterface
  private interface Work {
    void once(int thread, long number) throws Exception;
  }

  /** Somebody in the race; closed after it. */
  private record Contestant(String what, Work work, AutoCloseable end) {}

  /**
   * All writers of one size, in turns: whoever came last would else have the JVM at its warmest.
   */
  private static void inTurns(HikariDataSource pool) throws Exception {
    List<Contestant> contestants = new ArrayList<>();
    try {
      enter(contestants, "raw INSERT, one row, commit", () -> raw(pool));
      enter(contestants, "raw INSERT with fence and hash", () -> rawWithFenceAndHash(pool));
      enter(contestants, "raw INSERT, in groups", () -> rawInGroups(pool));
      enter(
          contestants,
          STOCK,
          () -> commands(AxonApplication.stock(pool).aggregate(Shipments.class)));
      enter(
          contestants,
          "stock with its cache, command bus",
          () -> commands(AxonApplication.stock(pool).aggregateWithCache(Shipments.class)));
      enter(
          contestants,
          "stock with its cache, auto-commit",
          () ->
              commands(
                  AxonApplication.stockInAutoCommit(pool).aggregateWithCache(Shipments.class)));
      enter(
          contestants,
          "ours, command bus",
          () ->
              commands(
                  AxonApplication.ours(pool, new Catalog(), false).aggregate(Shipments.class)));
      enter(
          contestants,
          "ours, states kept, command bus",
          () -> commands(withStates(AxonApplication.ours(pool, new Catalog(), false))));
      enter(
          contestants,
          "ours, states kept, auto-commit",
          () -> commands(withStates(AxonApplication.oursInAutoCommit(pool, new Catalog()))));
      enter(
          contestants,
          "ours, states presumed, auto-commit",
          () ->
              commands(
                  withStates(
                      AxonApplication.oursInAutoCommit(pool, new Catalog()).presumingStates())));
      enter(
          contestants,
          "bare round trips, command bus",
          () -> commands(AxonApplication.bare(pool).aggregate(Shipments.class)));
      enter(
          contestants,
          "no database, command bus",
          () -> commands(AxonApplication.bare(null).aggregate(Shipments.class)));
      enter(contestants, "ours, engine alone", () -> ourAppends(pool));
      enter(
          contestants,
          "ours, behind 700 events",
          () ->
              commandsOnLongStreams(
                  AxonApplication.ours(pool, new Catalog(), false).aggregate(Shipments.class)));
      enter(
          contestants,
          "ours, states kept, behind 700 events",
          () ->
              commandsOnLongStreams(withStates(AxonApplication.ours(pool, new Catalog(), false))));
      race(contestants);
    } finally {
      for (Contestant contestant : contestants) {
        contestant.end().close();
      }
    }
  }

  private static final String STOCK = "stock, command bus";

  private record Runner(Work work, AutoCloseable end) {}

  private static void enter(List<Contestant> contestants, String what, Supplier<Runner> make) {
    if (wanted(what)) {
      Runner runner = make.get();
      contestants.add(new Contestant(what, runner.work(), runner.end()));
    }
  }

  private static AxonApplication withStates(AxonApplication application) {
    return application.stateAggregate(Shipments.class, Shipments.EVOLUTION, Shipments::new);
  }

  private static Runner raw(HikariDataSource pool) {
    return new Runner((thread, number) -> insertRaw(pool, RAW_INSERT, thread, number), () -> {});
  }

  private static Runner rawWithFenceAndHash(HikariDataSource pool) {
    return new Runner(
        (thread, number) ->
            insertRaw(
                pool,
                "insert into raw_event (stream, sequence, event_id, type, recorded_at, payload,"
                    + " fence, hash) select s, n, e, 'bench.Shipped', now(), p::jsonb,"
                    + " pg_current_xact_id(), sha256(p::bytea)"
                    + " from (values (?, ?::bigint, ?, ?)) as v (s, n, e, p)",
                thread,
                number),
        () -> {});
  }

  /** What came while a group was being written is the next group: one statement, one commit. */
  private static final class Groups {

    private static final int AT_MOST = 64;

    private final HikariDataSource pool;
    private final ConcurrentLinkedQueue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();

    Groups(HikariDataSource pool) {
      this.pool = pool;
    }

    private enum Turn {
      WAITS,
      LEADS,
      DONE
    }

    private static final class Row {
      private final String stream;
      private final long sequence;
      private final Thread writer = Thread.currentThread();
      private volatile Turn turn = Turn.WAITS;

      Row(String stream, long sequence) {
        this.stream = stream;
        this.sequence = sequence;
      }

      void is(Turn next) {
        turn = next;
        LockSupport.unpark(writer);
      }
    }

    void insert(String stream, long sequence) throws SQLException {
      Row row = new Row(stream, sequence);
      waiting.add(row);
      if (led.compareAndSet(false, true)) {
        row.turn = Turn.LEADS;
      }
      while (row.turn == Turn.WAITS) {
        LockSupport.park();
      }
      if (row.turn == Turn.LEADS) {
        lead();
      }
    }

    private void lead() throws SQLException {
      List<Row> group = new ArrayList<>();
      for (Row row = waiting.poll(); row != null; row = waiting.poll()) {
        group.add(row);
        if (group.size() == AT_MOST) {
          break;
        }
      }
      if (!group.isEmpty()) {
        write(group);
        group.forEach(row -> row.is(Turn.DONE));
      }
      Row next = waiting.peek();
      if (next != null) {
        next.is(Turn.LEADS);
        return;
      }
      led.set(false);
      if (!waiting.isEmpty() && led.compareAndSet(false, true)) {
        lead();
      }
    }

    private void write(List<Row> group) throws SQLException {
      try (Connection connection = pool.getConnection();
          PreparedStatement sql =
              connection.prepareStatement(
                  "insert into raw_event (stream, sequence, event_id, type, recorded_at, payload)"
                      + " select s, n, e, 'bench.Shipped', now(), p::jsonb"
                      + " from unnest(?::text[], ?::bigint[], ?::text[], ?::text[])"
                      + " as v (s, n, e, p)")) {
        sql.setArray(1, connection.createArrayOf("text", of(group, row -> row.stream)));
        sql.setArray(2, connection.createArrayOf("bigint", of(group, row -> row.sequence)));
        sql.setArray(
            3, connection.createArrayOf("text", of(group, row -> UUID.randomUUID().toString())));
        sql.setArray(
            4,
            connection.createArrayOf(
                "text", of(group, row -> payload(row.stream, (int) row.sequence))));
        sql.executeUpdate();
      }
    }

    private static Object[] of(List<Row> group, Function<Row, Object> column) {
      return group.stream().map(column).toArray();
    }
  }

  private static Runner rawInGroups(HikariDataSource pool) {
    Groups groups = new Groups(pool);
    return new Runner((thread, number) -> groups.insert("raw-" + thread, number), () -> {});
  }

  private static void insertRaw(HikariDataSource pool, String statement, int thread, long number)
      throws SQLException {
    String stream = "raw-" + thread;
    try (Connection connection = pool.getConnection();
        PreparedStatement sql = connection.prepareStatement(statement)) {
      sql.setString(1, stream);
      sql.setLong(2, number);
      sql.setString(3, UUID.randomUUID().toString());
      sql.setString(4, payload(stream, (int) number));
      sql.executeUpdate();
    }
  }

  private static Runner commands(AxonApplication made) {
    String[] ids = new String[CONNECTIONS];
    AxonApplication application = made.start();
    return new Runner(
        (thread, number) -> {
          if (number % EVENTS_PER_STREAM == 0) {
            ids[thread] = UUID.randomUUID().toString();
            application.commands().sendAndWait(new Shipments.Open(ids[thread]));
          } else {
            application.commands().sendAndWait(new Shipments.Ship(ids[thread]));
          }
        },
        application);
  }

  /** Each writer goes on with a stream of its own, which begins with 700 events. */
  private static Runner commandsOnLongStreams(AxonApplication made) {
    Map<Integer, String> ids = new ConcurrentHashMap<>();
    AxonApplication application = made.start();
    return new Runner(
        (thread, number) -> {
          String id = ids.get(thread);
          if (id == null) {
            String begun = UUID.randomUUID().toString();
            application.inTransaction(
                connections -> application.engine().appendEvents(stream(begun, LONG_STREAM)));
            ids.put(thread, begun);
          } else {
            application.commands().sendAndWait(new Shipments.Ship(id));
          }
        },
        application);
  }

  private static final int LONG_STREAM = 700;

  private static List<DomainEventMessage<?>> stream(String id, int events) {
    List<DomainEventMessage<?>> stream = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      stream.add(new GenericDomainEventMessage<>("Shipments", id, i, Shipped.of(id, i)));
    }
    return stream;
  }

  private static Runner ourAppends(HikariDataSource pool) {
    PostgresEventStorageEngine engine =
        PostgresEventStorageEngine.builder()
            .dataSource(pool)
            .connectionProvider(pool::getConnection)
            .catalog(new Catalog())
            .snapshotSerializer(TestDatabase.snapshotSerializer())
            .build();
    String[] ids = new String[CONNECTIONS];
    return new Runner(
        (thread, number) -> {
          long sequence = number % EVENTS_PER_STREAM;
          if (sequence == 0) {
            ids[thread] = UUID.randomUUID().toString();
          }
          engine.appendEvents(
              List.of(
                  new GenericDomainEventMessage<>(
                      "Shipments",
                      ids[thread],
                      sequence,
                      Shipped.of(ids[thread], (int) sequence))));
        },
        () -> {});
  }

  private static boolean wanted(String what) {
    return what.matches(System.getProperty("bench.only", ".*"));
  }

  /** What a contestant did in all its turns. */
  private static final class Result {
    private final List<long[]> nanos = new ArrayList<>();
    private Cpu cpu = new Cpu(Duration.ZERO, Duration.ZERO);

    long count() {
      return nanos.stream().mapToLong(turn -> turn.length).sum();
    }

    double rate() {
      return count() / (double) (MEASURE.toSeconds() * nanos.size());
    }

    double slowestTurn() {
      return nanos.stream().mapToLong(turn -> turn.length).min().orElse(0)
          / (double) MEASURE.toSeconds();
    }

    double fastestTurn() {
      return nanos.stream().mapToLong(turn -> turn.length).max().orElse(0)
          / (double) MEASURE.toSeconds();
    }

    double microsOfEach() {
      return cpu.client().plus(cpu.server()).toNanos() / 1e3 / count();
    }
  }

  private static void race(List<Contestant> contestants) throws Exception {
    for (Contestant contestant : contestants) {
      during(WARM_UP, contestant.work());
    }
    Map<String, Result> results = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (Contestant contestant : contestants) {
        Cpu begin = Cpu.now();
        long[] nanos = during(MEASURE, contestant.work());
        Result result = results.computeIfAbsent(contestant.what(), what -> new Result());
        result.nanos.add(nanos);
        result.cpu = result.cpu.plus(Cpu.now().minus(begin));
      }
    }
    Result stock = results.get(STOCK);
    results.forEach((what, result) -> print(what, result, stock));
  }

  private static void print(String what, Result result, @Nullable Result stock) {
    long[] nanos = result.nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    OUT.printf(
        "%-38s %,8.0f /s (turns %,.0f to %,.0f)   p50 %6.2f ms   p99 %6.2f ms"
            + "   processor time of each: %s%s%n",
        what,
        result.rate(),
        result.slowestTurn(),
        result.fastestTurn(),
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        result.cpu.ofEach(nanos.length),
        stock == null
            ? ""
            : String.format(
                "   of stock's: rate %.2f, processor time %.2f",
                result.rate() / stock.rate(), result.microsOfEach() / stock.microsOfEach()));
  }

  /** Processor time, which other work on the machine does not lengthen as it does the clock's. */
  private record Cpu(Duration client, Duration server) {

    static Cpu now() {
      ProcessHandle running = runningServer();
      Duration server =
          Stream.concat(Stream.of(running), running.descendants())
              .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
              .reduce(Duration.ZERO, Duration::plus);
      return new Cpu(
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO), server);
    }

    Cpu plus(Cpu more) {
      return new Cpu(client.plus(more.client), server.plus(more.server));
    }

    Cpu minus(Cpu begin) {
      return new Cpu(client.minus(begin.client), server.minus(begin.server));
    }

    String ofEach(long count) {
      return String.format(
          "%4.0f µs Java + %4.0f µs PostgreSQL",
          client.toNanos() / 1e3 / count, server.toNanos() / 1e3 / count);
    }
  }

  private static @Nullable ProcessHandle postmaster;

  private static ProcessHandle runningServer() {
    if (postmaster == null) {
      throw new IllegalStateException("no server runs");
    }
    return postmaster;
  }

  private static long[] during(Duration time, Work work) throws Exception {
    List<Future<List<Long>>> results = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        int thread = i;
        results.add(
            threads.submit(
                () -> {
                  List<Long> nanos = new ArrayList<>();
                  for (long number = 0; System.nanoTime() < end; number++) {
                    long begin = System.nanoTime();
                    work.once(thread, number);
                    nanos.add(System.nanoTime() - begin);
                  }
                  return nanos;
                }));
      }
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> result : results) {
        all.addAll(result.get());
      }
      return all.stream().mapToLong(Long::longValue).toArray();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer failed", e.getCause());
    }
  }

  // ---- reading ----

  @FunctionalInterface
  private interface Start {
    AxonApplication application();
  }

  /** Writes every event into a table, one statement for each batch. */
  static final class IntoATable {

    private final AxonApplication application;
    private final AtomicLong rows = new AtomicLong();

    IntoATable(AxonApplication application) {
      this.application = application;
    }

    @EventHandler
    void on(Shipped event) {
      CurrentUnitOfWork.get()
          .root()
          .<List<Shipped>>getOrComputeResource(
              "rows",
              key -> {
                List<Shipped> batch = new ArrayList<>();
                CurrentUnitOfWork.get().root().onPrepareCommit(unit -> write(batch));
                return batch;
              })
          .add(event);
    }

    private void write(List<Shipped> batch) {
      try (Connection connection = application.connections().getConnection();
          PreparedStatement sql =
              connection.prepareStatement("insert into replayed values (?, ?, ?)")) {
        for (Shipped event : batch) {
          sql.setString(1, event.caseId());
          sql.setLong(2, event.number());
          sql.setString(3, event.trackingNumber());
          sql.addBatch();
        }
        sql.executeBatch();
        rows.addAndGet(batch.size());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void replay(String what, HikariDataSource pool, int size, Start start)
      throws Exception {
    if (!wanted("replay, " + what)) {
      return;
    }
    replay(pool, size, start, WARM_UP);
    Replayed replayed = replay(pool, size, start, MEASURE.multipliedBy(3));
    OUT.printf(
        "%-32s %,9.0f events/s into a table (%,d in %.1f s)   processor time of each: %s%n",
        "replay, " + what,
        replayed.events() / replayed.seconds(),
        replayed.events(),
        replayed.seconds(),
        replayed.cpu().ofEach(replayed.events()));
  }

  /** From the first batch on: before it, the processor claims its segments. */
  private record Replayed(long events, double seconds, Cpu cpu) {}

  private static Replayed replay(HikariDataSource pool, int size, Start start, Duration atMost)
      throws Exception {
    execute(pool, "truncate replayed, token_entry");
    AxonApplication application = start.application();
    IntoATable handler = new IntoATable(application);
    application.processor("replay", handler, 2, 500);
    try (application) {
      application.start();
      untilRows(handler, 1, System.nanoTime() + Duration.ofMinutes(1).toNanos());
      long first = handler.rows.get();
      long begin = System.nanoTime();
      Cpu cpu = Cpu.now();
      untilRows(handler, size, begin + atMost.toNanos());
      long events = handler.rows.get() - first;
      return new Replayed(events, (System.nanoTime() - begin) / 1e9, Cpu.now().minus(cpu));
    }
  }

  private static void untilRows(IntoATable handler, long rows, long end) {
    while (handler.rows.get() < rows && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Notes when each event came. */
  static final class Arrivals {

    private final Map<String, Instant> at = new ConcurrentHashMap<>();

    @EventHandler
    void on(Shipped event) {
      Instant now = Instant.now();
      at.put(event.caseId(), now);
    }
  }

  private static void latency(String what, HikariDataSource pool, int events, Start start)
      throws SQLException {
    if (!wanted(what)) {
      return;
    }
    execute(pool, "truncate token_entry");
    Arrivals arrivals = new Arrivals();
    try (AxonApplication application = start.application()) {
      application.aggregate(Shipments.class).processorAtHead("latency", arrivals).start();
      latency(what, events, application, arrivals.at);
    }
  }

  private static void latencyInAnotherProcess(String what, HikariDataSource pool, int events)
      throws SQLException, IOException, InterruptedException {
    if (!wanted(what)) {
      return;
    }
    execute(pool, "truncate token_entry");
    try (LatencyReader reader = LatencyReader.start(pool);
        AxonApplication writer =
            AxonApplication.ours(pool, new Catalog(), true).aggregate(Shipments.class).start()) {
      latency(what, events, writer, reader.handledAt());
    }
  }

  /**
   * From the answer of the command, right after its commit, to the begin of the handler; both by
   * the machine's clock, which all its processes share.
   */
  private static void latency(
      String what, int measured, AxonApplication writer, Map<String, Instant> handledAt) {
    int warmUp = measured / 5;
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < warmUp + measured; i++) {
      String id = UUID.randomUUID().toString();
      writer.commands().sendAndWait(new Shipments.Open(id));
      Instant committed = Instant.now();
      long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (!handledAt.containsKey(id) && System.nanoTime() < giveUp) {
        LockSupport.parkNanos(50_000);
      }
      Instant handled = handledAt.get(id);
      if (i >= warmUp) {
        if (handled == null) {
          throw new IllegalStateException(what + ": an event was not handled within 5 s");
        }
        nanos.add(Math.max(0, Duration.between(committed, handled).toNanos()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i % 7));
    }
    nanos.sort(null);
    OUT.printf(
        "%-32s commit to handler p50 %6.2f ms   p99 %6.2f ms   (%d events)%n",
        what,
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get((int) (nanos.size() * 0.99)) / 1e6,
        nanos.size());
  }

  private static void execute(HikariDataSource pool, String statement) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
