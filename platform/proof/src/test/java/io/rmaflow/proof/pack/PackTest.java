package io.rmaflow.proof.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.Keys;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.pack.PackFinding.Kind;
import io.rmaflow.proof.verify.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PackTest {

  private static final MemoryStore STORE = MemoryStore.of(300, 6, 4);
  private static final SigningKey KEY = MemoryStore.KEY;
  private static final TrustedKeys KEYS = TrustedKeys.of(KEY.verifier());
  private static final PackHeader HEADER =
      new PackHeader(
          "rmaflow.example/rma",
          "case-1",
          Instant.parse("2026-05-13T00:00:00Z"),
          Map.of("by", "監査人"));
  private static final byte[] PACK = pack(List.of("s1", "s3"), true);

  /** Lines: header, checkpoint, the events, a document, the footer. */
  private static byte[] pack(List<String> streams, boolean sealed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackWriter writer = PackWriter.begin(out, HEADER);
    writer.checkpoint(SignedNote.parse(STORE.checkpoint(290)), List.of(KEY.verifier()));
    TileNodes nodes = new TileNodes(STORE.tiles());
    Map<String, byte[]> last = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      StoredEvent event = STORE.events().get(i);
      if (streams.contains(event.stream())) {
        byte[] previous = last.getOrDefault(event.stream(), HashChain.beforeTheFirst());
        if (i < 290) {
          writer.event(event, previous, i, Proofs.inclusion(i, 290, nodes));
        } else {
          writer.unproved(event, previous);
        }
        last.put(event.stream(), event.hash());
      }
    }
    writer.document("explanation", "{\"b\": 1,\n \"a\": \"説明\"}".getBytes(StandardCharsets.UTF_8));
    if (sealed) {
      writer.finish(KEY);
    } else {
      writer.finish();
    }
    return out.toByteArray();
  }

  private static PackVerdict verified(byte[] pack) {
    return verified(pack, KEYS);
  }

  private static PackVerdict verified(byte[] pack, TrustedKeys keys) {
    try {
      return PackVerifier.verify(new ByteArrayInputStream(pack), keys, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(byte[] pack) {
    return new ArrayList<>(new String(pack, StandardCharsets.UTF_8).lines().toList());
  }

  private static byte[] of(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The lines with hashes that fit, as whoever writes a file can make them. */
  private static byte[] hashedAnew(List<String> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Hash digest = PackLine.BEFORE_THE_FIRST;
    for (String line : lines) {
      byte[] body =
          line.substring(0, line.lastIndexOf(",\"sha256\":")).getBytes(StandardCharsets.UTF_8);
      digest = PackLine.digest(digest, body, body.length);
      out.writeBytes(body);
      out.writeBytes(
          (",\"sha256\":\"" + digest.base64() + "\"}\n").getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }

  private static void assertFirst(byte[] pack, long line, Kind kind) {
    PackVerdict verdict = verified(pack);
    assertThat(verdict.findings()).as(verdict.toString()).isNotEmpty();
    assertThat(verdict.findings().getFirst().line()).isEqualTo(line);
    assertThat(verdict.findings().getFirst().kind()).isEqualTo(kind);
  }

  @Test
  void provesItsEventsUnderTheKeyOfTheLog() throws IOException {
    PackVerdict verdict = verified(PACK);
    long events = lines(PACK).size() - 4L;

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.header()).contains(HEADER);
    assertThat(verdict.streams()).containsOnlyKeys("s1", "s3");
    assertThat(verdict.proved() + verdict.unproved()).isEqualTo(events);
    assertThat(verdict.unproved()).isPositive().isLessThan(10);
    assertThat(verdict.checkpoint().orElseThrow().size()).isEqualTo(290);
    assertThat(verdict.keys()).containsExactly(KEY.verifier());
    assertThat(verdict.sealedBy()).containsExactly(KEY.verifier());
    assertThat(verdict.ownKeys()).isFalse();
    assertThat(verdict.summary().en())
        .isEqualTo(
            "It is proved that %d events stand in the log with this content, under the checkpoint over 290 rows that was signed with %s. %d events were not in the log yet and are not proved. Each byte of the file is signed."
                .formatted(verdict.proved(), KEY, verdict.unproved()));
    assertThat(verdict.summary().ja()).contains("証明されています", "ファイル全体に署名があります");
    PackVerdict byItself = PackVerifier.verify(new ByteArrayInputStream(PACK));
    assertThat(byItself.holds()).isTrue();
    assertThat(byItself.summary().en())
        .endsWith("The key is the file's own: compare it with one that you have from elsewhere.");
  }

  @Test
  void isReadableLineByLine() {
    List<String> lines = lines(PACK);

    assertThat(lines.get(0))
        .startsWith(
            "{\"line\":1,\"kind\":\"header\",\"body\":{\"format\":\"rmaflow-pack/v1\",\"origin\":\"rmaflow.example/rma\",\"subject\":\"case-1\",\"made\":\"2026-05-13T00:00:00Z\",\"attributes\":{\"by\":\"監査人\"}},\"sha256\":\"");
    assertThat(lines.get(2)).startsWith("{\"line\":3,\"kind\":\"event\",\"body\":{\"stream\":\"s");
    assertThat(lines.get(lines.size() - 2))
        .contains(
            "\"kind\":\"document\",\"body\":{\"name\":\"explanation\",\"content\":{\"a\":\"説明\",\"b\":1}}");
  }

  @Test
  void withoutASeal_saysThatTheRestIsNotSigned() {
    PackVerdict verdict = verified(pack(List.of("s2"), false));

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.summary().en()).contains("The other lines are not signed.");
  }

  @Test
  void mayBeginInTheMiddleOfAStream() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackWriter writer = PackWriter.begin(out, HEADER);
    writer.checkpoint(SignedNote.parse(STORE.checkpoint(300)), List.of(KEY.verifier()));
    List<StoredEvent> stream =
        STORE.events().stream().filter(event -> event.stream().equals("s2")).toList();
    for (int i : List.of(3, 4, 8)) {
      long index = STORE.events().indexOf(stream.get(i));
      writer.event(
          stream.get(i),
          stream.get(i - 1).hash(),
          index,
          Proofs.inclusion(index, 300, new TileNodes(STORE.tiles())));
    }
    writer.finish();
    PackVerdict verdict = verified(out.toByteArray());

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.proved()).isEqualTo(3);
  }

  @Test
  void isWrittenInItsOrderOnly() {
    PackWriter writer = PackWriter.begin(new ByteArrayOutputStream(), HEADER);
    StoredEvent event = STORE.events().getFirst();

    assertThatThrownBy(() -> writer.event(event, HashChain.beforeTheFirst(), 0, List.of()))
        .isInstanceOf(IllegalStateException.class);
    writer.unproved(event, HashChain.beforeTheFirst());
    assertThatThrownBy(() -> writer.checkpoint(SignedNote.parse(STORE.checkpoint(1)), List.of()))
        .isInstanceOf(IllegalStateException.class);
    writer.finish();
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
  }

  /** Every byte counts, the line feeds too. */
  @Property(tries = 200)
  void anyByteThatWasChangedIsNamedWithItsLine(
      @ForAll @IntRange(max = 1_000_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] pack = PACK.clone();
    int at = where % pack.length;
    pack[at] ^= (byte) flip;
    long line = 1;
    for (int i = 0; i < at; i++) {
      line += PACK[i] == '\n' ? 1 : 0;
    }
    PackVerdict verdict = verified(pack);

    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.findings().getFirst().line()).isEqualTo(line);
    assertThat(verdict.summary().en()).startsWith("The file does not hold. Line " + line + ": ");
    assertThat(verdict.summary().ja()).startsWith("このファイルは正しくありません。" + line + "行目: ");
  }

  @Property(tries = 40)
  void aPackThatWasCutOffIsNamed(@ForAll @IntRange(max = 1_000_000) int where) {
    byte[] pack = Arrays.copyOf(PACK, where % PACK.length);

    assertThat(verified(pack).holds()).isFalse();
  }

  @Nested
  class Names {

    @Test
    void theLineWhereOneWasTakenOut() {
      List<String> lines = lines(PACK);
      lines.remove(5);
      assertFirst(of(lines), 6, Kind.LINE_OUT_OF_PLACE);
    }

    @Test
    void theLineWhereOneWasPutIn() {
      List<String> lines = lines(PACK);
      lines.add(5, lines.get(3));
      assertFirst(of(lines), 6, Kind.LINE_OUT_OF_PLACE);
    }

    @Test
    void theEndThatIsMissing() {
      List<String> lines = lines(PACK);
      assertFirst(of(lines.subList(0, 8)), 9, Kind.CUT_OFF);
      assertFirst(Arrays.copyOf(PACK, PACK.length - 1), lines.size(), Kind.CUT_OFF);
    }

    @Test
    void whatStandsBehindTheEnd() {
      List<String> lines = lines(PACK);
      lines.add(lines.getLast());
      assertFirst(of(lines), lines.size(), Kind.LINE_OUT_OF_PLACE);
    }

    @Test
    void whatIsNoPack() {
      assertFirst("hello\n".getBytes(StandardCharsets.UTF_8), 1, Kind.LINE_CHANGED);
      assertThat(verified(new byte[0]).holds()).isFalse();
    }
  }

  /** Whoever changes a pack can make the hashes of its lines fit again, and no more. */
  @Nested
  class WithHashesThatFitAgain {

    private List<String> replaced(int line, String from, String to) {
      List<String> lines = lines(PACK);
      assertThat(lines.get(line - 1)).contains(from);
      lines.set(line - 1, lines.get(line - 1).replace(from, to));
      return lines;
    }

    @Test
    void anEventThatWasChangedDoesNotFitItsHash() {
      assertFirst(hashedAnew(replaced(5, "note", "nota")), 5, Kind.EVENT_CHANGED);
      assertFirst(
          hashedAnew(replaced(5, "\"actor\":\"desk\"", "\"actor\":\"duke\"")),
          5,
          Kind.EVENT_CHANGED);
    }

    @Test
    void anEventWithANewHashIsNotInTheLog() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PackWriter writer = PackWriter.begin(out, HEADER);
      writer.checkpoint(SignedNote.parse(STORE.checkpoint(300)), List.of(KEY.verifier()));
      MemoryStore forged = new MemoryStore();
      forged.append("s1", "forged");
      writer.event(
          forged.events().getFirst(),
          HashChain.beforeTheFirst(),
          0,
          Proofs.inclusion(0, 300, new TileNodes(STORE.tiles())));
      writer.finish();

      assertFirst(out.toByteArray(), 3, Kind.NOT_IN_LOG);
    }

    @Test
    void anEventThatIsSaidToHaveNoProofIsSoCounted_andTheSealIsBroken() {
      List<String> lines = lines(PACK);
      lines.set(4, lines.get(4).replaceAll(",\"index\":[0-9]+,\"proof\":\\[[^]]*]", ""));
      PackVerdict verdict = verified(hashedAnew(lines));

      assertThat(verdict.unproved()).isEqualTo(verified(PACK).unproved() + 1);
      assertThat(verdict.findings()).isNotEmpty();
    }

    @Test
    void anEventThatWasTakenOutIsMissedInItsStream() {
      List<String> lines = lines(PACK);
      String stream = lines.get(4).replaceAll(".*\"stream\":\"(s[0-9])\".*", "$1");
      lines.remove(4);
      for (int i = 0; i < lines.size(); i++) {
        lines.set(i, lines.get(i).replaceFirst("\\{\"line\":[0-9]+", "{\"line\":" + (i + 1)));
      }
      int next = 4;
      while (!lines.get(next).contains("\"stream\":\"" + stream + "\"")) {
        next++;
      }
      assertFirst(hashedAnew(lines), next + 1, Kind.EVENT_OUT_OF_PLACE);
    }

    @Test
    void aDocumentThatWasChangedBreaksTheSeal() {
      int document = lines(PACK).size() - 1;
      List<String> lines = replaced(document, "説明", "虚偽");
      assertFirst(hashedAnew(lines), document + 1, Kind.NOT_A_PACK);
      byte[] once = hashedAnew(lines);
      String digest = lines(once).get(document - 1).replaceAll(".*\"sha256\":\"([^\"]*)\"}", "$1");
      List<String> anew = lines(once);
      anew.set(
          document,
          anew.get(document)
              .replaceFirst("\"digest\":\"[^\"]*\"", "\"digest\":\"" + digest + "\""));
      assertFirst(hashedAnew(anew), document + 1, Kind.SEAL_REFUSED);
    }

    @Test
    void aFieldTwiceIsNoPack() {
      assertFirst(
          hashedAnew(replaced(5, "\"version\":1", "\"version\":1,\"version\":1")),
          5,
          Kind.NOT_A_PACK);
      assertFirst(
          hashedAnew(replaced(5, "\"version\":1", "\"version\":1,\"more\":1")), 5, Kind.NOT_A_PACK);
    }
  }

  @Test
  void underAnotherKey_provesNothing() {
    PackVerdict verdict =
        verified(PACK, TrustedKeys.of(Keys.log("rmaflow.example/rma", 99).verifier()));

    assertThat(verdict.findings())
        .extracting(PackFinding::kind)
        .containsExactly(Kind.CHECKPOINT_REFUSED, Kind.SEAL_REFUSED);
    assertThat(verdict.proved()).isZero();
    assertThat(verdict.findings().getFirst().words().en())
        .isEqualTo(
            "Line 2: the checkpoint cannot be trusted: No key that is trusted has signed it.");
  }
}
