package io.rmaflow.rma.procedures.inquiry;

import static io.rmaflow.rma.intake.rules.Channels.byFormOnly;
import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.detailed;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Ids;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.ProductKnowledge.SoftwareMaintenance;
import io.rmaflow.rma.intake.rules.Asked;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.ExcludedItem;
import io.rmaflow.rma.intake.rules.Input;
import io.rmaflow.rma.intake.rules.IntakeRule.Source;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.rma.intake.rules.OverridableRule;
import io.rmaflow.rma.intake.rules.Quotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outside technical support (テクニカルサポート範囲外). There are two lists; the first 24 items are alike, the
 * others are not.
 */
enum InquiryExclusions {
  /** Of the support that comes with the hardware plans (EXC-TEC-1 to 25). */
  HARDWARE("EXC-TEC-", "テクニカルサポート範囲外", "Outside technical support"),
  /** Of the support for virtual appliances (EXC-VA-1 to 30). */
  VIRTUAL("EXC-VA-", "テクニカルサポート 仮想アプライアンス範囲外", "Outside technical support for virtual appliances");

  List<ExcludedItem> all() {
    List<ExcludedItem> items =
        new ArrayList<>(
            List.of(
                notIsolated(),
                outOfHours(),
                development(),
                systemsOfTheCustomer(),
                settings(),
                misuse(),
                data(),
                compatibility(),
                unsupportedVersion(),
                confidential(),
                unstatedServices(),
                notReproducible(),
                usedAbroad(),
                otherLanguages(),
                noInformation(),
                reports(),
                updating(),
                loaner(),
                guarantee(),
                chosenDateOrPerson(),
                supportEnded(),
                plannedFixes(),
                noPaidContract(),
                otherChannels(),
                noIdentity(),
                travel(),
                forceMajeure()));
    items.addAll(
        this == HARDWARE
            ? List.of(modified())
            : List.of(
                otherSiteOrOwner(),
                otherVersion(),
                otherHypervisor(),
                unknownSurroundings(),
                fixNotInstalled(),
                noLicence()));
    return items;
  }

  private static final List<String> JAPAN = List.of("JP", "JPN", "Japan", "日本");
  private static final String JAPANESE = "ja";

  private static final Refusal HARDWARE_OR_SOFTWARE_NOT_FOUND =
      refusal(
          "PRIMARY_ISOLATION_INCOMPLETE",
          List.of("EXC-TEC-1"),
          "テクニカルサポート範囲外(1)「一次切り分けが完了していない段階でのお問い合わせ」に該当します。ハードウェア障害かソフトウェアの不具合かを"
              + "お客様にて切り分けたうえで、もう一度お問い合わせください。メーカ保守サービスをご契約で判別が難しい場合は、"
              + "故障判別のご相談としてお送りください。",
          "Outside technical support, item (1): inquiries before your primary isolation is complete."
              + " Please find out whether the hardware or the software is at fault and ask again."
              + " Under manufacturer maintenance, where this is hard to tell, please send a triage"
              + " inquiry.",
          Map.of("missing", List.of("result")));

  private final String list;
  private final String outsideJa;
  private final String outsideEn;

  InquiryExclusions(String list, String outsideJa, String outsideEn) {
    this.list = list;
    this.outsideJa = outsideJa;
    this.outsideEn = outsideEn;
  }

  private Quotation quotation() {
    return Quotation.of(
        outsideJa + "(%s)%sに該当します。%s",
        outsideEn + ", item (%s): %s. %s",
        "この作業を除いてお問い合わせください。",
        "Please ask without this work.");
  }

  /** The list of a product. */
  static InquiryExclusions of(boolean virtualAppliance) {
    return virtualAppliance ? VIRTUAL : HARDWARE;
  }

  /** Where the unit is not known, nor is which of both lists it falls under: both are named. */
  static List<String> ofProduct(
      Asked asked, List<String> ofHardware, List<String> ofVirtualAppliances) {
    if (asked.known().product() != null) {
      return asked.known().isVirtualAppliance() ? ofVirtualAppliances : ofHardware;
    }
    List<String> both = new ArrayList<>(ofHardware);
    both.addAll(ofVirtualAppliances);
    return both;
  }

