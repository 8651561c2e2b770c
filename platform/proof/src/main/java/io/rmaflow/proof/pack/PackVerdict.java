package io.rmaflow.proof.pack;

import io.rmaflow.proof.Words;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Cosignature;
import io.rmaflow.proof.note.VerifierKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a pack proves.
 *
 * @param findings what is wrong, by line; the first 100
 * @param header what it says that it is about
 * @param lines how many it has
 * @param streams how many events of each stream it has
 * @param proved how many of its events are proved to stand in the log
 * @param unproved how many of its events it says itself that the log did not have yet
 * @param checkpoint what they are proved against
 * @param keys who signed that, of those that are believed
 * @param witnesses who else saw that checkpoint
 * @param ownKeys whether the keys that were believed are those in the file itself, so that it
 *     proves no more than that nothing was changed by somebody without such a key
 * @param sealedBy the log's keys that vouch for each byte of it; nobody where it has no seal
 */
public record PackVerdict(
    List<PackFinding> findings,
    Optional<PackHeader> header,
    long lines,
    Map<String, Long> streams,
    long proved,
    long unproved,
    Optional<Checkpoint> checkpoint,
    List<VerifierKey> keys,
    List<Cosignature> witnesses,
    boolean ownKeys,
    List<VerifierKey> sealedBy) {

  /** Makes the lists its own. */
  public PackVerdict {
    findings = List.copyOf(findings);
    streams = Map.copyOf(streams);
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    sealedBy = List.copyOf(sealedBy);
  }

  /** Whether nothing is wrong. */
  public boolean holds() {
    return findings.isEmpty();
  }

  /** What it proves and under which key, or that it does not. */
  public Words summary() {
    if (!holds()) {
      Words first = findings.getFirst().words();
      return new Words("このファイルは正しくありません。" + first.ja(), "The file does not hold. " + first.en());
    }
    StringBuilder ja = new StringBuilder();
    StringBuilder en = new StringBuilder();
    if (checkpoint.isPresent()) {
      String signers = keys.stream().map(VerifierKey::toString).collect(Collectors.joining(", "));
      ja.append("イベント").append(proved).append("件が、鍵 ").append(signers).append(" の署名したチェックポイント（");
      ja.append(checkpoint.get().size()).append("件）のログに、この内容で記録されていることが証明されています。");
      en.append("It is proved that ").append(proved).append(" events stand in the log with this");
      en.append(" content, under the checkpoint over ").append(checkpoint.get().size());
      en.append(" rows that was signed with ").append(signers).append('.');
    }
    if (unproved > 0) {
      ja.append("イベント").append(unproved).append("件は、まだログになく証明されていません。");
      en.append(en.isEmpty() ? "" : " ").append(unproved);
      en.append(" events were not in the log yet and are not proved.");
    }
    if (sealedBy.isEmpty()) {
      ja.append("それ以外の行には署名がなく、作成者のほかには保証がありません。");
      en.append(en.isEmpty() ? "" : " ").append("The other lines are not signed.");
    } else {
      ja.append("ファイル全体に署名があります。");
      en.append(en.isEmpty() ? "" : " ").append("Each byte of the file is signed.");
    }
    if (ownKeys) {
      ja.append("鍵はファイル自身のものです。別の方法で入手した鍵と照合してください。");
      en.append(" The key is the file's own: compare it with one that you have from elsewhere.");
    }
    return new Words(ja.toString(), en.toString());
  }
}
