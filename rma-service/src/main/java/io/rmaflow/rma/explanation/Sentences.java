package io.rmaflow.rma.explanation;

import static io.rmaflow.rma.explanation.Said.decided;
import static io.rmaflow.rma.explanation.Said.due;
import static io.rmaflow.rma.explanation.Said.happened;

import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.Due;
import io.rmaflow.rma.casefile.Reasons;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.casefile.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each event of a case says in words; the compiler names an event that has none.
 *
 * @param state how the case stood by all that is explained; its procedure has words of its own
 */
record Sentences(CaseState.Reported state) {

  private static final Words JAPANESE = new Words(true);
  private static final Words ENGLISH = new Words(false);

  Said of(CaseEvent event) {
    return switch (event) {
      case FailureReported e -> reported(e);
      case RequestAccepted e -> accepted(e);
      case CaseEvent.RequestRefused e ->
          decided(
              "申込みを「"
                  + called(e.procedure()).ja()
                  + "」としてはお受けできないと判断しました（理由 "
                  + e.refusals().size()
                  + " 件）。",
              "The request under “"
                  + called(e.procedure()).en()
                  + "” was refused, for "
                  + e.refusals().size()
                  + " reason(s).");
      case CaseEvent.InformationRequested e ->
          happened("お客様に情報の提供をお願いしました。", "The customer was asked for information.")
              .written(new Message("お願いした内容", "What was asked for"), e.textId());
      case CaseEvent.InformationProvided e ->
          happened(
                  "お客様から情報が提供されました（ファイル " + e.attachments().size() + " 件）。",
                  "The customer provided information, with " + e.attachments().size() + " file(s).")
              .written(new Message("内容", "What was provided"), e.textId());
      case CaseEvent.HardwareFaultJudged e ->
          decided(
                  "弊社はH/W故障と判断しました（判断時刻 " + Reckoning.ja(e.judgedAt()) + "）。",
                  "The vendor judged it to be a hardware fault, at " + en(e.judgedAt()) + ".")
              .because(e.reasonId());
      case CaseEvent.NoHardwareFaultJudged e ->
          decided(
                  "弊社はH/W故障ではないと判断しました（判断時刻 " + Reckoning.ja(e.judgedAt()) + "）。",
                  "The vendor judged it to be no hardware fault, at " + en(e.judgedAt()) + ".")
              .because(e.reasonId());
      case CaseEvent.RmaNumberIssued e ->
          happened(
              "修理対応番号（RMA番号）" + e.rmaNumber() + " を発行しました。" + payerJa(e),
              "RMA number " + e.rmaNumber() + " was issued." + payerEn(e));
      case CaseEvent.ShipmentOrdered e -> UnitSentences.ordered(e);
      case CaseEvent.ShipmentOrderCancelled e ->
          happened(
              Terms.of(e.leg()).ja() + "の発送指示を取り消しました（" + reason(e.because()).ja() + "）。",
              "The order to send the "
                  + Terms.of(e.leg()).en()
                  + " was called off: "
                  + reason(e.because()).en()
                  + ".");
      case CaseEvent.EquivalentOffered e ->
          decided(
              "同等の製品 " + e.productCode() + " をご提案しました。",
              "An equivalent product, " + e.productCode() + ", was offered.");
      case CaseEvent.EquivalentAccepted e ->
          decided(
              "お客様が同等の製品 " + e.productCode() + " を承諾されました。",
              "The customer accepted the equivalent product " + e.productCode() + ".");
      case CaseEvent.ReplacementShipped e -> UnitSentences.shipped(e);
      case CaseEvent.ReplacementDelivered e -> UnitSentences.delivered(e);
      case CaseEvent.ReturnDutyOpened e ->
          happened(
              "障害機 " + e.serialNumber() + " の返却をお願いする期間が始まりました。",
              "The faulty unit " + e.serialNumber() + " is owed back from now on.");
      case CaseEvent.FaultyUnitDispatched e -> UnitSentences.dispatched(e);
      case CaseEvent.FaultyUnitReturned e -> UnitSentences.returned(e);
      case CaseEvent.BuyOutRequested e ->
          decided("お客様が障害機の買い取りを希望されました。", "The customer asked to keep the faulty unit for a fee.")
              .because(e.reasonId());
      case CaseEvent.BuyOutAgreed e ->
          decided(
                  "障害機の買い取りに " + e.priceYen() + " 円で合意しました。返却は不要です。",
                  "The buy-out was agreed at " + e.priceYen() + " yen; nothing is owed back.")
              .because(e.reasonId());
      case CaseEvent.BuyOutDeclined e ->
          decided("買い取りのご希望をお断りしました。期限は変わりません。", "The buy-out was declined; the due date stands.")
              .because(e.reasonId());
      case CaseEvent.DoaCertified e ->
          decided("初期不良と認定しました。", "It was certified to be an initial failure.")
              .written(new Message("認定の根拠", "Basis"), e.basisId());
      case DoaDeclined e -> doaDeclined(e);
      case CaseEvent.LoanerShipped e -> UnitSentences.shipped(e);
      case CaseEvent.LoanerDelivered e -> UnitSentences.delivered(e);
      case CaseEvent.LoanerOperationConfirmed e ->
          happened(
              "貸出機での正常な稼働が確認されました（" + Reckoning.ja(e.confirmedAt()) + "）。",
              "The customer runs normally on the loaner since " + en(e.confirmedAt()) + ".");
      case CaseEvent.LoanerReturnRequested _ ->
          happened("貸出機のご返却をお願いしました。", "The customer was asked to return the loaner.");
      case CaseEvent.LoanerDispatched e -> UnitSentences.dispatched(e);
      case CaseEvent.LoanerReturned e -> UnitSentences.returned(e);
      case CaseEvent.LoanerReturnReminderDue _ ->
          happened("貸出機のご返却を改めてお願いする日になりました。", "It was time to ask for the loaner once more.");
      case CaseEvent.LoanerReturnOverdue _ ->
          happened("貸出機がまだ返却されていません。", "The loaner had still not come back.");
      case CaseEvent.FaultyUnitReminderDue _ ->
          happened("障害機のご送付を改めてお願いする日になりました。", "It was time to ask for the faulty unit once more.");
      case CaseEvent.UnitInspected e ->
          happened(
              "障害機を検査しました（有償部品 " + e.chargeablePartIds().size() + " 件）。",
              "The faulty unit was inspected; "
                  + e.chargeablePartIds().size()
                  + " part(s) are to be charged.");
      case CaseEvent.RepairEstimated e ->
          decided(
              "修理の目安を検査から " + e.estimateDays() + " 日とお伝えしました。",
              "The repair was estimated to take "
                  + e.estimateDays()
                  + " days from the inspection.");
      case CaseEvent.RepairCompleted e ->
          happened(
              "修理が完了しました（" + Reckoning.ja(e.completedAt()) + "）。",
              "The repair was completed at " + en(e.completedAt()) + ".");
      case CaseEvent.RepairedUnitShipped e -> UnitSentences.shipped(e);
      case CaseEvent.RepairedUnitDelivered e -> UnitSentences.delivered(e);
      case CaseEvent.NormalOperationConfirmed e ->
          happened(
              "修理済み機の正常な稼働が確認されました（" + Reckoning.ja(e.confirmedAt()) + "）。",
              "The customer runs normally on the repaired unit since " + en(e.confirmedAt()) + ".");
      case CaseEvent.VisitPlanned e ->
          decided(
              "技術員の訪問を " + Reckoning.ja(e.plannedFor()) + " に予定しました。",
              "A visit was planned for " + en(e.plannedFor()) + ".");
      case CaseEvent.EngineerArrived e ->
          happened(
                  "技術員が到着しました（" + e.visit() + " 回目の訪問、" + Reckoning.ja(e.arrivedAt()) + "）。",
                  "The engineer arrived at " + en(e.arrivedAt()) + " (visit " + e.visit() + ").")
              .because(e.reasonId());
      case CaseEvent.UnitExchanged e ->
          happened(
              "現地で機器 "
                  + e.faultySerialNumber()
                  + " を "
                  + e.serialNumber()
                  + " に交換しました。契約・保証は交換後の機器に引き継がれます。",
              "On site "
                  + e.faultySerialNumber()
                  + " was exchanged for "
                  + e.serialNumber()
                  + ", to which the cover passed.");
      case CaseEvent.PartExchanged e ->
          happened(
                  "現地で機器 " + e.serialNumber() + " の部品を交換しました（" + e.visit() + " 回目の訪問）。",
                  "On site a part of "
                      + e.serialNumber()
                      + " was exchanged (visit "
                      + e.visit()
                      + ").")
              .written(new Message("部品", "Part"), e.partId());
      case ServiceRestored e -> restored(e);
      case CaseEvent.RestorationReported e ->
          happened(
              "復旧を" + Terms.of(e.method()).ja() + "ご報告しました。",
              "The restoration was reported " + Terms.of(e.method()).en() + ".");
      case CaseEvent.SecondVisitRequired e ->
          decided(
              "マザーボードの交換のため、再度の訪問が必要と判断しました"
                  + Optional.ofNullable(e.plannedFor())
                      .map(at -> "（予定 " + Reckoning.ja(at) + "）")
                      .orElse("")
                  + "。",
              "A second visit is needed, as the motherboard has to be exchanged"
                  + Optional.ofNullable(e.plannedFor())
                      .map(at -> "; it is planned for " + en(at))
                      .orElse("")
                  + ".");
      case CaseEvent.FirstContactMade e ->
          happened(
              "初回のご連絡をしました（" + Reckoning.ja(e.contactedAt()) + "）。",
              "The desk got in touch at " + en(e.contactedAt()) + ".");
      case CaseEvent.FirstContactDue _ ->
          happened(
              "本日が初回連絡の期限であることを担当へ通知しました。",
              "The desk was reminded that the first contact is due today.");
      case CaseEvent.FirstContactOverdue _ ->
          due("期限までに初回連絡がありませんでした。", "Nobody was in touch by then.");
      case CaseEvent.InquiryAnswered e ->
          happened("お問い合わせに回答しました。", "The inquiry was answered.")
              .written(new Message("回答", "Answer"), e.answerId());
      case CaseEvent.InquiryCompleted e ->
          decided(
              "お問い合わせの対応を完了しました（" + Terms.of(e.reason()).ja() + "）。",
              "The inquiry was completed: " + Terms.of(e.reason()).en() + ".");
      case CaseEvent.DeadlineSet e ->
          due(
              JAPANESE.due(Due.of(e.deadline())) + "と設定しました。",
              "It was set: " + ENGLISH.due(Due.of(e.deadline())) + ".");
      case CaseEvent.DeadlineMoved e -> moved(e);
      case CaseEvent.DeadlineMet e ->
          due(
              Reckoning.ja(e.metAt()) + " に果たされました（" + (e.inTime() ? "期限内" : "期限後") + "）。",
              "It was met at " + en(e.metAt()) + ", " + (e.inTime() ? "in time" : "late") + ".");
      case CaseEvent.DeadlineCancelled e ->
          due(
              "期限がなくなりました（" + reason(e.because()).ja() + "）。",
              "It is due no longer: " + reason(e.because()).en() + ".");
      case CaseEvent.ReturnReminderDue e -> reminder(e);
      case CaseEvent.ReturnOverdue e ->
          due(
              "最終日 " + Reckoning.ja(e.returnDue()) + " を過ぎました。",
              "The last day, " + Reckoning.en(e.returnDue()) + ", was over.");
      case CaseEvent.ReturnOverdueWithdrawn e ->
          due(
              "期限超過の扱いを取り消しました（" + reason(e.because()).ja() + "）。",
              "That it was overdue was withdrawn: " + reason(e.because()).en() + ".");
      case CaseEvent.DispatchOverdue e ->
          due(
              "発送期限 " + Reckoning.ja(e.dispatchDue()) + " を過ぎました。",
              "The day for the dispatch, " + Reckoning.en(e.dispatchDue()) + ", was over.");
      case CaseEvent.UnexpectedUnitReceived e -> UnitSentences.unexpected(e);
      case CaseEvent.ReceivedUnitResolved e ->
          decided(
                  "届いた機器 " + e.received() + " の扱いを決めました: " + Terms.of(e.resolution()).ja() + "。",
                  "It was decided about the received unit "
                      + e.received()
                      + ": "
                      + Terms.of(e.resolution()).en()
                      + ".")
              .because(e.reasonId());
      case ExclusionFound e -> excluded(e);
      case CaseEvent.DemandGranted e ->
          decided(
              "ご要望の「" + Terms.of(e.work()).ja() + "」をお受けしました。",
              "The work asked for, “" + Terms.of(e.work()).en() + "”, was granted.");
      case CaseEvent.DemandRefused e ->
          decided(
                  "ご要望の「" + Terms.of(e.work()).ja() + "」をお断りしました: " + e.refusal().message().ja(),
                  "The work asked for, “"
                      + Terms.of(e.work()).en()
                      + "”, was refused: "
                      + e.refusal().message().en())
              .by(e.refusal().clauses());
      case CaseEvent.NoteAdded e ->
          happened("メモが追加されました。", "A note was added.")
              .written(new Message("メモ", "Note"), e.textId());
      case CaseEvent.RuleOverridden e ->
          decided("規則 " + e.rule() + " の適用を除外しました。", "The rule " + e.rule() + " was set aside.")
              .by(List.of(e.rule()))
              .because(e.reasonId());
      case FactCorrected e -> corrected(e);
      case CaseEvent.CaseCancelled e ->
          decided(
                  "案件を取り消しました（" + reason(e.because()).ja() + "）。",
                  "The case was cancelled: " + reason(e.because()).en() + ".")
              .because(e.reasonId());
      case CaseEvent.CaseClosed e ->
          happened(
              "案件を終了しました（" + reason(e.because()).ja() + "）。",
              "The case was closed: " + reason(e.because()).en() + ".");
    };
  }

