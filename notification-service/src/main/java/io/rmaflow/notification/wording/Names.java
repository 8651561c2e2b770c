package io.rmaflow.notification.wording;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import java.text.NumberFormat;

/** What customers know the codes as. */
final class Names {

  private Names() {}

  static String procedure(Procedure procedure, Language language) {
    return switch (procedure) {
      case CROSS_SEND_BACK -> language.say("クロスセンドバック保守サービス", "Cross-send-back service");
      case MANUFACTURER -> language.say("メーカ保守サービス", "Manufacturer maintenance service");
      case ONSITE -> language.say("オンサイト保守サービス", "On-site maintenance service");
      case WARRANTY -> language.say("製品保証による修理", "Repair under warranty");
      case DOA -> language.say("初期不良対応", "Exchange of a unit dead on arrival");
      case TECHNICAL_INQUIRY -> language.say("テクニカルサポート", "Technical support");
      case TRIAGE -> language.say("故障判別のご相談", "Help with telling whether it is a fault");
    };
  }

  static String plan(Plan plan, Language language) {
    return switch (plan) {
      case CROSS_SEND_BACK -> language.say("クロスセンドバック保守サービス", "Cross-send-back service");
      case MANUFACTURER -> language.say("メーカ保守サービス", "Manufacturer maintenance service");
      case ONSITE_WEEKDAY ->
          language.say("オンサイト保守サービス(平日9時~17時)", "On-site service, weekdays 09:00-17:00");
      case ONSITE_24X365 ->
          language.say("オンサイト保守サービス(24時間365日)", "On-site service, 24 hours, 365 days");
      case TECHNICAL_SUPPORT_VA ->
          language.say("テクニカルサポート(仮想アプライアンス)", "Technical support, virtual appliance");
    };
  }

  /** Why an inquiry is complete, in the words of its clause (TEC-9 to TEC-13). */
  @Clause({"TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13"})
  static String completion(CompletionReason reason, Language language) {
    return switch (reason) {
      case INFO_NOT_PROVIDED ->
          language.say(
              "調査に必要な情報(設定情報、ログ等)をご提示いただけなかったため",
              "The information needed (settings, logs and the like) was not provided");
      case ACTION_NOT_PERFORMED ->
          language.say(
              "ご案内した設定変更等の作業を実施していただけなかったため",
              "The work that we suggested, such as a change of settings, was not carried out");
      case NOT_OUR_PRODUCT ->
          language.say("弊社製品の問題ではないことが判明したため", "It turned out not to be a problem of our product");
      case INVESTIGATION_STALLED ->
          language.say(
              "原因の追求が困難となり、調査が進展しないと弊社が判断したため",
              "The cause cannot be pursued any further and the investigation does not progress");
      case RESPONSE_EXHAUSTED ->
          language.say("ご説明および対応が尽くされたと弊社が判断したため", "Everything has been explained and done");
    };
  }

  /** The clause of a completion. */
  @Clause({"TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13"})
  static String completionClause(CompletionReason reason) {
    return switch (reason) {
      case INFO_NOT_PROVIDED -> "TEC-9";
      case ACTION_NOT_PERFORMED -> "TEC-10";
      case NOT_OUR_PRODUCT -> "TEC-11";
      case INVESTIGATION_STALLED -> "TEC-12";
      case RESPONSE_EXHAUSTED -> "TEC-13";
    };
  }

  /** What was asked for beyond the service. */
  static String work(RequestedWork work, Language language) {
    return switch (work) {
      case PERFORM_ISOLATION -> language.say("障害の一次切り分け作業", "Isolating the fault");
      case CONFIG_CHANGE -> language.say("コンフィグの変更作業", "Changing the configuration");
      case CREATE_SETTINGS -> language.say("設定の作成、編集", "Writing or editing settings");
      case RESTORE_DATA -> language.say("データの修復、リストア", "Repairing or restoring data");
      case DATA_GUARANTEE -> language.say("データの保証および復旧", "A guarantee or recovery of data");
      case RELOCATION -> language.say("製品の設置、移設、撤去等", "Installing, moving or removing units");
      case CABLING -> language.say("配線工事", "Cabling");
      case PERIODIC_INSPECTION -> language.say("定期点検、計画停電への対応", "Periodic inspection");
      case VERSION_UP -> language.say("ソフトウェアのバージョンアップ作業", "Updating software");
      case OPERATION_QUESTION -> language.say("運用、管理に関するご質問", "Questions about operation");
      case TRAVEL_OR_MEETING -> language.say("出張、会議等", "Travel or meetings");
      case ON_SITE_SURVEY -> language.say("現地調査", "A survey on site");
      case REPORT -> language.say("報告書の作成", "A written report");
      case GIVE_BACK_THE_COLLECTED_UNIT ->
          language.say("回収した機器の返却", "Giving back the collected unit");
      case LOANER -> language.say("貸出機のご提供", "A loaner");
      case NEW_UNIT -> language.say("新品のご提供", "A new unit");
      case WHOLE_UNIT_EXCHANGE -> language.say("機器全体の交換", "Exchange of the whole unit");
      case DEVELOPMENT_SUPPORT -> language.say("開発支援、カスタマイズ等", "Development support");
      case CUSTOMER_BUILT_SYSTEM ->
          language.say("お客様にて構築されたシステムの動作確認", "Support for a system that you built");
      case COMPATIBILITY_CHECK -> language.say("他社製品との互換確認", "A check of compatibility");
      case CONFIDENTIAL -> language.say("社外秘事項の開示", "Disclosure of confidential matters");
      case GUARANTEE_OF_THE_ANSWER -> language.say("回答内容の保証", "A guarantee of the answer");
      case PLANNED_FIX_DATE -> language.say("改修版の提供予定時期の開示", "The planned date of a correction");
      case OTHER_WORK -> language.say("その他の作業", "Other work");
    };
  }

  static String yen(long amount, Language language) {
    String number = NumberFormat.getIntegerInstance(language.locale()).format(amount);
    return language.say(number + "円", "JPY " + number);
  }

  static String years(int years, Language language) {
    return language.say(Integer.toString(years), years == 1 ? "1 year" : years + " years");
  }

  static String days(int days, Language language) {
    return language.say(Integer.toString(days), days == 1 ? "1 day" : days + " days");
  }
}
