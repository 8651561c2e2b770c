package io.rmaflow.proof.verify;

import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.TileReader;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Opened;
import io.rmaflow.proof.note.TrustedKeys;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a whole store: its events, the rows of its log and its tiles, against checkpoints that
 * were kept outside. Everything is read once and nothing is kept of it but the last hash of each
 * stream, and what does not meet its counterpart.
 *
 * <p>A row whose event was changed is named exactly. Where somebody rewrote events, log and tiles
 * together, a checkpoint shows between which two checkpoints that was, and a mirror of the tiles
 * from before shows the row. Behind the last checkpoint only contradictions are found. Where the
 * events of a stream's end and their rows were taken away behind the last checkpoint, nothing
 * contradicts.
 */
public final class StoreVerifier {

  private static final int CHUNK = 512;
  private static final int SHOWN = 100;

  private final List<Opened.Trusted> trusted = new ArrayList<>();
  private final List<Finding> refused = new ArrayList<>();
  private final TrustedKeys keys;
  private @Nullable TileReader tiles;
  private @Nullable TileReader mirror;
  private @Nullable LongFunction<Optional<byte[]>> mirroredEntries;
  private boolean inReadingOrder = true;
  private int threads = Runtime.getRuntime().availableProcessors();
  private LongConsumer progress = events -> {};

  private StoreVerifier(TrustedKeys keys) {
    this.keys = keys;
  }

  /** Believes the checkpoints that these keys vouch for. */
  public static StoreVerifier trusting(TrustedKeys keys) {
    return new StoreVerifier(keys);
  }

  /**
   * Adds a checkpoint: a signed note as it was kept. One that is not believed is a finding.
   *
   * @param seen when it was kept, where that is known
   */
  public StoreVerifier checkpoint(String note, Optional<Instant> seen) {
    switch (keys.open(note, seen)) {
      case Opened.Trusted opened -> trusted.add(opened);
      case Opened.Refused no ->
          refused.add(new Finding.CheckpointRefused(no.checkpoint(), no.reason(), no.why()));
    }
    return this;
  }

  /** As {@link #checkpoint(String, Optional)}, where nobody knows when it was kept. */
  public StoreVerifier checkpoint(String note) {
    return checkpoint(note, Optional.empty());
  }

  /** Verifies the store's own tiles too; they may be behind the rows, not behind a checkpoint. */
  public StoreVerifier tiles(TileReader stored) {
    tiles = stored;
    return this;
  }

  /** Compares with tiles that somebody mirrored; they are believed as far as a checkpoint fits. */
  public StoreVerifier mirror(TileReader mirrored) {
    mirror = mirrored;
    return this;
  }

  /**
   * Names rows that are gone from the store by the entries that were mirrored beside the tiles.
   *
   * @param bundles the bundle of a tile of level 0 by its index, see {@link
   *     io.rmaflow.proof.merkle.EntryBundle}
   */
  public StoreVerifier mirroredEntries(LongFunction<Optional<byte[]>> bundles) {
    mirroredEntries = bundles;
    return this;
  }

  /**
   * Says that events come in any order, and so nothing about whether somebody changed the order in
   * which the store is read. What is kept grows with the disorder.
   */
  public StoreVerifier inAnyOrder() {
    inReadingOrder = false;
    return this;
  }

  /** Hashes with so many threads; the processors of the machine by default. */
  public StoreVerifier threads(int count) {
    threads = count;
    return this;
  }

  /** Is told now and then how many events have been verified. */
  public StoreVerifier progress(LongConsumer events) {
    progress = events;
    return this;
  }

  /**
   * Reads everything once and says what is wrong.
   *
   * @param rows the log, in the order of its indexes
   * @param events all events in the order in which the store is read, unless {@link #inAnyOrder}
   */
  public Verdict verify(Iterator<LogRow> rows, Iterator<StoredEvent> events) {
    TileView mirrored = mirror == null ? null : new TileView(mirror);
    Doubts doubts = new Doubts();
    EventSide eventSide = new EventSide(doubts, inReadingOrder);
    LogSide logSide =
        new LogSide(
            doubts,
            trusted.stream().map(Opened.Trusted::checkpoint).toList(),
            tiles == null ? null : new TileView(tiles),
            mirrored,
            names(mirrored));
    long read = new Pass(rows, events, eventSide, logSide).run();
    logSide.end();
    logSide.beyond();
    eventSide.finish();
    return verdict(doubts, eventSide, logSide, read);
  }

  private LogSide.Names names(@Nullable TileView mirrored) {
    // a view of its own, so that looking a name up does not lose the tile that is being read
    return mirroredEntries == null || mirrored == null || mirror == null
        ? index -> Place.of(index, Optional.empty())
        : new MirroredEntries(mirroredEntries, new TileView(mirror));
  }

