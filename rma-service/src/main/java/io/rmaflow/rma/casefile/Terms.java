package io.rmaflow.rma.casefile;

import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;

/** What the names of the published language are called by people; one place for each word. */
public final class Terms {

  private Terms() {}

  /** What the value is called; a name that has no other word stands for itself. */
  public static Message of(Enum<?> value) {
    return switch (value) {
      case Channel one -> channel(one);
      case IsolationResult one -> isolation(one);
      case SelfDiagnosis one -> diagnosis(one);
      case Cause one -> cause(one);
      case Purpose one -> purpose(one);
      case RequestedWork one -> work(one);
      case InquiryKind one -> inquiry(one);
      case RuledOut one -> ruledOut(one);
      case CompletionReason one -> completion(one);
      case ReportMethod one -> report(one);
      case Condition one -> condition(one);
      case ReceivedUnitResolution one -> resolution(one);
      case Leg one -> leg(one);
      case Payer one -> payer(one);
      case CaseStatus one -> status(one);
      case Procedure one -> procedure(one);
      case Plan one -> plan(one);
      default -> new Message(value.name(), value.name());
    };
  }

  private static Message of(String ja, String en) {
    return new Message(ja, en);
  }

  private static Message status(CaseStatus value) {
    return switch (value) {
      case SUBMITTED -> of("申込み受領", "submitted");
      case REFUSED -> of("お断り", "refused");
      case ACCEPTED -> of("受付済み", "accepted");
      case INFORMATION_REQUESTED -> of("情報提供待ち", "information requested");
      case RMA_ISSUED -> of("RMA番号発行済み", "RMA number issued");
      case AWAITING_CONSENT -> of("同等品のご承諾待ち", "awaiting consent to an equivalent product");
      case LOANER_SHIPPED -> of("貸出機発送済み", "loaner shipped");
      case LOANER_DELIVERED -> of("貸出機到着済み", "loaner delivered");
      case LOANER_CONFIRMED -> of("貸出機稼働確認済み", "loaner runs normally");
      case REPLACEMENT_SHIPPED -> of("交換機発送済み", "replacement shipped");
      case REPLACEMENT_DELIVERED -> of("交換機到着済み", "replacement delivered");
      case RETURN_OVERDUE -> of("返却期限超過", "return overdue");
      case FAULTY_UNIT_DISPATCHED -> of("障害機発送済み", "faulty unit dispatched");
      case FAULTY_UNIT_RETURNED -> of("障害機受領済み", "faulty unit returned");
      case INSPECTED -> of("検査済み", "inspected");
      case REPAIRED -> of("修理完了", "repaired");
      case REPAIRED_UNIT_SHIPPED -> of("修理済み機発送済み", "repaired unit shipped");
      case REPAIRED_UNIT_DELIVERED -> of("修理済み機到着済み", "repaired unit delivered");
      case OPERATION_CONFIRMED -> of("稼働確認済み", "normal operation confirmed");
      case LOANER_DISPATCHED -> of("貸出機返送済み", "loaner on its way back");
      case VISIT_PLANNED -> of("訪問予定あり", "visit planned");
      case ARRIVED -> of("技術員到着済み", "engineer arrived");
      case EXCHANGED -> of("交換済み", "exchanged");
      case AWAITING_SECOND_VISIT -> of("再訪問待ち", "awaiting a second visit");
      case RESTORED -> of("復旧済み", "restored");
      case FIRST_CONTACTED -> of("初回連絡済み", "first contact made");
      case ANSWERED -> of("回答済み", "answered");
      case CLOSED -> of("終了", "closed");
      case CANCELLED -> of("取消し", "cancelled");
    };
  }

