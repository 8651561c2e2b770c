package io.rmaflow.stack;

import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.MailSink;
import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the servers as the whole of a JVM; it runs until it is told to end. */
final class Serve {

  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  /** Tells the supervisor that PostgreSQL ended although its JVM did not. */
  private static final int POSTMASTER_ENDED = 3;

  private Serve() {}

  /**
   * @param arguments which server, folder of its data, its port, the file to make when it is ready
   */
  static void run(List<String> arguments) {
    if (arguments.size() != 4) {
      throw new StackFailure("serve needs a server, a folder, a port and a file");
    }
    Path data = Path.of(arguments.get(1));
    int port = Integer.parseInt(arguments.get(2));
    Path ready = Path.of(arguments.get(3));
    switch (arguments.getFirst()) {
      case Stack.POSTGRES -> postgres(data, port, ready);
      case Stack.KAFKA -> kafka(data, port, ready);
      case Stack.MAIL -> mail(data, port, ready);
      default -> throw new StackFailure("No such server: " + arguments.getFirst());
    }
  }

  private static void postgres(Path data, int port, Path ready) {
    PostgresServer server = PostgresServer.start(data, port, PostgresServer.Durability.DURABLE);
    server.createServiceDatabases();
    ProcessHandle postmaster = server.postmaster();
    CountDownLatch stopping = stopAtEnd(server);
    var unused =
        postmaster
            .onExit()
            .thenRun(
                () -> {
                  if (stopping.getCount() > 0) {
                    LOG.error("PostgreSQL has ended by itself");
                    Runtime.getRuntime().halt(POSTMASTER_ENDED);
                  }
                });
    announce(ready);
    forever();
  }

  private static void kafka(Path data, int port, Path ready) {
    KafkaServer server = KafkaServer.start(data, port);
    server.createTopics();
    stopAtEnd(server);
    announce(ready);
    server.awaitEnd();
  }

  private static void mail(Path data, int port, Path ready) {
    try {
      String bind = System.getProperty("rmaflow.bind", "127.0.0.1");
      stopAtEnd(MailSink.start(data, InetAddress.getByName(bind), port));
    } catch (UnknownHostException e) {
      throw new StackFailure("rmaflow.bind is no address", e);
    }
    announce(ready);
    forever();
  }

  /** Closes the server when the JVM ends; what it returns is at zero from then on. */
  private static CountDownLatch stopAtEnd(AutoCloseable server) {
    CountDownLatch stopping = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.countDown();
                  try {
                    server.close();
                  } catch (Exception e) {
                    LOG.error("Did not stop in order", e);
                  }
                },
                "stop"));
    return stopping;
  }

  private static void announce(Path ready) {
    try {
      Files.writeString(ready, "");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + ready, e);
    }
    LOG.info("Ready");
  }

  private static void forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