  private Verdict verdict(Doubts doubts, EventSide events, LogSide log, long read) {
    Resolution resolution = new Resolution(events, log);
    List<Finding> findings = new ArrayList<>();
    long firstWrong = Long.MAX_VALUE;
    for (Doubt doubt : doubts.inOrder()) {
      Finding finding = resolution.of(doubt).orElse(null);
      if (finding != null && !findings.contains(finding)) {
        findings.add(finding);
        firstWrong = Math.min(firstWrong, finding.place().map(Place::index).orElse(firstWrong));
      }
    }
    findings.addAll(log.disagreements());
    findings.addAll(refused);
    long good = firstWrong;
    return new Verdict(
        findings.subList(0, Math.min(SHOWN, findings.size())),
        Math.max(0, findings.size() - SHOWN) + doubts.dropped(),
        log.passed().stream()
            .filter(checkpoint -> checkpoint.size() <= good)
            .max(Comparator.comparingLong(Checkpoint::size)),
        trusted.stream()
            .map(Opened.Trusted::checkpoint)
            .max(Comparator.comparingLong(Checkpoint::size)),
        log.rows(),
        read,
        events.waiting());
  }

  /** An event or a row; of an event, whether the rows were over when it came. */
  private record Item(
      @Nullable LogRow row, @Nullable StoredEvent event, long before, boolean rowsAreOver) {}

  /** The same with what took long. */
  private record Hashed(
      @Nullable LogRow row, @Nullable Hash leaf, @Nullable SeenEvent event, boolean rowsAreOver) {}

  /**
   * One way through the store: this thread reads and compares, others hash. The event that stands
   * at a place of the log comes right before its row.
   */
  private final class Pass {

    private final Iterator<LogRow> rows;
    private final Iterator<StoredEvent> events;
    private final EventSide eventSide;
    private final LogSide logSide;
    private final Deque<Future<List<Hashed>>> underWay = new ArrayDeque<>();
    private @Nullable LogRow row;
    private long next;
    private long read;
    private long verified;

    Pass(
        Iterator<LogRow> rows, Iterator<StoredEvent> events, EventSide eventSide, LogSide logSide) {
      this.rows = rows;
      this.events = events;
      this.eventSide = eventSide;
      this.logSide = logSide;
    }

    long run() {
      row = rows.hasNext() ? rows.next() : null;
      try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
        List<Item> chunk = chunk();
        while (!chunk.isEmpty()) {
          List<Item> items = chunk;
          underWay.add(pool.submit(() -> hashed(items)));
          if (underWay.size() > 2 * threads) {
            take();
          }
          chunk = chunk();
        }
        while (!underWay.isEmpty()) {
          take();
        }
      }
      return read;
    }

    private List<Item> chunk() {
      List<Item> items = new ArrayList<>(CHUNK);
      while (items.size() < CHUNK) {
        LogRow upcoming = row;
        if (events.hasNext() && (upcoming == null || upcoming.index() >= read)) {
          items.add(new Item(null, events.next(), next, upcoming == null));
          read++;
        } else if (upcoming != null) {
          items.add(new Item(upcoming, null, next, false));
          next = Math.max(next, upcoming.index() + 1);
          row = rows.hasNext() ? rows.next() : null;
        } else {
          break;
        }
      }
      return items;
    }

    private List<Hashed> hashed(List<Item> items) {
      List<Hashed> hashed = new ArrayList<>(items.size());
      SeenEvent last = null;
      for (Item item : items) {
        if (item.event != null) {
          last = SeenEvent.of(item.event, item.before);
          hashed.add(new Hashed(null, null, last, item.rowsAreOver));
        } else if (item.row != null) {
          hashed.add(new Hashed(item.row, leaf(item.row, last), null, false));
        }
      }
      return hashed;
    }

    private void take() {
      try {
        for (Hashed item : underWay.remove().get()) {
          if (item.event != null) {
            verified++;
            logSide.event(item.event.leaf(), item.rowsAreOver);
            eventSide.event(item.event);
          } else if (item.row != null && item.leaf != null) {
            logSide.row(item.row, item.leaf);
            eventSide.row(item.row);
          }
        }
        progress.accept(verified);
      } catch (ExecutionException e) {
        throw new IllegalStateException("Hashing failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while verifying", e);
      }
    }
  }

  /** The leaf of a row, which mostly is that of the event before it. */
  private static Hash leaf(LogRow row, @Nullable SeenEvent event) {
    if (event != null
        && event.leaf() != null
        && row.leaf().hash().equals(event.hash())
        && event.key().equals(SeenEvent.Key.of(row.leaf()))) {
      return event.leaf();
    }
    return row.leaf().leafHash();
  }
}