  /** The clause of an item, such as {@code EXC-TEC-22}. */
  String clause(int number) {
    return list + number;
  }

  private ExcludedItem item(int number, String code, String ja, String en) {
    return ExcludedItem.item(clause(number), code, ja, en);
  }

  private Refusal quoting(
      int number,
      String code,
      String itemJa,
      String itemEn,
      String nextJa,
      String nextEn,
      Map<String, Object> details) {
    return detailed(
        item(number, code, itemJa, itemEn)
            .quoted(quotation(), itemJa, itemEn, nextJa, nextEn)
            .words(),
        details);
  }

  // ---- on both lists

  /** Of an incident; other questions have nothing to isolate. */
  @Clause({"EXC-TEC-1", "EXC-VA-1"})
  ExcludedItem notIsolated() {
    ExcludedItem item =
        item(
            1,
            "PRIMARY_ISOLATION_INCOMPLETE",
            "一次切り分けが完了していない段階でのお問い合わせ",
            "Inquiries before the fault has been isolated");
    return this == VIRTUAL
        ? item.foundBy(
            Step.ISOLATION,
            Source.REQUEST,
            InquiryExclusions::causesNotRuledOut,
            Input.INQUIRY_KIND,
            Input.RULED_OUT)
        : item.saying(HARDWARE_OR_SOFTWARE_NOT_FOUND)
            .foundIf(
                Step.ISOLATION,
                asked -> isIncident(asked) && !isIsolated(asked),
                Input.INQUIRY_KIND,
                Input.ISOLATION);
  }

  /** It only begins later. */
  @Clause({"EXC-TEC-2", "EXC-VA-2", "A-04"})
  ExcludedItem outOfHours() {
    return item(
            2,
            "OUT_OF_HOURS",
            "平日9時~17時以外(祝日および弊社指定の休日を含む)の受付および対応",
            "Reception and response outside weekdays 09:00-17:00, holidays included")
        .withoutEnd();
  }

  @Clause({"EXC-TEC-3", "EXC-VA-3"})
  ExcludedItem development() {
    return item(
            3,
            "OUT_OF_SCOPE_WORK",
            "開発支援、カスタマイズ、コンサルティング、導入時の環境設定またはインストール",
            "Development support, customisation, consulting, and setting up or installing"
                + " at introduction")
        .refusing(RequestedWork.DEVELOPMENT_SUPPORT)
        .quoted(
            quotation(),
            "「開発支援またはカスタマイズ、コンサルティング、導入時の環境設定又はインストール」",
            "development support, customisation, consulting, or setting up and installing");
  }

  @Clause({"EXC-TEC-4", "EXC-VA-4"})
  ExcludedItem systemsOfTheCustomer() {
    return item(
            4,
            "OUT_OF_SCOPE_WORK",
            "お客様にて構築された、弊社製品を含むシステムの動作に関する対応",
            "Behaviour of systems that the customer built with our product")
        .refusing(RequestedWork.CUSTOMER_BUILT_SYSTEM)
        .quoted(
            quotation(),
            "「お客様にて構築された弊社製品を含むシステム動作」",
            "the behaviour of a system that you built with the product in it");
  }

  @Clause({"EXC-TEC-5", "EXC-VA-5"})
  ExcludedItem settings() {
    return item(5, "OUT_OF_SCOPE_WORK", "ご利用になる設定の作成、編集", "Writing or editing the settings in use")
        .refusing(RequestedWork.CONFIG_CHANGE, RequestedWork.CREATE_SETTINGS)
        .quoted(quotation(), "「設定の作成、編集」", "creating or editing settings");
  }

