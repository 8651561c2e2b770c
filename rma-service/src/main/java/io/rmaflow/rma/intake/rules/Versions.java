package io.rmaflow.rma.intake.rules;

import static io.rmaflow.rma.intake.rules.Refusals.dateJa;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the software has to be kept (VER-1, VER-9, VER-10, SWP-6). */
@Clause({"VER-1", "VER-9", "VER-10", "SWP-6"})
public final class Versions {

  @Clause("VER-1")
  public static final IntakeRule VERSION_WELL_FORMED =
      IntakeRule.ofRequest(
          Step.VERSION,
          Question.of(
              "ソフトウェアバージョンの書き方が正しいこと",
              "the software versions are well formed",
              List.of("VER-1"),
              Input.SOFTWARE_VERSION,
              Input.REQUESTED_SOFTWARE_VERSION),
          asked -> {
            List<Refusal> refusals = new ArrayList<>();
            if (malformed(asked.request().softwareVersion())) {
              refusals.add(formatInvalid("softwareVersion", "ソフトウェアバージョン", "The software version"));
            }
            if (malformed(asked.request().requestedSoftwareVersion())) {
              refusals.add(
                  formatInvalid(
                      "requestedSoftwareVersion",
                      "ご指定の交換機のソフトウェアバージョン",
                      "The software version wanted for the replacement"));
            }
            return refusals;
          });

  /** VER-9: six months after the first release with a larger Z, to the day's end. */
  @Clause({"VER-9", "A-35", "A-36"})
  public static final IntakeRule UPDATED_IN_TIME =
      IntakeRule.ofContractEvents(
          Step.VERSION,
          Question.of(
              "定期リリース公開日より6ヶ月以内にアップデートされていること",
              "the software was updated within six months of a periodic release",
              List.of("VER-9", "A-35", "A-36"),
              Input.DAY,
              Input.SOFTWARE_VERSION,
              Input.LATEST_VERSION,
              Input.SET_ASIDE),
          asked -> {
            ProductKnowledge product = asked.known().product();
            Optional<SoftwareVersion> version = asked.version();
            LocalDate day = asked.day();
            if (product == null
                || version.isEmpty()
                || asked.known().isSetAside(OverridableRule.VER_10)
                || product.isDesignated(version.get(), day)) {
              return List.of();
            }
            return product
                .updateDue(version.get())
                .filter(day::isAfter)
                .map(due -> List.of(updateOverdue(due, asked.latestVersion())))
                .orElse(List.of());
          });

  /**
   * SWP-6, A-69: of a fault that the customer links to a hotfix which it was handed, whatever
   * service is asked for.
   */
  @Clause({"SWP-6", "A-69"})
  public static final IntakeRule HOTFIX_APPLIED =
      IntakeRule.ofContractEvents(
          Step.EXCLUSIONS,
          Question.of(
              "提供済みの関連ホットフィックスが適用されていること",
              "a related hotfix that was provided is applied",
              List.of("SWP-6", "A-69"),
              Input.RELATED_HOTFIX,
              Input.SOFTWARE_VERSION,
              Input.FIX_INSTALLED),
          asked ->
              relatedHotfix(asked)
                  .filter(hotfix -> isWithout(hotfix, asked))
                  .map(hotfix -> List.of(hotfixNotApplied(hotfix)))
                  .orElse(List.of()));

  private Versions() {}

  private static boolean malformed(@Nullable String version) {
    return version != null && SoftwareVersion.parse(version).isEmpty();
  }

  private static Optional<SoftwareVersion> relatedHotfix(Asked asked) {
    ProductKnowledge product = asked.known().product();
    String named = asked.declarations().relatedHotfix();
    if (product == null || named == null) {
      return Optional.empty();
    }
    return SoftwareVersion.parse(named)
        .flatMap(hotfix -> product.handedOut(hotfix, asked.known().linkedIds(), asked.day()));
  }

  /** Where the version leaves it open, because r is missing, what the customer says. */
  @Clause("A-68")
  private static boolean isWithout(SoftwareVersion hotfix, Asked asked) {
    Optional<SoftwareVersion> version = asked.version();
    boolean open =
        version.isEmpty()
            || (version.get().revision().isEmpty() && version.get().sameRelease(hotfix));
    return open
        ? Boolean.FALSE.equals(asked.declarations().fixInstalled())
        : version.get().compareTo(hotfix) < 0;
  }

  private static Refusal formatInvalid(String field, String nameJa, String nameEn) {
    return refusal(
        "VERSION_FORMAT_INVALID",
        List.of("VER-1"),
        nameJa + "の書き方が正しくありません。ピリオドとハイフンで区切られた数字(例:4.10.1-2201、または 4.10.1)で記入して、もう一度お申し込みください。",
        nameEn
            + " is not well formed. Please write it as numbers separated by periods and a hyphen, such"
            + " as 4.10.1-2201 or 4.10.1, and send the request again.",
        Map.of("field", field));
  }

  private static Refusal hotfixNotApplied(SoftwareVersion hotfix) {
    return refusal(
        "HOTFIX_NOT_APPLIED",
        List.of("SWP-6"),
        "ご提供済みのホットフィックス "
            + hotfix
            + " が適用されていません。適用により避けられたと考えられる動作不良は、保守サービスの適用範囲外です。"
            + "ホットフィックスを適用し、症状が続く場合にもう一度お申し込みください。",
        "Hotfix "
            + hotfix
            + ", which was provided to you, is not applied. Malfunctions that it would have avoided"
            + " are outside the service. Please apply it and send the request again if the problem"
            + " remains.",
        Map.of("hotfix", hotfix.text()));
  }

  private static Refusal updateOverdue(LocalDate updateDue, @Nullable String latest) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("updateDue", updateDue.toString());
    if (latest != null) {
      details.put("latestSoftwareVersion", latest);
    }
    return refusal(
        "SOFTWARE_UPDATE_OVERDUE",
        List.of("VER-9"),
        "この機器のソフトウェアは、アップデートの期限("
            + dateJa(updateDue)
            + ")を過ぎています。保守サービスの対象は「定期リリース公開日より6ヶ月以内にソフトウェアアップデートを実施した機器」です。"
            + "最新ソフトウェア"
            + (latest == null ? "" : "(" + latest + ")")
            + "へアップデートしたうえで、症状が続く場合にもう一度お申し込みください。"
            + "アップデートができない状態の場合は、テクニカルサポート専用お問い合わせフォームからご相談ください。",
        "The software of this unit should have been updated by "
            + updateDue
            + ": only units updated"
            + " within six months of the publication of a periodic release are served. Please update to"
            + " the latest software"
            + (latest == null ? "" : ", " + latest)
            + ", and send the request again if the fault remains. If the unit cannot be updated, please"
            + " write to us through the technical-support inquiry form.",
        details);
  }
}
