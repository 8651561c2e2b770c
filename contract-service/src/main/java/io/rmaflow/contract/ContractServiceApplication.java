package io.rmaflow.contract;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** contract-service: registrations, units and their lineage, contracts, catalogue, calendar. */
@SpringBootApplication
public class ContractServiceApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(ContractServiceApplication.class, args);
  }
}