  private Said reported(FailureReported e) {
    String wishJa = e.procedure() == null ? "" : "「" + called(e.procedure()).ja() + "」として";
    String wishEn = e.procedure() == null ? "" : " under “" + called(e.procedure()).en() + "”";
    String agencyJa = e.submittedBy() == SubmittedBy.AGENCY ? "販売代理店から" : "お客様から";
    String agencyEn = e.submittedBy() == SubmittedBy.AGENCY ? "An agency" : "The customer";
    return happened(
            agencyJa
                + Terms.of(e.channel()).ja()
                + "により"
                + wishJa
                + "申込みがありました（お客様ID "
                + orNone(e.customerId()).ja()
                + "、機器 "
                + orNone(e.serialNumber()).ja()
                + "、バージョン "
                + orNone(e.softwareVersion()).ja()
                + "）。",
            agencyEn
                + " applied by "
                + Terms.of(e.channel()).en()
                + wishEn
                + " (customer ID "
                + orNone(e.customerId()).en()
                + ", unit "
                + orNone(e.serialNumber()).en()
                + ", version "
                + orNone(e.softwareVersion()).en()
                + ").")
        .written(new Message("不具合内容", "What happens"), e.faultDescriptionId());
  }

  private Said accepted(RequestAccepted e) {
    String dispatchJa =
        e.provisionalDispatchDue() == null
            ? ""
            : "受付時の発送予定の目安は " + Reckoning.ja(e.provisionalDispatchDue()) + " です。";
    String dispatchEn =
        e.provisionalDispatchDue() == null
            ? ""
            : " The dispatch was then expected on "
                + Reckoning.en(e.provisionalDispatchDue())
                + ".";
    CaseEvent.Entitlement cover = e.entitlement();
    String contractJa = cover.contractId() == null ? "" : "、契約 " + cover.contractId();
    String contractEn = cover.contractId() == null ? "" : ", contract " + cover.contractId();
    return decided(
            "申込みを「"
                + called(e.procedure()).ja()
                + "」として受け付けました。根拠は "
                + cover.service()
                + contractJa
                + "（"
                + cover.from()
                + " から "
                + cover.to()
                + " まで）、受付時刻は "
                + Reckoning.ja(e.acceptedAt())
                + " です。"
                + dispatchJa
                + warnings(e.warnings()).ja(),
            "The request was accepted under “"
                + called(e.procedure()).en()
                + "”. It rests on "
                + cover.service()
                + contractEn
                + " ("
                + cover.from()
                + " to "
                + cover.to()
                + "), and the clock began at "
                + en(e.acceptedAt())
                + "."
                + dispatchEn
                + warnings(e.warnings()).en())
        .by(cover.clauses());
  }

