package io.rmaflow.eventstore;

import java.util.ArrayList;
import java.util.List;

/** Another process of this Java, on the classes of this one. */
final class JavaProcess {

  private JavaProcess() {}

  /**
   * Not started yet.
   *
   * @param options of the virtual machine
   */
  static ProcessBuilder of(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Duser.timezone=UTC");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
