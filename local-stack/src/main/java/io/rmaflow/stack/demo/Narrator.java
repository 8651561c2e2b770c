package io.rmaflow.stack.demo;

import java.io.PrintStream;
import java.util.List;

/** Tells the story on a terminal. */
final class Narrator {

  private final PrintStream out;
  private int step;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void step(String when, String title) {
    step++;
    out.println();
    out.printf("━━ %2d. %s  %s%n", step, when, title);
  }

  void line(String text) {
    out.println("      " + text);
  }

  void lines(List<String> lines) {
    lines.forEach(this::line);
  }

  void event(EventTail.Tailed event, String when) {
    out.printf(
        "   ⇢  %-15s p%02d#%-3d %-26s %s  %s%n",
        event.topic(),
        event.partition(),
        event.offset(),
        event.name(),
        when,
        event.attributes().streamId() + "/" + event.attributes().streamSequence());
  }

  void mail(String when, String to, String subject) {
    out.printf("   ✉  %s  to %s: %s%n", when, to, subject);
  }

  void plain(String text) {
    out.println(text);
  }
}
