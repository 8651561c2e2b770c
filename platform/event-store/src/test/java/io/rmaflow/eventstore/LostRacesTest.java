package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostRacesTest {

  private final TestDatabase database = TestDatabase.create("lost_races_test", 3);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PostgresEventStorageEngine engine = database.engine().meters(meters).build();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aLostRaceIsRunAgainOnWhatTheOtherWrote() {
    engine.appendEvents(Session.noted("s", 0));
    AtomicInteger attempts = new AtomicInteger();

    long place =
        new LostRaces(3)
            .repeat(
                () -> {
                  long next = engine.lastSequenceNumberFor("s").orElseThrow() + 1;
                  if (attempts.incrementAndGet() == 1) {
                    engine.appendEvents(Session.noted("s", next));
                  }
                  engine.appendEvents(Session.noted("s", next));
                  return next;
                });

    assertThat(place).isEqualTo(2);
    assertThat(attempts).hasValue(2);
    assertThat(meters.get("event.store.lost.races").counter().count()).isEqualTo(1);
    assertThat(meters.get("event.store.appended").counter().count()).isEqualTo(3);
  }

  @Test
  void oneThatIsAlwaysLostIsReportedInTheEnd() {
    engine.appendEvents(Session.noted("s", 0), Session.noted("s", 1));
    AtomicInteger attempts = new AtomicInteger();

    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(
            () ->
                new LostRaces(3)
                    .repeat(
                        () -> {
                          attempts.incrementAndGet();
                          engine.appendEvents(Session.noted("s", 1));
                          return true;
                        }));
    assertThat(attempts).hasValue(3);
  }
}
