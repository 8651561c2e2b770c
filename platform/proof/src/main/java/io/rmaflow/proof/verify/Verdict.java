package io.rmaflow.proof.verify;

import io.rmaflow.proof.Words;
import io.rmaflow.proof.note.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param findings what is wrong, the first row first, then what is not about a row; the first 100
 * @param further how many findings more there were
 * @param goodUpTo the largest checkpoint up to which everything is as it was when it was signed
 * @param against the largest checkpoint that was believed; what was logged behind it is compared
 *     among itself only
 * @param rows rows of the log that were read
 * @param events events that were read
 * @param waiting how many of them are not in the log yet, as they are behind its end
 */
public record Verdict(
    List<Finding> findings,
    long further,
    Optional<Checkpoint> goodUpTo,
    Optional<Checkpoint> against,
    long rows,
    long events,
    long waiting) {

  /** Makes the list its own. */
  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean holds() {
    return findings.isEmpty();
  }

  /** The first row that is wrong, or else whatever else is. */
  public Optional<Finding> first() {
    return findings.stream().findFirst();
  }

  /** How far it holds, in a sentence. */
  public Words summary() {
    if (against.isEmpty()) {
      return new Words(
          (holds() ? "矛盾はありません" : "問題があります")
              + "（イベント"
              + events
              + "件、ログ"
              + rows
              + "件）。信頼できるチェックポイントがないため、全体の書き直しは検出できません。",
          (holds() ? "Nothing contradicts itself" : "Something is wrong")
              + " ("
              + events
              + " events, "
              + rows
              + " rows of the log). Without a trusted checkpoint, that all of it was rewritten"
              + " cannot be seen.");
    }
    String ja = goodUpTo.map(FindingWords::ja).orElse("");
    String en = goodUpTo.map(FindingWords::en).orElse("");
    String untilJa = ja.isEmpty() ? "正しいと言える範囲はありません。" : ja + "まではすべて正しいです。";
    String untilEn =
        ja.isEmpty() ? "Nothing is shown to be right." : "All is well up to the " + en + ".";
    return new Words(
        (holds() ? "改ざんはありません" : "改ざんがあります")
            + "（イベント"
            + events
            + "件、ログ"
            + rows
            + "件、ログ待ち"
            + waiting
            + "件）。"
            + untilJa,
        (holds() ? "Nothing was tampered with" : "Something was tampered with")
            + " ("
            + events
            + " events, "
            + rows
            + " rows of the log, "
            + waiting
            + " events not logged yet). "
            + untilEn);
  }
}
