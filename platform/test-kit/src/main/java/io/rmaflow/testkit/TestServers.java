package io.rmaflow.testkit;

import io.rmaflow.stack.server.Folders;
import io.rmaflow.stack.server.MailSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that all tests of a JVM share. Each starts when it is first asked for and stops with
 * the JVM; each test takes a database of its own.
 *
 * <p>They are containers where a Docker engine answers, otherwise embedded; {@link
 * ServerKind#PROPERTY} chooses.
 */
public final class TestServers {

  private static final Logger LOG = LoggerFactory.getLogger(TestServers.class);

  private static final Object LOCK = new Object();
  private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
  private static ServerKind.@Nullable Choice choice;
  private static @Nullable TestPostgres postgres;
  private static @Nullable TestKafka kafka;
  private static @Nullable MailSink mail;
  private static @Nullable Path folder;
  private static int others;

  private TestServers() {}

  /** A PostgreSQL 17. */
  public static TestPostgres postgres() {
    synchronized (LOCK) {
      if (postgres == null) {
        postgres = started(newPostgres("postgres"));
      }
      return postgres;
    }
  }

  /** One more PostgreSQL 17 of the same kind, a cluster of its own; the caller closes it. */
  public static TestPostgres anotherPostgres() {
    synchronized (LOCK) {
      others++;
      return newPostgres("postgres-" + others);
    }
  }

  private static TestPostgres newPostgres(String name) {
    return switch (kind()) {
      case CONTAINERS -> TestPostgres.inContainer();
      case EMBEDDED -> TestPostgres.embedded(folder().resolve(name));
    };
  }

  /** A Kafka broker without topics; it makes none by itself. */
  public static TestKafka kafka() {
    synchronized (LOCK) {
      if (kafka == null) {
        kafka =
            started(
                switch (kind()) {
                  case CONTAINERS -> TestKafka.inContainer();
                  case EMBEDDED -> TestKafka.embedded(folder().resolve("kafka"));
                });
      }
      return kafka;
    }
  }

  /** A mail server that keeps every mail; the same in both kinds. */
  public static MailSink mail() {
    synchronized (LOCK) {
      if (mail == null) {
        mail = started(MailSink.start(folder().resolve("mail"), 0));
      }
      return mail;
    }
  }

  /**
   * Where PostgreSQL and Kafka come from in this run; says so on standard output when first asked.
   */
  public static ServerKind kind() {
    synchronized (LOCK) {
      if (choice == null) {
        choice = ServerKind.choose();
        System.out.println(choice.line());
      }
      return choice.kind();
    }
  }

  private static Path folder() {
    if (folder == null) {
      try {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        LeftOvers.remove(parent);
        Path made =
            Files.createTempDirectory(
                parent, LeftOvers.PREFIX + ProcessHandle.current().pid() + "-");
        folder = made;
        started(() -> Folders.delete(made));
      } catch (IOException e) {
        throw new UncheckedIOException("No folder for the test servers", e);
      }
    }
    return folder;
  }

  private static <T extends AutoCloseable> T started(T server) {
    if (STARTED.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(new Thread(TestServers::stopAll, "stop-test-servers"));
    }
    STARTED.push(server);
    return server;
  }

  private static void stopAll() {
    synchronized (LOCK) {
      while (!STARTED.isEmpty()) {
        AutoCloseable server = STARTED.pop();
        try {
          server.close();
        } catch (Exception e) {
          // The others have to be stopped all the same.
          LOG.warn("{} did not stop in order", server, e);
        }
      }
    }
  }
}