  private static Message procedure(Procedure value) {
    return switch (value) {
      case CROSS_SEND_BACK -> of("クロスセンドバック保守サービス", "cross-send-back");
      case MANUFACTURER -> of("メーカ保守サービス", "manufacturer maintenance");
      case ONSITE -> of("オンサイト保守サービス", "on-site maintenance");
      case WARRANTY -> of("製品保証", "product warranty");
      case DOA -> of("初期不良交換", "dead-on-arrival exchange");
      case TECHNICAL_INQUIRY -> of("テクニカルサポート", "technical support");
      case TRIAGE -> of("故障判別のご相談", "triage inquiry");
    };
  }

  private static Message plan(Plan value) {
    return switch (value) {
      case CROSS_SEND_BACK -> of("クロスセンドバック保守サービス", "cross-send-back");
      case MANUFACTURER -> of("メーカ保守サービス", "manufacturer maintenance");
      case ONSITE_WEEKDAY -> of("オンサイト保守サービス 平日9時-17時", "on-site, weekdays 9-17");
      case ONSITE_24X365 -> of("オンサイト保守サービス 24時間365日", "on-site, 24x365");
      case TECHNICAL_SUPPORT_VA ->
          of("テクニカルサポート 仮想アプライアンス", "technical support for virtual appliances");
    };
  }

  private static Message channel(Channel value) {
    return switch (value) {
      case FORM -> of("フォーム", "form");
      case ONSITE_PHONE -> of("オンサイト専用電話", "on-site phone line");
      case PHONE -> of("電話", "phone");
      case EMAIL -> of("メール", "e-mail");
      case FAX -> of("FAX", "fax");
      case VISIT -> of("ご来社", "visit");
    };
  }

  private static Message isolation(IsolationResult value) {
    return switch (value) {
      case HARDWARE_FAULT -> of("H/W故障", "hardware fault");
      case SOFTWARE_DEFECT -> of("ソフトウェアの不具合", "software defect");
      case UNCLEAR -> of("判別できない", "unclear");
      case NOT_DONE -> of("未実施", "not done");
    };
  }

  private static Message diagnosis(SelfDiagnosis value) {
    return switch (value) {
      case PASSED -> of("異常なし", "passed");
      case FAILED -> of("異常あり", "failed");
      case NOT_EXECUTABLE -> of("実施不可", "not executable");
      case NOT_DONE -> of("未実施", "not done");
    };
  }

  private static Message cause(Cause value) {
    return switch (value) {
      case UNKNOWN -> of("不明", "unknown");
      case NATURAL_DISASTER -> of("天災地変", "natural disaster");
      case THIRD_PARTY -> of("第三者", "a third party");
      case MISUSE -> of("誤使用", "misuse");
      case UNSUPPORTED_ENVIRONMENT -> of("対象外の環境", "unsupported environment");
      case OTHER_DEVICE -> of("他の機器", "another device");
    };
  }

  private static Message purpose(Purpose value) {
    return switch (value) {
      case REPAIR -> of("故障への対応", "repair");
      case PREVENTIVE_EXCHANGE -> of("予防交換", "preventive exchange");
    };
  }

  private static Message work(RequestedWork value) {
    return switch (value) {
      case PERFORM_ISOLATION -> of("一次切り分けの代行", "performing the isolation");
      case CONFIG_CHANGE -> of("設定の変更", "change of settings");
      case CREATE_SETTINGS -> of("設定の作成", "making settings");
      case RESTORE_DATA -> of("データの復旧", "restoring data");
      case DATA_GUARANTEE -> of("データの保証", "guarantee of data");
      case RELOCATION -> of("機器の移設", "relocation");
      case CABLING -> of("配線工事", "cabling");
      case PERIODIC_INSPECTION -> of("定期点検", "periodic inspection");
      case VERSION_UP -> of("バージョンアップ作業", "software update");
      case OPERATION_QUESTION -> of("操作方法の質問", "question on operation");
      case TRAVEL_OR_MEETING -> of("出張・打ち合わせ", "travel or meeting");
      case ON_SITE_SURVEY -> of("現地調査", "survey of the site");
      case REPORT -> of("報告書の作成", "written report");
      case GIVE_BACK_THE_COLLECTED_UNIT -> of("回収機の返却", "giving back the collected unit");
      case LOANER -> of("貸出機", "loaner");
      case NEW_UNIT -> of("新品への交換", "new unit");
      case WHOLE_UNIT_EXCHANGE -> of("全体の交換", "exchange of the whole unit");
      case DEVELOPMENT_SUPPORT -> of("開発の支援", "development support");
      case CUSTOMER_BUILT_SYSTEM -> of("お客様構築システムの調査", "system built by the customer");
      case COMPATIBILITY_CHECK -> of("他製品との適合確認", "compatibility check");
      case CONFIDENTIAL -> of("機密事項の開示", "confidential information");
      case GUARANTEE_OF_THE_ANSWER -> of("回答の保証", "guarantee of the answer");
      case PLANNED_FIX_DATE -> of("修正予定日の回答", "planned date of a fix");
      case OTHER_WORK -> of("その他の作業", "other work");
    };
  }

