package io.rmaflow.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from where it stopped, as a streaming processor does with its token. */
final class Reader {

  private final PostgresEventStorageEngine engine;
  private final List<String> seen = new ArrayList<>();
  private @Nullable GlobalPosition position;

  Reader(PostgresEventStorageEngine engine) {
    this.engine = engine;
  }

  /** What is new since the last call, as {@code stream#sequence}. */
  List<String> read() {
    List<String> fresh = new ArrayList<>();
    engine
        .readEvents(position, false)
        .forEach(
            event -> {
              GlobalPosition next = (GlobalPosition) event.trackingToken();
              if (position != null && next.compareTo(position) <= 0) {
                throw new AssertionError(next + " came after " + position);
              }
              position = next;
              Noted note = (Noted) event.getPayload();
              fresh.add(note.text() + "#" + note.number());
            });
    seen.addAll(fresh);
    return fresh;
  }

  List<String> seen() {
    return seen;
  }
}
