package io.rmaflow.rma.pack;

import io.rmaflow.kit.audit.proofs.ProvenEvents;
import io.rmaflow.kit.audit.proofs.ProvenEvents.Head;
import io.rmaflow.kit.audit.proofs.ProvenEvents.ProvenEvent;
import io.rmaflow.kit.audit.proofs.ProvenEvents.State;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.rma.explanation.Words;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What paper says of the proof, and how far that goes: paper proves nothing by itself, and names
 * the file that does.
 */
final class ProofBadge {

  private final String caseId;
  private final ProvenEvents proven;
  private final Words words;

  ProofBadge(String caseId, ProvenEvents proven, Words words) {
    this.caseId = caseId;
    this.proven = proven;
    this.words = words;
  }

  /**
   * A record, as it was looked at.
   *
   * @param index its place in the log, from 0; a dash where it is not in it yet
   * @param state what that came to, in words
   * @param wrong whether it is not what was recorded
   */
  record Row(
      String stream,
      String sequence,
      String event,
      String recordedAt,
      String index,
      String state,
      boolean wrong) {}

  /** What does not fit; nothing where all is well. */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    proven
        .head()
        .filter(head -> head.signers().isEmpty())
        .ifPresent(
            head ->
                wrong.add(
                    words.of(
                        "ログのチェックポイントの署名が、設定された鍵と一致しません。証明は信頼できません。",
                        "The checkpoint of the log is not signed with a key that is configured: no"
                            + " proof can be trusted.")));
    long count = proven.count(State.WRONG);
    if (count > 0) {
      wrong.add(
          words.of(
              "記録 " + count + " 件が、ログの内容と一致しません。改ざんされたおそれがあります。末尾の表をご覧ください。",
              count
                  + " records are not what the log has. They may have been tampered with: see the"
                  + " table at the end."));
    }
    return wrong;
  }

  /** What was looked at, and what it came to. */
  List<String> summary() {
    List<String> summary = new ArrayList<>();
    long own = proven.events().stream().filter(this::isOwn).count();
    long beside = proven.events().size() - own;
    summary.add(
        words.of(
            "この説明は、案件の "
                + own
                + " 件の記録"
                + (beside == 0 ? "" : "と、関係する " + beside + " 件の記録")
                + "によります。",
            "This rests on the "
                + own
                + " records of the case"
                + (beside == 0 ? "" : " and on " + beside + " beside them")
                + "."));
    long proved = proven.count(State.PROVED);
    long notYet = proven.count(State.NOT_YET);
    proven
        .head()
        .ifPresentOrElse(
            head -> {
              summary.add(
                  words.of(
                      "作成時に 1 件ずつ照合し、" + proved + " 件が、署名されたログにこの内容で記録されていることを確かめました。",
                      "Each was checked when this was made: "
                          + proved
                          + " stand in the signed log with this content."));
              if (notYet > 0) {
                summary.add(
                    words.of(
                        notYet + " 件は新しく、署名されたログにまだ含まれていません。",
                        notYet + " are recent and not in the signed log yet."));
              }
            },
            () ->
                summary.add(
                    words.of(
                        "ログにはまだ署名がないため、記録が変更されていないことを示せません。",
                        "Nothing of the log is signed yet, so that nothing shows that these records"
                            + " were not changed.")));
    return summary;
  }

  /** The log, and how to check. */
  List<String> details() {
    List<String> details = new ArrayList<>();
    proven.head().ifPresent(head -> log(head, details));
    proven.events().stream()
        .filter(this::isOwn)
        .reduce((first, second) -> second)
        .ifPresent(
            last ->
                details.add(
                    words.of("案件の最後の記録のハッシュ: ", "Hash of the last record of the case: ")
                        + HexFormat.of().formatHex(last.event().hash())));
    details.add(
        words.of(
            "確認の方法: 印刷物だけでは証明になりません。証明を含むファイルを作成し、上記の鍵を別の方法で入手した鍵と照合したうえで、ネットワークもデータベースもなしに検証できます。",
            "How to check: paper alone proves nothing. Make the file that carries the proof, compare"
                + " the key above with one that you have from elsewhere, and verify it without a"
                + " network and without a database:"));
    details.add("./rma pack " + caseId + " --format jsonl --out case.jsonl");
    details.add("./rma verify case.jsonl" + key());
    return details;
  }

  private void log(Head head, List<String> details) {
    details.add(
        words.of("ログ: ", "Log: ")
            + head.checkpoint().origin()
            + words.of(
                "、" + head.checkpoint().size() + " 件、署名日時 " + words.at(head.signedAt()),
                ", " + head.checkpoint().size() + " rows, signed at " + words.at(head.signedAt())));
    details.add(words.of("ルートハッシュ: ", "Root: ") + head.checkpoint().root().base64());
    for (VerifierKey key : head.signers()) {
      details.add(
          words.of("検証鍵（指紋 " + key.idInHex() + "）: ", "Key (fingerprint " + key.idInHex() + "): ")
              + key);
    }
    if (!head.witnesses().isEmpty()) {
      details.add(words.of("証人の連署: ", "Witnessed by: ") + String.join(", ", head.witnesses()));
    }
  }

  private String key() {
    return proven
        .head()
        .filter(head -> !head.signers().isEmpty())
        .map(head -> " --keys " + head.signers().getFirst())
        .orElse("");
  }

  /** Each record, in the order of its stream. */
  List<Row> rows() {
    return proven.events().stream().map(this::row).toList();
  }

  private Row row(ProvenEvent event) {
    String type = event.event().name().name();
    return new Row(
        isOwn(event) ? words.of("案件", "the case") : event.event().stream(),
        Long.toString(event.event().sequence()),
        type.substring(type.lastIndexOf('.') + 1),
        words.at(event.event().recordedAt()),
        event.index().isPresent() ? Long.toString(event.index().getAsLong()) : "—",
        switch (event.state()) {
          case PROVED -> words.of("ログと一致", "as in the log");
          case NOT_YET -> words.of("ログに未収録", "not in the log yet");
          case WRONG -> words.of("一致しない", "not what was recorded");
        },
        event.state() == State.WRONG);
  }

  private boolean isOwn(ProvenEvent event) {
    return event.event().stream().equals(caseId);
  }
}
