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
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.time.JapanTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping
  ResponseEntity<?> add(WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          ProductCode code = fields.requiredId("productCode", ProductCode::new);
          if (!SLUG.matcher(code.value()).matches() && !code.value().equals("-")) {
            fields.reject(
                "productCode",
                "MALFORMED",
                "英小文字、数字、ハイフンで指定してください (例: netregio2a-dhcp)。",
                "It consists of lower-case letters, digits and hyphens: netregio2a-dhcp.");
          }
          AddProduct command =
              new AddProduct(
                  code,
                  fields.requiredLine("name", LONGEST_NAME),
                  fields.lines("aliases", MOST_ALIASES, LONGEST_NAME),
                  fields.requiredEnum("family", ProductFamily.class),
                  fields.line("edition", 100),
                  fields.bool("endOfSaleMark", false),
                  fields.bool("soldOnApplia", false));
          fields.check();
          refuseTaken(command);
          send(request, fields, command);
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/releases")
  ResponseEntity<?> publish(@PathVariable("productCode") String productCode, WriteRequest request) {
    Catalogue.Product product = known(productCode);
    return writes.perform(
        request,
        fields -> {
          String written = fields.requiredIdentifier("version");
          String writtenBase = fields.identifier("baseVersion");
          ReleaseKind kind = fields.requiredEnum("kind", ReleaseKind.class);
          boolean containsFix = fields.bool("containsFix", false);
          boolean containsFeature = fields.bool("containsFeature", false);
          boolean seriousDefect = fields.bool("seriousDefect", false);
          LocalDate publishedOn = fields.date("publishedOn");
          List<String> fixes = fields.lines("fixes", MOST_FIXES, LONGEST_REASON);
          List<String> neededBy = fields.identifiers("neededBy", MOST_VERSIONS);
          if (kind != ReleaseKind.HOTFIX && !neededBy.isEmpty()) {
            fields.reject(
                "neededBy",
                "NOT_A_HOTFIX",
                "ホットフィックスの場合のみ指定できます。",
                "This is said of a hotfix only.");
          }
          fields.check();
          refuseMalformed(
              Stream.concat(
                  Stream.of(malformed(written, "version"), malformed(writtenBase, "baseVersion")),
                  neededBy.stream().map(version -> malformed(version, "neededBy"))));
          SoftwareVersion version = SoftwareVersion.parse(written).orElseThrow();
          @Nullable SoftwareVersion base =
              writtenBase == null ? null : SoftwareVersion.parse(writtenBase).orElseThrow();
          PublishRelease command =
              new PublishRelease(
                  product.productCode(),
                  version,
                  kind,
                  containsFix,
                  containsFeature,
                  base,
                  publishedOn == null ? JapanTime.dateOf(fields.now()) : publishedOn,
                  seriousDefect,
                  fixes.stream().filter(fix -> !fix.isBlank()).map(personal::addText).toList(),
                  neededBy.stream()
                      .flatMap(needing -> SoftwareVersion.parse(needing).stream())
                      .toList());
          send(request, fields, command);
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/designations")
  ResponseEntity<?> designate(
      @PathVariable("productCode") String productCode, WriteRequest request) {
    ProductCode code = known(productCode).productCode();
    return versioned(
        productCode,
        request,
        fields -> {
          LocalDate until = fields.date("until");
          return (version, reasonId) -> new DesignateRelease(code, version, reasonId, until);
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/withdrawals")
  ResponseEntity<?> withdraw(
      @PathVariable("productCode") String productCode, WriteRequest request) {
    ProductCode code = known(productCode).productCode();
    return versioned(
        productCode,
        request,
        fields -> (version, reasonId) -> new WithdrawRelease(code, version, reasonId));
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{productCode}/version-support")
  SupportView versionSupport(@PathVariable("productCode") String productCode, Query query) {
    Catalogue.Product product = known(productCode);
    String written = query.line("version", 40);
    LocalDate asked = query.date("on");
    LocalDate on = asked == null ? JapanTime.dateOf(clock.now()) : asked;
    SoftwareVersion version =
        SoftwareVersion.parse(written == null ? "" : written)
            .orElseGet(
                () -> {
                  query.reject(
                      "version",
                      "VERSION_FORMAT_INVALID",
                      "バージョンは X.Y.Z または X.Y.Z-r の形式で指定してください。",
                      "A version looks like X.Y.Z or X.Y.Z-r.");
                  return new SoftwareVersion("0.0.0");
                });
    query.check();
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{productCode}/end-of-sale")
  ResponseEntity<?> announceEndOfSale(
      @PathVariable("productCode") String productCode, WriteRequest request) {
    Catalogue.Product product = known(productCode);
    return writes.perform(
        request.continuing(CatalogueCommand.streamId(product.productCode())),
        fields -> {
          LocalDate announcedOn = fields.date("announcedOn");
          LocalDate endsOn = fields.date("endsOn");
          String url = fields.line("url", LONGEST_URL);
          if (url != null && !WEB_ADDRESS.matcher(url).matches()) {
            fields.reject(
                "url",
                "MALFORMED",
                "https:// または http:// で始まるURLを指定してください。",
                "It begins with https:// or http://.");
          }
          Optional<EndOfSale> announced = EndOfSale.announced(announcedOn, endsOn);
          if (!fields.has("announcedOn") && !fields.has("endsOn")) {
            fields.reject(
                "announcedOn",
                "REQUIRED",
                "告知日または販売終了日が必要です。",
                "The announcement or the end-of-sale date is required.");
          }
          fields.check();
          EndOfSale end = announced.orElseThrow();
          AnnounceEndOfSale command =
              new AnnounceEndOfSale(product.productCode(), end.announcedOn(), end.endsOn(), url);
          send(request, fields, command);
          return Answer.created(
                  "/api/products/" + product.productCode() + "/end-of-sale",
                  endOfSale(product, end, url))
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
      String productCode, WriteRequest request, Function<Fields, Unexplained> reading) {
    return writes.perform(
        request.continuing(CatalogueCommand.streamId(known(productCode).productCode())),
        fields -> {
          String written = fields.requiredIdentifier("version");
          Unexplained unexplained = reading.apply(fields);
          String reason = fields.requiredLine("reason", LONGEST_REASON);
          fields.check();
          refuseMalformed(Stream.of(malformed(written, "version")));
          SoftwareVersion version = SoftwareVersion.parse(written).orElseThrow();
          CatalogueCommand command = unexplained.of(version, personal.addText(reason));
          send(request, fields, command);
          return Answer.ok(view(known(productCode)))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  private void send(WriteRequest request, Fields fields, CatalogueCommand command) {
    request.requireVersion(version(command.streamId()));
    commands.send(command, Recording.of(request.caller().subject(), fields.now()));
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