  private static Message warnings(List<Warning> warnings) {
    return warnings.isEmpty()
        ? new Message("", "")
        : new Message(
            "お知らせ: "
                + warnings.stream().map(one -> one.message().ja()).collect(Collectors.joining(" ")),
            " Told besides: "
                + warnings.stream()
                    .map(one -> one.message().en())
                    .collect(Collectors.joining(" ")));
  }

  private Said doaDeclined(DoaDeclined e) {
    String nextJa =
        e.procedure() == null
            ? "ほかに対象となる契約・保証がありません。"
            : "案件は「" + called(e.procedure()).ja() + "」として続きます。";
    String nextEn =
        e.procedure() == null
            ? " Nothing else covers the unit."
            : " The case goes on under “" + called(e.procedure()).en() + "”.";
    return decided(
            "初期不良とは認定しませんでした。" + nextJa, "It was not certified to be an initial failure." + nextEn)
        .by(e.refusal().clauses())
        .written(new Message("判断の根拠", "Basis"), e.basisId());
  }

  private static Said restored(ServiceRestored e) {
    String backupJa = e.backupRestored() ? "バックアップを復元し、" : "";
    String backupEn = e.backupRestored() ? " The backup was put back." : "";
    return happened(
        backupJa
            + "機器が復旧しました（"
            + Reckoning.ja(e.restoredAt())
            + "、動作確認"
            + (e.checked() ? "済み" : "なし")
            + "）。",
        "The unit works again since "
            + en(e.restoredAt())
            + (e.checked() ? ", and was checked." : ", and was not checked.")
            + backupEn);
  }

