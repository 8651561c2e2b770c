package io.rmaflow.proof.verify;

import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts events and rows of the log together and follows the hash chain of each stream. It keeps the
 * last hash of each stream, and whatever waits for its counterpart.
 */
final class EventSide {

  private static final Hash BEFORE_THE_FIRST = Hash.of(HashChain.beforeTheFirst());

  private final Doubts doubts;
  private final boolean inReadingOrder;
  private final Map<String, Chain> chains = new HashMap<>();

  /** Events without a row so far, but for the newest one, which mostly meets its row next. */
  private final Map<SeenEvent.Key, SeenEvent> unlogged = new HashMap<>();

  private @Nullable SeenEvent newest;
  private final Map<SeenEvent.Key, LogRow> missing = new HashMap<>();
  private final Map<SeenEvent.Key, Pair> parked = new HashMap<>();
  private final Map<Hash, Pair> exchanged = new HashMap<>();
  private long greatestIndex = -1;
  private @Nullable GlobalPosition greatestPosition;
  private long waiting;

  EventSide(Doubts doubts, boolean inReadingOrder) {
    this.doubts = doubts;
    this.inReadingOrder = inReadingOrder;
  }

  private record Pair(LogRow row, SeenEvent event, boolean moved) {}

  /** How far a stream has been followed. */
  private static final class Chain {
    private long next;
    private Hash stored = BEFORE_THE_FIRST;
    private Hash logged = BEFORE_THE_FIRST;
    private boolean rewritten;
    private long lastLogged = -1;
  }

  void event(SeenEvent event) {
    LogRow row = missing.isEmpty() ? null : missing.remove(event.key());
    if (row != null) {
      match(row, event);
      return;
    }
    SeenEvent before = newest;
    newest = event;
    if (before != null) {
      keep(before);
    }
  }

  private void keep(SeenEvent event) {
    SeenEvent twice = unlogged.putIfAbsent(event.key(), event);
    if (twice != null) {
      inserted(event);
    }
  }

  void row(LogRow row) {
    SeenEvent.Key key = SeenEvent.Key.of(row.leaf());
    SeenEvent event = newest;
    if (event != null && event.key().equals(key)) {
      newest = null;
    } else {
      event = unlogged.isEmpty() ? null : unlogged.remove(key);
    }
    if (event == null) {
      missing.put(key, row);
    } else {
      match(row, event);
    }
  }

  private void match(LogRow row, SeenEvent event) {
    boolean moved = inReadingOrder && row.index() < greatestIndex;
    if (!moved) {
      greatestIndex = row.index();
      if (greatestPosition == null || event.position().compareTo(greatestPosition) > 0) {
        greatestPosition = event.position();
      }
    }
    Chain chain = chain(event.key().stream());
    chain.lastLogged = Math.max(chain.lastLogged, event.key().sequence());
    Pair pair = new Pair(row, event, moved);
    if (event.key().sequence() > chain.next) {
      parked.put(event.key(), pair);
      return;
    }
    judge(pair, chain);
    while (!parked.isEmpty()) {
      Pair next = parked.remove(new SeenEvent.Key(event.key().stream(), chain.next));
      if (next == null) {
        return;
      }
      judge(next, chain);
    }
  }

  private Chain chain(String stream) {
    return chains.computeIfAbsent(stream, name -> new Chain());
  }

  private void judge(Pair pair, Chain chain) {
    SeenEvent event = pair.event;
    Hash logged = pair.row.leaf().hash();
    boolean fits = event.fits(chain.stored) || event.fits(chain.logged);
    Place at = Place.of(pair.row);
    if (logged.equals(event.hash())) {
      chain.rewritten = false;
      if (!fits) {
        doubt(pair, new Finding.EventChanged(at, Finding.EventChanged.What.CONTENT));
      } else if (pair.moved) {
        doubt(pair, new Finding.EventMoved(at));
      }
    } else if (fits) {
      // what follows in a stream that was rewritten has another hash too, and says nothing more
      if (!chain.rewritten) {
        doubt(pair, new Finding.StreamRewritten(at));
      }
      chain.rewritten = true;
    } else if (logged.equals(event.linked(chain.stored))
        || logged.equals(event.linked(chain.logged))) {
      chain.rewritten = false;
      doubt(pair, new Finding.EventChanged(at, Finding.EventChanged.What.HASH));
    } else {
      chain.rewritten = false;
      exchanged.put(logged, pair);
      doubt(pair, new Finding.EventChanged(at, Finding.EventChanged.What.BOTH));
    }
    chain.next = event.key().sequence() + 1;
    chain.stored = event.hash() == null ? logged : event.hash();
    chain.logged = logged;
  }

