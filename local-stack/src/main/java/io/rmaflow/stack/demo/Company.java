package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Registration;
import io.rmaflow.client.contract.model.RegistrationContact;
import io.rmaflow.client.contract.model.RegistrationUnit;
import io.rmaflow.client.contract.model.SalesChannel;
import io.rmaflow.client.contract.model.ShippedBy;
import io.rmaflow.client.contract.model.WholeSite;
import io.rmaflow.client.rma.model.Cause;
import io.rmaflow.client.rma.model.Declarations;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.Report;
import io.rmaflow.client.rma.model.RequestSite;
import io.rmaflow.client.rma.model.Requester;
import io.rmaflow.client.rma.model.SubmittedBy;
import java.time.LocalDate;
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

  /** The form that registers a unit; the first one has no customer ID to name yet. */
  Registration registration(@Nullable String customerId, Unit unit) {
    return new Registration()
        .customerId(customerId)
        .owner(owner)
        .addContactsItem(
            new RegistrationContact()
                .name(registrar)
                .email("registration@" + domain)
                .phone("03-0000-0001")
                .language(RegistrationContact.LanguageEnum.ja)
                .contractNotices(true))
        .unit(
            new RegistrationUnit()
                .serialNumber(unit.serialNumber())
                .productCode(unit.productCode())
                .purchaseDate(LocalDate.parse(unit.purchasedOn()))
                .shippedOn(LocalDate.parse(unit.shippedOn()))
                .shippedBy(ShippedBy.VENDOR)
                .secondHand(false)
                .salesChannel(SalesChannel.DIRECT)
                .site(new WholeSite().postalCode(postalCode).address(address)));
  }

  /** The form that asks for something under a procedure. */
  Report request(String customerId, Unit unit, Procedure procedure, String fault) {
    return new Report()
        .customerId(customerId)
        .serialNumber(unit.serialNumber())
        .procedure(procedure)
        .softwareVersion(unit.softwareVersion())
        .faultDescription(fault)
        .requester(
            new Requester()
                .name(requester)
                .email("it@" + domain)
                .phone("03-0000-0002")
                .language(Requester.LanguageEnum.ja))
        .submittedBy(SubmittedBy.CUSTOMER)
        .site(new RequestSite().postalCode(postalCode).address(address))
        .owner(owner)
        .declarations(
            new Declarations()
                .openedOrModified(false)
                .installedAtHeight(false)
                .cause(Cause.UNKNOWN));
  }
}
