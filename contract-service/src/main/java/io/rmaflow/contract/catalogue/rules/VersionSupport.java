package io.rmaflow.contract.catalogue.rules;

import static java.util.Comparator.comparing;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.time.Durations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of one product are supported on a day (サポート対象バージョン): Z alone decides (VER-7,
 * VER-19; VER-8 says the same in words). The policy's examples VER-13, VER-14, VER-15, VER-16,
 * VER-17 and VER-18, for a virtual appliance too (VA-19, VA-21), follow from {@link #supportedOn}.
 *
 * @param releases all that were published and not withdrawn
 * @param designations what the vendor covers beyond the rule (VER-10)
 */
@Clause({
  "VER-7", "VER-19", "VER-8", "VER-13", "VER-14", "VER-15", "VER-16", "VER-17", "VER-18", "VA-19",
  "VA-21"
})
public record VersionSupport(List<Release> releases, List<Designation> designations) {

  /** VER-9: a device has to be updated within so many months of the publication. */
  @Clause("VER-9")
  private static final int MONTHS_FOR_UPDATING = 6;

  public VersionSupport {
    releases = List.copyOf(releases);
    designations = List.copyOf(designations);
  }

  /** What the question whether a version is supported comes to. */
  public enum Result {
    /** It is served. */
    SUPPORTED,
    /** It is not served, or not any more. */
    UNSUPPORTED,
    /** Newer than anything published, or nothing was published at all. */
    @Clause("A-37")
    UNKNOWN
  }

  /**
   * The answer for one version.
   *
   * @param clauses the clauses that decide it, the most specific first
   * @param published the catalogue's release that the version is, absent where it is unlisted
   * @param updateDue last day on which a device with this version is served without being updated,
   *     JST inclusive (VER-9); absent where nothing newer calls for an update
   */
  public record Answer(
      Result result,
      List<String> clauses,
      Message reason,
      @Nullable Release published,
      @Nullable LocalDate updateDue) {}

  /** The supported releases on a day, the newest last (VER-7). */
  @Clause({"VER-7", "A-33", "A-34"})
  public List<Release> supportedOn(LocalDate on) {
    List<Release> known = publishedBy(on);
    Optional<Integer> newestFix = newestFix(known);
    if (newestFix.isEmpty()) {
      return List.of();
    }
    int newestPublishedTableFix =
        newestFix(known.stream().filter(Release::publishedTable).toList()).orElse(-1);
    // rows of the published table stand side by side until a newer Z is registered
    boolean tableStands = newestFix.get() == newestPublishedTableFix;
    return known.stream()
        .filter(
            release ->
                release.version().fix() == newestFix.get()
                    || (tableStands && release.publishedTable()))
        .sorted(comparing(Release::version))
        .toList();
  }

  /** The same together with the releases that the vendor covers beyond the rule (VER-10). */
  @Clause("VER-10")
  public List<Release> publishedAndSupportedOn(LocalDate on) {
    return publishedBy(on).stream()
        .filter(release -> of(release.version(), on).result() == Result.SUPPORTED)
        .sorted(comparing(Release::version))
        .toList();
  }

  /** Whether a version is supported on a day, and until when a device with it may wait. */
  @Clause({"VER-10", "VER-7", "A-37", "VER-19", "VER-11"})
  public Answer of(SoftwareVersion version, LocalDate on) {
    List<Release> supported = supportedOn(on);
    @Nullable Release published =
        publishedBy(on).stream()
            .filter(release -> release.version().sameRelease(version))
            .max(comparing(Release::version))
            .orElse(null);
    if (designations.stream().anyMatch(designation -> designation.covers(version, on))) {
      return new Answer(
          Result.SUPPORTED,
          List.of("VER-10"),
          new Message(
              "弊社が保守サービスの対象に指定したバージョンです。", "The vendor designated this version as covered."),
          published,
          null);
    }
    if (supported.stream().anyMatch(release -> release.version().sameRelease(version))) {
      return new Answer(
          Result.SUPPORTED,
          List.of("VER-7"),
          new Message("サポート対象のバージョンです。", "The version is supported."),
          published,
          null);
    }
    if (published == null && unlistedIsSupported(version, supported)) {
      return new Answer(
          Result.SUPPORTED,
          List.of("VER-7", "A-37"),
          new Message(
              "公開表にはありませんが、バグフィックス (Z) が対象と同じです。",
              "Not in the published table, but its Z is the supported one."),
          null,
          null);
    }
    int newestFix = newestFix(publishedBy(on)).orElse(-1);
    if (version.fix() > newestFix) {
      return new Answer(
          Result.UNKNOWN,
          List.of("VER-19", "A-37"),
          new Message(
              "公開されたどのバージョンよりも新しいため、担当者が確認します。",
              "Newer than anything published; the desk has to look at it."),
          null,
          null);
    }
    return new Answer(
        Result.UNSUPPORTED,
        List.of("VER-7", "VER-11"),
        new Message(
            "より新しいバグフィックス (Z) を含むバージョンがあります。更新してください。",
            "There is a version with newer defect fixes (Z); please update."),
        published,
        updateDue(version, on).orElse(null));
  }

  /**
   * VER-9, A-36: six months from the first newer periodic release with a larger Z; hotfixes and
   * releases without a fix start nothing. Rows of the published table do not outdate each other:
   * until another release ended them both, both were supported.
   */
  @Clause({"VER-9", "A-36", "A-33", "A-34"})
  private Optional<LocalDate> updateDue(SoftwareVersion version, LocalDate on) {
    List<Release> known = publishedBy(on);
    boolean inTable =
        known.stream()
            .anyMatch(
                release -> release.publishedTable() && release.version().sameRelease(version));
    return known.stream()
        .filter(release -> release.kind() == ReleaseKind.PERIODIC)
        .filter(release -> !(inTable && release.publishedTable()))
        .filter(release -> release.version().fix() > version.fix())
        .filter(release -> release.version().compareTo(version) > 0)
        .map(Release::publishedOn)
        .min(LocalDate::compareTo)
        .map(published -> Durations.deadlineAfterMonths(published, MONTHS_FOR_UPDATING));
  }

  private List<Release> publishedBy(LocalDate on) {
    return releases.stream().filter(release -> !release.publishedOn().isAfter(on)).toList();
  }

  private static boolean unlistedIsSupported(SoftwareVersion version, List<Release> supported) {
    Set<Integer> fixes =
        supported.stream().map(release -> release.version().fix()).collect(Collectors.toSet());
    return fixes.contains(version.fix());
  }

  private static Optional<Integer> newestFix(List<Release> releases) {
    return releases.stream().map(release -> release.version().fix()).max(Integer::compare);
  }

  /** What somebody should know who relies on an answer for that day. */
  public List<Warning> warnings(Answer answer, LocalDate on) {
    List<Warning> warnings = new ArrayList<>();
    if (answer.result() == Result.UNKNOWN) {
      warnings.add(
          new Warning(
              "VERSION_UNKNOWN",
              new Message("担当者による確認が必要です。", "The desk has to look at this version.")));
    }
    if (answer.published() == null && answer.result() == Result.SUPPORTED) {
      warnings.add(
          new Warning(
              "NOT_IN_PUBLISHED_TABLE",
              new Message("公開表にないバージョンです。", "The version is not in the published table.")));
    }
    if (supportedOn(on).stream().map(release -> release.version().fix()).distinct().count() > 1) {
      warnings.add(
          new Warning(
              "PUBLISHED_ROWS_DISAGREE",
              new Message(
                  "公開表に Z の異なる行が並んでいます。",
                  "The published table has rows of different Z side by side.")));
    }
    return warnings;
  }
}
