package io.rmaflow.kit.audit.proofs;

import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.kit.audit.proofs.ProvenEvents.Head;
import io.rmaflow.kit.audit.proofs.ProvenEvents.ProvenEvent;
import io.rmaflow.kit.audit.proofs.ProvenEvents.State;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.MissingNode;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Opened;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.TrustedKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.pack.PackHeader;
import io.rmaflow.proof.pack.PackWriter;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.StoredCheckpoint;
import io.rmaflow.proof.store.StoredTiles;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Takes events out of the service's store with what proves them, and writes them into files that
 * carry their proof. Whether they are proved is looked at anew each time, and never taken from what
 * was found before.
 */
public final class ProvenStreams {

  private static final int PAGE = 1_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final PostgresEventStorageEngine engine;
  private final ProofTables tables;
  private final ProofKeys keys;

  ProvenStreams(PostgresEventStorageEngine engine, ProofTables tables, ProofKeys keys) {
    this.engine = engine;
    this.tables = tables;
    this.keys = keys;
  }

  /** An event with the hash of the one before it. */
  private record Linked(StoredEvent event, Hash previous) {}

  /**
   * The events with their proofs. What is not in the log when it is time is there without a proof.
   *
   * @param patience so long, real time, a checkpoint is waited for that has all of them
   */
  public ProvenEvents of(List<Excerpt> excerpts, Duration patience) {
    List<Linked> linked = excerpts.stream().flatMap(this::read).toList();
    List<VerifierKey> known =
        Stream.concat(keys.present().stream(), keys.former().stream()).toList();
    Optional<Head> head = awaited(excerpts, patience).map(stored -> head(stored, known));
    List<ProvenEvent> events =
        head.map(signed -> tables.ask(open -> Optional.of(proven(open, signed, linked))))
            .map(Optional::orElseThrow)
            .orElseGet(() -> linked.stream().map(ProvenStreams::withoutProof).toList());
    return new ProvenEvents(keys.origin(), head, events, known);
  }

