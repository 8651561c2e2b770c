package io.rmaflow.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.proof.note.Checkpoint;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the owner of the database does to a row that a kept checkpoint is over, the first
 * finding is about that row, and all is well up to the last checkpoint before it.
 */
class RandomDamagePropertyTest {

  private static final int SIZE = 600;

  private enum Damage {
    CHANGE,
    CHANGE_HASH,
    DELETE,
    TRUNCATE,
    INSERT,
    SWAP,
    REWRITE,
    REWRITE_WITH_LOG,
    REWRITE_ALL,
    CHANGE_ROW,
    DELETE_ROW,
    DELETE_ROW_AND_EVENT,
    CHANGE_TILE
  }

  @Property(tries = 150)
  void theFirstWrongRowIsNamed(
      @ForAll Damage damage,
      @ForAll @IntRange(max = SIZE - 1) int index,
      @ForAll @IntRange(min = 1, max = SIZE) int first,
      @ForAll @IntRange(min = 1, max = 40) int streams,
      @ForAll boolean again) {
    MemoryStore untouched = MemoryStore.of(SIZE, streams, streams);
    MemoryStore store = untouched.copy();
    boolean done = damage(store, damage, index);
    boolean twice =
        again
            && index < SIZE - 1
            && store.events.getLast().id().equals(untouched.events.getLast().id());
    if (twice) {
      // what comes later changes nothing of what is named first
      store.changeHash(store.events.size() - 1);
    }
    Verdict verdict =
        store.verified(
            store
                .verifier(untouched.checkpoint(first), untouched.checkpoint(SIZE))
                .tiles(store.tiles)
                .mirror(untouched.tiles)
                .mirroredEntries(untouched::entries));

    if (done) {
      assertThat(verdict.first().flatMap(Finding::place).map(Place::index))
          .as(verdict.toString())
          .contains((long) index);
      assertThat(verdict.goodUpTo().map(Checkpoint::size))
          .isEqualTo(first <= index ? Optional.of((long) first) : Optional.empty());
    } else {
      assertThat(verdict.holds()).isEqualTo(!twice);
    }
  }

  /** Without a mirror, that all was rewritten shows between two checkpoints and no closer. */
  @Property(tries = 25)
  void thatAllWasRewrittenIsSeenBetweenTwoCheckpoints(
      @ForAll @IntRange(max = SIZE - 1) int index,
      @ForAll @IntRange(min = 1, max = SIZE - 1) int first) {
    MemoryStore untouched = MemoryStore.of(SIZE, 12, 5);
    MemoryStore store = untouched.copy();
    damage(store, Damage.REWRITE_ALL, index);
    Verdict verdict =
        store.verified(
            store
                .verifier(untouched.checkpoint(first), untouched.checkpoint(SIZE))
                .tiles(store.tiles));
    long from = first <= index ? first : 0;

    assertThat(verdict.findings())
        .containsExactly(
            new Finding.RewrittenBetween(
                new Place(from, Optional.empty(), -1), first <= index ? SIZE : first));
  }

  private static boolean damage(MemoryStore store, Damage damage, int index) {
    switch (damage) {
      case CHANGE -> store.change(index);
      case CHANGE_HASH -> store.changeHash(index);
      case DELETE -> store.delete(index);
      case TRUNCATE -> store.truncate(index);
      case INSERT -> store.insert(index);
      case SWAP -> {
        if (store.nextOf(index) < 0) {
          return false;
        }
        store.swap(index);
      }
      case REWRITE -> store.rewrite(index);
      case REWRITE_WITH_LOG -> {
        store.rewrite(index);
        store.relog();
      }
      case REWRITE_ALL -> {
        store.rewrite(index);
        store.relog();
        store.retile();
      }
      case CHANGE_ROW -> store.changeRow(index);
      case DELETE_ROW -> store.rows.remove(index);
      case DELETE_ROW_AND_EVENT -> {
        store.rows.remove(index);
        store.delete(index);
      }
      case CHANGE_TILE -> store.changeTile(0, index);
    }
    return true;
  }
}
