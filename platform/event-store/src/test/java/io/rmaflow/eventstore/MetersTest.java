package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted of appending and reading; see {@link LostRacesTest} and {@link WakeUpTest}. */
class MetersTest {

  private final TestDatabase database = TestDatabase.create("meters_test", 2);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PostgresEventStorageEngine engine = database.engine().meters(meters).build();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsAppendedAndWhatIsReadIsCounted() {
    engine.appendEvents(Session.noted("s", 0), Session.noted("s", 1), Session.noted("t", 0));
    engine.appendEvents(Session.noted("t", 1));

    assertThat(engine.readEvents(null, false)).hasSize(4);
    assertThat(engine.readEvents("s").asStream()).hasSize(2);

    assertThat(meters.get("event.store.appended").counter().count()).isEqualTo(4);
    assertThat(meters.get("event.store.append").timer().count()).isEqualTo(2);
    assertThat(meters.get("event.store.read").tag("of", "all").counter().count()).isEqualTo(4);
    assertThat(meters.get("event.store.read").tag("of", "stream").counter().count()).isEqualTo(2);
    assertThat(meters.get("event.store.lost.races").counter().count()).isZero();
  }
}