  private Said moved(CaseEvent.DeadlineMoved e) {
    Deadline.Derivation before = e.before().derivation();
    Deadline.Derivation after = e.after().derivation();
    Message closed = new Message("新たに数えない日: ", " Days that count no more: ");
    Message open = new Message("新たに数える日: ", " Days that count now: ");
    return due(
        JAPANESE.due(Due.of(e.before()))
            + "から"
            + JAPANESE.due(Due.of(e.after()))
            + "に変わりました（"
            + reason(e.because()).ja()
            + "、営業日カレンダー第"
            + before.calendarVersion()
            + "版→第"
            + after.calendarVersion()
            + "版、設定第"
            + before.settingsVersion()
            + "版→第"
            + after.settingsVersion()
            + "版、起算 "
            + Reckoning.ja(before.from())
            + "→"
            + Reckoning.ja(after.from())
            + "）。"
            + without(after, before, closed, JAPANESE)
            + without(before, after, open, JAPANESE),
        "It moved from "
            + ENGLISH.due(Due.of(e.before()))
            + " to "
            + ENGLISH.due(Due.of(e.after()))
            + ", because "
            + reason(e.because()).en()
            + " (calendar version "
            + before.calendarVersion()
            + " to "
            + after.calendarVersion()
            + ", settings version "
            + before.settingsVersion()
            + " to "
            + after.settingsVersion()
            + ", counted from "
            + en(before.from())
            + " and now from "
            + en(after.from())
            + ")."
            + without(after, before, closed, ENGLISH)
            + without(before, after, open, ENGLISH));
  }

