package io.rmaflow.rma.intake;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a customer of technical support is told when an inquiry or a demand is refused. There are
 * two lists of exclusions; the first 24 items are alike, the others are not.
 */
enum InquiryRefusals {
  /** Of the support that comes with the hardware plans (EXC-TEC-1 to 25). */
  HARDWARE("EXC-TEC-", "テクニカルサポート範囲外", "Outside technical support"),
  /** Of the support for virtual appliances (EXC-VA-1 to 30). */
  VIRTUAL("EXC-VA-", "テクニカルサポート 仮想アプライアンス範囲外", "Outside technical support for virtual appliances");

  private final String list;
  private final String outsideJa;
  private final String outsideEn;

  InquiryRefusals(String list, String outsideJa, String outsideEn) {
    this.list = list;
    this.outsideJa = outsideJa;
    this.outsideEn = outsideEn;
  }

  private QuotedItems items() {
    return new QuotedItems(
        list,
        outsideJa,
        "に該当します。",
        "この作業を除いてお問い合わせください。",
        outsideEn,
        "Please ask without this work.");
  }

  /** The list of a product. */
  static InquiryRefusals of(boolean virtualAppliance) {
    return virtualAppliance ? VIRTUAL : HARDWARE;
  }

  /** The clause of an item, such as {@code EXC-TEC-22}. */
  String clause(int number) {
    return items().clause(number);
  }

  // ---- isolation (EXC-TEC-1, EXC-VA-1)

  /** EXC-TEC-1: an incident that the customer has not isolated. */
  static Refusal isolationIncomplete() {
    return Refusals.refusal(
        "PRIMARY_ISOLATION_INCOMPLETE",
        List.of("EXC-TEC-1"),
        "テクニカルサポート範囲外(1)「一次切り分けが完了していない段階でのお問い合わせ」に該当します。ハードウェア障害かソフトウェアの不具合かを"
            + "お客様にて切り分けたうえで、もう一度お問い合わせください。メーカ保守サービスをご契約で判別が難しい場合は、"
            + "故障判別のご相談としてお送りください。",
        "Outside technical support, item (1): inquiries before your primary isolation is complete."
            + " Please find out whether the hardware or the software is at fault and ask again. Under"
            + " manufacturer maintenance, where this is hard to tell, please send a triage inquiry.",
        Map.of("missing", List.of("result")));
  }

  /**
   * EXC-VA-1: VA-10, VA-11.
   *
   * @param causes of the seven that are not ruled out
   * @param confirmations of the two that were not given
   */
  static Refusal isolationIncomplete(List<String> causes, List<String> confirmations) {
    List<String> clauses = new ArrayList<>(List.of("EXC-VA-1"));
    if (!causes.isEmpty()) {
      clauses.add("VA-10");
    }
    if (!confirmations.isEmpty()) {
      clauses.add("VA-11");
    }
    List<String> missing = new ArrayList<>(causes);
    missing.addAll(confirmations);
    return Refusals.refusal(
        "PRIMARY_ISOLATION_INCOMPLETE",
        clauses,
        "テクニカルサポート 仮想アプライアンス範囲外(1)「一次切り分けが完了していない段階でのお問い合わせ」に該当します。ネットワーク設定、"
            + "他社ネットワーク機器、クライアント端末、電源・電圧、基盤ハードウェア、ストレージ、ハイパーバイザに起因しないことと、"
            + "設定ミスがないこと、該当するホットフィックス・定期リリースを適用済みであることをご確認のうえ、もう一度お問い合わせください。",
        "Outside technical support for virtual appliances, item (1): inquiries before your primary"
            + " isolation is complete. Please rule out network settings, other network equipment, client"
            + " terminals, power, the base hardware, the storage and the hypervisor, check the"
            + " configuration, apply any release that addresses the problem, and ask again.",
        Map.of("missing", missing));
  }

  // ---- site and owner (EXC-VA-25)

  static Refusal siteOrOwnerMismatch(List<String> differing) {
    Refusal refusal =
        VIRTUAL
            .items()
            .item(
                25,
                "SITE_OR_OWNER_MISMATCH",
                "「保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者」",
                "a site, a place of use or an owner other than in the contract or the registration",
                "移設や名義の変更をされた場合は、先に登録情報を変更してからお問い合わせください。",
                "If it was moved or changed hands, please have the registration changed first.");
    return QuotedItems.detailed(refusal, Map.of("differs", differing));
  }

