package io.rmaflow.rma;

import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A customer with one unit under cross-send-back, as contract-service tells of them. */
public record Customer(RunningService service, String id, String serial) {

  private static final String POSTAL_CODE = "150-0001";
  private static final String ADDRESS = "東京都渋谷区神宮前1-1-1";
  private static final Set<ProductCode> TOLD = new HashSet<>();

  /** What the unit is; its software is one periodic release that has been out for long. */
  public record Product(
      ProductCode code, String name, ProductFamily family, String edition, String version) {

    public static final Product NETREGIO2A =
        new Product(
            new ProductCode("netregio2a-dhcp"),
            "NetRegio2A DHCP",
            ProductFamily.NETREGIO,
            "DHCP",
            "4.10.1-2201");

    public static final Product NETWYVERN2 =
        new Product(
            new ProductCode("netwyvern2-dhcp"),
            "NetWyvern2 DHCP",
            ProductFamily.NETWYVERN,
            "DHCP",
            "4.10.1-2201");

    public static final Product NETNEBULAS_VA =
        new Product(
            new ProductCode("netnebulas-va-dhcp"),
            "NetNebulas-VA DHCP",
            ProductFamily.NETNEBULAS_VA,
            "DHCP",
            "3.32.4-710");

    public static final Product SUPERDHCP =
        new Product(
            new ProductCode("superdhcp-100"),
            "NetWyvern SuperDHCP",
            ProductFamily.SUPERDHCP,
            "SuperDHCP",
            "5.00.3-120");
  }

  /** Registers the unit, and signs a contract for it from 2025-11-20 to 2026-11-19. */
  public static Customer registered(RunningService service, String id, String serial) {
    return registered(service, id, serial, Plan.CROSS_SEND_BACK);
  }

  /** The same under another plan; which plans a product may have is contract-service's concern. */
  public static Customer registered(RunningService service, String id, String serial, Plan plan) {
    return registered(service, id, serial, plan, Product.NETREGIO2A);
  }

  /** The same with a unit of another product. */
  public static Customer registered(
      RunningService service, String id, String serial, Plan plan, Product product) {
    return registered(service, id, serial, plan, product, "2025-11-10");
  }

  /**
   * The same, bought on another day: the contract begins ten days later and lasts until 2026-11-19.
   */
  public static Customer registered(
      RunningService service,
      String id,
      String serial,
      Plan plan,
      Product product,
      String purchaseDate) {
    tell(service, product);
    publish(service, id, serial, plan, product, LocalDate.parse(purchaseDate));
    service.told("customer/" + id);
    return new Customer(service, id, serial);
  }

  /** Many customers with one unit each, told at once; {@code %d} in the names counts from 1. */
  public static List<Customer> registered(
      RunningService service, String id, String serial, Plan plan, Product product, int howMany) {
    tell(service, product);
    List<Customer> customers = new ArrayList<>();
    for (int i = 1; i <= howMany; i++) {
      Customer customer = new Customer(service, id.formatted(i), serial.formatted(i));
      publish(
          service, customer.id(), customer.serial(), plan, product, LocalDate.parse("2025-11-10"));
      customers.add(customer);
    }
    service.told("customer/" + customers.getLast().id());
    return customers;
  }

  private static void publish(
      RunningService service,
      String id,
      String serial,
      Plan plan,
      Product product,
      LocalDate bought) {
    String owner = "Company of " + id;
    service.published("customer/" + id, new CustomerIdIssued(new CustomerId(id), List.of()));
    service.published(
        "unit/" + serial,
        new UnitRegistered(
            new SerialNumber(serial),
            product.code(),
            new CustomerId(id),
            Source.ONLINE,
            bought,
            bought,
            ShippedBy.VENDOR,
            bought.plusDays(2),
            false,
            SalesChannel.DIRECT,
            new SiteId("site-" + id),
            List.of(),
            service.fingerprints().site(POSTAL_CODE, ADDRESS),
            service.fingerprints().owner(owner),
            new Period(bought, bought.plusYears(1).minusDays(1)),
            null,
            null));
    service.published(
        "CT-" + serial,
        new ContractSigned(
            new ContractId("CT-" + serial),
            new CustomerId(id),
            new SerialNumber(serial),
            product.code(),
            plan,
            1,
            bought.plusDays(10),
            LocalDate.parse("2026-11-19"),
            Party.CUSTOMER,
            null,
            "2026-04",
            1,
            false));
  }

  private static synchronized void tell(RunningService service, Product product) {
    if (TOLD.add(product.code())) {
      service.told(
          "product/" + product.code(),
          new ProductAdded(
              product.code(),
              product.name(),
              List.of(),
              product.family(),
              product.edition(),
              false,
              null),
          new ReleasePublished(
              product.code(),
              SoftwareVersion.parse(product.version()).orElseThrow(),
              ReleaseKind.PERIODIC,
              true,
              false,
              null,
              LocalDate.parse("2025-10-01"),
              true,
              false,
              List.of(),
              null));
    }
  }

  /** A complete request, without an instant: it is made now. */
  public String request() {
    return """
    {"customerId": "%s", "serialNumber": "%s", "procedure": "CROSS_SEND_BACK",
     "channel": "FORM", "softwareVersion": "4.10.1-2201", "faultDescription": "起動しない",
     "webAccessible": false,
     "isolation": {"result": "HARDWARE_FAULT", "checkSheet": true,
       "selfDiagnosis": "NOT_EXECUTABLE", "selfDiagnosisReason": "no power",
       "networkFaultOrSettingChange": false, "fixedInLatestSoftware": false},
     "requestSheet": true, "backup": false, "log": false,
     "requester": {"name": "山田", "email": "yamada@example.com", "phone": "03-0000-0000",
       "language": "ja"},
     "submittedBy": "CUSTOMER", "site": {"postalCode": "%s", "address": "%s"},
     "owner": "Company of %s",
     "declarations": {"openedOrModified": false, "installedAtHeight": false,
       "cause": "UNKNOWN"}}
    """
        .formatted(id, serial, POSTAL_CODE, ADDRESS, id);
  }

  /**
   * The same as an inquiry.
   *
   * @param inquiry the fields of {@code inquiry}, as JSON
   */
  public String inquiry(String softwareVersion, String inquiry) {
    return request()
        .replace("CROSS_SEND_BACK", "TECHNICAL_INQUIRY")
        .replace("4.10.1-2201", softwareVersion)
        .replace("\"requestSheet\": true", "\"inquiry\": {" + inquiry + "}");
  }

  /** Sends the request, which must be accepted, and gives the path of the case. */
  public String openCase() {
    return openCase("CROSS_SEND_BACK");
  }

  /** The same under another procedure. */
  public String openCase(String procedure) {
    return accepted(request().replace("CROSS_SEND_BACK", procedure));
  }

  /** Sends this request, which must be accepted, and gives the path of the case. */
  public String accepted(String request) {
    RunningService.Reply reply = service.post("/api/cases", request);
    if (reply.status() != 201 || !reply.body().path("status").asString().equals("ACCEPTED")) {
      throw new AssertionError(reply.status() + " " + reply.body());
    }
    return "/api/cases/" + reply.body().path("caseId").asString();
  }
}
