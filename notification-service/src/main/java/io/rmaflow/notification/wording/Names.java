package io.rmaflow.notification.wording;

import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.text.NumberFormat;
import java.util.Map;

/** What customers know the codes as. */
final class Names {

  private record Words(String ja, String en) {}

  /** The exclusions that an inspection can find in cross-send-back service. */
  private static final Map<String, Words> EXCLUSIONS =
      Map.ofEntries(
          Map.entry(
              "EXC-CSB-8",
              new Words(
                  "対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応",
                  "Units that were processed, modified, opened or taken apart without permission")),
          Map.entry(
              "EXC-CSB-9",
              new Words(
                  "弊社にてサポートされていない環境、アプリケーション、およびプロトコルに関する対応",
                  "Environments, applications and protocols that we do not support")),
          Map.entry(
              "EXC-CSB-10",
              new Words(
                  "落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応",
                  "Acts of God, lightning included, and other causes that nobody is answerable"
                      + " for")),
          Map.entry(
              "EXC-CSB-11",
              new Words("第三者の加害行為による不具合", "Faults caused by harmful acts of third parties")),
          Map.entry(
              "EXC-CSB-12",
              new Words(
                  "保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者が使用している場合の対応",
                  "Units at another site, or used by another owner, than contracted or"
                      + " registered")),
          Map.entry(
              "EXC-CSB-13",
              new Words(
                  "保守サービス対象製品の不適切な使用、誤用、使用上の不注意、事故等により生じた障害又は故障に対するサービス",
                  "Faults caused by improper use, misuse, carelessness or accident")),
          Map.entry(
              "EXC-CSB-18",
              new Words(
                  "クロスセンドバック保守契約内容以外の作業",
                  "Work that is not part of the cross-send-back contract")));

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

  /** An exclusion in the words of its clause; its code where the clause has no words here. */
  static String exclusion(String clause, String code, Language language) {
    Words words = EXCLUSIONS.get(clause);
    return words == null ? code : language.say(words.ja(), words.en());
  }

  /** Why an inquiry is complete, in the words of its clause (TEC-9 to TEC-13). */
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
  static String completionClause(CompletionReason reason) {
    return switch (reason) {
      case INFO_NOT_PROVIDED -> "TEC-9";
      case ACTION_NOT_PERFORMED -> "TEC-10";
      case NOT_OUR_PRODUCT -> "TEC-11";
      case INVESTIGATION_STALLED -> "TEC-12";
      case RESPONSE_EXHAUSTED -> "TEC-13";
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
