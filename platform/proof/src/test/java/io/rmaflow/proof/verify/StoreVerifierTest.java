package io.rmaflow.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Keys;
import io.rmaflow.proof.note.Opened;
import io.rmaflow.proof.verify.Finding.EventChanged.What;
import io.rmaflow.proof.verify.Finding.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A store of 1,000 events in 20 streams, with checkpoints over 300, 700 and 1,000 of them. */
class StoreVerifierTest {

  private static final MemoryStore UNTOUCHED = MemoryStore.of(1000, 20, 1);
  private static final String[] CHECKPOINTS = {
    UNTOUCHED.checkpoint(300), UNTOUCHED.checkpoint(700), UNTOUCHED.checkpoint(1000)
  };

  private MemoryStore store = UNTOUCHED;

  @BeforeEach
  void copy() {
    store = UNTOUCHED.copy();
  }

  private Place place(int index) {
    return Place.of(UNTOUCHED.rows.get(index));
  }

  private Verdict verified() {
    return store.verified(store.verifier(CHECKPOINTS).tiles(store.tiles));
  }

  private Verdict verifiedByRowsAlone() {
    return store.verified(store.verifier(CHECKPOINTS));
  }

  private Verdict verifiedWithMirror() {
    return store.verified(
        store
            .verifier(CHECKPOINTS)
            .tiles(store.tiles)
            .mirror(UNTOUCHED.tiles)
            .mirroredEntries(UNTOUCHED::entries));
  }

  private static long goodUpTo(Verdict verdict) {
    return verdict.goodUpTo().map(Checkpoint::size).orElse(0L);
  }

  @Test
  void thatNobodyTouched_isWellUpToTheLastCheckpoint() {
    Verdict verdict = verifiedWithMirror();

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(goodUpTo(verdict)).isEqualTo(1000);
    assertThat(verdict.rows()).isEqualTo(1000);
    assertThat(verdict.events()).isEqualTo(1000);
    assertThat(verdict.waiting()).isZero();
    assertThat(verdict.summary().en())
        .startsWith(
            "Nothing was tampered with (1000 events, 1000 rows of the log, 0 events not logged"
                + " yet). All is well up to the checkpoint over 1000 rows (");
    assertThat(verdict.summary().ja())
        .startsWith("改ざんはありません（イベント1000件、ログ1000件、ログ待ち0件）。チェックポイント（1000件、")
        .endsWith("）まではすべて正しいです。");
  }

