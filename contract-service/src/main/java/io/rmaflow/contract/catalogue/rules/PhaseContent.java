package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import java.util.List;

/** What the customer is told about a software phase after the end of sale. */
public final class PhaseContent {

  /** EOS-9, EOS-10: what "major OS" means, and that a much changed one may not be served. */
  @Clause({"EOS-9", "EOS-10"})
  public static final List<Note> NOTES =
      List.of(
          new Note(
              "MAJOR_OS",
              List.of("EOS-9"),
              new Message(
                  "主要OSとは、主に法人を利用対象とし、多数の法人での利用が想定されるOSおよびエディションです。",
                  "A major OS is an OS and edition meant mainly for companies and expected to be used"
                      + " by many of them.")),
          new Note(
              "NO_GUARANTEE_FOR_CHANGED_OS",
              List.of("EOS-10"),
              new Message(
                  "OSに大幅な機能変更があった場合、接続対応を保証するものではありません。",
                  "Where an OS changed substantially, connecting to it is not guaranteed.")));

  private PhaseContent() {}

  /**
   * A remark that belongs to every phase.
   *
   * @param code {@code MAJOR_OS} or {@code NO_GUARANTEE_FOR_CHANGED_OS}
   * @param clauses behind it
   * @param message for people
   */
  public record Note(String code, List<String> clauses, Message message) {}

  /** The clauses that say what the phase contains. */
  @Clause({"EOS-3", "EOS-4", "EOS-5", "EOS-6", "EOS-7", "EOS-8", "EOS-12", "VA-18", "EOS-13"})
  public static List<String> clauses(EndOfSale.Phase phase) {
    return switch (phase) {
      case NORMAL -> List.of("EOS-3", "EOS-4", "EOS-5");
      case LIMITED -> List.of("EOS-6", "EOS-7", "EOS-8", "EOS-5");
      case EXTENDED -> List.of("EOS-12", "VA-18", "EOS-7", "EOS-8");
      case ENDED -> List.of("EOS-6", "EOS-13");
    };
  }

  /** What is done in the phase. */
  public static Message content(EndOfSale.Phase phase) {
    return switch (phase) {
      case NORMAL ->
          new Message(
              "不具合修正、保守、回避策の提供および主要OSへの接続対応を行います。機能拡張・新規機能追加は行いません。",
              "Defects are corrected and worked around, and newly released major OSs are connected"
                  + " to; there are no new or extended features.");
      case LIMITED ->
          new Message(
              "弊社が重大と判断する問題に対応します。その他の問題や主要OSへの接続対応を行うことがあります。",
              "Problems that the vendor deems serious are dealt with; others, and new major OSs, at"
                  + " its discretion.");
      case EXTENDED ->
          new Message(
              "原則として機能更新は行わず、不具合対応のみを行います。",
              "In principle there are no functional updates any more, only corrections of defects.");
      case ENDED ->
          new Message(
              "ソフトウェアの修正および修正予定日の開示は行いません。",
              "Software is not corrected any more, and no dates of corrections are disclosed.");
    };
  }
}
