package io.rmaflow.console.browser;

import io.rmaflow.client.Connection;
import io.rmaflow.console.ConsoleApplication;
import io.rmaflow.console.frame.Role;
import io.rmaflow.stack.Progress;
import io.rmaflow.stack.Stack;
import io.rmaflow.stack.StackOptions;
import io.rmaflow.stack.server.Folders;
import io.rmaflow.stack.server.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole system for the tests of this module: servers, issuer and services as processes of their
 * own on one clock that stands still, and the console in this one. It begins at {@link #BEGINS} and
 * goes on only when a test moves it; tests share it, so that each makes what it looks at itself.
 */
public final class Rmaflow implements AutoCloseable {

  /** Friday morning before Golden Week. */
  public static final OffsetDateTime BEGINS = OffsetDateTime.parse("2026-04-24T09:00:00+09:00");

  private static final Map<Role, String> ACCOUNTS =
      Map.of(
          Role.SUPPORT, "desk",
          Role.LOGISTICS, "logistics",
          Role.AUDITOR, "auditor",
          Role.ADMIN, "admin",
          Role.CUSTOMER, "customer-c-1001");

  private final Path folder;
  private final Stack stack;
  private final URI address;
  private final ConfigurableApplicationContext console;
  private final List<Connection> connections = new ArrayList<>();

  private Rmaflow(Path folder, Stack stack, URI address, ConfigurableApplicationContext console) {
    this.folder = folder;
    this.stack = stack;
    this.address = address;
    this.console = console;
  }

  /** {@code -Drmaflow.checkout} is where the services are built, by default this checkout. */
  static Rmaflow start() {
    Path checkout = Path.of(System.getProperty("rmaflow.checkout", ".."));
    URI address = URI.create("http://127.0.0.1:" + Ports.anyFree());
    Path folder = folder();
    Stack stack =
        Stack.start(
            StackOptions.of(checkout, folder)
                .inSandbox(Instant.from(BEGINS))
                .onAnyPorts()
                .withoutRestarts()
                .withConsoleAt(address),
            Progress.to(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
    try {
      return new Rmaflow(folder, stack, address, console(stack, address));
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static ConfigurableApplicationContext console(Stack stack, URI address) {
    return SpringApplication.run(
        ConsoleApplication.class,
        "--server.port=" + address.getPort(),
        "--rmaflow.console.contract-service=" + stack.url("contract-service"),
        "--rmaflow.console.rma-service=" + stack.url("rma-service"),
        "--rmaflow.console.notification-service=" + stack.url("notification-service"),
        "--rmaflow.console.issuer=" + stack.url(Stack.IDENTITY),
        "--rmaflow.console.issuer-from-here=" + stack.url(Stack.IDENTITY),
        "--rmaflow.console.client-secret=" + stack.secretOf("rmaflow-console"));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("rmaflow-console");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no folder for the stack", e);
    }
  }

  /** Where the console is, without a slash at the end. */
  public String address() {
    return address.toString();
  }

  /** The servers and services. */
  public Stack stack() {
    return stack;
  }

  /** What the console is made of. */
  public ConfigurableApplicationContext console() {
    return console;
  }

  /** Who logs in for a role. */
  public static String accountOf(Role role) {
    String account = ACCOUNTS.get(role);
    if (account == null) {
      throw new IllegalArgumentException("Nobody has the role " + role);
    }
    return account;
  }

  /** The services without the console, as a program with this role calls them. */
  public Connection as(Role role) {
    return connected(role, List.of());
  }

  /** The same as a customer with this ID. */
  public Connection asCustomer(String customerId) {
    return connected(Role.CUSTOMER, List.of(customerId));
  }

  private synchronized Connection connected(Role role, List<String> customerIds) {
    String name = role.wireName();
    Connection made =
        Connection.to(
            stack.url("contract-service"),
            stack.url("rma-service"),
            stack.url("notification-service"),
            () -> stack.tokens().of(name, "test-" + name, customerIds),
            Duration.ofMinutes(1));
    connections.add(made);
    return made;
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    console.close();
    stack.close();
    Folders.delete(folder);
  }
}