  /** Harm by others is no item of its own, but one that they answer for. */
  @Clause({"EXC-TEC-6", "EXC-VA-6"})
  ExcludedItem misuse() {
    return item(
            6,
            "MISUSE",
            "不適切な使用、誤用、使用上の不注意、事故等により生じた障害または故障に対するサービス",
            "Faults caused by improper use, misuse, carelessness or accident")
        .quoted(
            quotation(),
            "「不適切な使用、誤用、使用上の不注意、事故等」お客様または第三者の責に帰すべき事由",
            "improper use, misuse, carelessness, accident or another reason for which the"
                + " customer or a third party answers",
            "それ以外の原因によるお問い合わせであれば、もう一度お送りください。",
            "If the cause is another one, please ask again.")
        .foundIf(
            Step.EXCLUSIONS,
            asked -> asked.isCausedBy(Cause.MISUSE) || asked.isCausedBy(Cause.THIRD_PARTY),
            Input.CAUSE);
  }

  @Clause({"EXC-TEC-7", "EXC-VA-7"})
  ExcludedItem data() {
    return item(
            7,
            "OUT_OF_SCOPE_WORK",
            "設定データの修復、バックアップデータのリストア、その他お客様のデータに対するサービス",
            "Repairing settings, restoring backups and other services on the customer's" + " data")
        .refusing(RequestedWork.RESTORE_DATA, RequestedWork.DATA_GUARANTEE)
        .quoted(
            quotation(),
            "「設定データの修復、バックアップデータのリストア、その他」データに対するサービス",
            "repairing settings, restoring backups and any other service on your data");
  }

  @Clause({"EXC-TEC-8", "EXC-VA-8"})
  ExcludedItem compatibility() {
    return item(
            8,
            "OUT_OF_SCOPE_WORK",
            "他社製品との互換確認および検証",
            "Checking or verifying compatibility with products of other vendors")
        .refusing(RequestedWork.COMPATIBILITY_CHECK)
        .quoted(
            quotation(),
            "「他社製品との互換確認及び検証」",
            "confirming or verifying compatibility with products of others");
  }

  /** An inquiry has no six months to wait for the update. */
  @Clause({"EXC-TEC-9", "EXC-VA-9", "A-35"})
  ExcludedItem unsupportedVersion() {
    return item(
            9,
            "VERSION_NOT_SUPPORTED",
            this == VIRTUAL
                ? "サポート対象外バージョンの仮想アプライアンスソフトウェアに関するお問い合わせ"
                : "サポート対象外バージョンのソフトウェアに関するお問い合わせ",
            this == VIRTUAL
                ? "Inquiries about versions of the virtual appliance software that are not"
                    + " supported"
                : "Inquiries about versions of the software that are not supported")
        .foundBy(
            Step.VERSION,
            Source.CONTRACT_EVENTS,
            refuseIf(
                InquiryExclusions::isVersionUnsupported,
                asked ->
                    refusal(
                        "VERSION_NOT_SUPPORTED",
                        List.of(clause(9), "VER-11", "VER-7"),
                        "ご申告のソフトウェアバージョンはサポート対象外のため、お問合せには回答いたしかねます。サポート対象のバージョン("
                            + texts(supported(asked))
                            + ")へアップデートしたうえで、もう一度お問い合わせください。",
                        "The stated software version is not supported, and inquiries about it are"
                            + " not answered. Please update to a supported version ("
                            + texts(supported(asked))
                            + ") and ask again.",
                        Map.of("supportedVersions", supported(asked)))),
            Input.SOFTWARE_VERSION,
            Input.LATEST_VERSION,
            Input.SET_ASIDE);
  }

  @Clause({"EXC-TEC-10", "EXC-VA-10"})
  ExcludedItem confidential() {
    return item(
            10,
            "CONFIDENTIAL",
            "製品の詳細仕様、内部アルゴリズム、社外秘事項に関する回答",
            "Answers about detailed specifications, internal algorithms and confidential"
                + " matters")
        .refusing(RequestedWork.CONFIDENTIAL)
        .quoted(
            quotation(),
            "「内部アルゴリズム」等の「社外秘事項」",
            "internal algorithms and other confidential matters",
            "公開している資料の範囲で回答いたします。",
            "We answer as far as published documents go.");
  }

