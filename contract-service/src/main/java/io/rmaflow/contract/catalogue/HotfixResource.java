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
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Line;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/products/{productCode}/hotfixes/{version}}: who agreed to a hotfix, and whom it was
 * handed out to (SWP-2 to SWP-6).
 */
@Tag(name = "releases")
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
   * A hotfix with who agreed to it and whom it was handed out to.
   *
   * @param productCode of the product
   * @param version {@code X.Y.Z-r}
   * @param approvedBy who has agreed so far
   * @param released whether it may be handed out (SWP-2)
   * @param customerIds whom it was handed out to
   * @param needs whether each version that was supported at its publication needs it (VER-18)
   * @param warning what everybody is told who gets it (SWP-3)
   */
  record HotfixView(
      ProductCode productCode,
      SoftwareVersion version,
      List<Approver> approvedBy,
      boolean released,
      List<CustomerId> customerIds,
      List<HotfixNeed> needs,
      Message warning) {}

  /**
   * A hotfix with who agreed to it and whom it was handed out to.
   *
   * @param productCode code, name or another name of the product
   * @param version of the hotfix, {@code X.Y.Z-r}
   */
  @InJapanese("ホットフィックスの承認状況と提供先。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping
  HotfixView hotfix(
      @PathVariable("productCode") String productCode, @PathVariable("version") String version) {
    ProductCode product = product(productCode);
    return view(product, published(product, version));
  }

  /**
   * That somebody agrees to a hotfix (SWP-2).
   *
   * @param by who agrees
   * @param workaroundExists for customer support to judge, and required of it; where there is one,
   *     the hotfix is refused (SWP-4)
   * @param reason why; kept apart from the events
   */
  @Clause("SWP-2")
  record Approval(
      Approver by,
      @Nullable Boolean workaroundExists,
      @Line(max = LONGEST_REASON) @Nullable String reason)
      implements Checked {

    @Override
    public void check(Findings findings) {
      boolean support = by == Approver.SUPPORT && !findings.isWrong("by");
      if (support && workaroundExists == null && !findings.isWrong("workaroundExists")) {
        findings.required("workaroundExists");
      }
    }
  }

  /**
   * Whom a hotfix is handed out to.
   *
   * @param customerIds each was issued, or is an ID of the earlier system, which means the present
   *     account
   * @param reason why; kept apart from the events
   */
  @Clause("A-31")
  record Targets(
      @NotEmpty @Size(max = MOST_CUSTOMERS) List<CustomerId> customerIds,
      @Line(max = LONGEST_REASON) @Nullable String reason) {}

  /**
   * Customer support or development agrees to a hotfix. Both have to, before it is handed out.
   *
   * @param productCode code, name or another name of the product
   * @param version of the hotfix, {@code X.Y.Z-r}
   */
  @InJapanese("サポート部門または開発部門によるホットフィックスの承認を記録します。")
  @Clause({"SWP-2", "SWP-4"})
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 422, codes = "WORKAROUND_EXISTS")
  @Example(
      name = "Customer support",
      value =
          """
          {
            "by": "SUPPORT",
            "workaroundExists": false,
            "reason": "再起動では復旧しないことを確認"
          }
          """)
  @Example(
      name = "Development",
      value =
          """
          {"by": "DEVELOPMENT"}
          """)
  @PostMapping("/approvals")
  ResponseEntity<HotfixView> approveHotfix(
      @PathVariable("productCode") String productCode,
      @PathVariable("version") String version,
      @Valid @RequestBody Approval body,
      WriteRequest call) {
    return change(
        productCode,
        version,
        call,
        body.reason(),
        (product, hotfix, reason) ->
            new ApproveHotfix(
                product, hotfix, body.by(), Boolean.TRUE.equals(body.workaroundExists()), reason));
  }

  /**
   * Hand a hotfix out to customers. Who has it already is not named again.
   *
   * @param productCode code, name or another name of the product
   * @param version of the hotfix, {@code X.Y.Z-r}
   */
  @InJapanese("ホットフィックスをお客様に提供します。")
  @Clause({"SWP-5", "SWP-6"})
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(
      status = 422,
      codes = {"HOTFIX_APPROVAL_MISSING", "CUSTOMER_ID_MISMATCH"})
  @Example(
      """
          {"customerIds": ["C-1001"], "reason": "不具合が再現したお客様"}
          """)
  @PostMapping("/targets")
  ResponseEntity<HotfixView> handOutHotfix(
      @PathVariable("productCode") String productCode,
      @PathVariable("version") String version,
      @Valid @RequestBody Targets body,
      WriteRequest call) {
    return change(
        productCode,
        version,
        call,
        body.reason(),
        (product, hotfix, reason) -> {
          List<CustomerId> targets = body.customerIds().stream().map(customers::present).toList();
          refuseUnknown(targets);
          return new NameHotfixTargets(product, hotfix, targets, reason);
        });
  }

  private interface Change {
    CatalogueCommand of(ProductCode product, SoftwareVersion hotfix, @Nullable TextId reason);
  }

  private ResponseEntity<HotfixView> change(
      String productCode,
      String version,
      WriteRequest call,
      @Nullable String reason,
      Change change) {
    ProductCode product = product(productCode);
    SoftwareVersion hotfix = published(product, version);
    return writes.perform(
        call.continuing(CatalogueCommand.streamId(product)),
        () -> {
          CatalogueCommand command =
              change.of(product, hotfix, reason == null ? null : personal.addText(reason));
          call.requireVersion(sequence(command.streamId()));
          commands.send(command, Recording.of(call.caller().subject(), call.receivedAt()));
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

  private SoftwareVersion published(ProductCode product, String written) {
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
