package io.rmaflow.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.EventHandler;

/**
 * A reader in a process of its own, which shares nothing with the writers but the database and the
 * machine's clock. It prints when it handled each event, so its own reporting is not in the time.
 */
final class LatencyReader implements AutoCloseable {

  private static final String AT_WORK = "at work";
  private static final String HANDLED = "handled ";

  private final Process process;
  private final Map<String, Instant> handledAt = new ConcurrentHashMap<>();
  private final CountDownLatch atWork = new CountDownLatch(1);

  private LatencyReader(Process process) {
    this.process = process;
    Thread.ofPlatform().name("latency-reader").daemon().start(this::listen);
  }

  /** Starts the process and waits until it is at work. */
  static LatencyReader start(HikariDataSource database) throws IOException, InterruptedException {
    LatencyReader reader =
        new LatencyReader(
            JavaProcess.of(
                    LatencyReader.class,
                    List.of("-Xmx512m"),
                    List.of(database.getJdbcUrl(), database.getUsername(), database.getPassword()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    reader.atWork.await();
    if (!reader.process.isAlive()) {
      throw new IllegalStateException("the reader's process ended by itself");
    }
    return reader;
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(HANDLED)) {
          String[] event = line.substring(HANDLED.length()).split(" ", 2);
          handledAt.put(event[0], Instant.parse(event[1]));
        } else if (line.equals(AT_WORK)) {
          atWork.countDown();
        } else {
          // a warning
          System.out.println("the reader: " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      atWork.countDown();
    }
  }

  /** When each case's event was handled, as far as it was reported. */
  Map<String, Instant> handledAt() {
    return handledAt;
  }

  /** The process ends with its input. */
  @Override
  public void close() throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    }
    process.onExit().join();
  }

  /** Arguments: URL, user and password of the database. Until the input ends. */
  public static void main(String[] arguments) throws IOException {
    try (HikariDataSource pool = TestDatabase.pool(arguments[0], arguments[1], arguments[2], 10);
        AxonApplication application =
            AxonApplication.ours(pool, new EventStoreBenchmark.Catalog(), true)) {
      application.processorAtHead("latency", new Handler()).start();
      System.out.println(AT_WORK);
      while (System.in.read() >= 0) {
        // whoever started this says nothing else
      }
    }
  }

  static final class Handler {

    @EventHandler
    void on(EventStoreBenchmark.Shipped event) {
      Instant now = Instant.now();
      System.out.println(HANDLED + event.caseId() + " " + now);
    }
  }
}
