package io.rmaflow.proof.pack;

import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.Words;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.pack.PackFinding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Judges the events of a pack: content against hash, hash against the stream, leaf against the log.
 */
final class PackEvents {

  private static final List<String> NEEDED =
      List.of(
          "stream",
          "sequence",
          "id",
          "type",
          "version",
          "recordedAt",
          "payload",
          "metadata",
          "hash");
  private static final List<String> POSSIBLE =
      List.of("aggregateType", "previous", "index", "proof");

  /** Positions are no part of a pack. */
  private static final GlobalPosition NOWHERE = new GlobalPosition(0, 0, 0);

  private final Map<String, Last> last = new HashMap<>();
  private final Map<String, Long> streams = new HashMap<>();
  private long proved;
  private long unproved;

  private record Last(long sequence, Hash hash) {}

  record Wrong(Kind kind, Words words) {}

  /**
   * Says what is wrong with an event.
   *
   * @param checkpoint null where there is none that is believed
   */
  List<Wrong> judge(JsonNode body, @Nullable Checkpoint checkpoint) {
    PackFormat.fields(body, NEEDED, POSSIBLE);
    StoredEvent event = event(body);
    Hash hash = Hash.of(event.hash());
    List<Wrong> wrong = new ArrayList<>();
    Last before = last.put(event.stream(), new Last(event.sequence(), hash));
    streams.merge(event.stream(), 1L, Long::sum);
    Hash previous = previous(body, event, before, wrong);
    if (!hash.is(linked(previous, event))) {
      wrong.add(
          new Wrong(
              Kind.EVENT_CHANGED,
              new Words("イベントの内容がハッシュと一致しません。", "the event is not what its hash says.")));
    }
    if (!body.has("index")) {
      unproved++;
    } else if (checkpoint != null) {
      if (isIn(checkpoint, body, event)) {
        proved++;
      } else {
        wrong.add(
            new Wrong(
                Kind.NOT_IN_LOG,
                new Words(
                    "イベントはログに記録されたものではありません（証明がチェックポイントに一致しません）。",
                    "the event is not the one in the log: its proof does not lead to the checkpoint.")));
      }
    } else {
      unproved++;
    }
    return wrong;
  }

  /**
   * Remembers the event of a line that was changed, so that the next ones are judged by themselves.
   */
  void passOver(JsonNode body) {
    StoredEvent event = event(body);
    last.put(event.stream(), new Last(event.sequence(), Hash.of(event.hash())));
    streams.merge(event.stream(), 1L, Long::sum);
  }

  private static boolean isIn(Checkpoint checkpoint, JsonNode body, StoredEvent event) {
    try {
      return Proofs.includes(
          Leaf.of(event).leafHash(),
          PackFormat.number(body, "index"),
          checkpoint.size(),
          PackFormat.hashes(body, "proof"),
          checkpoint.root());
    } catch (IllegalArgumentException e) {
      throw new PackFormat.Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Hash previous(
      JsonNode body, StoredEvent event, @Nullable Last before, List<Wrong> wrong) {
    Hash known = before == null ? PackLine.BEFORE_THE_FIRST : before.hash;
    boolean follows = before == null || before.sequence + 1 == event.sequence();
    if (body.has("previous")) {
      Hash stated = PackFormat.hash(body, "previous");
      if ((before != null && before.sequence + 1 >= event.sequence()) || event.sequence() == 0) {
        wrong.add(outOfPlace());
      }
      return stated;
    }
    if (!follows || (before == null && event.sequence() > 0)) {
      wrong.add(outOfPlace());
    }
    return known;
  }

  private static Wrong outOfPlace() {
    return new Wrong(
        Kind.EVENT_OUT_OF_PLACE,
        new Words(
            "ストリームの直前のイベントに続いていません。",
            "the event does not follow the one before it in its stream."));
  }

  private static byte[] linked(Hash previous, StoredEvent event) {
    try {
      return HashChain.link(previous.bytes(), HashChain.content(event));
    } catch (RuntimeException e) {
      // no store has written such a value
      return new byte[0];
    }
  }

  private static StoredEvent event(JsonNode body) {
    try {
      return new StoredEvent(
          NOWHERE,
          PackFormat.text(body, "stream"),
          PackFormat.number(body, "sequence"),
          PackFormat.text(body, "id"),
          new EventName(
              PackFormat.text(body, "type"), Math.toIntExact(PackFormat.number(body, "version"))),
          PackFormat.textOrNone(body, "aggregateType"),
          PackFormat.instant(body, "recordedAt"),
          PackFormat.json(body.path("payload")),
          PackFormat.json(body.path("metadata")),
          PackFormat.hash(body, "hash").bytes());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new PackFormat.Wrong("it is no event: " + e.getMessage());
    }
  }

  Map<String, Long> streams() {
    return streams;
  }

  long proved() {
    return proved;
  }

  long unproved() {
    return unproved;
  }

  long count() {
    return streams.values().stream().mapToLong(Long::longValue).sum();
  }
}
