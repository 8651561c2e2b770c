package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.rma.casefile.Terms;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that rules look at, with its name and its value in words. What a person could be known
 * by is told by what it says to the rule only: given or not, the registered one or another.
 */
public enum Input {
  /** Whose ID was named. */
  CUSTOMER_ID("お客様ID", "customer ID", asked -> text(asked.request().customerId())),
  /** Of which unit. */
  SERIAL_NUMBER("シリアル番号", "serial number", asked -> text(asked.request().serialNumber())),
  /** As it was written. */
  SOFTWARE_VERSION(
      "ソフトウェアバージョン", "software version", asked -> text(asked.request().softwareVersion())),
  /** For the replacement. */
  REQUESTED_SOFTWARE_VERSION(
      "ご指定の交換機のバージョン",
      "version wanted for the replacement",
      asked -> text(asked.request().requestedSoftwareVersion())),
  /** The newest one on the day of the request. */
  LATEST_VERSION("最新バージョン", "latest version", asked -> text(asked.latestVersion())),
  /** Whether anything was described. */
  FAULT_DESCRIPTION(
      "不具合内容", "fault description", asked -> given(asked.request().faultDescriptionId() != null)),
  /** The repair request sheet. */
  REQUEST_SHEET("修理依頼票", "repair request sheet", asked -> given(asked.request().requestSheet())),
  /** The configuration's. */
  BACKUP("設定のバックアップ", "configuration backup", asked -> given(asked.request().backup())),
  /** The maintenance log. */
  LOG("メーカ保守用ログ", "maintenance log", asked -> given(asked.request().log())),
  /** Whether the web screen can be reached. */
  WEB_ACCESSIBLE(
      "Web画面へのアクセス", "web screen reachable", asked -> yes(asked.request().webAccessible())),
  /** The form, the phone and so on. */
  CHANNEL("受付方法", "channel", asked -> text(asked.request().channel())),
  /** The sheet of the isolation. */
  CHECK_SHEET("切り分けチェックシート", "isolation check sheet", asked -> given(asked.checkSheetFilledIn())),
  /** What the unit's own program found. */
  SELF_DIAGNOSIS(
      "自己診断", "self-diagnosis", asked -> isolation(asked, one -> text(one.selfDiagnosis()))),
  /** What the primary isolation found. */
  ISOLATION(
      "一次切り分けの結果", "result of the isolation", asked -> isolation(asked, one -> text(one.result()))),
  /** Asked by CSB-6. */
  NETWORK_OR_SETTINGS(
      "ネットワーク障害・設定変更の有無",
      "network fault or setting change",
      asked -> isolation(asked, one -> yes(one.networkFaultOrSettingChange()))),
  /** Asked by CSB-8. */
  FIXED_IN_LATEST_SOFTWARE(
      "最新ソフトウェアで修正済み",
      "fixed in the latest software",
      asked -> isolation(asked, one -> yes(one.fixedInLatestSoftware()))),
  /** The day that cover is tested on. */
  DAY("申込日(日本時間)", "day of the request (Japan)", asked -> text(asked.day())),
  /** Whether, and under which ID, the unit is registered. */
  REGISTERED_UNDER(
      "登録されているお客様ID", "registered under", asked -> unit(asked, one -> text(one.customerId()))),
  /** All IDs of the company that was named. */
  LINKED_IDS("同一とみなすお客様ID", "IDs of the same company", asked -> list(asked.known().linkedIds())),
  /** By the registration. */
  SECOND_HAND(
      "中古機としての登録", "registered as second-hand", asked -> unit(asked, one -> yes(one.secondHand()))),
  /** Terms and warranty. */
  COVER("契約・保証", "contracts and warranty", asked -> unit(asked, Input::cover)),
  /** The exchange by which the cover went on. */
  REPLACED_BY(
      "交換後の機器",
      "replaced by",
      asked -> unit(asked, one -> one.replaced() == null ? none() : text(one.replaced().by()))),
  /** Of the product. */
  END_OF_SALE("販売終了", "end of sale", Input::endOfSale),
  /** By the registration. */
  PURCHASED_ON("購入日", "purchased on", asked -> unit(asked, one -> text(one.purchaseDate()))),
  /** Of the settings. */
  DOA_WINDOW(
      "初期不良の申込期間(日)",
      "initial-failure window in days",
      asked -> text(asked.known().policy().doaWindowDays())),
  /** What the exchange is wanted for. */
  PURPOSE("交換の目的", "purpose", asked -> text(asked.declarations().purpose())),
  /** As the customer sees it. */
  CAUSE("申告された原因", "declared cause", asked -> text(asked.declarations().cause())),
  /** Whether the declared site is the registered one. */
  SITE("設置場所", "site", asked -> compared(asked.request().siteFingerprint(), asked, "site")),
  /** Whether the declared owner is the registered one. */
  OWNER("所有者", "owner", asked -> compared(asked.request().ownerFingerprint(), asked, "owner")),
  /** What the company owes. */
  OVERDUE_UNITS(
      "返却期限を過ぎた障害機(RMA番号)",
      "overdue faulty units (RMA numbers)",
      asked -> list(asked.known().overdueUnits().stream().map(one -> one.rmaNumber()).toList())),
  /** By the customer. */
  OPENED_OR_MODIFIED(
      "無許可の開封・改造", "opened or modified", asked -> yes(asked.declarations().openedOrModified())),
  /** Out of reach from the floor. */
  INSTALLED_AT_HEIGHT(
      "高所への設置", "installed at height", asked -> yes(asked.declarations().installedAtHeight())),
  /** Beyond the service. */
  REQUESTED_WORK("ご要望の作業", "work asked for", asked -> list(asked.declarations().requestedWork())),
  /** That the customer links the fault to. */
  RELATED_HOTFIX(
      "関連するホットフィックス", "related hotfix", asked -> text(asked.declarations().relatedHotfix())),
  /** Whether what holds the correction is installed. */
  FIX_INSTALLED(
      "修正済みソフトウェアの適用", "fix installed", asked -> yes(asked.declarations().fixInstalled())),
  /** Of a virtual appliance. */
  LICENCE_VALID("ライセンスの有効性", "licence valid", asked -> yes(asked.declarations().licenceValid())),
  /** Where the unit is used. */
  COUNTRY("使用国", "country of use", asked -> text(asked.declarations().usedInCountry())),
  /** What an inquiry is about. */
  INQUIRY_KIND("お問い合わせの種別", "kind of inquiry", asked -> inquiry(asked, one -> text(one.kind()))),
  /** As the customer sees it. */
  SERIOUS("重大な問題との申告", "declared serious", asked -> inquiry(asked, one -> yes(one.serious()))),
  /** Of the inquiry. */
  LANGUAGE("言語", "language", asked -> inquiry(asked, one -> text(one.language()))),
  /** Before a virtual appliance is suspected. */
  RULED_OUT("確認済みの外部要因", "causes ruled out", asked -> inquiry(asked, one -> list(one.ruledOut()))),
  /** On which the appliance runs. */
  HYPERVISOR("ハイパーバイザ", "hypervisor", asked -> inquiry(asked, one -> text(one.hypervisor()))),
  /** Of the settings. */
  DESIGNATED_HYPERVISORS(
      "指定ハイパーバイザ",
      "designated hypervisors",
      asked -> list(asked.known().policy().designatedHypervisors())),
  /** By an administrator, for this request. */
  SET_ASIDE(
      "適用除外とされた規則",
      "rules set aside",
      asked -> list(asked.known().setAside().stream().map(OverridableRule::clause).toList()));

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final Message label;