  private void doubt(Pair pair, Finding finding) {
    doubts.add(new Doubt(finding, pair.row.index(), pair.event.leaf(), pair.row.leaf().leafHash()));
  }

  /** When all has been read. */
  void finish() {
    if (newest != null) {
      keep(newest);
      newest = null;
    }
    TreeMap<SeenEvent.Key, Pair> behindAGap = new TreeMap<>(parked);
    parked.clear();
    TreeMap<SeenEvent.Key, SeenEvent> outside = new TreeMap<>(unlogged);
    Stream.concat(behindAGap.keySet().stream(), outside.keySet().stream())
        .sorted()
        .forEach(
            key -> {
              Chain chain = chain(key.stream());
              Pair pair = behindAGap.get(key);
              if (pair == null) {
                judgeUnlogged(Objects.requireNonNull(outside.get(key)), chain);
                return;
              }
              LogRow before = missing.get(key.previous());
              if (before != null) {
                chain.logged = before.leaf().hash();
              }
              judge(pair, chain);
            });
    missing();
  }

  private void judgeUnlogged(SeenEvent event, Chain chain) {
    SeenEvent.Key key = event.key();
    boolean behindTheEnd =
        key.sequence() > chain.lastLogged
            && (greatestPosition == null || event.position().compareTo(greatestPosition) > 0);
    boolean inPlace = key.sequence() == chain.next;
    if (!behindTheEnd) {
      inserted(event);
    } else {
      waiting++;
      if (!inPlace || (!event.fits(chain.stored) && !event.fits(chain.logged))) {
        Place at = new Place(event.before(), key.stream(), key.sequence());
        doubts.add(
            new Doubt(
                inPlace
                    ? new Finding.EventChanged(at, Finding.EventChanged.What.CONTENT)
                    : new Finding.EventDeleted(new Place(event.before(), key.stream(), chain.next)),
                event.before(),
                event.leaf(),
                null));
      }
    }
    if (key.sequence() >= chain.next && event.hash() != null) {
      chain.next = key.sequence() + 1;
      chain.stored = event.hash();
      chain.logged = event.hash();
    }
  }

  private void inserted(SeenEvent event) {
    doubts.add(
        new Doubt(
            new Finding.EventInserted(
                new Place(event.before(), event.key().stream(), event.key().sequence())),
            event.before(),
            event.leaf(),
            null));
  }

  /** Rows whose events are not there: gaps, each by itself, and ends of streams, each once. */
  private void missing() {
    TreeMap<SeenEvent.Key, LogRow> inOrder = new TreeMap<>(missing);
    List<LogRow> ends = new ArrayList<>();
    String stream = "";
    for (Map.Entry<SeenEvent.Key, LogRow> entry : inOrder.entrySet()) {
      Chain chain = chains.get(entry.getKey().stream());
      if (chain != null && entry.getKey().sequence() < chain.next) {
        add(entry.getValue(), new Finding.EventDeleted(Place.of(entry.getValue())));
      } else if (!entry.getKey().stream().equals(stream)) {
        stream = entry.getKey().stream();
        ends.add(entry.getValue());
      }
    }
    ends.forEach(row -> add(row, new Finding.StreamTruncated(Place.of(row))));
  }

  private void add(LogRow row, Finding finding) {
    doubts.add(new Doubt(finding, row.index(), null, row.leaf().leafHash()));
  }

  /**
   * The event that stands in this one's place, where that one's hash is here and this one's is
   * there.
   */
  @Nullable Place exchangedWith(Place at) {
    for (Pair pair : exchanged.values()) {
      if (pair.row.index() == at.index() && pair.event.hash() != null) {
        Pair other = exchanged.get(pair.event.hash());
        return other != null
                && other.row.index() != at.index()
                && pair.row.leaf().hash().equals(other.event.hash())
            ? Place.of(other.row)
            : null;
      }
    }
    return null;
  }

  /** Events that are behind the end of the log. */
  long waiting() {
    return waiting;
  }
}
