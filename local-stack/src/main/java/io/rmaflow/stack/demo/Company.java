package io.rmaflow.stack.demo;

import org.jspecify.annotations.Nullable;

/**
 * A customer of a story, with what its forms say of itself.
 *
 * @param owner as registered
 * @param address of the site where its units stand
 * @param registrar family and given name of who registers its units
 * @param requester of who sends its requests
 * @param domain of their mail addresses
 */
record Company(
    String owner,
    String postalCode,
    String address,
    String registrar,
    String requester,
    String domain) {

  /**
   * A unit as it was bought.
   *
   * @param shippedOn ISO date, also of the purchase where that is not given
   */
  record Unit(
      String serialNumber,
      String productCode,
      String softwareVersion,
      String purchasedOn,
      String shippedOn) {}

  /** The body of {@code POST /api/registrations}; the first unit has no customer ID to name yet. */
  String registration(@Nullable String customerId, Unit unit, String more) {
    return """
        {"customerId": %s, "owner": "%s",
         "contacts": [{"name": "%s", "email": "registration@%s", "phone": "03-0000-0001",
                       "language": "ja", "contractNotices": true}],
         "unit": {"serialNumber": "%s", "productCode": "%s", "purchaseDate": "%s",
                  "shippedOn": "%s", "shippedBy": "VENDOR", "secondHand": false,
                  "salesChannel": "DIRECT", "site": %s%s}}
        """
        .formatted(
            customerId == null ? "null" : "\"" + customerId + "\"",
            owner,
            registrar,
            domain,
            unit.serialNumber(),
            unit.productCode(),
            unit.purchasedOn(),
            unit.shippedOn(),
            site(),
            more);
  }

  /**
   * The body of {@code POST /api/cases}.
   *
   * @param more further fields, each after a comma
   */
  String request(String customerId, Unit unit, String procedure, String fault, String more) {
    return """
        {"customerId": "%s", "serialNumber": "%s", "procedure": "%s",
         "softwareVersion": "%s", "faultDescription": "%s",
         "requester": {"name": "%s", "email": "it@%s", "phone": "03-0000-0002", "language": "ja"},
         "submittedBy": "CUSTOMER", "site": %s, "owner": "%s",
         "declarations": {"openedOrModified": false, "installedAtHeight": false,
                          "cause": "UNKNOWN"}%s}
        """
        .formatted(
            customerId,
            unit.serialNumber(),
            procedure,
            unit.softwareVersion(),
            fault,
            requester,
            domain,
            site(),
            owner,
            more);
  }

  private String site() {
    return "{\"postalCode\": \"%s\", \"address\": \"%s\"}".formatted(postalCode, address);
  }
}