  @SuppressWarnings("ImmutableEnumChecker") // reads what it is given, and holds nothing
  private final Function<Asked, Message> value;

  Input(String ja, String en, Function<Asked, Message> value) {
    this.label = new Message(ja, en);
    this.value = value;
  }

  /** What it is called. */
  Message label() {
    return label;
  }

  /** What it was. */
  Message of(Asked asked) {
    return value.apply(asked);
  }

  private static Message text(@Nullable Object value) {
    if (value == null) {
      return new Message("記入なし", "not given");
    }
    return value instanceof Enum<?> name
        ? Terms.of(name)
        : new Message(value.toString(), value.toString());
  }

  private static Message none() {
    return new Message("なし", "none");
  }

  private static Message list(Collection<?> values) {
    if (values.isEmpty()) {
      return none();
    }
    List<Message> each = values.stream().map(Input::text).toList();
    return new Message(
        each.stream().map(Message::ja).sorted().collect(Collectors.joining("、")),
        each.stream().map(Message::en).sorted().collect(Collectors.joining(", ")));
  }

  private static Message given(boolean isGiven) {
    return isGiven ? new Message("あり", "given") : new Message("なし", "not given");
  }

  private static Message yes(@Nullable Boolean value) {
    if (value == null) {
      return text(null);
    }
    return value ? new Message("はい", "yes") : new Message("いいえ", "no");
  }

  private static Message isolation(Asked asked, Function<Isolation, Message> of) {
    return Optional.ofNullable(asked.request().isolation()).map(of).orElseGet(() -> text(null));
  }

  private static Message inquiry(Asked asked, Function<Inquiry, Message> of) {
    return Optional.ofNullable(asked.request().inquiry()).map(of).orElseGet(() -> text(null));
  }

  private static Message unit(Asked asked, Function<UnitCover, Message> of) {
    return Optional.ofNullable(asked.known().unit())
        .map(of)
        .orElseGet(() -> new Message("登録なし", "not registered"));
  }

  private static Message compared(@Nullable String declared, Asked asked, String name) {
    if (declared == null) {
      return text(null);
    }
    return asked.siteOrOwnerMismatch().getOrDefault("differs", "").toString().contains(name)
        ? new Message("登録と相違", "other than registered")
        : new Message("登録と一致", "as registered");
  }

  private static Message cover(UnitCover unit) {
    String terms =
        unit.terms().stream()
            .map(term -> term.plan() + " " + term.from() + "/" + term.to())
            .collect(Collectors.joining(", "));
    String warranty =
        unit.warranty() == null
            ? ""
            : "WARRANTY " + unit.warranty().from() + "/" + unit.warranty().to();
    String all = terms.isEmpty() || warranty.isEmpty() ? terms + warranty : terms + ", " + warranty;
    return all.isEmpty() ? none() : new Message(all, all);
  }

  private static Message endOfSale(Asked asked) {
    ProductKnowledge product = asked.known().productForService();
    return product == null || product.endOfSale() == null
        ? none()
        : text(product.endOfSale().endsOn());
  }
}
