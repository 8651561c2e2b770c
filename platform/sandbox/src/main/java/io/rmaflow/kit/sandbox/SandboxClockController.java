package io.rmaflow.kit.sandbox;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.WriteRequest;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
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

  @GetMapping("/api/sandbox/clock")
  ClockView show() {
    return new ClockView(clock.now());
  }

  @PutMapping("/api/sandbox/clock")
  ClockView move(WriteRequest request) {
    Fields fields = request.fields();
    Instant now = fields.requiredInstant("now");
    fields.check();
    return new ClockView(mover.moveTo(now));
  }

  /** For the service that moves the clock. */
  @GetMapping("/api/sandbox/work")
  WorkReport work() {
    return work.report();
  }
}
