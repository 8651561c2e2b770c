package io.rmaflow.kit.web;

import io.rmaflow.events.Context;
import io.rmaflow.kit.eventing.ConsistencyToken;
import io.rmaflow.kit.eventing.ConsistencyWait;
import io.rmaflow.kit.eventing.NotCaughtUp;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.eventing.StreamPosition;
import io.rmaflow.kit.eventing.UnreadableToken;
import io.rmaflow.kit.eventing.WrittenEvents;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The header {@code Consistency-Token}, in requests and in answers. */
final class Consistency {

  /** The header's name. */
  static final String HEADER = "Consistency-Token";

  private final Context own;
  private final ConsistencyWait wait;
  private final WrittenEvents written;
  private final StoredStreams streams;

  Consistency(Context own, ConsistencyWait wait, WrittenEvents written, StoredStreams streams) {
    this.own = own;
    this.wait = wait;
    this.written = written;
    this.streams = streams;
  }

  /**
   * Waits, 2 s of real time at most, until what the header names has been applied or parked here.
   *
   * @throws InvalidRequest where the header is unreadable
   * @throws Unavailable where the time has passed
   */
  void await(@Nullable String header) {
    if (header == null) {
      return;
    }
    try {
      wait.await(header);
    } catch (UnreadableToken unreadable) {
      throw InvalidRequest.of(
          HEADER,
          "MALFORMED",
          "Consistency-Token を読み取れません。",
          "This is not a Consistency-Token that a service has given.");
    } catch (NotCaughtUp late) {
      throw new Unavailable(
          1,
          "NOT_CAUGHT_UP",
          "直前の更新がまだ反映されていません。少し待って再送してください。",
          "What the Consistency-Token names has not arrived yet; try again shortly.");
    }
  }

  /**
   * Inside the transaction of a write, when everything has been written: the last event of every
   * stream that it wrote, or where it wrote nothing the present one of the stream that it named.
   */
  String ofThisWrite(@Nullable String namedStream) {
    List<StreamPosition> positions = written.inCurrentTransaction();
    if (positions.isEmpty() && namedStream != null) {
      OptionalLong last = streams.lastSequence(namedStream);
      if (last.isPresent()) {
        positions = List.of(new StreamPosition(own, namedStream, last.getAsLong()));
      }
    }
    return ConsistencyToken.encode(positions);
  }
}
