package io.rmaflow.notification.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  @Test
  void anErrorEndsOneLookAtWhatIsDueAndNotTheDispatcher() {
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger worked = new AtomicInteger();
    Dispatcher dispatcher =
        new Dispatcher(
            "test",
            new Wake(),
            Duration.ofMillis(5),
            Executors::newSingleThreadExecutor,
            workers -> {
              if (looks.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("gone");
              }
              workers.execute(worked::incrementAndGet);
              return false;
            });
    dispatcher.start();
    await().atMost(Duration.ofSeconds(10)).until(() -> worked.get() > 2);

    assertThat(dispatcher.isRunning()).isTrue();
    dispatcher.stop(Duration.ofSeconds(10));
    assertThat(dispatcher.isRunning()).isFalse();
  }
}
