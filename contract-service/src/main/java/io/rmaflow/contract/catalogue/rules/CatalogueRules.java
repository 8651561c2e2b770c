package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AddProduct;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AnnounceEndOfSale;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.ApproveHotfix;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.DesignateRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.NameHotfixTargets;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.PublishRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.RecordPublishedRow;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.WithdrawRelease;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.events.contract.ProductEvent.HotfixApproved;
import io.rmaflow.events.contract.ProductEvent.HotfixNeed;
import io.rmaflow.events.contract.ProductEvent.HotfixTargetsNamed;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.ProductEvent.ReleaseDesignated;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.ProductEvent.ReleaseWithdrawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What may happen to a product of the catalogue. */
public final class CatalogueRules {

  private CatalogueRules() {}

  /** VER-1: a release that is not written as a version is refused by the policy. */
  @Clause("VER-1")
  public static Refusal notAVersion(String field) {
    return new Refusal(
        "VERSION_FORMAT_INVALID",
        List.of("VER-1"),
        new Message("バージョンは X.Y.Z または X.Y.Z-r の形式です。", "A version looks like X.Y.Z or X.Y.Z-r."),
        Map.of("field", field));
  }

  /** a product is found by each of its names, so none of them may mean another one. */
  @Clause("A-32")
  public static Decision<ProductEvent> nameTaken(ProductCode meant, String name) {
    return Decision.conflict(
        Map.of("productCode", meant, "name", name),
        "PRODUCT_NAME_TAKEN",
        "製品コードまたは名称は別の製品に使われています: " + name,
        "The code or a name means another product already: " + name + ".");
  }

  /** Decides a command on the product as it is. */
  public static Decision<ProductEvent> decide(ProductState product, CatalogueCommand command) {
    return switch (command) {
      case AddProduct add -> add(product, add);
      case RecordPublishedRow row -> record(product, row);
      case PublishRelease release -> publish(product, release);
      case DesignateRelease designate -> designate(product, designate);
      case WithdrawRelease withdraw -> withdraw(product, withdraw);
      case AnnounceEndOfSale announce -> announce(product, announce);
      case ApproveHotfix approve -> approve(product, approve);
      case NameHotfixTargets targets -> handOut(product, targets);
    };
  }

  private static Decision<ProductEvent> add(ProductState product, AddProduct command) {
    ProductAdded wanted =
        new ProductAdded(
            command.productCode(),
            command.name(),
            command.aliases(),
            command.family(),
            command.edition(),
            command.endOfSaleMark(),
            command.soldOnApplia() ? true : null);
    ProductAdded known = product.added();
    if (known == null) {
      return Decision.happens(wanted);
    }
    return known.equals(wanted)
        ? Decision.nothing()
        : Decision.conflict(
            known,
            "PRODUCT_EXISTS",
            "この製品コードは登録済みです。",
            "There is a product with this code already.");
  }

  /** VER-20: the table is taken over as it stands, once; the sequence rules do not apply. */
  @Clause({"VER-20", "A-34"})
  private static Decision<ProductEvent> record(ProductState product, RecordPublishedRow row) {
    boolean known =
        product.releases().stream().anyMatch(release -> release.version().equals(row.version()));
    return known
        ? Decision.nothing()
        : Decision.happens(
            new ReleasePublished(
                row.productCode(),
                row.version(),
                ReleaseKind.PERIODIC,
                true,
                false,
                null,
                row.publishedOn(),
                true,
                false,
                List.of(),
                null));
  }

  @Clause({"SWP-7", "VER-18"})
  private static Decision<ProductEvent> publish(ProductState product, PublishRelease command) {
    List<SoftwareVersion> supported =
        product.support().publishedAndSupportedOn(command.publishedOn()).stream()
            .map(Release::version)
            .toList();
    List<Refusal> refusals = new ArrayList<>(sequenceProblems(product.releases(), command));
    needless(supported, command).ifPresent(refusals::add);
    return refusals.isEmpty()
        ? Decision.happens(
            new ReleasePublished(
                command.productCode(),
                command.version(),
                command.kind(),
                command.containsFix(),
                command.containsFeature(),
                command.baseVersion(),
                command.publishedOn(),
                false,
                command.seriousDefect(),
                command.fixIds(),
                command.kind() == ReleaseKind.HOTFIX ? hotfixNeeds(supported, command) : null))
        : Decision.refused(refusals);
  }