  /** The named days that one derivation passed over and the other did not. */
  private static String without(
      Deadline.Derivation one, Deadline.Derivation other, Message title, Words words) {
    List<String> days =
        one.skippedDays().stream()
            .filter(day -> other.skippedDays().stream().noneMatch(o -> o.date().equals(day.date())))
            .map(day -> words.day(day.date()) + " " + words.of(day.ja(), day.en()))
            .toList();
    return days.isEmpty()
        ? ""
        : words.of(title) + String.join(words.of("、", ", "), days) + words.of("。", ".");
  }

  private static Said reminder(CaseEvent.ReturnReminderDue e) {
    return switch (e.occasion()) {
      case BEFORE ->
          happened(
              "返却期限 " + Reckoning.ja(e.returnDue()) + " の前のご案内をする日になりました。",
              "It was time to remind of the return before its last day, "
                  + Reckoning.en(e.returnDue())
                  + ".");
      case DUE_DAY ->
          happened(
              "返却期限の当日 " + Reckoning.ja(e.returnDue()) + " のご案内をする時刻になりました。",
              "It was time to remind of the return on its last day, "
                  + Reckoning.en(e.returnDue())
                  + ".");
      case OVERDUE ->
          happened(
              "返却期限 " + Reckoning.ja(e.returnDue()) + " を過ぎたことをご案内する日になりました。",
              "It was time to tell that the last day of the return, "
                  + Reckoning.en(e.returnDue())
                  + ", is over.");
    };
  }

