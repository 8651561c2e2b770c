package io.rmaflow.kit.sandbox;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The clock of the local stack over REST. */
@RestController
@Tag(name = "sandbox")
class SandboxClockController {

  /**
   * Where the clock is.
   *
   * @param now business time
   */
  record ClockView(Instant now) {}

  private final BusinessClock clock;
  private final ClockMover mover;
  private final LocalWork work;

  SandboxClockController(BusinessClock clock, ClockMover mover, LocalWork work) {
    this.clock = clock;
    this.mover = mover;
    this.work = work;
  }

  /** Business time of the sandbox. It stands still between moves. */
  @InJapanese("サンドボックスの業務時刻。進めるまで止まっています。")
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/sandbox/clock")
  ClockView clock() {
    return new ClockView(clock.now());
  }

  /**
   * Where the clock is to be.
   *
   * @param now business time, not before the present one
   */
  record Move(Instant now) {}

  /** Move the clock forward, from one due time to the next. */
  @InJapanese("サンドボックスの業務時刻を進めます。途中で期限が来るものは順に処理されます。")
  @Answers(when = "Everything that fell due on the way has happened")
  @Refuses(status = 409, codes = "CLOCK_GOES_FORWARD_ONLY")
  @Refuses(
      status = 503,
      codes = {"CLOCK_IS_MOVING", "SANDBOX_NOT_SETTLED"})
  @Allowed({ADMIN, SUPPORT})
  @PutMapping("/api/sandbox/clock")
  ClockView moveClock(@Valid @RequestBody Move body) {
    return new ClockView(mover.moveTo(body.now()));
  }

  /** What the service still has to work off, for the one that moves the clock. */
  @InJapanese("サービスに残っている処理(時刻を進める側が参照します)。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/sandbox/work")
  WorkReport work() {
    return work.report();
  }
}
