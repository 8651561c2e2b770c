package io.rmaflow.kit.audit.proofs;

import io.rmaflow.kit.loop.Loop;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.store.LogBroken;
import io.rmaflow.proof.store.Sequencer;
import io.rmaflow.proof.store.StoredCheckpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the service's events into its log and signs how far it is, while this instance is the one
 * that does it; otherwise asks twice a second whether it is to.
 */
final class LogKeeper implements SmartLifecycle, Loop.Owner {

  private static final Logger log = LoggerFactory.getLogger(LogKeeper.class);

  /** Whoever has the lock is followed this soon after its end. */
  static final Duration STANDING_BY = Duration.ofMillis(500);

  /** Where nothing happens the store is looked at this often; well within the session's silence. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Sequencer sequencer;
  private final ProofKeys keys;
  private final ProofSettings settings;
  private final InstantSource machine;
  private final Runnable signed;
  private final Pause pause = new Pause();
  private final Loop loop;
  private @Nullable StoredCheckpoint newest;
  private boolean led;
  private Duration wait;
  private volatile boolean leads;
  private volatile @Nullable String broken;

  /**
   * @param signed told of each new checkpoint
   */
  LogKeeper(
      Sequencer sequencer,
      ProofKeys keys,
      ProofSettings settings,
      InstantSource machine,
      Runnable signed) {
    this.sequencer = sequencer;
    this.keys = keys;
    this.settings = settings;
    this.machine = machine;
    this.signed = signed;
    this.wait = settings.interval();
    this.loop = new Loop("log-keeper", this::round, () -> pause.of(AFTER_A_FAILURE));
  }

  /** Whether this instance keeps the log at present. */
  boolean leads() {
    return leads;
  }

  /** Why nothing is brought into the log, where it does not fit the store or what was signed. */
  Optional<String> broken() {
    return Optional.ofNullable(broken);
  }

  private void round() throws InterruptedException {
    try {
      if (sequencer.lead()) {
        begin();
        int appended = sequencer.append();
        signWhereDue();
        if (appended < settings.batch()) {
          rest(appended);
        }
      } else {
        led = false;
        leads = false;
        pause.of(STANDING_BY);
      }
    } catch (LogBroken e) {
      standBack();
      if (broken == null) {
        log.error("Nothing is brought into the log any more: {}", e.getMessage());
      }
      broken = e.getMessage();
      throw e;
    } catch (SQLException e) {
      standBack();
      throw new IllegalStateException("The log did not grow", e);
    } catch (RuntimeException | Error e) {
      standBack();
      throw e;
    }
  }

  private void begin() throws SQLException {
    if (!led) {
      newest = sequencer.newestCheckpoint().orElse(null);
      led = true;
      broken = null;
      log.info("This instance keeps the log, which has {} leaves", sequencer.size());
    }
    leads = true;
  }

  private void standBack() {
    led = false;
    leads = false;
    sequencer.close();
  }

  private void rest(int appended) throws InterruptedException {
    Duration longer = wait.multipliedBy(2);
    wait = appended > 0 || longer.compareTo(IDLE) > 0 ? longest(appended) : longer;
    pause.of(wait);
  }

  private Duration longest(int appended) {
    return appended > 0 || settings.interval().compareTo(IDLE) > 0 ? settings.interval() : IDLE;
  }

  private void signWhereDue() throws SQLException {
    Instant now = machine.instant();
    if (keys.sign() && isDue(now)) {
      newest = sequencer.sign(keys.origin(), keys.signing(), now);
      signed.run();
    }
  }

  private boolean isDue(Instant now) {
    long size = sequencer.size();
    StoredCheckpoint last = newest;
    if (last == null) {
      return size > 0;
    }
    Duration since = Duration.between(last.signedAt(), now);
    return (size > last.size() && since.compareTo(settings.checkpointInterval()) >= 0)
        || since.compareTo(settings.checkpointAtLeast()) >= 0
        // a clock that was put back, or another machine's
        || since.isNegative()
        || isOutdated(last);
  }

  /** Whether it was signed under another name or with other keys. */
  private boolean isOutdated(StoredCheckpoint last) {
    return !Checkpoint.parse(last.note().text()).origin().equals(keys.origin())
        || !new HashSet<VerifierKey>(last.note().signedBy(keys.present()))
            .equals(new HashSet<>(keys.present()));
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(pause::end, STOP);
    standBack();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
