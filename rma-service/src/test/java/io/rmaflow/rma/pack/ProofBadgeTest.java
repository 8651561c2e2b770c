package io.rmaflow.rma.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.kit.audit.proofs.ProvenEvents;
import io.rmaflow.kit.audit.proofs.ProvenEvents.Head;
import io.rmaflow.kit.audit.proofs.ProvenEvents.ProvenEvent;
import io.rmaflow.kit.audit.proofs.ProvenEvents.State;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.rma.explanation.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What paper says of the proof. */
class ProofBadgeTest {

  private static final Instant AT = Instant.parse("2026-06-01T01:00:00Z");
  private static final SigningKey KEY =
      SigningKey.ofSeed("rmaflow/rma", VerifierKey.Kind.NOTE, new byte[32]);
  private static final Hash HASH = Hash.of(new byte[32]);

  private static ProvenEvent event(String stream, long sequence, State state) {
    return new ProvenEvent(
        new StoredEvent(
            new GlobalPosition(0, 0, 0),
            stream,
            sequence,
            "e-" + sequence,
            new EventName("rma.RequestAccepted", 1),
            "Case",
            AT,
            "{}".getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            new byte[32]),
        HASH,
        state == State.NOT_YET ? OptionalLong.empty() : OptionalLong.of(40 + sequence),
        List.of(),
        state);
  }

  private static Optional<Head> signed(boolean trusted) {
    Checkpoint checkpoint = new Checkpoint("rmaflow/rma", 1234, HASH);
    return Optional.of(
        new Head(
            checkpoint,
            checkpoint.sign(List.of(KEY)),
            AT,
            trusted ? List.of(KEY.verifier()) : List.of(),
            List.of("witness.example/w1")));
  }

  private static ProofBadge badge(String language, Optional<Head> head, ProvenEvent... events) {
    return new ProofBadge(
        "c-1",
        new ProvenEvents("rmaflow/rma", head, List.of(events), List.of(KEY.verifier())),
        Words.of(language));
  }

  @Test
  void ofWhatIsProved_theLogItsKeyAndTheWayToCheckAreNamed() {
    ProofBadge badge =
        badge(
            "en",
            signed(true),
            event("c-1", 0, State.PROVED),
            event("c-1", 1, State.PROVED),
            event("attachment/a-1", 0, State.PROVED));

    assertThat(badge.wrong()).isEmpty();
    assertThat(badge.summary())
        .containsExactly(
            "This rests on the 2 records of the case and on 1 beside them.",
            "Each was checked when this was made: 3 stand in the signed log with this content.");
    assertThat(badge.details())
        .startsWith(
            "Log: rmaflow/rma, 1234 rows, signed at Mon 2026-06-01 10:00:00 JST",
            "Root: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "Key (fingerprint " + KEY.verifier().idInHex() + "): " + KEY.verifier(),
            "Witnessed by: witness.example/w1")
        .endsWith(
            "./rma pack c-1 --format jsonl --out case.jsonl",
            "./rma verify case.jsonl --keys " + KEY.verifier());
    assertThat(badge.rows())
        .extracting(ProofBadge.Row::stream, ProofBadge.Row::index, ProofBadge.Row::state)
        .containsExactly(
            tuple("the case", "40", "as in the log"),
            tuple("the case", "41", "as in the log"),
            tuple("attachment/a-1", "40", "as in the log"));
  }

  @Test
  void whatIsNotInTheLogYet_isSaidToBeMissing() {
    ProofBadge badge =
        badge("ja", signed(true), event("c-1", 0, State.PROVED), event("c-1", 1, State.NOT_YET));

    assertThat(badge.wrong()).isEmpty();
    assertThat(badge.summary())
        .containsExactly(
            "この説明は、案件の 2 件の記録によります。",
            "作成時に 1 件ずつ照合し、1 件が、署名されたログにこの内容で記録されていることを確かめました。",
            "1 件は新しく、署名されたログにまだ含まれていません。");
    assertThat(badge.rows().getLast().state()).isEqualTo("ログに未収録");
    assertThat(badge.rows().getLast().index()).isEqualTo("—");
  }

  @Test
  void whereNothingIsSigned_itSaysThatNothingIsShown() {
    ProofBadge badge = badge("en", Optional.empty(), event("c-1", 0, State.NOT_YET));

    assertThat(badge.summary().getLast())
        .isEqualTo(
            "Nothing of the log is signed yet, so that nothing shows that these records were not"
                + " changed.");
    assertThat(badge.details()).endsWith("./rma verify case.jsonl");
  }

  @Test
  void whatIsNotAsItWasRecorded_isSaidFirst() {
    ProofBadge changed =
        badge("ja", signed(true), event("c-1", 0, State.PROVED), event("c-1", 1, State.WRONG));
    ProofBadge forged = badge("en", signed(false), event("c-1", 0, State.WRONG));

    assertThat(changed.wrong()).containsExactly("記録 1 件が、ログの内容と一致しません。改ざんされたおそれがあります。末尾の表をご覧ください。");
    assertThat(changed.rows().getLast().wrong()).isTrue();
    assertThat(forged.wrong().getFirst())
        .isEqualTo(
            "The checkpoint of the log is not signed with a key that is configured: no proof can be"
                + " trusted.");
  }
}
