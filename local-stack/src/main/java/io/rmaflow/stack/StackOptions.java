package io.rmaflow.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is to run.
 *
 * @param layout where its files are
 * @param sandbox whether time stands still until it is moved
 * @param sandboxStart where a sandbox begins; null: where the data has got to, for new data the
 *     machine's time
 * @param usualPorts whether to take the ports of the documentation where they are free; otherwise
 *     any free ones
 * @param restartDead whether a process that ends by itself is started again
 * @param services which services to run: all, or for a test of the stack itself fewer
 * @param console whether the pages for persons are served, too
 * @param consoleElsewhere where a browser finds them if another program serves them; null: nobody
 *     does, or this stack
 */
public record StackOptions(
    Layout layout,
    boolean sandbox,
    @Nullable Instant sandboxStart,
    boolean usualPorts,
    boolean restartDead,
    List<String> services,
    boolean console,
    @Nullable URI consoleElsewhere) {

  /** The three services, in the order in which they start. */
  public static final List<String> ALL_SERVICES =
      List.of("contract-service", "rma-service", "notification-service");

  public StackOptions {
    services = List.copyOf(services);
  }

  /** All services on the machine's clock, restarted when they die. */
  public static StackOptions of(Path checkout, Path home) {
    return new StackOptions(
        new Layout(checkout, home), false, null, true, true, ALL_SERVICES, false, null);
  }

  /** The same on a clock that stands still. */
  public StackOptions inSandbox(@Nullable Instant start) {
    return new StackOptions(
        layout, true, start, usualPorts, restartDead, services, console, consoleElsewhere);
  }

  /** The same on whatever ports are free, so that it disturbs no other stack. */
  public StackOptions onAnyPorts() {
    return new StackOptions(
        layout, sandbox, sandboxStart, false, restartDead, services, console, consoleElsewhere);
  }

  /** The same, but what dies stays dead until {@link Stack#start(String)}. */
  public StackOptions withoutRestarts() {
    return new StackOptions(
        layout, sandbox, sandboxStart, usualPorts, false, services, console, consoleElsewhere);
  }

  /** The same with these services alone. */
  public StackOptions withServices(List<String> some) {
    return new StackOptions(
        layout, sandbox, sandboxStart, usualPorts, restartDead, some, console, consoleElsewhere);
  }

  /** The same with the pages for persons. */
  public StackOptions withConsole() {
    return new StackOptions(
        layout, sandbox, sandboxStart, usualPorts, restartDead, services, true, null);
  }

  /** The same for a console that is started by somebody else, at this address. */
  public StackOptions withConsoleAt(URI address) {
    return new StackOptions(
        layout, sandbox, sandboxStart, usualPorts, restartDead, services, false, address);
  }
}