  private static Message inquiry(InquiryKind value) {
    return switch (value) {
      case NORMAL_OPERATION -> of("使用方法", "normal operation");
      case INCIDENT -> of("障害", "incident");
      case FIX_REQUEST -> of("不具合の修正依頼", "request for a fix");
      case FEATURE_REQUEST -> of("機能追加の要望", "request for a feature");
    };
  }

  private static Message ruledOut(RuledOut value) {
    return switch (value) {
      case NETWORK_SETTINGS -> of("ネットワーク設定", "network settings");
      case NETWORK_EQUIPMENT -> of("ネットワーク機器", "network equipment");
      case CLIENT_TERMINALS -> of("端末", "terminals");
      case POWER -> of("電源", "power supply");
      case BASE_HARDWARE -> of("基盤ハードウェア", "hardware below");
      case STORAGE -> of("ストレージ", "storage");
      case HYPERVISOR -> of("ハイパーバイザ", "hypervisor");
    };
  }

  private static Message completion(CompletionReason value) {
    return switch (value) {
      case INFO_NOT_PROVIDED -> of("必要な情報が提供されないため", "the information needed was not provided");
      case ACTION_NOT_PERFORMED -> of("ご案内した対処が実施されないため", "the advice was not followed");
      case NOT_OUR_PRODUCT -> of("原因が弊社製品以外にあるため", "the cause lies outside our product");
      case INVESTIGATION_STALLED -> of("調査が進展しないため", "the investigation came to a standstill");
      case RESPONSE_EXHAUSTED -> of("対応を尽くしたため", "all has been said and done");
    };
  }

  private static Message report(ReportMethod value) {
    return switch (value) {
      case ON_SITE -> of("現地で", "on site");
      case PHONE -> of("電話で", "by phone");
    };
  }

  private static Message condition(Condition value) {
    return switch (value) {
      case NEW -> of("新品", "new");
      case REFURBISHED -> of("整備済み", "refurbished");
      case USED -> of("使用済み", "used");
      case DAMAGED -> of("損傷あり", "damaged");
    };
  }

  private static Message resolution(ReceivedUnitResolution value) {
    return switch (value) {
      case ACCEPTED_INSTEAD -> of("本来の機器の代わりとして受領", "accepted in place of the awaited unit");
      case SENT_BACK -> of("送り主へ返送", "sent back");
      case BELONGS_TO_CASE -> of("別の案件の機器", "belongs to another case");
    };
  }

  private static Message leg(Leg value) {
    return switch (value) {
      case REPLACEMENT -> of("交換機", "replacement");
      case FAULTY_UNIT -> of("障害機", "faulty unit");
      case LOANER -> of("貸出機", "loaner");
      case REPAIRED_UNIT -> of("修理済み機", "repaired unit");
    };
  }

  private static Message payer(Payer value) {
    return switch (value) {
      case CUSTOMER -> of("お客様", "the customer");
      case VENDOR -> of("弊社", "the vendor");
    };
  }
}
