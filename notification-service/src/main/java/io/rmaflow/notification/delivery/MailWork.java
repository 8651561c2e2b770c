package io.rmaflow.notification.delivery;

import io.rmaflow.kit.clock.TimedWork;
import io.rmaflow.notification.work.Wake;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets a move of the sandbox clock wait until every mail that is due has been tried. */
@Component("mails")
class MailWork implements TimedWork {

  private final Deliveries deliveries;
  private final Sender sender;
  private final Wake wake;

  MailWork(Deliveries deliveries, Sender sender, Wake wake) {
    this.deliveries = deliveries;
    this.sender = sender;
    this.wake = wake;
  }

  @Override
  public Optional<Instant> nextDue() {
    return deliveries.nextDue();
  }

  @Override
  public boolean idle(Instant now) {
    return deliveries.idle(now);
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("attempts", sender.attempts());
  }

  @Override
  public void wake() {
    wake.now();
  }
}
