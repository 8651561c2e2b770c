package io.rmaflow.stack.demo;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.ContractsApi;
import io.rmaflow.client.contract.api.UnitsApi;
import io.rmaflow.client.notification.api.MailsApi;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.api.CustomersApi;
import io.rmaflow.client.rma.api.InquiriesApi;
import io.rmaflow.client.rma.api.ManufacturerMaintenanceApi;
import io.rmaflow.client.rma.api.OnSiteApi;
import io.rmaflow.client.rma.api.RepairApi;
import io.rmaflow.client.rma.api.StepsApi;
import io.rmaflow.client.rma.api.WarrantyApi;

/** What the people of a story can do. */
record Desk(
    UnitsApi units,
    ContractsApi contracts,
    CasesApi cases,
    StepsApi steps,
    WarrantyApi warranty,
    ManufacturerMaintenanceApi loaner,
    RepairApi repair,
    OnSiteApi onSite,
    InquiriesApi inquiries,
    CustomersApi customers,
    MailsApi mails) {

  static Desk at(Connection connection) {
    return new Desk(
        new UnitsApi(connection.contract()),
        new ContractsApi(connection.contract()),
        new CasesApi(connection.rma()),
        new StepsApi(connection.rma()),
        new WarrantyApi(connection.rma()),
        new ManufacturerMaintenanceApi(connection.rma()),
        new RepairApi(connection.rma()),
        new OnSiteApi(connection.rma()),
        new InquiriesApi(connection.rma()),
        new CustomersApi(connection.rma()),
        new MailsApi(connection.notification()));
  }
}
