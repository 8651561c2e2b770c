package io.rmaflow.kit.audit.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rmaflow.kit.audit.proofs.ProvenEvents.State;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.pack.PackFinding;
import io.rmaflow.proof.pack.PackHeader;
import io.rmaflow.proof.pack.PackVerdict;
import io.rmaflow.proof.pack.PackVerifier;
import io.rmaflow.proof.store.Sequencer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is taken out of a store to be proved elsewhere. */
class ProvenStreamsTest {

  private static final Instant NOW = Instant.parse("2026-06-01T01:00:00Z");
  private static final SigningKey KEY =
      SigningKey.ofSeed("rmaflow/test", VerifierKey.Kind.NOTE, new byte[32]);

  private final Store store = Store.create("proven");
  private final ProvenStreams streams =
      new ProvenStreams(
          store.engine(),
          new ProofTables(
              new JdbcTemplate(
                  new DriverManagerDataSource(
                      store.database().jdbcUrl(),
                      store.database().user(),
                      store.database().password()))),
          new ProofKeys("rmaflow/test", List.of(KEY), List.of(), List.of()));

  @AfterEach
  void close() {
    store.close();
  }

  private void sign() throws SQLException {
    try (Sequencer sequencer = store.sequencer(100)) {
      await().until(sequencer::lead);
      while (sequencer.append() > 0) {
        // the next batch
      }
      var unused = sequencer.sign("rmaflow/test", List.of(KEY), NOW);
    }
  }

  private static Excerpt all(String stream, int events) {
    return new Excerpt(stream, LongStream.range(0, events).boxed().toList());
  }

  private PackVerdict verified(ProvenEvents proven) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    streams.write(
        proven,
        new PackHeader(proven.origin(), "case-1", NOW, Map.of()),
        new TreeMap<>(Map.of("notices", "[]".getBytes(UTF_8))),
        bytes);
    return PackVerifier.verify(
        new ByteArrayInputStream(bytes.toByteArray()),
        TrustedKeys.of(KEY.verifier()),
        Optional.empty());
  }

  @Test
  void whatIsInTheSignedLog_isProved_andWhatCameLaterIsSaidToBeMissing() throws Exception {
    store.append("case-1", 0, 3);
    store.append("other", 0, 5);
    store.append("case-1", 3, 1);
    sign();
    store.append("case-1", 4, 2);

    ProvenEvents proven =
        streams.of(List.of(all("case-1", 6), new Excerpt("other", List.of(1L, 3L))), Duration.ZERO);

    assertThat(proven.events())
        .extracting(event -> event.event().stream() + "#" + event.event().sequence())
        .containsExactly(
            "case-1#0",
            "case-1#1",
            "case-1#2",
            "case-1#3",
            "case-1#4",
            "case-1#5",
            "other#1",
            "other#3");
    assertThat(proven.count(State.PROVED)).isEqualTo(6);
    assertThat(proven.count(State.NOT_YET)).isEqualTo(2);
    assertThat(proven.head().orElseThrow().checkpoint().size()).isEqualTo(9);
    assertThat(proven.head().orElseThrow().signers()).containsExactly(KEY.verifier());
    PackVerdict verdict = verified(proven);
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.proved()).isEqualTo(6);
    assertThat(verdict.unproved()).isEqualTo(2);
    assertThat(verdict.sealedBy()).containsExactly(KEY.verifier());
    assertThat(verdict.summary().en()).contains("2 events were not in the log yet");
  }

  @Test
  void aCheckpointThatComesWhileItIsWaitedFor_isTheOneThatIsUsed() throws Exception {
    store.append("case-1", 0, 2);
    sign();
    store.append("case-1", 2, 1);
    Thread later =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    sign();
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                });

    ProvenEvents proven = streams.of(List.of(all("case-1", 3)), Duration.ofSeconds(20));

    later.join();
    assertThat(proven.count(State.PROVED)).isEqualTo(3);
    assertThat(proven.head().orElseThrow().checkpoint().size()).isEqualTo(3);
  }

  @Test
  void whereNothingIsSigned_nothingIsProved_andTheFileHasNoSeal() throws Exception {
    store.append("case-1", 0, 2);

    ProvenEvents proven = streams.of(List.of(all("case-1", 2)), Duration.ZERO);

    assertThat(proven.head()).isEmpty();
    assertThat(proven.count(State.NOT_YET)).isEqualTo(2);
    PackVerdict verdict = verified(proven);
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.proved()).isZero();
    assertThat(verdict.sealedBy()).isEmpty();
  }

  @Test
  void whatWasChangedInTheStore_isFound_andNamedByItsLineInTheFile() throws Exception {
    store.append("case-1", 0, 4);
    sign();
    store.execute(
        "update stored_event set payload = payload || '{\"number\": 8}' where sequence = 2");

    ProvenEvents proven = streams.of(List.of(all("case-1", 4)), Duration.ZERO);

    assertThat(proven.events())
        .extracting(ProvenEvents.ProvenEvent::state)
        .containsExactly(State.PROVED, State.PROVED, State.WRONG, State.PROVED);
    // header, checkpoint, two events before it
    assertThat(verified(proven).findings())
        .extracting(PackFinding::line, PackFinding::kind)
        .containsExactly(tuple(5L, PackFinding.Kind.EVENT_CHANGED));
  }

  @Test
  void aCheckpointThatWasChangedInTheStore_provesNothing() throws Exception {
    store.append("case-1", 0, 2);
    sign();
    store.execute(
        "update proof_checkpoint set note = replace(note, E'\\n2\\n', E'\\n3\\n'), size = 3");

    ProvenEvents proven = streams.of(List.of(all("case-1", 2)), Duration.ZERO);

    assertThat(proven.head().orElseThrow().signers()).isEmpty();
    assertThat(proven.count(State.PROVED)).isZero();
    assertThat(verified(proven).holds()).isFalse();
  }

  /** Run once with {@code -Drmaflow.proven.events=500} beside a large log, for the figure. */
  @Test
  void aStreamOfManyEvents_isProvedAsAWhole() throws Exception {
    int events = Integer.getInteger("rmaflow.proven.events", 40);
    for (int i = 0; i < events; i += 20) {
      store.append("case-1", i, Math.min(20, events - i));
      store.append("other-" + i, 0, Integer.getInteger("rmaflow.proven.between", 3));
    }
    sign();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < Integer.getInteger("rmaflow.proven.rounds", 1); i++) {
      long begin = System.nanoTime();
      ProvenEvents proven = streams.of(List.of(all("case-1", events)), Duration.ZERO);
      best = Math.min(best, System.nanoTime() - begin);
      assertThat(proven.count(State.PROVED)).isEqualTo(events);
    }
    System.out.println("proved " + events + " events in " + best / 1_000_000 + " ms at best");
  }
}