  private Stream<Linked> read(Excerpt excerpt) {
    Set<Long> wanted = new HashSet<>(excerpt.sequences());
    List<Linked> read = new ArrayList<>();
    Hash previous = Hash.of(HashChain.beforeTheFirst());
    for (long first = 0; read.size() < wanted.size(); first += PAGE) {
      List<StoredEvent> page = engine.storedEvents(excerpt.stream(), first, PAGE);
      for (StoredEvent event : page) {
        if (wanted.contains(event.sequence())) {
          read.add(new Linked(event, previous));
        }
        previous = Hash.of(event.hash());
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    return read.stream();
  }

  /** The last checkpoint, as soon as it has all of them, or when the time is over. */
  private Optional<StoredCheckpoint> awaited(List<Excerpt> excerpts, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Pause pause = new Pause();
    while (true) {
      Optional<StoredCheckpoint> newest = tables.newest();
      if (!keys.sign()
          || newest.filter(signed -> hasAll(signed.size(), excerpts)).isPresent()
          || System.nanoTime() >= end) {
        return newest;
      }
      try {
        pause.of(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return newest;
      }
    }
  }

  private boolean hasAll(long size, List<Excerpt> excerpts) {
    return tables
        .ask(
            connection -> {
              for (Excerpt excerpt : excerpts) {
                if (!excerpt.sequences().isEmpty()
                    && LogTables.indexOf(
                                connection, excerpt.stream(), excerpt.sequences().getLast())
                            .orElse(size)
                        >= size) {
                  return Optional.of(false);
                }
              }
              return Optional.of(true);
            })
        .orElseThrow();
  }

  private Head head(StoredCheckpoint stored, List<VerifierKey> known) {
    SignedNote note = tables.witnessed(stored);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (known.isEmpty()) {
      return new Head(checkpoint, note, stored.signedAt(), List.of(), List.of());
    }
    TrustedKeys trusted =
        new TrustedKeys(
            keys.origin(), known.stream().map(TrustedKey::always).toList(), keys.witnessKeys(), 0);
    return switch (trusted.open(note)) {
      case Opened.Trusted opened ->
          new Head(
              checkpoint,
              note,
              stored.signedAt(),
              opened.by(),
              opened.witnesses().stream().map(seen -> seen.by().name()).distinct().toList());
      case Opened.Refused _ -> new Head(checkpoint, note, stored.signedAt(), List.of(), List.of());
    };
  }

  private static List<ProvenEvent> proven(Connection connection, Head head, List<Linked> linked)
      throws SQLException {
    long size = head.checkpoint().size();
    TileNodes nodes = new TileNodes(new StoredTiles(connection));
    Map<String, Map<Long, Long>> places = new HashMap<>();
    for (Linked one : linked) {
      String stream = one.event().stream();
      if (!places.containsKey(stream)) {
        Map<Long, Long> found = new HashMap<>();
        for (LogRow row : LogTables.ofStream(connection, stream, 0, size, Integer.MAX_VALUE)) {
          found.put(row.leaf().sequence(), row.index());
        }
        places.put(stream, found);
      }
    }
    List<ProvenEvent> proven = new ArrayList<>();
    for (Linked one : linked) {
      Long index = places.getOrDefault(one.event().stream(), Map.of()).get(one.event().sequence());
      proven.add(index == null ? withoutProof(one) : proven(one, index, head, nodes));
    }
    return proven;
  }

  private static ProvenEvent proven(Linked one, long index, Head head, TileNodes nodes) {
    Checkpoint checkpoint = head.checkpoint();
    List<Hash> proof;
    boolean included;
    try {
      proof = Proofs.inclusion(index, checkpoint.size(), nodes);
      included =
          Proofs.includes(
              Leaf.of(one.event()).leafHash(), index, checkpoint.size(), proof, checkpoint.root());
    } catch (MissingNode e) {
      // a part of the log is gone, and whoever verifies the file is told at this event's line
      proof = List.of();
      included = false;
    }
    boolean holds = included && isWhatWasHashed(one) && !head.signers().isEmpty();
    return new ProvenEvent(
        one.event(),
        one.previous(),
        OptionalLong.of(index),
        proof,
        holds ? State.PROVED : State.WRONG);
  }

  private static ProvenEvent withoutProof(Linked one) {
    return new ProvenEvent(
        one.event(),
        one.previous(),
        OptionalLong.empty(),
        List.of(),
        isWhatWasHashed(one) ? State.NOT_YET : State.WRONG);
  }

  private static boolean isWhatWasHashed(Linked one) {
    try {
      return Hash.of(one.event().hash())
          .is(HashChain.link(one.previous().bytes(), HashChain.content(one.event())));
    } catch (RuntimeException e) {
      // no store has written such a value
      return false;
    }
  }

  /**
   * Writes them into a file that carries its proof, sealed with the newest of the log's keys. Where
   * nothing was signed yet, it has neither proofs nor a seal, and its verification says so.
   *
   * @param header whose origin is that of the events
   * @param documents JSON by name: what belongs to them and is no event of this store
   * @param out stays open
   */
  public void write(
      ProvenEvents proven,
      PackHeader header,
      SortedMap<String, byte[]> documents,
      OutputStream out) {
    PackWriter writer = PackWriter.begin(out, header);
    proven.head().ifPresent(head -> writer.checkpoint(head.note(), proven.keys()));
    for (ProvenEvent event : proven.events()) {
      byte[] previous = event.previous().bytes();
      if (event.index().isPresent()) {
        writer.event(event.event(), previous, event.index().getAsLong(), event.proof());
      } else {
        writer.unproved(event.event(), previous);
      }
    }
    documents.forEach(writer::document);
    if (proven.head().isPresent() && keys.sign()) {
      writer.finish(keys.signing().getFirst());
    } else {
      writer.finish();
    }
  }
}
