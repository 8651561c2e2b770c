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
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.time.JapanTime;
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

  /** A plan that a product may have, with the terms of a new contract in years. */
  record Offer(Plan plan, List<Integer> terms, List<String> clauses) {}

  /**
   * A release as answered.
   *
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

  /** A product with all that is known about it. */
  record ProductView(
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

  /** Whether a version is supported on a day. */
  record SupportView(
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

  /** A software phase with what is done in it. */
  record PhaseView(
      EndOfSale.Phase phase,
      LocalDate from,
      @Nullable LocalDate to,
      List<String> clauses,
      Message content) {}

  /** An announced end of sale with what follows from it. */
  record EndOfSaleView(
      ProductCode productCode,
      LocalDate announcedOn,
      LocalDate endsOn,
      @Nullable String url,
      List<PhaseView> phases,
      LocalDate paidServiceEnd,
      List<PhaseContent.Note> notes) {}

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  Page<Catalogue.Product> all(PageRequest page) {
    return Page.of(catalogue.all(), page);
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}")
  ProductView one(@PathVariable("productCode") String productCode) {
    return view(known(productCode));
  }

  /**
   * A product of the catalogue.
   *
   * @param productCode lower-case letters, digits and hyphens
   * @param aliases other names that mean it
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping
  ResponseEntity<?> add(@Valid @RequestBody NewProduct body, WriteRequest call) {
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
   * A release.
   *
   * @param version X.Y.Z or X.Y.Z-r; refused where it is none (VER-1)
   * @param baseVersion what a hotfix is made of
   * @param publishedOn a day in Japan; today where absent
   * @param fixes what it corrects (SWP-7)
   * @param neededBy of a hotfix only: the versions that need it
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/releases")
  ResponseEntity<?> publish(
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
   * @param version X.Y.Z or X.Y.Z-r; refused where it is none
   * @param until last day, in Japan
   */
  record NewDesignation(
      @Identifier String version,
      @Nullable LocalDate until,
      @Line(max = LONGEST_REASON) String reason) {}

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/designations")
  ResponseEntity<?> designate(
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

  /** That a version is no longer to be used. */
  record Withdrawal(@Identifier String version, @Line(max = LONGEST_REASON) String reason) {}

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/withdrawals")
  ResponseEntity<?> withdraw(
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
   * @param version X.Y.Z or X.Y.Z-r
   * @param on a day in Japan; today where absent
   */
  record SupportQuestion(@Line(max = 40) @Nullable String version, @Nullable LocalDate on)
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

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}/version-support")
  SupportView versionSupport(
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
    return new SupportView(
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
   * An end of sale: one of the days at least, each in Japan; the other one follows from it.
   *
   * @param url where it was announced
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/end-of-sale")
  ResponseEntity<?> announceEndOfSale(
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
                  endOfSale(product, end, body.url()))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}/end-of-sale")
  EndOfSaleView endOfSale(@PathVariable("productCode") String productCode) {
    Catalogue.Product product = known(productCode);
    EndOfSale announced = product.endOfSale();
    if (announced == null) {
      throw new NotFound("end of sale", productCode);
    }
    return endOfSale(product, announced, product.endOfSaleUrl());
  }

  /** What is still missing is where the reason stands: it is stored when all fields are right. */
  private interface Unexplained {
    CatalogueCommand of(SoftwareVersion version, @Nullable TextId reasonId);
  }

  private ResponseEntity<?> versioned(
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

  private ProductView view(Catalogue.Product product) {
    return view(product, List.of());
  }

  private ProductView view(Catalogue.Product product, List<Warning> warnings) {
    VersionSupport support = catalogue.support(product.productCode());
    List<Release> supported = support.supportedOn(JapanTime.dateOf(clock.now()));
    return new ProductView(
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

  private static EndOfSaleView endOfSale(
      Catalogue.Product product, EndOfSale announced, @Nullable String url) {
    return new EndOfSaleView(
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
