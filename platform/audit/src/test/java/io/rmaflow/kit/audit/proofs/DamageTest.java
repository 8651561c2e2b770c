package io.rmaflow.kit.audit.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.kit.audit.proofs.Damages.Done;
import io.rmaflow.proof.merkle.TileFolder;
import io.rmaflow.proof.note.Cosignature;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.TrustedKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.store.DatabaseVerifier;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.Sequencer;
import io.rmaflow.proof.verify.Finding;
import io.rmaflow.proof.verify.StoreVerifier;
import io.rmaflow.proof.verify.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that is damaged by the owner of its database in every way that he has, and verified
 * against checkpoints from before. {@code -Drmaflow.damages} says how often (80), {@code
 * -Drmaflow.damages.seed} which ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageTest {

  private static final String ORIGIN = "example.com/log";
  private static final SigningKey KEY =
      SigningKey.ofSeed(ORIGIN, VerifierKey.Kind.NOTE, new byte[32]);
  private static final SigningKey WITNESS =
      SigningKey.ofSeed("witness", VerifierKey.Kind.COSIGNATURE, new byte[32]);
  private static final TrustedKeys KEYS =
      new TrustedKeys(
          ORIGIN, List.of(TrustedKey.always(KEY.verifier())), List.of(WITNESS.verifier()), 0);
  private static final Instant NOW = Instant.parse("2026-05-01T03:00:00Z");
  private static final List<Long> SIGNED = List.of(100L, 300L, 600L);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path mirror;

  private final Store store = Store.create("damage");
  private final List<String> kept = new ArrayList<>();
  private List<StoredEvent> events = List.of();
  private Connection owner;

  @BeforeAll
  void fill() throws SQLException {
    owner = store.database().connect();
    Random random = new Random(5);
    int[] next = new int[25];
    try (Sequencer sequencer = store.sequencer(1)) {
      assertThat(sequencer.lead()).isTrue();
      while (sequencer.size() < 620) {
        int stream = random.nextInt(next.length);
        int more = 1 + random.nextInt(3);
        store.append("s" + stream, next[stream], more);
        next[stream] += more;
        while (sequencer.append() > 0) {
          if (SIGNED.contains(sequencer.size())) {
            sign(sequencer);
          }
        }
      }
    }
    store.append("s0", next[0], 4);
    events = Damages.eventsOf(owner).subList(0, (int) LogTables.size(owner));
    Damages.remember(owner);
  }

  private void sign(Sequencer sequencer) throws SQLException {
    SignedNote note = sequencer.sign(ORIGIN, List.of(KEY), NOW).note();
    kept.add(note.toString());
    LogTables.store(owner, sequencer.size(), Cosignature.sign(WITNESS, note, NOW), NOW);
    new PublishedFiles(mirror).publish(owner, note);
  }

  @AfterEach
  void undo() throws SQLException {
    Damages.undo(owner);
  }

  @AfterAll
  void close() throws SQLException {
    owner.close();
    store.close();
  }

  private Verdict verified(UnaryOperator<StoreVerifier> more) throws SQLException {
    try (Connection connection = store.database().connect()) {
      return DatabaseVerifier.verify(
          connection,
          KEYS,
          verifier -> {
            StoreVerifier with = more.apply(verifier);
            kept.forEach(with::checkpoint);
            return with;
          });
    }
  }

  private Verdict withMirror() throws SQLException {
    TileFolder folder = new TileFolder(mirror);
    return verified(
        verifier -> verifier.mirror(folder).mirroredEntries(folder::readEntries).threads(1));
  }

  private Verdict withoutMirror() throws SQLException {
    return verified(verifier -> verifier.threads(2));
  }

  @Test
  void nothingIsSaidOfAStoreThatNobodyTouched() throws SQLException {
    for (Verdict verdict : List.of(withMirror(), withoutMirror())) {
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.goodUpTo().orElseThrow().size()).isEqualTo(600);
      assertThat(verdict.waiting()).isEqualTo(4);
      assertThat(verdict.rows()).isEqualTo(events.size());
    }
  }

  @Test
  void whateverTheOwnerDoes_theFirstWrongRowIsNamed_andUpToWhichCheckpointAllIsWell()
      throws SQLException {
    int damages = Integer.getInteger("rmaflow.damages", 80);
    long seed = Long.getLong("rmaflow.damages.seed", 1);
    for (int i = 0; i < damages; i++) {
      Random random = new Random(seed * 1_000_003 + i);
      Done done = new Damages(owner, random, events, 600).any();
      String which = "damage " + i + " of seed " + seed + ", " + done;

      Verdict exact = withMirror();
      assertThat(exact.holds()).as(which).isFalse();
      assertThat(index(exact))
          .as(which + " " + exact.findings())
          .isBetween(
              done.all() ? done.first() : done.from(), done.all() ? done.first() : done.to());
      assertThat(exact.goodUpTo().map(checkpoint -> checkpoint.size()).orElse(0L))
          .as(which)
          .isEqualTo(largestUpTo(index(exact)));

      Verdict blind = withoutMirror();
      assertThat(blind.holds()).as(which).isFalse();
      assertThat(index(blind)).as(which + " " + blind.findings()).isBetween(done.from(), done.to());
      assertThat(blind.goodUpTo().map(checkpoint -> checkpoint.size()).orElse(0L))
          .as(which)
          .isEqualTo(largestUpTo(index(blind)));
      Damages.undo(owner);
    }
    System.out.println("damages: " + damages + " of seed " + seed + ", each found twice");
  }

  private static long index(Verdict verdict) {
    return verdict.first().flatMap(Finding::place).orElseThrow().index();
  }

  private static long largestUpTo(long index) {
    return SIGNED.stream().filter(size -> size <= index).reduce(0L, Math::max);
  }

  @Test
  void aCheckpointThatWasChangedInTheDatabase_isNotBelieved() throws SQLException {
    for (String change :
        List.of(
            "note = replace(note, E'\\n300\\n', E'\\n301\\n')",
            "note = overlay(note placing 'A' from length(note) - 20)",
            "note = 'nothing'",
            "size = 299")) {
      try (Statement sql = owner.createStatement()) {
        sql.execute("update proof_checkpoint set " + change + " where size = 300");
      }

      Verdict verdict = withoutMirror();

      assertThat(verdict.findings())
          .as(change)
          .isNotEmpty()
          .allMatch(finding -> finding instanceof Finding.CheckpointRefused);
      assertThat(verdict.goodUpTo().orElseThrow().size()).isEqualTo(600);
      Damages.undo(owner);
    }
  }

  @Test
  void aSignatureOfAWitnessThatWasChangedInTheDatabase_isFound() throws SQLException {
    try (Statement sql = owner.createStatement()) {
      sql.execute(
          "update proof_cosignature set line = overlay(line placing 'AAAA' from length(line) - 20)"
              + " where size = 300");
    }

    assertThat(withoutMirror().findings())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.CheckpointRefused.class,
            refused ->
                assertThat(refused.why().en())
                    .isEqualTo("the signature of a witness on 300 rows in the database is wrong."));
  }

  @Test
  void whoKeptNothing_canStillSeeWhatTheSignedCheckpointsInTheDatabaseShow() throws SQLException {
    try (Statement sql = owner.createStatement()) {
      sql.execute("update stored_event set payload = '{}' where stream = 's3' and sequence = 2");
    }

    Verdict verdict;
    try (Connection connection = store.database().connect()) {
      verdict = DatabaseVerifier.verify(connection, KEYS, UnaryOperator.identity());
    }

    assertThat(verdict.first().orElseThrow().words().en())
        .startsWith("Event s3#2 (row ")
        .endsWith("what it says was changed.");
  }
}
