package io.rmaflow.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.ProofKeys;
import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Merkle;
import io.rmaflow.proof.merkle.NodeReader;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.pack.PackHeader;
import io.rmaflow.proof.pack.PackWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadgeTest {

  private static final String LOG = "rmaflow.example/rma";
  private static final String CASE = "case-1";
  private static final SigningKey KEY = key((byte) 1);
  private static final List<StoredEvent> EVENTS = events();

  @Test
  void isGreenWhereEverythingShownStandsInTheSignedLog() {
    Badge badge = Badge.of(CASE, pack(5), keys(KEY), shown());
    assertThat(badge.wrong()).isEmpty();
    assertThat(badge.state()).isEqualTo(Badge.State.PROVED);
    assertThat(badge.checked()).isEqualTo(5);
    assertThat(badge.beside()).isZero();
    assertThat(badge.checkpoint()).isNotNull();
    assertThat(badge.checkpoint().size()).isEqualTo(5);
    assertThat(badge.checkpoint().origin()).isEqualTo(LOG);
    assertThat(badge.keys()).containsExactly(KEY.verifier().toString());
  }

  @Test
  void saysHowManyRecordsTheLogDoesNotHaveYet() {
    Badge badge = Badge.of(CASE, pack(3), keys(KEY), shown());
    assertThat(badge.state()).isEqualTo(Badge.State.NOT_ALL_YET);
    assertThat(badge.notYet()).isEqualTo(2);
  }

  @Test
  void isRedWhereTheAnswerOfTheServiceWasTamperedWith() {
    String file = new String(pack(5), StandardCharsets.UTF_8);
    String changed = file.replace("\"value\":2}", "\"value\":8}");
    assertThat(changed).isNotEqualTo(file);
    Badge badge = Badge.of(CASE, changed.getBytes(StandardCharsets.UTF_8), keys(KEY), shown());
    assertThat(badge.state()).isEqualTo(Badge.State.BROKEN);
    assertThat(badge.wrong().getFirst().japanese()).contains("5").contains("書き換えられています");
  }

  @Test
  void isRedWhereAnotherKeyHasSigned() {
    assertThat(Badge.of(CASE, pack(5), keys(key((byte) 2)), shown()).state())
        .isEqualTo(Badge.State.BROKEN);
  }

  @Test
  void isRedWhereThePageShowsAnotherHistoryThanTheOneThatIsProved() {
    List<HistoryEntry> shown = shown();
    shown.get(3).setHash("00".repeat(32));
    assertThat(Badge.of(CASE, pack(5), keys(KEY), shown).wrong())
        .containsExactly(
            new Badge.Wrong(
                "画面の記録 3 番は、検証した資料の記録と一致しません。",
                "Record 3 of the page is not the one that was verified."));
    shown = shown();
    shown.remove(4);
    assertThat(Badge.of(CASE, pack(5), keys(KEY), shown).wrong())
        .containsExactly(
            new Badge.Wrong(
                "検証した資料の記録 4 番が、画面にありません。",
                "Record 4 of the file that was verified is not on the page."));
  }

  @Test
  void claimsNothingWhereNothingIsSigned() {
    ProofKeys none =
        new ProofKeys().origin(LOG).keys(List.of()).formerKeys(List.of()).witnesses(List.of());
    assertThat(Badge.of(CASE, pack(5), none, shown()).state()).isEqualTo(Badge.State.NOT_SIGNED);
  }

  private static List<StoredEvent> events() {
    List<StoredEvent> events = new ArrayList<>();
    byte[] previous = HashChain.beforeTheFirst();
    for (int i = 0; i < 5; i++) {
      StoredEvent bare = event(i, new byte[32]);
      byte[] hash = HashChain.link(previous, HashChain.content(bare));
      events.add(event(i, hash));
      previous = hash;
    }
    return events;
  }

  private static StoredEvent event(int i, byte[] hash) {
    return new StoredEvent(
        new GlobalPosition(1, 1, i),
        CASE,
        i,
        "event-" + i,
        new EventName("rma.Happened", 1),
        null,
        Instant.parse("2026-05-01T01:00:00Z").plusSeconds(i),
        ("{\"value\":" + i + "}").getBytes(StandardCharsets.UTF_8),
        "{}".getBytes(StandardCharsets.UTF_8),
        hash);
  }

  /** The case's file, with a log that has so many of its events. */
  private static byte[] pack(int logged) {
    NodeReader nodes = BadgeTest::node;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackWriter writer =
        PackWriter.begin(
            out, new PackHeader(LOG, CASE, Instant.parse("2026-05-13T00:00:00Z"), Map.of()));
    writer.checkpoint(
        new Checkpoint(LOG, logged, Proofs.root(logged, nodes)).sign(List.of(KEY)),
        List.of(KEY.verifier()));
    byte[] previous = HashChain.beforeTheFirst();
    for (int i = 0; i < EVENTS.size(); i++) {
      if (i < logged) {
        writer.event(EVENTS.get(i), previous, i, Proofs.inclusion(i, logged, nodes));
      } else {
        writer.unproved(EVENTS.get(i), previous);
      }
      previous = EVENTS.get(i).hash();
    }
    writer.finish();
    return out.toByteArray();
  }

  private static Hash node(int level, long index) {
    return level == 0
        ? Leaf.of(EVENTS.get((int) index)).leafHash()
        : Merkle.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }

  private static SigningKey key(byte seed) {
    byte[] bytes = new byte[32];
    bytes[0] = seed;
    return SigningKey.ofSeed(LOG, VerifierKey.Kind.NOTE, bytes);
  }

  private static ProofKeys keys(SigningKey key) {
    return new ProofKeys()
        .origin(LOG)
        .keys(List.of(key.verifier().toString()))
        .formerKeys(List.of())
        .witnesses(List.of());
  }

  private static List<HistoryEntry> shown() {
    List<HistoryEntry> shown = new ArrayList<>();
    for (StoredEvent event : EVENTS) {
      shown.add(
          new HistoryEntry()
              .streamsequence(event.sequence())
              .hash(HexFormat.of().formatHex(event.hash())));
    }
    return shown;
  }
}