  /** VER-18: whether the hotfix is needed is judged for every supported version. */
  @Clause("VER-18")
  private static List<HotfixNeed> hotfixNeeds(
      List<SoftwareVersion> supported, PublishRelease command) {
    List<SoftwareVersion> needing = new ArrayList<>(command.neededBy());
    if (command.baseVersion() != null) {
      needing.add(command.baseVersion());
    }
    return supported.stream()
        .map(version -> new HotfixNeed(version, needing.stream().anyMatch(version::sameRelease)))
        .toList();
  }

  /** VER-18: what is not supported gets no hotfix. */
  @Clause({"VER-18", "VER-7"})
  private static Optional<Refusal> needless(
      List<SoftwareVersion> supported, PublishRelease command) {
    List<SoftwareVersion> others =
        command.neededBy().stream()
            .filter(version -> supported.stream().noneMatch(version::sameRelease))
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "VERSION_NOT_SUPPORTED",
                List.of("VER-18", "VER-7"),
                new Message(
                    "ホットフィックスの要否は、サポート対象のバージョンについて判断します。",
                    "Whether a hotfix is needed is judged for the supported versions."),
                Map.of("versions", others, "supportedVersions", supported)));
  }

  private static Decision<ProductEvent> designate(ProductState product, DesignateRelease command) {
    Designation wanted = new Designation(command.version(), command.until());
    return product.designations().contains(wanted)
        ? Decision.nothing()
        : Decision.happens(
            new ReleaseDesignated(
                command.productCode(), command.version(), command.reasonId(), command.until()));
  }

  private static Decision<ProductEvent> withdraw(ProductState product, WithdrawRelease command) {
    boolean known =
        product.releases().stream()
            .anyMatch(release -> release.version().equals(command.version()));
    return known
        ? Decision.happens(
            new ReleaseWithdrawn(command.productCode(), command.version(), command.reasonId()))
        : Decision.conflict(
            product.releases().stream().map(Release::version).toList(),
            "RELEASE_NOT_PUBLISHED",
            "このバージョンは公開されていません。",
            "There is no such release, or it was withdrawn already.");
  }

  private static Decision<ProductEvent> announce(ProductState product, AnnounceEndOfSale command) {
    EndOfSaleAnnounced wanted =
        new EndOfSaleAnnounced(
            command.productCode(), command.announcedOn(), command.endsOn(), command.url());
    return wanted.equals(product.announced()) ? Decision.nothing() : Decision.happens(wanted);
  }

  /** SWP-2, SWP-4, SWP-9: both have to agree, and only to what has no workaround. */
  @Clause({"SWP-2", "SWP-4", "SWP-9"})
  private static Decision<ProductEvent> approve(ProductState product, ApproveHotfix command) {
    if (command.workaroundExists()) {
      return Decision.refused(
          List.of(
              new Refusal(
                  "WORKAROUND_EXISTS",
                  List.of("SWP-4", "SWP-9"),
                  new Message(
                      "回避策がある不具合は、定期リリースで修正します。",
                      "A defect that can be worked around is corrected by a periodic release."),
                  Map.of("route", ReleaseKind.PERIODIC))));
    }
    return product.hotfix(command.version()).approvedBy().contains(command.by())
        ? Decision.nothing()
        : Decision.happens(
            new HotfixApproved(
                command.productCode(), command.version(), command.by(), false, command.reasonId()));
  }

  /** SWP-2, SWP-5: to nobody before both have agreed; who has it already is not named again. */
  @Clause({"SWP-2", "SWP-5"})
  private static Decision<ProductEvent> handOut(ProductState product, NameHotfixTargets command) {
    Hotfix hotfix = product.hotfix(command.version());
    if (!hotfix.missing().isEmpty()) {
      return Decision.refused(
          List.of(
              new Refusal(
                  "HOTFIX_APPROVAL_MISSING",
                  List.of("SWP-2"),
                  new Message(
                      "ホットフィックスの提供には、サポートの判断と開発の同意の両方が必要です。",
                      "A hotfix is handed out after support has judged and development agreed."),
                  Map.of("missing", hotfix.missing()))));
    }
    List<CustomerId> others =
        command.customerIds().stream()
            .distinct()
            .filter(customer -> !hotfix.targets().contains(customer))
            .toList();
    return others.isEmpty()
        ? Decision.nothing()
        : Decision.happens(
            new HotfixTargetsNamed(
                command.productCode(), command.version(), others, command.reasonId()));
  }

  /** VER-2 to VER-6 over the releases there are; every broken rule at once. */
  @Clause({"VER-2", "VER-3", "VER-4", "VER-5", "VER-6"})
  private static List<Refusal> sequenceProblems(List<Release> releases, PublishRelease command) {
    SoftwareVersion version = command.version();
    List<SoftwareVersion> known = releases.stream().map(Release::version).toList();
    List<Refusal> problems = new ArrayList<>();
    if (known.stream().anyMatch(other -> other.compareTo(version) == 0)) {
      problems.add(sequence("VER-6", "同じバージョンが公開済みです。", "This version was published before."));
    }
    known.stream()
        .flatMap(other -> other.revision().stream())
        .max(Integer::compare)
        .filter(newest -> version.revision().filter(own -> own <= newest).isPresent())
        .ifPresent(
            newest ->
                problems.add(
                    sequence(
                        "VER-6",
                        "リビジョン (r) は " + newest + " より大きくなければなりません。",
                        "The revision r has to be larger than " + newest + ".")));
    problems.addAll(
        command.kind() == ReleaseKind.HOTFIX
            ? hotfixProblems(known, command)
            : periodicProblems(known, command));
    return problems;
  }

  @Clause({"VER-18", "VER-6"})
  private static List<Refusal> hotfixProblems(List<SoftwareVersion> known, PublishRelease command) {
    SoftwareVersion base = command.baseVersion();
    if (base == null || known.stream().noneMatch(base::sameRelease)) {
      return List.of(
          sequence(
              "VER-18",
              "ホットフィックスには、公開済みの元のバージョンが必要です。",
              "A hotfix names the published version that it is built on."));
    }
    boolean onlyRevisionChanges =
        base.major() == command.version().major()
            && base.minor() == command.version().minor()
            && base.fix() == command.version().fix()
            && command.version().revision().isPresent();
    return onlyRevisionChanges
        ? List.of()
        : List.of(
            sequence(
                "VER-6",
                "ホットフィックスで変わるのはリビジョン (r) だけです。",
                "A hotfix changes the revision r and nothing else."));
  }

  @Clause({"VER-2", "VER-5", "VER-3", "VER-4", "VER-6"})
  private static List<Refusal> periodicProblems(
      List<SoftwareVersion> known, PublishRelease command) {
    SoftwareVersion version = command.version();
    List<Refusal> problems = new ArrayList<>();
    max(known, SoftwareVersion::major)
        .filter(newest -> version.major() < newest)
        .ifPresent(
            newest ->
                problems.add(
                    sequence(
                        "VER-2", "メジャー (X) は小さくなりません。", "The major number X never decreases.")));
    // VER-5: the numbers are not linked, so Y does not begin anew with X
    max(known, SoftwareVersion::minor)
        .filter(newest -> version.minor() < newest)
        .ifPresent(
            newest ->
                problems.add(
                    new Refusal(
                        "VERSION_SEQUENCE_INVALID",
                        List.of("VER-3", "VER-5"),
                        new Message("マイナー (Y) は小さくなりません。", "The minor number Y never decreases."),
                        Map.of("newest", newest))));
    max(known, SoftwareVersion::fix)
        .ifPresent(
            newest -> {
              if (version.fix() < newest) {
                problems.add(
                    sequence(
                        "VER-4", "バグフィックス (Z) は小さくなりません。", "The fix number Z never decreases."));
              } else if (command.containsFix() && version.fix() == newest) {
                problems.add(
                    sequence(
                        "VER-6",
                        "不具合修正を含む定期リリースはバグフィックス (Z) を増やします。",
                        "A periodic release that contains a fix raises Z."));
              } else if (!command.containsFix() && version.fix() > newest) {
                problems.add(
                    sequence(
                        "VER-6",
                        "不具合修正を含まないリリースはバグフィックス (Z) を増やしません。",
                        "A release without a fix does not raise Z."));
              }
            });
    return problems;
  }

  private static Optional<Integer> max(
      List<SoftwareVersion> versions, Function<SoftwareVersion, Integer> number) {
    return versions.stream().map(number).max(Integer::compare);
  }

  private static Refusal sequence(String clause, String ja, String en) {
    return new Refusal("VERSION_SEQUENCE_INVALID", List.of(clause), new Message(ja, en), Map.of());
  }
}