  @Clause({"EXC-TEC-11", "EXC-VA-11"})
  ExcludedItem unstatedServices() {
    return item(
            11,
            "OUT_OF_SCOPE_WORK",
            "現地サポート、現地調査、電話対応など、サポート方法に記載のないサービス",
            "Services that are not offered, such as support or surveys on site, or by"
                + " telephone")
        .refusing(
            RequestedWork.PERFORM_ISOLATION,
            RequestedWork.RELOCATION,
            RequestedWork.CABLING,
            RequestedWork.PERIODIC_INSPECTION,
            RequestedWork.ON_SITE_SURVEY,
            RequestedWork.NEW_UNIT,
            RequestedWork.WHOLE_UNIT_EXCHANGE,
            RequestedWork.GIVE_BACK_THE_COLLECTED_UNIT,
            RequestedWork.OTHER_WORK)
        .quoted(
            quotation(),
            "「記載のないサービス(現地サポート、現地調査、電話対応など)」",
            "services that are not stated, such as support or surveys on site or by phone");
  }

  @Clause({"EXC-TEC-12", "EXC-VA-12"})
  ExcludedItem notReproducible() {
    return item(
        12,
        "NOT_REPRODUCIBLE",
        "間欠事象や再現性の乏しい事象に関する回答",
        "Answers about events that come and go or can hardly be reproduced");
  }

  @Clause({"EXC-TEC-13", "EXC-VA-13"})
  ExcludedItem usedAbroad() {
    return item(
            13,
            "USED_OUTSIDE_JAPAN",
            "日本国外での使用、および日本語以外でのお問い合わせ",
            "Use outside Japan, and inquiries in languages other than Japanese")
        .quoted(
            quotation(),
            "「日本国外での使用」",
            "use outside Japan",
            "日本国内でご使用の製品についてお問い合わせください。",
            "Please ask about products that are used in Japan.")
        .foundIf(
            Step.EXCLUSIONS,
            asked -> isAbroad(asked.declarations().usedInCountry()),
            Input.COUNTRY);
  }

  @Clause({"EXC-TEC-13", "EXC-VA-13"})
  ExcludedItem otherLanguages() {
    return usedAbroad()
        .also("LANGUAGE_NOT_SUPPORTED")
        .quoted(
            quotation(),
            "「日本語以外でのお問合せ」",
            "inquiries in other languages than Japanese",
            "日本語でもう一度お問い合わせください。",
            "Please ask again in Japanese.")
        .foundIf(Step.EXCLUSIONS, InquiryExclusions::isInAnotherLanguage, Input.LANGUAGE);
  }

  @Clause({"EXC-TEC-14", "EXC-VA-14"})
  ExcludedItem noInformation() {
    return item(
        14,
        "INFO_NOT_PROVIDED",
        "バックアップデータ、ログなど、必要と判断される情報をご提供いただけない場合の対応",
        "Inquiries without the backups, logs or other information that we need");
  }

  @Clause({"EXC-TEC-15", "EXC-VA-15"})
  ExcludedItem reports() {
    return item(
            15,
            "REPORT_NOT_PROVIDED",
            "現地での立会い、不具合原因のご説明や報告書の提出、経過報告、バージョンアップ作業",
            "Attendance on site, explanations and reports of the cause, progress reports,"
                + " and updating")
        .refusing(RequestedWork.REPORT)
        .quoted(
            quotation(),
            "「不具合原因に関する説明や報告書の提出、経過報告」",
            "explanations of causes, written reports and progress reports",
            "対応の経過は、案件の履歴でご確認いただけます。",
            "What was done can be read in the history of the case.");
  }

  @Clause({"EXC-TEC-15", "EXC-VA-15"})
  ExcludedItem updating() {
    return reports()
        .also("OUT_OF_SCOPE_WORK")
        .refusing(RequestedWork.VERSION_UP)
        .quoted(quotation(), "「バージョンアップ作業」", "updating the software for you");
  }

  @Clause({"EXC-TEC-16", "EXC-VA-16"})
  ExcludedItem loaner() {
    return item(16, "LOANER_NOT_IN_PLAN", "検証用、バックアップ用の貸出機の提供", "Loaners for tests or as a backup")
        .refusing(RequestedWork.LOANER)
        .quoted(quotation(), "「検証、バックアップとしての貸出機」", "loaners for verification or as a backup");
  }

