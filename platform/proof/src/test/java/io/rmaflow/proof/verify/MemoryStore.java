package io.rmaflow.proof.verify;

import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.EntryBundle;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.merkle.TileReader;
import io.rmaflow.proof.merkle.TileWriter;
import io.rmaflow.proof.merkle.TilesInMemory;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Keys;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A store with its log, and everything that the owner of a database can do to it. */
public final class MemoryStore {

  /** The log's key. */
  public static final SigningKey KEY = Keys.log("rmaflow.example/rma", 7);

  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  final List<StoredEvent> events = new ArrayList<>();
  final List<LogRow> rows = new ArrayList<>();
  final TilesInMemory tiles = new TilesInMemory();
  private final Map<String, StoredEvent> newest = new HashMap<>();

  /** Streams {@code s0}, {@code s1} … whose events come in a random but repeatable order. */
  public static MemoryStore of(int size, int streams, long seed) {
    MemoryStore store = new MemoryStore();
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      store.append("s" + random.nextInt(streams), "note " + i);
    }
    store.log();
    return store;
  }

  /** Appends an event, not yet to the log. */
  public void append(String stream, String text) {
    StoredEvent previous = newest.get(stream);
    long sequence = previous == null ? 0 : previous.sequence() + 1;
    byte[] before = previous == null ? HashChain.beforeTheFirst() : previous.hash();
    StoredEvent event = linked(event(stream, sequence, text, events.size()), before);
    newest.put(stream, event);
    events.add(event);
  }

  private static StoredEvent event(String stream, long sequence, String text, int position) {
    return new StoredEvent(
        new GlobalPosition(1, 100 + position / 3, position),
        stream,
        sequence,
        "id-" + stream + "-" + sequence + "-" + text.hashCode(),
        new EventName("Noted", 1),
        "Notebook",
        MAY.plusSeconds(position),
        ("{\"text\": \"" + text + "\", \"n\": " + position + "}").getBytes(StandardCharsets.UTF_8),
        "{\"actor\": \"desk\"}".getBytes(StandardCharsets.UTF_8),
        new byte[0]);
  }

  static StoredEvent linked(StoredEvent e, byte[] before) {
    return with(e, e.payload(), HashChain.link(before, HashChain.content(e)));
  }

  static StoredEvent with(StoredEvent e, byte[] payload, byte[] hash) {
    return new StoredEvent(
        e.position(),
        e.stream(),
        e.sequence(),
        e.id(),
        e.name(),
        e.aggregateType(),
        e.recordedAt(),
        payload,
        e.metadata(),
        hash);
  }

  static StoredEvent at(StoredEvent e, GlobalPosition position, long sequence) {
    return new StoredEvent(
        position,
        e.stream(),
        sequence,
        e.id(),
        e.name(),
        e.aggregateType(),
        e.recordedAt(),
        e.payload(),
        e.metadata(),
        e.hash());
  }

  /** Logs what is not logged yet. */
  public void log() {
    TileWriter writer = TileWriter.resume(rows.size(), tiles, tiles);
    for (int i = rows.size(); i < events.size(); i++) {
      LogRow row = new LogRow(i, Leaf.of(events.get(i)));
      rows.add(row);
      writer.append(row.leaf().leafHash());
    }
    writer.flush();
  }

  /** A checkpoint as it was signed at a size. */
  public String checkpoint(long size) {
    return checkpoint(size, KEY);
  }

  /** The same by another key. */
  public String checkpoint(long size, SigningKey key) {
    Hash root = Proofs.root(size, new TileNodes(tiles));
    return new Checkpoint("rmaflow.example/rma", size, root).sign(List.of(key)).toString();
  }

  /** The events of this store. */
  public List<StoredEvent> events() {
    return events;
  }

  /** The rows of its log. */
  public List<LogRow> rows() {
    return rows;
  }

  /** The tiles of its log. */
  public TileReader tiles() {
    return tiles;
  }

  Optional<byte[]> entries(long tile) {
    return Optional.of(
        EntryBundle.of(
            rows.stream().skip(256 * tile).limit(256).map(row -> row.leaf().entry()).toList()));
  }

  MemoryStore copy() {
    MemoryStore copy = new MemoryStore();
    copy.events.addAll(events);
    copy.rows.addAll(rows);
    copy.newest.putAll(newest);
    for (long level = 0; level < 3; level++) {
      for (long index = 0; index < 20; index++) {
        copy.tiles.put((int) level, index, tiles.read((int) level, index).orElse(new byte[0]));
      }
    }
    return copy;
  }

  StoreVerifier verifier(String... checkpoints) {
    StoreVerifier verifier = StoreVerifier.trusting(TrustedKeys.of(KEY.verifier())).threads(2);
    for (String checkpoint : checkpoints) {
      verifier.checkpoint(checkpoint);
    }
    return verifier;
  }

  Verdict verified(StoreVerifier verifier) {
    return verifier.verify(rows.iterator(), events.iterator());
  }

  // what the owner of a database can do

  void change(int index) {
    StoredEvent e = events.get(index);
    String text = new String(e.payload(), StandardCharsets.UTF_8).replace("note", "nota");
    events.set(index, with(e, text.getBytes(StandardCharsets.UTF_8), e.hash()));
  }

  void changeHash(int index) {
    byte[] hash = events.get(index).hash().clone();
    hash[5] ^= 1;
    events.set(index, with(events.get(index), events.get(index).payload(), hash));
  }

  /** Takes the event away, and no other. */
  void delete(int index) {
    events.remove(index);
  }

  void truncate(int index) {
    StoredEvent first = events.get(index);
    events.removeIf(e -> e.stream().equals(first.stream()) && e.sequence() >= first.sequence());
  }

  /** Puts an event of a stream of its own among the others. */
  void insert(int index) {
    StoredEvent e = linked(event("inserted", 0, "note", index), HashChain.beforeTheFirst());
    GlobalPosition here = events.get(index).position();
    events.add(index, at(e, new GlobalPosition(here.epoch(), here.fence(), here.number()), 0));
  }

  /** Exchanges an event with the next one of its stream. */
  int swap(int index) {
    int next = nextOf(index);
    StoredEvent one = events.get(index);
    StoredEvent other = events.get(next);
    events.set(index, at(other, one.position(), one.sequence()));
    events.set(next, at(one, other.position(), other.sequence()));
    return next;
  }

  int nextOf(int index) {
    for (int i = index + 1; i < events.size(); i++) {
      if (events.get(i).stream().equals(events.get(index).stream())) {
        return i;
      }
    }
    return -1;
  }

  /** Changes an event and makes the hashes of its stream fit again. */
  void rewrite(int index) {
    change(index);
    String stream = events.get(index).stream();
    Map<String, byte[]> last = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      StoredEvent e = events.get(i);
      if (e.stream().equals(stream)) {
        byte[] before = last.getOrDefault(stream, HashChain.beforeTheFirst());
        events.set(i, linked(e, before));
        last.put(stream, events.get(i).hash());
      }
    }
  }

  /** Makes the rows say what the events say now. */
  void relog() {
    int size = rows.size();
    rows.clear();
    for (int i = 0; i < size; i++) {
      rows.add(new LogRow(i, Leaf.of(events.get(i))));
    }
  }

  /** And the tiles what the rows say. */
  void retile() {
    TileWriter writer = TileWriter.empty(tiles);
    rows.forEach(row -> writer.append(row.leaf().leafHash()));
    writer.flush();
  }

  void changeRow(int index) {
    Leaf leaf = rows.get(index).leaf();
    byte[] hash = leaf.hash().bytes();
    hash[0] ^= 1;
    rows.set(index, new LogRow(index, new Leaf(leaf.stream(), leaf.sequence(), Hash.of(hash))));
  }

  void changeTile(int level, int place) {
    byte[] tile = tiles.read(level, place / 256).orElseThrow().clone();
    tile[place % 256 * 32 + 9] ^= 1;
    tiles.put(level, place / 256, tile);
  }
}
