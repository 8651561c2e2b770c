package io.rmaflow.stack.demo;

import io.rmaflow.client.rma.ApiClient;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * The clock that all services of a sandbox go by. No service has it in production, so the documents
 * of their calls do not name it.
 */
final class SandboxClock {

  private static final String PATH = "/api/sandbox/clock";

  private final ApiClient service;

  SandboxClock(ApiClient service) {
    this.service = service;
  }

  /** What is sent and answered. */
  record Time(OffsetDateTime now) {}

  OffsetDateTime now() {
    return Objects.requireNonNull(
            service
                .getRestClient()
                .get()
                .uri(service.getBasePath() + PATH)
                .retrieve()
                .body(Time.class))
        .now();
  }

  /** Moves the clock; the services have worked off what fell due on the way when it returns. */
  void moveTo(OffsetDateTime instant) {
    service
        .getRestClient()
        .put()
        .uri(service.getBasePath() + PATH)
        .body(new Time(instant))
        .retrieve()
        .toBodilessEntity();
  }
}
