package io.rmaflow.proof.verify;

import io.rmaflow.proof.Words;
import io.rmaflow.proof.note.Checkpoint;

/** What is wrong, for people. */
final class FindingWords {

  private FindingWords() {}

  static Words of(Finding finding) {
    return switch (finding) {
      case Finding.EventChanged f ->
          switch (f.what()) {
            case CONTENT -> at(f.at(), "内容が書き換えられています。", "what it says was changed.");
            case HASH -> at(f.at(), "ハッシュが書き換えられています。", "its hash was changed.");
            case BOTH ->
                at(f.at(), "内容とハッシュが書き換えられています。", "what it says and its hash were changed.");
          };
      case Finding.EventDeleted f -> at(f.at(), "削除されています。", "it was deleted.");
      case Finding.StreamTruncated f ->
          at(
              f.at(),
              "このイベント以降、ストリームの終わりまで削除されています。",
              "it and all that followed in its stream were deleted.");
      case Finding.EventInserted f ->
          at(
              f.at(),
              "ログにないイベントが後から挿入されています。",
              "it was inserted afterwards: the log does not have it.");
      case Finding.EventsSwapped f ->
          at(
              f.at(),
              "イベント " + f.with().event() + " と入れ替えられています。",
              "it was exchanged with " + f.with().event() + ".");
      case Finding.StreamRewritten f ->
          at(
              f.at(),
              "このイベント以降、ストリームが整合するハッシュ付きで書き直されています。",
              "from it on the stream was rewritten, with hashes that fit.");
      case Finding.EventMoved f ->
          at(f.at(), "読み取り順序が変えられています。", "its place in the order of reading was changed.");
      case Finding.EventAgainstLog f ->
          at(
              f.at(),
              "イベントとログの行が一致しません。どちらが正しいかは、この範囲のチェックポイントがないため判定できません。",
              "event and log differ; without a checkpoint behind it nobody can say which is right.");
      case Finding.LogRowChanged f ->
          at(
              f.at(),
              "イベントは正しく、ログの行が書き換えられています。",
              "the event is right, its row in the log was changed.");
      case Finding.LogRowsMissing f ->
          at(
              f.at(),
              "ここからログの行が" + f.rows() + "件ありません。",
              "from here " + f.rows() + " rows of the log are missing.");
      case Finding.LogTruncated f ->
          at(
              f.at(),
              "ログがここで終わっていますが、" + ja(f.checkpoint()) + "はこれより先まであったことを示しています。",
              "the log ends here, but the " + en(f.checkpoint()) + " shows that it went on.");
      case Finding.TileChanged f ->
          at(
              f.at(),
              source(f.source()).ja()
                  + "のタイル "
                  + f.path()
                  + " の"
                  + f.offset()
                  + "番目が書き換えられているか、ありません。",
              "hash "
                  + f.offset()
                  + " of the tile "
                  + f.path()
                  + " "
                  + source(f.source()).en()
                  + " was changed or is missing.");
      case Finding.RewrittenTogether f ->
          at(
              f.at(),
              "このイベント以降、イベントとログが揃って書き直されています（" + source(f.shownBy()).ja() + "のタイルによる）。",
              "from it on events and log were rewritten together, as the tiles "
                  + source(f.shownBy()).en()
                  + " show.");
      case Finding.RewrittenBetween f ->
          new Words(
              "ログの"
                  + f.at().index()
                  + "番から"
                  + (f.before() - 1)
                  + "番までのどこかで、イベントとログが揃って書き直されています。どの行かは、ミラーしたタイルがあれば特定できます。",
              "Somewhere from row "
                  + f.at().index()
                  + " to row "
                  + (f.before() - 1)
                  + " of the log, events and log were rewritten together; mirrored tiles would"
                  + " name the row.");
      case Finding.CheckpointRefused f ->
          new Words(
              f.checkpoint().map(FindingWords::ja).orElse("チェックポイント") + "は信頼できません: " + f.why().ja(),
              "The "
                  + f.checkpoint().map(FindingWords::en).orElse("checkpoint")
                  + " cannot be trusted: "
                  + f.why().en());
      case Finding.CheckpointsDisagree f ->
          new Words(
              ja(f.one()) + "と" + ja(f.other()) + "は両立しません。同じログが二つの履歴に署名しています。",
              "The "
                  + en(f.one())
                  + " and the "
                  + en(f.other())
                  + " cannot both be true: the log signed two histories.");
    };
  }

  private static Words at(Place place, String ja, String en) {
    String known = place.stream().isPresent() ? place.event() : "";
    return new Words(
        known.isEmpty()
            ? "ログの" + place.index() + "番: " + ja
            : "イベント " + known + "（ログの" + place.index() + "番）: " + ja,
        known.isEmpty()
            ? "Row " + place.index() + " of the log: " + en
            : "Event " + known + " (row " + place.index() + " of the log): " + en);
  }

  private static Words source(Finding.Source source) {
    return switch (source) {
      case STORE -> new Words("データベース", "in the database");
      case MIRROR -> new Words("ミラー", "in the mirror");
    };
  }

  static String ja(Checkpoint checkpoint) {
    return "チェックポイント（" + checkpoint.size() + "件、" + checkpoint.root().base64() + "）";
  }

  static String en(Checkpoint checkpoint) {
    return "checkpoint over " + checkpoint.size() + " rows (" + checkpoint.root().base64() + ")";
  }
}
