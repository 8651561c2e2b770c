package io.rmaflow.contract.catalogue;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AddProduct;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AnnounceEndOfSale;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.DesignateRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.PublishRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.WithdrawRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueRules;
import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.contract.catalogue.rules.PhaseContent;
import io.rmaflow.contract.catalogue.rules.Release;
import io.rmaflow.contract.catalogue.rules.VersionSupport;
import io.rmaflow.contract.catalogue.rules.Warning;
import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.contract.eligibility.rules.TermRules;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/products}: the catalogue, its releases, what is supported, and the end of sale. */
@Tag(name = "catalogue")
@RestController
@RequestMapping("/api/products")
class CatalogueResource {

  private static final Pattern WEB_ADDRESS = Pattern.compile("https?://\\S+");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REASON = 2000;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_FIXES = 100;
  private static final int MOST_VERSIONS = 100;
  private static final int LONGEST_URL = 500;

  private static final Message NO_LIMITS =
      new Message(
          "販売終了日が登録されていないため、期限を計算できません。",
          "The end-of-sale dates are not recorded, so limits cannot be computed.");

  private final Catalogue catalogue;
  private final Settings settings;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;
  private final PersonalStore personal;
  private final BusinessClock clock;

  CatalogueResource(
      Catalogue catalogue,
      Settings settings,
      Writes writes,
      Commands commands,
      StoredStreams streams,
      PersonalStore personal,
      BusinessClock clock) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
    this.personal = personal;
    this.clock = clock;
  }

  /**
   * A plan that a product may have, with the terms of a new contract.
   *
   * @param plan that may be applied for
   * @param terms in years, ascending
   * @param clauses that give it to the product
   */
  record Offer(Plan plan, List<Integer> terms, List<String> clauses) {}

  /**
   * A release of a product's software.
   *
   * @param version of it, {@code X.Y.Z} or {@code X.Y.Z-r}
   * @param kind whether it came in its turn, or as a hotfix
   * @param publishedOn a day in Japan
   * @param publishedTable whether it was taken over from the published table of versions (VER-20)
   * @param supported whether it is supported today (VER-7)
   * @param seriousDefect whether it corrects a serious defect (WAR-10)
   * @param fixes what it corrects (SWP-7)
   */
  record ReleaseView(
      SoftwareVersion version,
      ReleaseKind kind,
      LocalDate publishedOn,
      boolean publishedTable,
      boolean supported,
      boolean seriousDefect,
      List<String> fixes) {}

  /**
   * A product with its releases.
   *
   * @param productCode lower-case letters, digits and hyphens
   * @param name as it is published
   * @param aliases other names that mean it
   * @param family of products, which decides what its units may have
   * @param edition of a product that there are several of
   * @param endOfSaleMark whether the published table marks it as no longer sold (EOS-14)
   * @param soldOnApplia whether the EC site applia sells this model: no unit of it can have on-site
   *     maintenance (ELG-5, A-42)
   * @param endOfSale null while no dates were announced
   * @param releases that were published and not withdrawn
   * @param warnings what people should know about it; nothing is refused by them
   */
  record ProductWithReleases(
      ProductCode productCode,
      String name,
      List<String> aliases,
      ProductFamily family,
      @Nullable String edition,
      boolean endOfSaleMark,
      boolean soldOnApplia,
      @Nullable EndOfSale endOfSale,
      List<ReleaseView> releases,
      List<Warning> warnings) {}

  /**
   * Whether a version is supported on a day.
   *
   * @param productCode of the product
   * @param version that was asked for
   * @param on the day, in Japan
   * @param result what it comes to
   * @param clauses that decide it, the most specific first
   * @param reason for people
   * @param published whether the catalogue has a release with this version
   * @param releasedOn when that was published, a day in Japan
   * @param updateDue last day on which a device with this version is served without being updated,
   *     in Japan, inclusive (VER-9); null where nothing newer calls for an update
   * @param endOfSale whether the product is marked as no longer sold, or that was announced
   * @param supportedVersions on that day
   * @param warnings what people should know about it; nothing is refused by them
   */
  record VersionSupportView(
      ProductCode productCode,
      SoftwareVersion version,
      LocalDate on,
      VersionSupport.Result result,
      List<String> clauses,
      Message reason,
      boolean published,
      @Nullable LocalDate releasedOn,
      @Nullable LocalDate updateDue,
      boolean endOfSale,
      List<SoftwareVersion> supportedVersions,
      List<Warning> warnings) {}

  /**
   * A software phase with what is done in it.
   *
   * @param phase how much software maintenance there is
   * @param from first day, in Japan
   * @param to last day, in Japan, inclusive; null of the last phase
   * @param clauses that say what it contains
   * @param content what is done in it
   */
  record PhaseView(
      EndOfSale.Phase phase,
      LocalDate from,
      @Nullable LocalDate to,
      List<String> clauses,
      Message content) {}

  /**
   * An announced end of sale with what follows from it.
   *
   * @param productCode of the product
   * @param announcedOn when it was announced, a day in Japan
   * @param endsOn when the sale ends, a day in Japan
   * @param url where it was announced; null where that is not recorded (EOS-11)
   * @param phases of the software, in their order (EOS-3)
   * @param paidServiceEnd last day of paid service, in Japan, of what was not sold later (EOS-1)
   * @param notes that belong to every phase
   */
  record AnnouncedEndOfSale(
      ProductCode productCode,
      LocalDate announcedOn,
      LocalDate endsOn,
      @Nullable String url,
      List<PhaseView> phases,
      LocalDate paidServiceEnd,
      List<PhaseContent.Note> notes) {}

  /** The catalogue. */
  @InJapanese("製品の一覧。")
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  Page<Catalogue.Product> products(PageRequest page) {
    return Page.of(catalogue.all(), page);
  }

  /**
   * A product with its releases.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("製品とそのリリース。")
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}")
  ProductWithReleases product(@PathVariable("productCode") String productCode) {
    return view(known(productCode));
  }

  /**
   * A product to be added to the catalogue.
   *
   * @param productCode lower-case letters, digits and hyphens, such as {@code netregio2a-dhcp}
   * @param name as it is published
   * @param aliases other names that mean it
   * @param family of products, which decides what its units may have
   * @param edition of a product that there are several of
   * @param endOfSaleMark whether the published table marks it as no longer sold (EOS-14)
   * @param soldOnApplia whether the EC site applia sells this model: no on-site maintenance (ELG-5)
   */
  record NewProduct(
      ProductCode productCode,
      @Line(max = LONGEST_NAME) String name,
      @Size(max = MOST_ALIASES) List<@Line(max = LONGEST_NAME) String> aliases,
      ProductFamily family,
      @Line(max = 100) @Nullable String edition,
      @Default("false") boolean endOfSaleMark,
      @Default("false") boolean soldOnApplia)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (!findings.isWrong("productCode") && !SLUG.matcher(productCode.value()).matches()) {
        findings.reject(
            "productCode",
            "MALFORMED",
            "英小文字、数字、ハイフンで指定してください (例: netregio2a-dhcp)。",
            "It consists of lower-case letters, digits and hyphens: netregio2a-dhcp.");
      }
    }
  }

  /** Add a product. The same one once more changes nothing. */
  @InJapanese("製品を追加します。")
  @Allowed({ADMIN, SUPPORT})
  @Answers(
      status = 201,
      headers = "ETag: Version of the product; what changes the product takes it as If-Match")
  @Refuses(
      status = 409,
      codes = {"PRODUCT_EXISTS", "PRODUCT_NAME_TAKEN"})
  @Example(
      """
          {
            "productCode": "netregio3a-dhcp",
            "name": "NetRegio3A DHCP",
            "aliases": ["NR3A DHCP"],
            "family": "NETREGIO",
            "edition": "DHCP"
          }
          """)
  @PostMapping
  ResponseEntity<ProductWithReleases> addProduct(
      @Valid @RequestBody NewProduct body, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          ProductCode code = body.productCode();
          AddProduct command =
              new AddProduct(
                  code,
                  body.name(),
                  body.aliases(),
                  body.family(),
                  body.edition(),
                  body.endOfSaleMark(),
                  body.soldOnApplia());
          refuseTaken(command);
          send(call, command);
          return Answer.created("/api/products/" + code, view(known(code.value())))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  private void refuseTaken(AddProduct product) {
    Stream.concat(
            Stream.of(product.productCode().value(), product.name()), product.aliases().stream())
        .flatMap(name -> catalogue.named(name).stream())
        .filter(meant -> !meant.productCode().equals(product.productCode()))
        .findFirst()
        .map(meant -> CatalogueRules.nameTaken(meant.productCode(), meant.name()))
        .ifPresent(AggregateShell::events);
  }

  /**
   * The plans that a product may have, with the terms of a new contract.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("製品で申し込めるプランと、新規契約の年数。")
  @Clause({"ELG-1", "ELG-3", "ELG-4", "ELG-7"})
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}/offers")
  List<Offer> offers(@PathVariable("productCode") String productCode) {
    ProductFamily family = known(productCode).family();
    boolean longLumps = settings.isOn(SettingKey.MANUFACTURER_LONG_LUMPS);
    return PlanRules.plansFor(family).stream()
        .map(
            plan ->
                new Offer(
                    plan, TermRules.newTerms(plan, family, longLumps), PlanRules.clauses(plan)))
        .toList();
  }

  /**
   * A release to be registered.
   *
   * @param version {@code X.Y.Z} or {@code X.Y.Z-r}; refused where it is none (VER-1)
   * @param baseVersion what a hotfix is built on
   * @param kind whether it comes in its turn, or as a hotfix (SWP-1)
   * @param containsFix whether it corrects a defect: Z rises then (VER-4)
   * @param containsFeature whether it brings something new
   * @param seriousDefect whether it corrects a serious defect, so that every unit in warranty gets
   *     it (WAR-10)
   * @param publishedOn a day in Japan; today where absent
   * @param fixes what it corrects (SWP-7); kept apart from the events
   * @param neededBy supported versions that need a hotfix beside the one it is built on (VER-18);
   *     of a hotfix only
   */
  @Clause({"VER-1", "SWP-7"})
  record NewRelease(
      @Identifier String version,
      @Identifier @Nullable String baseVersion,
      ReleaseKind kind,
      @Default("false") boolean containsFix,
      @Default("false") boolean containsFeature,
      @Default("false") boolean seriousDefect,
      @Nullable LocalDate publishedOn,
      @Size(max = MOST_FIXES) List<@Line(max = LONGEST_REASON) String> fixes,
      @Size(max = MOST_VERSIONS) List<@Identifier String> neededBy)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (kind != ReleaseKind.HOTFIX && !neededBy.isEmpty()) {
        findings.reject(
            "neededBy", "NOT_A_HOTFIX", "ホットフィックスの場合のみ指定できます。", "This is said of a hotfix only.");
      }
    }
  }

  /**
   * Register a release. Where its number does not follow the earlier ones, every broken rule is
   * told.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("ソフトウェアのリリースを登録します。")
  @Tag(name = "releases")
  @Clause({"SWP-1", "VER-4", "VER-6"})
  @Allowed({ADMIN, SUPPORT})
  @Answers(status = 201)
  @Refuses(status = 400, codes = "NOT_A_HOTFIX")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(
      status = 422,
      codes = {"VERSION_FORMAT_INVALID", "VERSION_SEQUENCE_INVALID", "VERSION_NOT_SUPPORTED"})
  @Example(
      name = "A release in its turn",
      value =
          """
          {
            "version": "1.0.1-101",
            "kind": "PERIODIC",
            "containsFeature": true,
            "publishedOn": "2026-04-01"
          }
          """)
  @Example(
      name = "A hotfix",
      value =
          """
          {
            "version": "1.0.1-102",
            "kind": "HOTFIX",
            "containsFix": true,
            "baseVersion": "1.0.1-101",
            "publishedOn": "2026-04-20",
            "fixes": ["再起動後にDHCPリースの更新に失敗する不具合"],
            "neededBy": ["1.0.1-101"]
          }
          """)
  @PostMapping("/{productCode}/releases")
  ResponseEntity<ProductWithReleases> publishRelease(
      @PathVariable("productCode") String productCode,
      @Valid @RequestBody NewRelease body,
      WriteRequest call) {
    Catalogue.Product product = known(productCode);
    return writes.perform(
        call,
        () -> {
          String base = body.baseVersion();
          refuseMalformed(
              Stream.concat(
                  Stream.of(malformed(body.version(), "version"), malformed(base, "baseVersion")),
                  body.neededBy().stream().map(version -> malformed(version, "neededBy"))));
          LocalDate publishedOn = body.publishedOn();
          PublishRelease command =
              new PublishRelease(
                  product.productCode(),
                  SoftwareVersion.parse(body.version()).orElseThrow(),
                  body.kind(),
                  body.containsFix(),
                  body.containsFeature(),
                  base == null ? null : SoftwareVersion.parse(base).orElseThrow(),
                  publishedOn == null ? JapanTime.dateOf(call.receivedAt()) : publishedOn,
                  body.seriousDefect(),
                  body.fixes().stream().map(personal::addText).toList(),
                  body.neededBy().stream()
                      .flatMap(needing -> SoftwareVersion.parse(needing).stream())
                      .toList());
          send(call, command);
          return Answer.created(
                  "/api/products/" + product.productCode(),
                  view(
                      product,
                      EndOfSale.featureAfter(
                              product.endOfSale(),
                              product.endOfSaleMark(),
                              command.publishedOn(),
                              command.containsFeature())
                          .stream()
                          .toList()))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /**
   * That a version is supported although it would not be.
   *
   * @param version {@code X.Y.Z} or {@code X.Y.Z-r}; refused where it is none
   * @param until last day, in Japan; without end where absent
   * @param reason why; kept apart from the events
   */
  record NewDesignation(
      @Identifier String version,
      @Nullable LocalDate until,
      @Line(max = LONGEST_REASON) String reason) {}

  /**
   * Put a version under service although its fixes are not the newest. The last word on a version
   * counts.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("修正番号が最新でないバージョンを、サポート対象に指定します。")
  @Tag(name = "releases")
  @Clause("VER-10")
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 422, codes = "VERSION_FORMAT_INVALID")
  @Example(
      """
          {
            "version": "1.0.1-101",
            "until": "2026-12-31",
            "reason": "検証中のお客様のため"
          }
          """)
  @PostMapping("/{productCode}/designations")
  ResponseEntity<ProductWithReleases> designateRelease(
      @PathVariable("productCode") String productCode,
      @Valid @RequestBody NewDesignation body,
      WriteRequest call) {
    ProductCode code = known(productCode).productCode();
    return versioned(
        code,
        call,
        body.version(),
        body.reason(),
        (version, reasonId) -> new DesignateRelease(code, version, reasonId, body.until()));
  }

  /**
   * That a version is no longer to be used.
   *
   * @param version {@code X.Y.Z} or {@code X.Y.Z-r}; refused where it is none
   * @param reason why; kept apart from the events
   */
  record Withdrawal(@Identifier String version, @Line(max = LONGEST_REASON) String reason) {}

  /**
   * Withdraw a release from the supported table.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("リリースをサポート対象の公開表から取り下げます。")
  @Tag(name = "releases")
  @Clause("A-33")
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 409, codes = "RELEASE_NOT_PUBLISHED")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 422, codes = "VERSION_FORMAT_INVALID")
  @Example(
      """
          {"version": "1.0.1-101", "reason": "起動しない場合があるため"}
          """)
  @PostMapping("/{productCode}/withdrawals")
  ResponseEntity<ProductWithReleases> withdrawRelease(
      @PathVariable("productCode") String productCode,
      @Valid @RequestBody Withdrawal body,
      WriteRequest call) {
    ProductCode code = known(productCode).productCode();
    return versioned(
        code,
        call,
        body.version(),
        body.reason(),
        (version, reasonId) -> new WithdrawRelease(code, version, reasonId));
  }

  /**
   * What is asked of a version.
   *
   * @param version {@code X.Y.Z} or {@code X.Y.Z-r}; required
   * @param on a day in Japan; today where absent
   */
  record SupportQuestion(
      @Schema(requiredMode = RequiredMode.REQUIRED) @Example("1.0.1-101") @Line(max = 40)
          @Nullable String version,
      @Example("2026-05-01") @Nullable LocalDate on)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (SoftwareVersion.parse(version == null ? "" : version).isEmpty()) {
        findings.reject(
            "version",
            "VERSION_FORMAT_INVALID",
            "バージョンは X.Y.Z または X.Y.Z-r の形式で指定してください。",
            "A version looks like X.Y.Z or X.Y.Z-r.");
      }
    }
  }

  /**
   * Whether a version is supported on a day, and until when a device with it may wait.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("指定日にそのバージョンがサポート対象かどうか。対象外になる場合は更新の期限を含みます。")
  @Tag(name = "releases")
  @Clause({"VER-7", "VER-9", "VER-19"})
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @Refuses(status = 400, codes = "VERSION_FORMAT_INVALID")
  @GetMapping("/{productCode}/version-support")
  VersionSupportView versionSupport(
      @PathVariable("productCode") String productCode,
      @Valid @ModelAttribute SupportQuestion question,
      Findings findings) {
    Catalogue.Product product = known(productCode);
    findings.check();
    LocalDate asked = question.on();
    LocalDate on = asked == null ? JapanTime.dateOf(clock.now()) : asked;
    SoftwareVersion version =
        SoftwareVersion.parse(Objects.requireNonNull(question.version())).orElseThrow();
    VersionSupport support = catalogue.support(product.productCode());
    VersionSupport.Answer answer = support.of(version, on);
    Release published = answer.published();
    return new VersionSupportView(
        product.productCode(),
        version,
        on,
        answer.result(),
        answer.clauses(),
        answer.reason(),
        published != null,
        published == null ? null : published.publishedOn(),
        answer.updateDue(),
        product.endOfSaleMark() || product.endOfSale() != null,
        support.supportedOn(on).stream().map(Release::version).toList(),
        warnings(product, support, answer, on));
  }

  /**
   * An end of sale, with one of the two days at least. Where one of them is left out, the other
   * stands for both.
   *
   * @param announcedOn when it is announced, a day in Japan
   * @param endsOn when the sale ends, a day in Japan
   * @param url where it is announced; begins with {@code https://} or {@code http://}
   */
  record NewEndOfSale(
      @Nullable LocalDate announcedOn,
      @Nullable LocalDate endsOn,
      @Line(max = LONGEST_URL) @Nullable String url)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (url != null && !WEB_ADDRESS.matcher(url).matches()) {
        findings.reject(
            "url",
            "MALFORMED",
            "https:// または http:// で始まるURLを指定してください。",
            "It begins with https:// or http://.");
      }
      boolean said =
          Stream.of("announcedOn", "endsOn").anyMatch(findings::isWrong)
              || announcedOn != null
              || endsOn != null;
      if (!said) {
        findings.reject(
            "announcedOn",
            "REQUIRED",
            "告知日または販売終了日が必要です。",
            "The announcement or the end-of-sale date is required.");
      }
    }
  }

  /**
   * Announce the end of sale. A later announcement replaces the earlier one.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("販売終了を告知します。")
  @Clause({"EOS-11", "A-27"})
  @Allowed({ADMIN, SUPPORT})
  @Answers(status = 201)
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      """
          {
            "announcedOn": "2026-05-01",
            "endsOn": "2026-10-31",
            "url": "https://www.example.com/end-of-sale/netregio3a"
          }
          """)
  @PostMapping("/{productCode}/end-of-sale")
  ResponseEntity<AnnouncedEndOfSale> announceEndOfSale(
      @PathVariable("productCode") String productCode,
      @Valid @RequestBody NewEndOfSale body,
      WriteRequest call) {
    Catalogue.Product product = known(productCode);
    return writes.perform(
        call.continuing(CatalogueCommand.streamId(product.productCode())),
        () -> {
          EndOfSale end = EndOfSale.announced(body.announcedOn(), body.endsOn()).orElseThrow();
          AnnounceEndOfSale command =
              new AnnounceEndOfSale(
                  product.productCode(), end.announcedOn(), end.endsOn(), body.url());
          send(call, command);
          return Answer.created(
                  "/api/products/" + product.productCode() + "/end-of-sale",
                  following(product, end, body.url()))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /**
   * An announced end of sale with what follows from it. 404 where none was announced.
   *
   * @param productCode code, name or another name of the product
   */
  @InJapanese("告知された販売終了と、それに伴う各段階・有償サービスの提供期限。")
  @Clause({"EOS-1", "EOS-3", "EOS-12"})
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}/end-of-sale")
  AnnouncedEndOfSale endOfSale(@PathVariable("productCode") String productCode) {
    Catalogue.Product product = known(productCode);
    EndOfSale announced = product.endOfSale();
    if (announced == null) {
      throw new NotFound("end of sale", productCode);
    }
    return following(product, announced, product.endOfSaleUrl());
  }

  /** What is still missing is where the reason stands: it is stored when all fields are right. */
  private interface Unexplained {
    CatalogueCommand of(SoftwareVersion version, @Nullable TextId reasonId);
  }

  private ResponseEntity<ProductWithReleases> versioned(
      ProductCode product, WriteRequest call, String written, String reason, Unexplained change) {
    return writes.perform(
        call.continuing(CatalogueCommand.streamId(product)),
        () -> {
          refuseMalformed(Stream.of(malformed(written, "version")));
          SoftwareVersion version = SoftwareVersion.parse(written).orElseThrow();
          CatalogueCommand command = change.of(version, personal.addText(reason));
          send(call, command);
          return Answer.ok(view(known(product.value())))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  private void send(WriteRequest call, CatalogueCommand command) {
    call.requireVersion(version(command.streamId()));
    commands.send(command, Recording.of(call.caller().subject(), call.receivedAt()));
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }

  private Catalogue.Product known(String productCode) {
    return catalogue.named(productCode).orElseThrow(() -> new NotFound("product", productCode));
  }

  private ProductWithReleases view(Catalogue.Product product) {
    return view(product, List.of());
  }

  private ProductWithReleases view(Catalogue.Product product, List<Warning> warnings) {
    VersionSupport support = catalogue.support(product.productCode());
    List<Release> supported = support.supportedOn(JapanTime.dateOf(clock.now()));
    return new ProductWithReleases(
        product.productCode(),
        product.name(),
        product.aliases(),
        product.family(),
        product.edition(),
        product.endOfSaleMark(),
        product.soldOnApplia(),
        product.endOfSale(),
        support.releases().stream()
            .map(
                release ->
                    new ReleaseView(
                        release.version(),
                        release.kind(),
                        release.publishedOn(),
                        release.publishedTable(),
                        supported.contains(release),
                        release.seriousDefect(),
                        release.fixIds().stream()
                            .flatMap(fix -> personal.text(fix).stream())
                            .toList()))
            .toList(),
        warnings);
  }

  private static AnnouncedEndOfSale following(
      Catalogue.Product product, EndOfSale announced, @Nullable String url) {
    return new AnnouncedEndOfSale(
        product.productCode(),
        announced.announcedOn(),
        announced.endsOn(),
        url,
        announced.phases(product.family()).stream()
            .map(
                period ->
                    new PhaseView(
                        period.phase(),
                        period.from(),
                        period.to(),
                        PhaseContent.clauses(period.phase()),
                        PhaseContent.content(period.phase())))
            .toList(),
        announced.paidServiceEnd(),
        PhaseContent.NOTES);
  }

  private static List<Warning> warnings(
      Catalogue.Product product,
      VersionSupport support,
      VersionSupport.Answer answer,
      LocalDate on) {
    List<Warning> warnings = new ArrayList<>(support.warnings(answer, on));
    EndOfSale.datesUnknown(product.endOfSale(), product.endOfSaleMark(), NO_LIMITS)
        .ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<Refusal> malformed(@Nullable String written, String field) {
    return written == null || SoftwareVersion.parse(written).isPresent()
        ? Optional.empty()
        : Optional.of(CatalogueRules.notAVersion(field));
  }

  private static void refuseMalformed(Stream<Optional<Refusal>> versions) {
    List<Refusal> refusals = versions.flatMap(Optional::stream).toList();
    if (!refusals.isEmpty()) {
      throw new PolicyRefused(refusals);
    }
  }
}