  // ---- what the customer declares

  /** EXC-TEC-25; the list of virtual appliances has no such item. */
  static Refusal unauthorizedModification() {
    return HARDWARE
        .items()
        .item(
            25,
            "UNAUTHORIZED_MODIFICATION",
            "「許可無く加工・改造・カバーを開けたり、分解した場合」",
            "a unit that was processed, modified, opened or disassembled without permission",
            "別の機器についてのお問い合わせであれば、その機器のシリアル番号でお送りください。",
            "If you ask about another unit, please give the serial number of that one.");
  }

  /** Items 6 and 24: harm by others is no item of its own, but one that others answer for. */
  Optional<Refusal> excludedCause(Cause cause) {
    return Optional.ofNullable(
        switch (cause) {
          case UNKNOWN, OTHER_DEVICE, UNSUPPORTED_ENVIRONMENT -> null;
          case MISUSE, THIRD_PARTY ->
              items()
                  .item(
                      6,
                      "MISUSE",
                      "「不適切な使用、誤用、使用上の不注意、事故等」お客様または第三者の責に帰すべき事由",
                      "improper use, misuse, carelessness, accident or another reason for which the"
                          + " customer or a third party answers",
                      "それ以外の原因によるお問い合わせであれば、もう一度お送りください。",
                      "If the cause is another one, please ask again.");
          case NATURAL_DISASTER ->
              items()
                  .item(
                      24,
                      "FORCE_MAJEURE",
                      "「落雷を含む天災地変」",
                      "lightning and other natural disasters",
                      "代わりの製品のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
                      "For the purchase of another product, please consult your agency or the sales"
                          + " inquiry form.");
        });
  }

  Refusal usedOutsideJapan() {
    return items()
        .item(
            13,
            "USED_OUTSIDE_JAPAN",
            "「日本国外での使用」",
            "use outside Japan",
            "日本国内でご使用の製品についてお問い合わせください。",
            "Please ask about products that are used in Japan.");
  }

  Refusal languageNotSupported() {
    return items()
        .item(
            13,
            "LANGUAGE_NOT_SUPPORTED",
            "「日本語以外でのお問合せ」",
            "inquiries in other languages than Japanese",
            "日本語でもう一度お問い合わせください。",
            "Please ask again in Japanese.");
  }

  /** EXC-VA-27, of which the list of hardware knows nothing. */
  static Refusal hypervisorNotDesignated(String hypervisor, List<String> designated) {
    Refusal refusal =
        VIRTUAL
            .items()
            .item(
                27,
                "HYPERVISOR_NOT_DESIGNATED",
                "「指定したハイパーバイザ環境以外」",
                "use on another hypervisor than those designated",
                "指定のハイパーバイザは次のとおりです: " + String.join("、", designated),
                "The designated hypervisors are " + String.join(", ", designated) + ".");
    return QuotedItems.detailed(
        refusal, Map.of("hypervisor", hypervisor, "designatedHypervisors", designated));
  }

  /** EXC-VA-29. */
  static Refusal fixNotInstalled() {
    return VIRTUAL
        .items()
        .item(
            29,
            "FIX_NOT_INSTALLED",
            "「ホットフィックス・定期リリースソフトなど」修正を含むソフトウェアをインストールしない場合",
            "software that contains the fix, a hotfix or a periodic release, is not installed",
            "サポート専用サイトからダウンロードしてインストールし、症状が続く場合にもう一度お問い合わせください。",
            "Please download it from the support site, install it, and ask again if the problem remains.");
  }

  /** EXC-VA-30: the licence is no part of the contract. */
  static Refusal licenceNotValid() {
    return VIRTUAL
        .items()
        .item(
            30,
            "LICENSE_NOT_VALID",
            "「ライセンス」が更新されていない、または未購入の場合",
            "a licence that was not renewed or not bought",
            "ライセンスについては、販売代理店または営業お問合せフォームへご相談ください。",
            "For the licence, please consult your agency or the sales inquiry form.");
  }

  // ---- end of software support (EXC-TEC-19, EXC-VA-19; EOS-5, EOS-7, EOS-13, VA-18)

