package io.rmaflow.rma;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Cases, shipments, deadlines, customer standing and the history of every case. */
@SpringBootApplication
public class RmaServiceApplication {

  /** Starts the service; arguments are Spring Boot's. */
  public static void main(String[] args) {
    SpringApplication.run(RmaServiceApplication.class, args);
  }
}
