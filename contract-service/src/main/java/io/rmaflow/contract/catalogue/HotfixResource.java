package io.rmaflow.contract.catalogue;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.catalogue.rules.CatalogueCommand;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.ApproveHotfix;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.NameHotfixTargets;
import io.rmaflow.contract.catalogue.rules.Hotfix;
import io.rmaflow.contract.catalogue.rules.Release;
import io.rmaflow.contract.customer.Customers;
import io.rmaflow.contract.customer.rules.AccountRules;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ProductEvent.Approver;
import io.rmaflow.events.contract.ProductEvent.HotfixNeed;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/products/{productCode}/hotfixes/{version}}: who agreed to a hotfix, and whom it was
 * handed out to (SWP-2 to SWP-6).
 */
@RestController
@RequestMapping("/api/products/{productCode}/hotfixes/{version}")
class HotfixResource {

  private static final int LONGEST_REASON = 2000;
  private static final int MOST_CUSTOMERS = 1000;

  private final Catalogue catalogue;
  private final Customers customers;
  private final PersonalStore personal;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  HotfixResource(
      Catalogue catalogue,
      Customers customers,
      PersonalStore personal,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.catalogue = catalogue;
    this.customers = customers;
    this.personal = personal;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /**
   * A hotfix as answered.
   *
   * @param approvedBy who has agreed so far
   * @param released whether it may be handed out (SWP-2)
   * @param customerIds whom it was handed out to
   * @param needs which of the versions that were supported when it was published need it (VER-18)
   */
  record HotfixView(
      ProductCode productCode,
      SoftwareVersion version,
      List<Approver> approvedBy,
      boolean released,
      List<CustomerId> customerIds,
      List<HotfixNeed> needs,
      Message warning) {}

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping
  HotfixView one(
      @PathVariable("productCode") String productCode, @PathVariable("version") String version) {
    ProductCode product = product(productCode);
    return view(product, hotfix(product, version));
  }

  @Clause("SWP-2")
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/approvals")
  ResponseEntity<?> approve(
      @PathVariable("productCode") String productCode,
      @PathVariable("version") String version,
      WriteRequest request) {
    return change(
        productCode,
        version,
        request,
        (product, hotfix) ->
            fields -> {
              Approver by = fields.requiredEnum("by", Approver.class);
              // SWP-2: whether there is a workaround is for customer support to judge
              boolean support = fields.enumValue("by", Approver.class) == Approver.SUPPORT;
              boolean workaround =
                  support
                      ? fields.requiredBool("workaroundExists")
                      : fields.bool("workaroundExists", false);
              return reason -> new ApproveHotfix(product, hotfix, by, workaround, reason);
            });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/targets")
  ResponseEntity<?> handOut(
      @PathVariable("productCode") String productCode,
      @PathVariable("version") String version,
      WriteRequest request) {
    return change(
        productCode,
        version,
        request,
        (product, hotfix) ->
            fields -> {
              List<CustomerId> targets =
                  fields.ids("customerIds", MOST_CUSTOMERS, CustomerId::new).stream()
                      // an ID of the earlier system means the present account
                      .map(customers::present)
                      .toList();
              if (targets.isEmpty()) {
                fields.reject("customerIds", "REQUIRED", "必須項目です。", "This field is required.");
              }
              return reason -> {
                refuseUnknown(targets);
                return new NameHotfixTargets(product, hotfix, targets, reason);
              };
            });
  }

  /** What is still missing is where the reason stands: it is stored when all fields are right. */
  private interface Unexplained {
    CatalogueCommand because(@Nullable TextId reasonId);
  }

  private interface Reading {
    Function<Fields, Unexplained> of(ProductCode product, SoftwareVersion hotfix);
  }

  private ResponseEntity<?> change(
      String productCode, String version, WriteRequest request, Reading reading) {
    ProductCode product = product(productCode);
    SoftwareVersion hotfix = hotfix(product, version);
    return writes.perform(
        request.continuing(CatalogueCommand.streamId(product)),
        fields -> {
          Unexplained unexplained = reading.of(product, hotfix).apply(fields);
          String reason = fields.line("reason", LONGEST_REASON);
          fields.check();
          CatalogueCommand command =
              unexplained.because(reason == null ? null : personal.addText(reason));
          request.requireVersion(sequence(command.streamId()));
          commands.send(command, Recording.of(request.caller().subject(), fields.now()));
          return Answer.ok(view(product, hotfix))
              .withVersion(command.streamId(), sequence(command.streamId()));
        });
  }

  private HotfixView view(ProductCode product, SoftwareVersion version) {
    Hotfix hotfix = catalogue.state(product).hotfix(version);
    return new HotfixView(
        product,
        version,
        hotfix.approvedBy().stream().sorted().toList(),
        hotfix.missing().isEmpty(),
        hotfix.targets().stream().sorted((a, b) -> a.value().compareTo(b.value())).toList(),
        hotfix.needs(),
        Hotfix.NOT_FULLY_VERIFIED);
  }

  private ProductCode product(String productCode) {
    return catalogue
        .named(productCode)
        .map(Catalogue.Product::productCode)
        .orElseThrow(() -> new NotFound("product", productCode));
  }

  private SoftwareVersion hotfix(ProductCode product, String written) {
    return SoftwareVersion.parse(written)
        .flatMap(version -> catalogue.state(product).release(version))
        .filter(release -> release.kind() == ReleaseKind.HOTFIX)
        .map(Release::version)
        .orElseThrow(() -> new NotFound("hotfix", written));
  }

  private void refuseUnknown(List<CustomerId> targets) {
    List<CustomerId> unknown =
        targets.stream().filter(customer -> !customers.isKnown(customer)).toList();
    if (!unknown.isEmpty()) {
      throw new PolicyRefused(List.of(AccountRules.neverIssued(unknown)));
    }
  }

  private long sequence(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