  Refusal softwareSupportEnded() {
    return items()
        .item(
            19,
            "SOFTWARE_SUPPORT_ENDED",
            List.of("EOS-13"),
            "「ソフトウェアサポート終了日を超えた製品のソフトウェア改修」",
            "changes to the software of a product whose software support has ended",
            "後継製品については、販売代理店または営業お問合せフォームへご相談ください。",
            "For a successor product, please consult your agency or the sales inquiry form.");
  }

  /** EOS-7: only what is serious, or what the vendor decides to mend nevertheless. */
  Refusal limitedToSeriousProblems() {
    return Refusals.refusal(
        "LIMITED_SOFTWARE_MAINTENANCE",
        this == VIRTUAL ? List.of("EOS-7", "EOS-12", "VA-18") : List.of("EOS-7"),
        "この製品は販売終了後の限定的なソフトウェア保守の期間にあり、弊社が重大と判断する問題についてのみ対応します。重大な問題であれば、"
            + "その旨を記載してもう一度お問い合わせください。",
        "The sale of this product has ended and its software is maintained in a limited way: only"
            + " problems that we take to be serious are mended. If this one is, please say so and ask"
            + " again.");
  }

  /** EOS-5; VA-18 after the first year. */
  Refusal noNewFeatures() {
    return Refusals.refusal(
        "LIMITED_SOFTWARE_MAINTENANCE",
        this == VIRTUAL ? List.of("VA-18", "EOS-12") : List.of("EOS-5"),
        "この製品は販売を終了しており、機能拡張、新規機能追加は行いません。不具合についてのお問い合わせは引き続き承ります。",
        "The sale of this product has ended; its functions are not extended any more. Inquiries about"
            + " defects are still answered.");
  }

  // ---- version (VER-7, VER-11, EXC-TEC-9, EXC-VA-9, EXC-VA-26)

  Refusal versionNotSupported(List<SoftwareVersion> supported) {
    return Refusals.refusal(
        "VERSION_NOT_SUPPORTED",
        List.of(clause(9), "VER-11", "VER-7"),
        "ご申告のソフトウェアバージョンはサポート対象外のため、お問合せには回答いたしかねます。サポート対象のバージョン("
            + texts(supported)
            + ")へアップデートしたうえで、もう一度お問い合わせください。",
        "The stated software version is not supported, and inquiries about it are not answered. Please"
            + " update to a supported version ("
            + texts(supported)
            + ") and ask again.",
        Map.of("supportedVersions", supported.stream().map(SoftwareVersion::text).toList()));
  }

  /** EXC-VA-26: of a problem, beside the version's own item. */
  static Refusal versionNotLatestOrDesignated(List<SoftwareVersion> supported) {
    Refusal refusal =
        VIRTUAL
            .items()
            .item(
                26,
                "VERSION_NOT_LATEST_OR_DESIGNATED",
                "「最新のバージョンもしくは…指定したバージョン以外」で発生した問題",
                "problems that arise with another version than the latest or a designated one",
                "対象のバージョン(" + texts(supported) + ")でも発生する場合に、もう一度お問い合わせください。",
                "Please ask again if it also arises with " + texts(supported) + ".");
    return QuotedItems.detailed(
        refusal,
        Map.of("supportedVersions", supported.stream().map(SoftwareVersion::text).toList()));
  }

  private static String texts(List<SoftwareVersion> versions) {
    return String.join(", ", versions.stream().map(SoftwareVersion::text).toList());
  }

  // ---- work beyond the service