  @Clause({"EXC-TEC-17", "EXC-VA-17"})
  ExcludedItem guarantee() {
    return item(
            17,
            "LIABILITY_EXCLUDED",
            "回答内容の保証、および回答により生じた損害の補償",
            "Any guarantee of answers, and compensation for damage from them")
        .refusing(RequestedWork.GUARANTEE_OF_THE_ANSWER)
        .quoted(
            quotation(),
            "「回答内容の保証」",
            "a guarantee of the answer",
            "回答に起因するいかなる損害についても責任を負いかねます。",
            "We are not liable for any damage that may come of an answer.");
  }

  /** The wish is refused, the inquiry is not. */
  @Clause({"EXC-TEC-18", "EXC-VA-18"})
  ExcludedItem chosenDateOrPerson() {
    return item(
            18,
            "DEADLINE_OR_PERSON_NOT_SELECTABLE",
            "回答日時・期日のご指定、および弊社担当者のご指定",
            "Naming a time for the answer or a person to give it")
        .withoutEnd();
  }

  @Clause({"EXC-TEC-19", "EXC-VA-19"})
  ExcludedItem supportEnded() {
    return item(
            19,
            "SOFTWARE_SUPPORT_ENDED",
            this == VIRTUAL
                ? "サポート終了日を過ぎた製品の仮想アプライアンスソフトウェアの改修、および改修版の提供予定時期の開示"
                : "サポート終了日を過ぎた製品のソフトウェアの改修、および改修版の提供予定時期の開示",
            this == VIRTUAL
                ? "Corrections of the virtual appliance software after its end of support, and"
                    + " disclosure of planned dates"
                : "Corrections of the software after its end of support, and disclosure of"
                    + " planned dates")
        .quoted(
            quotation(),
            "「ソフトウェアサポート終了日を超えた製品のソフトウェア改修」",
            "changes to the software of a product whose software support has ended",
            "後継製品については、販売代理店または営業お問合せフォームへご相談ください。",
            "For a successor product, please consult your agency or the sales inquiry form.",
            "EOS-13")
        .foundFromContractEvents(
            Step.EXCLUSIONS,
            InquiryExclusions::asksForAChangeAfterTheEnd,
            Input.INQUIRY_KIND,
            Input.END_OF_SALE);
  }

  @Clause({"EXC-TEC-19", "EXC-VA-19"})
  ExcludedItem plannedFixes() {
    return supportEnded()
        .also("SOFTWARE_SUPPORT_ENDED")
        .refusing(RequestedWork.PLANNED_FIX_DATE)
        .quoted(
            quotation(),
            "改修の「提供予定時期の開示」",
            "telling when a fix is planned for",
            "提供を開始した改修は、サポート専用サイトでご案内します。",
            "Fixes are announced on the support site once they are there.");
  }

  /** A warranty does not do (WAR-8), a licence is not enough. */
  @Clause({"EXC-TEC-20", "EXC-VA-20", "WAR-8"})
  ExcludedItem noPaidContract() {
    return item(
            20,
            "NO_PAID_CONTRACT",
            "有償保守サービスを締結していない製品、およびユーザ登録がされていない製品への対応",
            "Products without a paid contract or without registration")
        .saying(
            refusal(
                "NO_PAID_CONTRACT",
                List.of(clause(20), this == VIRTUAL ? "EXC-VA-30" : "WAR-8"),
                "有償保守サービスを締結していない製品は、テクニカルサポートの対象外です。製品保証のみの機器については、修理のお申し込みのみお受けします。",
                "Technical support takes a paid maintenance contract, and this unit has none. For a"
                    + " unit under warranty only, a request for repair can be accepted."))
        .foundFromContractEvents(
            Step.PLAN,
            asked -> asked.coverage() instanceof Coverage.NoPaidContract,
            Input.DAY,
            Input.COVER);
  }

  /** By form (TEC-14, VA-12); answers go by e-mail. */
  @Clause({"EXC-TEC-21", "EXC-VA-21", "TEC-14", "VA-12", "A-62"})
  ExcludedItem otherChannels() {
    return item(
            21,
            "CHANNEL_NOT_ACCEPTED",
            "お問い合わせフォーム以外の方法による受付および回答",
            "Reception and answers by any way other than the inquiry form")
        .foundBy(
            byFormOnly(
                asked ->
                    ofProduct(
                        asked, List.of("TEC-14", "EXC-TEC-21"), List.of("VA-12", "EXC-VA-21"))));
  }