  @Test
  void withoutACheckpoint_saysThatNothingIsProved() {
    Verdict verdict = store.verified(store.verifier());

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.goodUpTo()).isEmpty();
    assertThat(verdict.summary().en())
        .endsWith("Without a trusted checkpoint, that all of it was rewritten cannot be seen.");
    assertThat(verdict.summary().ja()).contains("全体の書き直しは検出できません");
  }

  @Test
  void mayHaveEventsThatAreNotLoggedYet() {
    store.append("s1", "later");
    store.append("new", "later");
    store.append("s1", "later still");
    Verdict verdict = verified();

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.waiting()).isEqualTo(3);
    store.change(1000);
    store.events.set(
        1000,
        MemoryStore.with(
            store.events.get(1000),
            "{}".getBytes(StandardCharsets.UTF_8),
            store.events.get(1000).hash()));
    assertThat(verified().first())
        .contains(
            new Finding.EventChanged(
                new Place(1000, "s1", store.events.get(1000).sequence()), What.CONTENT));
  }

  @Nested
  class NamesTheEvent {

    @Test
    void whoseContentWasChanged() {
      store.change(450);
      store.change(800);
      Verdict verdict = verified();

      assertThat(verdict.findings())
          .containsExactly(
              new Finding.EventChanged(place(450), What.CONTENT),
              new Finding.EventChanged(place(800), What.CONTENT));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
      assertThat(verdict.first().orElseThrow().words().en())
          .isEqualTo(
              "Event %s (row 450 of the log): what it says was changed."
                  .formatted(place(450).event()));
      assertThat(verdict.first().orElseThrow().words().ja())
          .isEqualTo("イベント %s（ログの450番）: 内容が書き換えられています。".formatted(place(450).event()));
      assertThat(verdict.first().orElseThrow().code()).isEqualTo("EVENT_CHANGED");
    }

    @Test
    void thatIsNoLongerJson() {
      StoredEvent e = store.events.get(5);
      store.events.set(5, MemoryStore.with(e, new byte[] {'{'}, e.hash()));

      assertThat(verified().findings())
          .containsExactly(new Finding.EventChanged(place(5), What.CONTENT));
    }

    @Test
    void whoseHashWasChanged() {
      store.changeHash(450);
      store.events.set(
          451,
          MemoryStore.with(store.events.get(451), store.events.get(451).payload(), new byte[3]));

      assertThat(verified().findings())
          .containsExactly(
              new Finding.EventChanged(place(450), What.HASH),
              new Finding.EventChanged(place(451), What.HASH));
    }

    @Test
    void thatWasDeleted() {
      store.delete(450);
      Verdict verdict = verified();

      assertThat(verdict.findings()).containsExactly(new Finding.EventDeleted(place(450)));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void fromWhichItsStreamWasCutOff() {
      store.truncate(650);
      Verdict verdict = verified();

      assertThat(verdict.findings()).containsExactly(new Finding.StreamTruncated(place(650)));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void thatWasInserted() {
      store.insert(450);
      Verdict verdict = verified();

      assertThat(verdict.findings())
          .containsExactly(new Finding.EventInserted(new Place(450, "inserted", 0)));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void thatWasExchangedWithAnother() {
      int other = store.swap(450);

      assertThat(verified().findings())
          .contains(
              new Finding.EventsSwapped(place(450), place(other)),
              new Finding.EventsSwapped(place(other), place(450)));
      assertThat(verified().first()).contains(new Finding.EventsSwapped(place(450), place(other)));
    }

    @Test
    void fromWhichItsStreamWasRewrittenWithHashesThatFit() {
      store.rewrite(450);
      Verdict verdict = verified();

      assertThat(verdict.findings()).containsExactly(new Finding.StreamRewritten(place(450)));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void thatReadersFindElsewhere() {
      StoredEvent moved = store.events.remove(450);
      store.events.add(
          600, MemoryStore.at(moved, new GlobalPosition(1, 300, 601), moved.sequence()));

      assertThat(verified().first().orElseThrow()).isEqualTo(new Finding.EventMoved(place(450)));
      assertThat(
              store
                  .verified(store.verifier(CHECKPOINTS).tiles(store.tiles).inAnyOrder())
                  .findings())
          .isEmpty();
    }
  }

  @Nested
  class WhereEventsAndLogWereRewrittenTogether {

    @BeforeEach
    void rewrite() {
      store.rewrite(450);
      store.relog();
    }

    @Test
    void theTilesThatWereForgottenShowTheRow() {
      Verdict verdict = verified();

      assertThat(verdict.findings())
          .startsWith(new Finding.RewrittenTogether(place(450), Source.STORE));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void withTheTiles_oneCheckpointShowsBetweenWhichTwoItWas() {
      store.retile();
      Verdict verdict = verified();

      assertThat(verdict.findings())
          .containsExactly(new Finding.RewrittenBetween(new Place(300, Optional.empty(), -1), 700));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
      assertThat(verdict.first().orElseThrow().words().en())
          .startsWith("Somewhere from row 300 to row 699 of the log,");
    }

    @Test
    void withTheTiles_aMirrorShowsTheRow() {
      store.retile();
      Verdict verdict = verifiedWithMirror();

      assertThat(verdict.first())
          .contains(new Finding.RewrittenTogether(place(450), Source.MIRROR));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void withTheTiles_andACheckpointSignedAfterwards_twoHistoriesWereSigned() {
      store.retile();
      Verdict verdict =
          store.verified(store.verifier(CHECKPOINTS[0], CHECKPOINTS[1], store.checkpoint(1000)));

      assertThat(verdict.findings())
          .extracting(Finding::code)
          .containsExactly("REWRITTEN_BETWEEN", "CHECKPOINTS_DISAGREE");
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void behindTheLastCheckpoint_nothingContradicts() {
      store.retile();

      assertThat(store.verified(store.verifier(CHECKPOINTS[0]).tiles(store.tiles)).holds())
          .isTrue();
    }
  }

  @Nested
  class NamesTheRowOfTheLog {

    @Test
    void thatWasChanged_whoeverElseTellsIt() {
      store.changeRow(450);

      assertThat(verified().findings()).containsExactly(new Finding.LogRowChanged(place(450)));
      assertThat(verifiedByRowsAlone().findings())
          .containsExactly(new Finding.LogRowChanged(place(450)));
      assertThat(goodUpTo(verified())).isEqualTo(300);
    }

    @Test
    void thatWasChangedWithItsTile_asTheEventIsRight() {
      store.changeRow(450);
      store.retile();

      assertThat(verified().findings()).contains(new Finding.LogRowChanged(place(450)));
      assertThat(verified().first()).contains(new Finding.LogRowChanged(place(450)));
    }

    @Test
    void thatWasDeleted() {
      store.rows.remove(450);

      assertThat(verifiedWithMirror().findings())
          .containsExactly(new Finding.LogRowsMissing(place(450), 1));
      assertThat(verified().findings())
          .extracting(Finding::code)
          .containsExactly("LOG_ROWS_MISSING");
      assertThat(verifiedByRowsAlone().first().orElseThrow().place().orElseThrow().index())
          .isEqualTo(450);
      assertThat(goodUpTo(verified())).isEqualTo(300);
    }

    @Test
    void thatWasDeletedWithItsEvent() {
      store.rows.remove(450);
      store.delete(450);
      Verdict verdict = verifiedWithMirror();

      assertThat(verdict.first()).contains(new Finding.LogRowsMissing(place(450), 1));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void fromWhichTheLogWasCutOff() {
      store.rows.subList(650, 1000).clear();
      store.events.subList(650, 1000).clear();

      assertThat(verifiedWithMirror().first())
          .contains(new Finding.LogRowsMissing(place(650), 350));
      Verdict verdict = verifiedByRowsAlone();
      assertThat(verdict.first().orElseThrow().code()).isEqualTo("LOG_TRUNCATED");
      assertThat(verdict.first().orElseThrow().place().orElseThrow().index()).isEqualTo(650);
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void thatIsThereTwice() {
      store.rows.add(451, store.rows.get(450));

      assertThat(verified().findings()).contains(new Finding.LogRowChanged(place(450)));
    }

    @Test
    void thatDiffersFromItsEventBehindTheLastCheckpoint_withoutSayingWhoIsRight() {
      store.rewrite(800);

      assertThat(store.verified(store.verifier(CHECKPOINTS[1])).findings())
          .containsExactly(new Finding.EventAgainstLog(place(800)));
    }
  }

  @Nested
  class NamesTheTile {

    @Test
    void thatWasChanged() {
      store.changeTile(0, 450);
      Verdict verdict = verified();

      assertThat(verdict.findings())
          .containsExactly(
              new Finding.TileChanged(
                  new Place(450, Optional.empty(), -1), Source.STORE, "tile/0/001", 194));
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void aboveTheLeaves() {
      store.changeTile(1, 1);

      assertThat(verified().findings())
          .containsExactly(
              new Finding.TileChanged(
                  new Place(256, Optional.empty(), -1), Source.STORE, "tile/1/000", 1));
    }

    @Test
    void thatIsMissing() {
      store.tiles.put(0, 2, new byte[0]);

      assertThat(verified().findings())
          .containsExactly(
              new Finding.TileChanged(
                  new Place(512, Optional.empty(), -1), Source.STORE, "tile/0/002", 0));
    }

    @Test
    void ofAMirrorThatDoesNotFitTheCheckpoint() {
      store.changeTile(0, 450);
      Verdict verdict = UNTOUCHED.verified(UNTOUCHED.verifier(CHECKPOINTS).mirror(store.tiles));

      assertThat(verdict.findings())
          .containsExactly(
              new Finding.TileChanged(
                  new Place(450, Optional.empty(), -1), Source.MIRROR, "tile/0/001", 194));
    }
  }

  @Nested
  class ACheckpoint {

    @Test
    void thatNobodyTrustedSigned_isNamed() {
      Verdict verdict =
          store.verified(
              store.verifier(
                  CHECKPOINTS[0], store.checkpoint(700, Keys.log("rmaflow.example/rma", 8)), "x"));

      assertThat(verdict.findings())
          .extracting(f -> ((Finding.CheckpointRefused) f).reason())
          .containsExactly(Opened.Reason.NOT_SIGNED, Opened.Reason.MALFORMED);
      assertThat(verdict.findings().getFirst().words().en())
          .startsWith("The checkpoint over 700 rows (")
          .endsWith("cannot be trusted: No key that is trusted has signed it.");
      assertThat(goodUpTo(verdict)).isEqualTo(300);
    }

    @Test
    void ofAnotherHistoryWithTheSameSize_isNamed() {
      MemoryStore other = MemoryStore.of(1000, 20, 2);
      Verdict verdict =
          store.verified(store.verifier(CHECKPOINTS[0], CHECKPOINTS[1], other.checkpoint(700)));

      assertThat(verdict.findings())
          .extracting(Finding::code)
          .containsExactly("CHECKPOINTS_DISAGREE");
    }
  }

  @Test
  void isReadInAnyOrder() {
    List<StoredEvent> shuffled = new ArrayList<>(store.events);
    Collections.shuffle(shuffled, new Random(3));
    Verdict untouched =
        store
            .verifier(CHECKPOINTS)
            .tiles(store.tiles)
            .inAnyOrder()
            .verify(store.rows.iterator(), shuffled.iterator());
    assertThat(untouched.findings()).isEmpty();

    store.change(450);
    store.truncate(700);
    List<StoredEvent> damaged = new ArrayList<>(store.events);
    Collections.shuffle(damaged, new Random(4));
    assertThat(
            store
                .verifier(CHECKPOINTS)
                .tiles(store.tiles)
                .inAnyOrder()
                .verify(store.rows.iterator(), damaged.iterator())
                .findings())
        .containsExactly(
            new Finding.EventChanged(place(450), What.CONTENT),
            new Finding.StreamTruncated(place(700)));
  }
}