  /** Items 3 to 5, 7, 8, 10, 11, 15 to 17, 19 and 23; whatever is not listed is item 11's. */
  Optional<Refusal> excludedWork(RequestedWork work) {
    return Optional.ofNullable(
        switch (work) {
          // questions on operation are what the support is for (TEC-1, VA-13)
          case OPERATION_QUESTION -> null;
          case DEVELOPMENT_SUPPORT ->
              items()
                  .outOfScope(
                      3,
                      "「開発支援またはカスタマイズ、コンサルティング、導入時の環境設定又はインストール」",
                      "development support, customisation, consulting, or setting up and installing");
          case CUSTOMER_BUILT_SYSTEM ->
              items()
                  .outOfScope(
                      4,
                      "「お客様にて構築された弊社製品を含むシステム動作」",
                      "the behaviour of a system that you built with the product in it");
          case CONFIG_CHANGE, CREATE_SETTINGS ->
              items().outOfScope(5, "「設定の作成、編集」", "creating or editing settings");
          case RESTORE_DATA, DATA_GUARANTEE ->
              items()
                  .outOfScope(
                      7,
                      "「設定データの修復、バックアップデータのリストア、その他」データに対するサービス",
                      "repairing settings, restoring backups and any other service on your data");
          case COMPATIBILITY_CHECK ->
              items()
                  .outOfScope(
                      8,
                      "「他社製品との互換確認及び検証」",
                      "confirming or verifying compatibility with products of others");
          case CONFIDENTIAL ->
              items()
                  .item(
                      10,
                      "CONFIDENTIAL",
                      "「内部アルゴリズム」等の「社外秘事項」",
                      "internal algorithms and other confidential matters",
                      "公開している資料の範囲で回答いたします。",
                      "We answer as far as published documents go.");
          case PERFORM_ISOLATION,
              RELOCATION,
              CABLING,
              PERIODIC_INSPECTION,
              ON_SITE_SURVEY,
              NEW_UNIT,
              WHOLE_UNIT_EXCHANGE,
              GIVE_BACK_THE_COLLECTED_UNIT,
              OTHER_WORK ->
              items()
                  .outOfScope(
                      11,
                      "「記載のないサービス(現地サポート、現地調査、電話対応など)」",
                      "services that are not stated, such as support or surveys on site or by phone");
          case REPORT ->
              items()
                  .item(
                      15,
                      "REPORT_NOT_PROVIDED",
                      "「不具合原因に関する説明や報告書の提出、経過報告」",
                      "explanations of causes, written reports and progress reports",
                      "対応の経過は、案件の履歴でご確認いただけます。",
                      "What was done can be read in the history of the case.");
          case VERSION_UP ->
              items().outOfScope(15, "「バージョンアップ作業」", "updating the software for you");
          case LOANER ->
              items()
                  .item(
                      16,
                      "LOANER_NOT_IN_PLAN",
                      "「検証、バックアップとしての貸出機」",
                      "loaners for verification or as a backup",
                      items().withoutJa(),
                      items().withoutEn());
          case GUARANTEE_OF_THE_ANSWER ->
              items()
                  .item(
                      17,
                      "LIABILITY_EXCLUDED",
                      "「回答内容の保証」",
                      "a guarantee of the answer",
                      "回答に起因するいかなる損害についても責任を負いかねます。",
                      "We are not liable for any damage that may come of an answer.");
          case PLANNED_FIX_DATE ->
              items()
                  .item(
                      19,
                      "SOFTWARE_SUPPORT_ENDED",
                      "改修の「提供予定時期の開示」",
                      "telling when a fix is planned for",
                      "提供を開始した改修は、サポート専用サイトでご案内します。",
                      "Fixes are announced on the support site once they are there.");
          case TRAVEL_OR_MEETING ->
              items()
                  .outOfScope(
                      23,
                      "「出張を要する作業、会議、報告等」",
                      "work, meetings, reports and the like that require travel");
        });
  }

  // ---- accepted nevertheless

  /** Item 18: the wish is refused, the inquiry is not. */
  Warning deadlineOrPersonNotSelectable() {
    String clause = clause(18);
    return new Warning(
        "DEADLINE_OR_PERSON_NOT_SELECTABLE",
        new Message(
            "「回答日時・期日の指定や特定の弊社担当者の指定」は承っておりません。お問い合わせ自体は受け付けました。[" + clause + "]",
            "Neither a date for the answer nor a certain person can be chosen; the inquiry itself is"
                + " accepted. ["
                + clause
                + "]"));
  }

  /** EXC-VA-27 while no hypervisor is designated. */
  static Warning hypervisorNotChecked() {
    return new Warning(
        "HYPERVISOR_NOT_CHECKED",
        new Message(
            "指定のハイパーバイザが登録されていないため、ご使用のハイパーバイザは確認していません。[EXC-VA-27]",
            "No hypervisor is designated yet, so that yours was not checked. [EXC-VA-27]"));
  }
}