  @Clause({"EXC-TEC-22", "EXC-VA-22"})
  ExcludedItem noIdentity() {
    return item(
        22,
        "INFO_NOT_PROVIDED",
        "お客様ID、シリアルナンバーなど、対応に必要な情報のご提示が無い場合の対応",
        "Requests without the information needed, such as the customer ID or the serial"
            + " number");
  }

  @Clause({"EXC-TEC-23", "EXC-VA-23"})
  ExcludedItem travel() {
    return item(
            23,
            "OUT_OF_SCOPE_WORK",
            "出張を要する作業、会議、報告等",
            "Work, meetings and reports that require travel")
        .refusing(RequestedWork.TRAVEL_OR_MEETING)
        .quoted(
            quotation(),
            "「出張を要する作業、会議、報告等」",
            "work, meetings, reports and the like that require travel");
  }

  @Clause({"EXC-TEC-24", "EXC-VA-24"})
  ExcludedItem forceMajeure() {
    return item(
            24,
            "FORCE_MAJEURE",
            "落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応",
            "Acts of God, lightning included, and other causes that nobody is answerable" + " for")
        .quoted(
            quotation(),
            "「落雷を含む天災地変」",
            "lightning and other natural disasters",
            "代わりの製品のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
            "For the purchase of another product, please consult your agency or the sales"
                + " inquiry form.")
        .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.NATURAL_DISASTER), Input.CAUSE);
  }

  // ---- on one list alone

  @Clause("EXC-TEC-25")
  static ExcludedItem modified() {
    return HARDWARE
        .item(
            25,
            "UNAUTHORIZED_MODIFICATION",
            "対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応",
            "Units that were processed, modified, opened or taken apart without permission")
        .quoted(
            HARDWARE.quotation(),
            "「許可無く加工・改造・カバーを開けたり、分解した場合」",
            "a unit that was processed, modified, opened or disassembled without permission",
            "別の機器についてのお問い合わせであれば、その機器のシリアル番号でお送りください。",
            "If you ask about another unit, please give the serial number of that one.")
        .foundIf(
            Step.EXCLUSIONS,
            asked -> asked.declarations().openedOrModified(),
            Input.OPENED_OR_MODIFIED);
  }

  /** Technical support for hardware asks neither. */
  @Clause("EXC-VA-25")
  static ExcludedItem otherSiteOrOwner() {
    return VIRTUAL
        .item(
            25,
            "SITE_OR_OWNER_MISMATCH",
            "保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者が使用している場合の対応",
            "Units at another site, or used by another owner, than contracted or registered")
        .quoted(
            VIRTUAL.quotation(),
            "「保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者」",
            "a site, a place of use or an owner other than in the contract or the registration",
            "移設や名義の変更をされた場合は、先に登録情報を変更してからお問い合わせください。",
            "If it was moved or changed hands, please have the registration changed first.")
        .foundByDetails(
            Step.SITE_AND_OWNER,
            Source.CONTRACT_EVENTS,
            Asked::siteOrOwnerMismatch,
            Input.SITE,
            Input.OWNER);
  }

  /** Of a problem, beside the version's own item. */
  @Clause("EXC-VA-26")
  static ExcludedItem otherVersion() {
    return VIRTUAL
        .item(
            26,
            "VERSION_NOT_LATEST_OR_DESIGNATED",
            "最新のバージョン、または弊社が指定したバージョン以外で発生した問題の対応",
            "Problems with versions other than the newest or one that we designated")
        .foundBy(
            Step.VERSION,
            Source.CONTRACT_EVENTS,
            refuseIf(
                asked -> isProblem(asked) && isVersionUnsupported(asked),
                asked ->
                    VIRTUAL.quoting(
                        26,
                        "VERSION_NOT_LATEST_OR_DESIGNATED",
                        "「最新のバージョンもしくは…指定したバージョン以外」で発生した問題",
                        "problems that arise with another version than the latest or a"
                            + " designated one",
                        "対象のバージョン(" + texts(supported(asked)) + ")でも発生する場合に、もう一度お問い合わせください。",
                        "Please ask again if it also arises with " + texts(supported(asked)) + ".",
                        Map.of("supportedVersions", supported(asked)))),
            Input.SOFTWARE_VERSION,
            Input.LATEST_VERSION,
            Input.SET_ASIDE);
  }

  /** An empty list of designated hypervisors checks nothing. */
  @Clause("EXC-VA-27")
  static ExcludedItem otherHypervisor() {
    return VIRTUAL
        .item(
            27,
            "HYPERVISOR_NOT_DESIGNATED",
            "弊社が指定したハイパーバイザ環境以外での使用",
            "Use on a hypervisor that we have not designated")
        .foundBy(
            Step.EXCLUSIONS,
            Source.CONTRACT_EVENTS,
            asked -> {
              Inquiry inquiry = asked.request().inquiry();
              String hypervisor = inquiry == null ? null : inquiry.hypervisor();
              List<String> designated = asked.known().policy().designatedHypervisors();
              return hypervisor == null
                      || designated.isEmpty()
                      || designated.stream().anyMatch(one -> sameName(one, hypervisor))
                  ? List.of()
                  : List.of(notDesignated(hypervisor, designated));
            },
            Input.HYPERVISOR,
            Input.DESIGNATED_HYPERVISORS);
  }

  @Clause("EXC-VA-28")
  static ExcludedItem unknownSurroundings() {
    return VIRTUAL.item(
        28,
        "INFO_NOT_PROVIDED",
        "問題の発生した利用環境やその内容について、必要な情報が得られない場合の対応",
        "Problems about whose environment and nature the information needed cannot be" + " had");
  }

  @Clause("EXC-VA-29")
  static ExcludedItem fixNotInstalled() {
    return VIRTUAL
        .item(
            29,
            "FIX_NOT_INSTALLED",
            "ホットフィックス、定期リリースなど、修正を含むソフトウェアをインストールされない場合の対応",
            "Problems whose correction, a hotfix or periodic release, was not installed")
        .quoted(
            VIRTUAL.quotation(),
            "「ホットフィックス・定期リリースソフトなど」修正を含むソフトウェアをインストールしない場合",
            "software that contains the fix, a hotfix or a periodic release, is not installed",
            "サポート専用サイトからダウンロードしてインストールし、症状が続く場合にもう一度お問い合わせください。",
            "Please download it from the support site, install it, and ask again if the problem"
                + " remains.")
        .foundIf(
            Step.EXCLUSIONS,
            asked -> Boolean.FALSE.equals(asked.declarations().fixInstalled()),
            Input.FIX_INSTALLED);
  }

  /** The licence is no part of the contract. */
  @Clause("EXC-VA-30")
  static ExcludedItem noLicence() {
    return VIRTUAL
        .item(
            30,
            "LICENSE_NOT_VALID",
            "ライセンスまたは有償保守契約が更新されていない、或いは未購入・未契約の場合の対応",
            "Products whose licence or paid contract was not bought, concluded or renewed")
        .quoted(
            VIRTUAL.quotation(),
            "「ライセンス」が更新されていない、または未購入の場合",
            "a licence that was not renewed or not bought",
            "ライセンスについては、販売代理店または営業お問合せフォームへご相談ください。",
            "For the licence, please consult your agency or the sales inquiry form.")
        .foundIf(
            Step.EXCLUSIONS,
            asked -> Boolean.FALSE.equals(asked.declarations().licenceValid()),
            Input.LICENCE_VALID);
  }

  // ---- what finds them

  private static boolean isIncident(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    return inquiry != null && inquiry.kind() == InquiryKind.INCIDENT;
  }

  private static boolean isProblem(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    return isIncident(asked) || (inquiry != null && inquiry.kind() == InquiryKind.FIX_REQUEST);
  }

  private static boolean isIsolated(Asked asked) {
    Isolation isolation = asked.request().isolation();
    return isolation != null
        && (isolation.result() == IsolationResult.HARDWARE_FAULT
            || isolation.result() == IsolationResult.SOFTWARE_DEFECT);
  }

  /** Each of seven causes is ruled out, and two confirmations are given. */
  @Clause({"VA-10", "VA-11"})
  private static List<Refusal> causesNotRuledOut(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    if (inquiry == null || inquiry.kind() != InquiryKind.INCIDENT) {
      return List.of();
    }
    List<String> clauses = new ArrayList<>(List.of("EXC-VA-1"));
    List<String> missing =
        new ArrayList<>(
            Arrays.stream(RuledOut.values())
                .filter(cause -> !inquiry.ruledOut().contains(cause))
                .map(Enum::name)
                .toList());
    if (!missing.isEmpty()) {
      clauses.add("VA-10");
    }
    if (!inquiry.configurationChecked() || !inquiry.releasesApplied()) {
      clauses.add("VA-11");
    }
    if (!inquiry.configurationChecked()) {
      missing.add("configurationChecked");
    }
    if (!inquiry.releasesApplied()) {
      missing.add("releasesApplied");
    }
    return missing.isEmpty()
        ? List.of()
        : List.of(
            refusal(
                "PRIMARY_ISOLATION_INCOMPLETE",
                clauses,
                "テクニカルサポート 仮想アプライアンス範囲外(1)「一次切り分けが完了していない段階でのお問い合わせ」に該当します。ネットワーク設定、"
                    + "他社ネットワーク機器、クライアント端末、電源・電圧、基盤ハードウェア、ストレージ、ハイパーバイザに起因しないことと、"
                    + "設定ミスがないこと、該当するホットフィックス・定期リリースを適用済みであることをご確認のうえ、もう一度お問い合わせください。",
                "Outside technical support for virtual appliances, item (1): inquiries before your"
                    + " primary isolation is complete. Please rule out network settings, other"
                    + " network equipment, client terminals, power, the base hardware, the storage"
                    + " and the hypervisor, check the configuration, apply any release that"
                    + " addresses the problem, and ask again.",
                Map.of("missing", missing)));
  }

  private static boolean isAbroad(@Nullable String country) {
    return country != null && JAPAN.stream().noneMatch(name -> sameName(name, country));
  }

  /** Full and half width, and upper and lower case, are the same name. */
  private static boolean sameName(String one, String other) {
    return Ids.key(one).equals(Ids.key(other));
  }

  private static boolean isInAnotherLanguage(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    return inquiry != null && inquiry.language() != null && !inquiry.language().equals(JAPANESE);
  }

  private static boolean asksForAChangeAfterTheEnd(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    ProductKnowledge product = asked.known().product();
    return inquiry != null
        && product != null
        && product.softwareMaintenance(asked.day()) == SoftwareMaintenance.ENDED
        && (inquiry.kind() == InquiryKind.FIX_REQUEST
            || inquiry.kind() == InquiryKind.FEATURE_REQUEST);
  }

  private static boolean isVersionUnsupported(Asked asked) {
    ProductKnowledge product = asked.known().product();
    Optional<SoftwareVersion> version = asked.version();
    return product != null
        && version.isPresent()
        && !asked.known().isSetAside(OverridableRule.VER_10)
        && product.isUnsupported(version.get(), asked.day());
  }

  private static List<String> supported(Asked asked) {
    ProductKnowledge product = asked.known().product();
    return product == null
        ? List.of()
        : product.supportedVersions(asked.day()).stream().map(SoftwareVersion::text).toList();
  }

  private static String texts(List<String> versions) {
    return String.join(", ", versions);
  }

  private static Refusal notDesignated(String hypervisor, List<String> designated) {
    return VIRTUAL.quoting(
        27,
        "HYPERVISOR_NOT_DESIGNATED",
        "「指定したハイパーバイザ環境以外」",
        "use on another hypervisor than those designated",
        "指定のハイパーバイザは次のとおりです: " + String.join("、", designated),
        "The designated hypervisors are " + String.join(", ", designated) + ".",
        Map.of("hypervisor", hypervisor, "designatedHypervisors", designated));
  }
}
