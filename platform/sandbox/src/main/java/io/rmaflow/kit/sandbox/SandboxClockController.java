package io.rmaflow.kit.sandbox;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The clock of the local stack over REST. */
@RestController
class SandboxClockController {

  /** Where the clock is. */
  record ClockView(Instant now) {}

  private final BusinessClock clock;
  private final ClockMover mover;
  private final LocalWork work;

  SandboxClockController(BusinessClock clock, ClockMover mover, LocalWork work) {
    this.clock = clock;
    this.mover = mover;
    this.work = work;
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/sandbox/clock")
  ClockView show() {
    return new ClockView(clock.now());
  }

  /** Where the clock is to be; never back. */
  record Move(Instant now) {}

  @Allowed({ADMIN, SUPPORT})
  @PutMapping("/api/sandbox/clock")
  ClockView move(@Valid @RequestBody Move body) {
    return new ClockView(mover.moveTo(body.now()));
  }

  /** For the service that moves the clock. */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/sandbox/work")
  WorkReport work() {
    return work.report();
  }
}
