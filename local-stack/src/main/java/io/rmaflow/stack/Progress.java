package io.rmaflow.stack;

import java.io.PrintStream;

/** Where the stack says what it does. */
@FunctionalInterface
public interface Progress {

  /** One thing has happened. */
  void line(String text);

  /** Prints every line. */
  static Progress to(PrintStream out) {
    return text -> {
      out.println(text);
      out.flush();
    };
  }
}
