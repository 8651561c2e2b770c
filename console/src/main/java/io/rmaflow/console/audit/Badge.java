package io.rmaflow.console.audit;

import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.ProofKeys;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.TrustedKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.pack.PackVerdict;
import io.rmaflow.proof.pack.PackVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the console found when it verified a case itself: the service's word counts for nothing
 * here, but for its keys.
 *
 * @param state the whole in one word
 * @param wrong what does not hold, in both languages
 * @param checked events of the case whose content, chain and place in the log hold
 * @param beside events of other streams in the file, verified in the same way
 * @param notYet events that the signed log does not have yet
 * @param checkpoint what they were verified against; null without one
 * @param keys that signed it
 * @param witnesses who saw it, too
 */
record Badge(
    State state,
    List<Wrong> wrong,
    long checked,
    long beside,
    long notYet,
    @Nullable Checkpoint checkpoint,
    List<String> keys,
    List<String> witnesses) {

  private static final JsonMapper JSON = JsonMapper.shared();

  Badge {
    wrong = List.copyOf(wrong);
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
  }

  /** The whole in one word. */
  enum State {
    /** Everything that is shown stands in the signed log. */
    PROVED,
    /** Nothing is wrong, and the log does not have everything yet. */
    NOT_ALL_YET,
    /** Nothing is signed, so that nothing can be shown. */
    NOT_SIGNED,
    /** Something was changed. */
    BROKEN
  }

  /** What does not hold. */
  record Wrong(String japanese, String english) {}

  /** Where nothing is signed. */
  static Badge notSigned() {
    return new Badge(State.NOT_SIGNED, List.of(), 0, 0, 0, null, List.of(), List.of());
  }

  /**
   * Verifies a case.
   *
   * @param caseId the stream that the page is about
   * @param pack its file as JSON lines
   * @param believed the keys that count
   * @param shown the history as the page shows it, from the first record on
   */
  static Badge of(String caseId, byte[] pack, ProofKeys believed, List<HistoryEntry> shown) {
    List<String> given =
        Stream.concat(believed.getKeys().stream(), believed.getFormerKeys().stream()).toList();
    if (given.isEmpty()) {
      return notSigned();
    }
    PackVerdict verdict;
    try {
      TrustedKeys trusted =
          new TrustedKeys(
              believed.getOrigin(),
              given.stream().map(VerifierKey::parse).map(TrustedKey::always).toList(),
              believed.getWitnesses().stream().map(VerifierKey::parse).toList(),
              0);
      verdict = PackVerifier.verify(new ByteArrayInputStream(pack), trusted, Optional.empty());
    } catch (MalformedNote e) {
      return broken(
          new Wrong(
              "鍵を読み取れません（" + e.getMessage() + "）。",
              "A key cannot be read: " + e.getMessage() + "."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Wrong> wrong = new ArrayList<>();
    verdict.findings().forEach(each -> wrong.add(new Wrong(each.words().ja(), each.words().en())));
    if (wrong.isEmpty()) {
      wrong.addAll(shownOtherwise(proved(caseId, pack), shown));
    }
    long own = verdict.streams().getOrDefault(caseId, 0L);
    long all = verdict.streams().values().stream().mapToLong(Long::longValue).sum();
    return new Badge(
        !wrong.isEmpty()
            ? State.BROKEN
            : verdict.checkpoint().isEmpty()
                ? State.NOT_SIGNED
                : verdict.unproved() > 0 ? State.NOT_ALL_YET : State.PROVED,
        wrong,
        own,
        all - own,
        verdict.unproved(),
        verdict.checkpoint().orElse(null),
        verdict.keys().stream().map(VerifierKey::toString).toList(),
        verdict.witnesses().stream().map(each -> each.by().name()).toList());
  }

  private static Badge broken(Wrong wrong) {
    return new Badge(State.BROKEN, List.of(wrong), 0, 0, 0, null, List.of(), List.of());
  }

  /** The hashes of the case's events in the file, by their place. */
  private static TreeMap<Long, Hash> proved(String caseId, byte[] pack) {
    TreeMap<Long, Hash> proved = new TreeMap<>();
    new String(pack, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              JsonNode read;
              try {
                read = JSON.readTree(line);
              } catch (JacksonException e) {
                throw new IllegalStateException("a verified file is JSON", e);
              }
              JsonNode event = read.path("body");
              if (read.path("kind").asString("").equals("event")
                  && event.path("stream").asString("").equals(caseId)) {
                proved.put(
                    event.get("sequence").asLong(), Hash.ofBase64(event.get("hash").asString()));
              }
            });
    return proved;
  }

  /** The page shows a history: it has to be the one that is proved, record by record. */
  private static List<Wrong> shownOtherwise(TreeMap<Long, Hash> proved, List<HistoryEntry> shown) {
    List<Wrong> wrong = new ArrayList<>();
    for (HistoryEntry entry : shown) {
      long sequence = entry.getStreamsequence();
      @Nullable Hash hash = proved.remove(sequence);
      if (hash == null) {
        wrong.add(
            new Wrong(
                "画面の記録 " + sequence + " 番は、検証した資料にありません。",
                "Record " + sequence + " of the page is not in the file that was verified."));
      } else if (!HexFormat.of().formatHex(hash.bytes()).equalsIgnoreCase(entry.getHash())) {
        wrong.add(
            new Wrong(
                "画面の記録 " + sequence + " 番は、検証した資料の記録と一致しません。",
                "Record " + sequence + " of the page is not the one that was verified."));
      }
    }
    for (long sequence : proved.keySet()) {
      wrong.add(
          new Wrong(
              "検証した資料の記録 " + sequence + " 番が、画面にありません。",
              "Record " + sequence + " of the file that was verified is not on the page."));
    }
    return wrong;
  }
}