  private static Said excluded(ExclusionFound e) {
    Message item = e.item() == null ? new Message(e.code(), e.code()) : e.item();
    return decided(
            "対象外の項目「" + item.ja() + "」に該当すると判明しました" + (e.chargeable() ? "（有償）" : "") + "。",
            "The exclusion “"
                + item.en()
                + "” was found to apply"
                + (e.chargeable() ? "; it is charged." : "."))
        .by(List.of(e.clause()))
        .written(new Message("判明した内容", "What was found"), e.foundId());
  }

  private static Said corrected(FactCorrected e) {
    String visitJa = e.visit() == null ? "" : "（" + e.visit() + " 回目の訪問）";
    String visitEn = e.visit() == null ? "" : " (visit " + e.visit() + ")";
    return decided(
            "記録 "
                + e.ofEvent()
                + visitJa
                + " の項目 "
                + e.field()
                + " を "
                + e.value()
                + " に訂正しました。元の記録は残ります。",
            "What "
                + e.ofEvent()
                + visitEn
                + " says of "
                + e.field()
                + " was corrected to "
                + e.value()
                + "; the first record stays.")
        .because(e.reasonId());
  }

  private static String payerJa(CaseEvent.RmaNumberIssued e) {
    return e.returnPayer() == null ? "" : "障害機の送料は" + Terms.of(e.returnPayer()).ja() + "の負担です。";
  }

  private static String payerEn(CaseEvent.RmaNumberIssued e) {
    return e.returnPayer() == null
        ? ""
        : " "
            + UnitSentences.upper(Terms.of(e.returnPayer()).en())
            + " pays for sending the faulty unit.";
  }

  /** The procedure as it calls itself. */
  private Message called(Procedure procedure) {
    return file()
        .map(file -> file.procedures().of(procedure).called())
        .orElseGet(() -> Terms.of(procedure));
  }

  private Optional<CaseFile> file() {
    return state.accepted();
  }

  private Message reason(String code) {
    return file().map(file -> Reasons.of(code, file)).orElseGet(() -> new Message(code, code));
  }

  private static Message orNone(@Nullable Object value) {
    return value == null
        ? new Message("記入なし", "not given")
        : new Message(value.toString(), value.toString());
  }

  private static String en(Instant at) {
    return Reckoning.en(at) + " JST";
  }
}
