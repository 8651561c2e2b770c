package io.rmaflow.stack;

import io.rmaflow.stack.demo.Ending;
import io.rmaflow.stack.demo.Endpoints;
import io.rmaflow.stack.demo.Story;
import io.rmaflow.stack.demo.Summary;
import io.rmaflow.stack.server.Folders;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** {@code ./rma demo}: plays stories in a sandbox of its own, which it throws away. */
final class Demo {

  private Demo() {}

  /**
   * The stories that the arguments ask for.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static List<Story> chosen(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    List<Story> stories = List.of(Story.CROSS_SEND_BACK);
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      if (!option.equals("--procedure")) {
        throw new IllegalArgumentException("demo does not know " + option);
      }
      if (rest.isEmpty()) {
        throw new IllegalArgumentException("--procedure needs a name, or all");
      }
      stories = Story.named(rest.removeFirst());
    }
    return stories;
  }

  /**
   * Plays the stories one after another on a running stack, and sums up where there are several.
   */
  static List<Ending> play(List<Story> stories, Stack stack, PrintStream out) {
    Endpoints endpoints =
        new Endpoints(
            stack.url("contract-service"),
            stack.url("rma-service"),
            stack.url("notification-service"),
            stack.bootstrapServers(),
            stack.mailFolder());
    String token = stack.tokens().of("support", "demo");
    List<Ending> endings = new ArrayList<>();
    for (Story story : stories) {
      endings.add(story.play(endpoints, token, out, step -> {}));
    }
    if (endings.size() > 1) {
      Summary.of(endings).forEach(out::println);
    }
    return endings;
  }

  /** Where the sandbox of these stories starts, with nothing of an earlier demo in it. */
  static StackOptions sandboxFor(List<Story> stories, Layout layout) {
    Path folder = layout.home().resolve("demo");
    Folders.delete(folder);
    return StackOptions.of(layout.checkout(), folder)
        .inSandbox(stories.getFirst().startsAt())
        .onAnyPorts();
  }
}
