package io.rmaflow.console.casepage;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.ContractsApi;
import io.rmaflow.client.contract.api.UnitsApi;
import io.rmaflow.client.contract.model.Application;
import io.rmaflow.client.contract.model.Party;
import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.contract.model.Registration;
import io.rmaflow.client.contract.model.RegistrationContact;
import io.rmaflow.client.contract.model.RegistrationUnit;
import io.rmaflow.client.contract.model.SalesChannel;
import io.rmaflow.client.contract.model.ShippedBy;
import io.rmaflow.client.contract.model.WholeSite;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Cause;
import io.rmaflow.client.rma.model.Channel;
import io.rmaflow.client.rma.model.Declarations;
import io.rmaflow.client.rma.model.Isolation;
import io.rmaflow.client.rma.model.IsolationResult;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.Report;
import io.rmaflow.client.rma.model.RequestSite;
import io.rmaflow.client.rma.model.Requester;
import io.rmaflow.client.rma.model.SelfDiagnosis;
import io.rmaflow.client.rma.model.SubmittedBy;
import java.time.LocalDate;

/**
 * A case as a customer's form begins it, of a unit of its own.
 *
 * @param caseId its ID
 * @param serialNumber of the unit
 */
record ReportedCase(String caseId, String serialNumber) {

  /**
   * Registers a unit, puts it under a contract and reports that it does not start.
   *
   * @param desk the services, as the desk
   * @param today the day of the services' clock
   * @param words the name of who asks, and what happens
   */
  static ReportedCase of(
      Connection desk, LocalDate today, String serialNumber, Plan plan, String words) {
    String product = plan == Plan.MANUFACTURER ? "netwyvern2-dhcp-academic" : "netregio2a-dhcp";
    String version = plan == Plan.MANUFACTURER ? "3.32.4-700" : "4.10.1-2201";
    String customer =
        new UnitsApi(desk.contract())
            .register(registration(serialNumber, product, today))
            .getCustomerId();
    new ContractsApi(desk.contract())
        .applyForContract(
            new Application()
                .customerId(customer)
                .serialNumber(serialNumber)
                .plan(plan)
                .termYears(1)
                .startDate(today)
                .appliedBy(Party.CUSTOMER));
    CaseAnswer reported =
        new CasesApi(desk.rma())
            .report(
                new Report()
                    .procedure(Procedure.fromValue(plan.getValue()))
                    .channel(Channel.FORM)
                    .customerId(customer)
                    .serialNumber(serialNumber)
                    .softwareVersion(version)
                    .faultDescription(words)
                    .webAccessible(false)
                    .requestSheet(true)
                    .isolation(
                        new Isolation()
                            .result(IsolationResult.HARDWARE_FAULT)
                            .checkSheet(true)
                            .selfDiagnosis(SelfDiagnosis.NOT_EXECUTABLE)
                            .selfDiagnosisReason("電源が入らない")
                            .networkFaultOrSettingChange(false)
                            .fixedInLatestSoftware(false))
                    .requester(
                        new Requester()
                            .name(words)
                            .email("it@casepage.example")
                            .phone("03-0000-0002")
                            .language(Requester.LanguageEnum.ja))
                    .submittedBy(SubmittedBy.CUSTOMER)
                    .site(new RequestSite().postalCode("100-0001").address("東京都千代田区千代田1-1"))
                    .owner("株式会社ケース")
                    .declarations(
                        new Declarations()
                            .openedOrModified(false)
                            .installedAtHeight(false)
                            .cause(Cause.UNKNOWN)));
    if (reported.getStatus() != CaseStatus.ACCEPTED) {
      throw new IllegalStateException("not accepted: " + reported.getRefusals());
    }
    return new ReportedCase(reported.getCaseId(), serialNumber);
  }

  private static Registration registration(String serialNumber, String product, LocalDate today) {
    return new Registration()
        .owner("株式会社ケース")
        .addContactsItem(
            new RegistrationContact()
                .name("鈴木 花子")
                .email("registration@casepage.example")
                .phone("03-0000-0001")
                .language(RegistrationContact.LanguageEnum.ja)
                .contractNotices(true))
        .unit(
            new RegistrationUnit()
                .serialNumber(serialNumber)
                .productCode(product)
                .purchaseDate(today.minusDays(4))
                .shippedOn(today.minusDays(2))
                .shippedBy(ShippedBy.VENDOR)
                .secondHand(false)
                .salesChannel(SalesChannel.DIRECT)
                .site(new WholeSite().postalCode("100-0001").address("東京都千代田区千代田1-1")));
  }
}
