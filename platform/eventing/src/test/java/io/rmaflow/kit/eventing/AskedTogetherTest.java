package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AskedTogetherTest {

  private final AtomicInteger begun = new AtomicInteger();
  private final Semaphore mayAnswer = new Semaphore(0);
  private final AskedTogether<Integer> together = new AskedTogether<>(this::answer);

  private int answer() {
    int number = begun.incrementAndGet();
    mayAnswer.acquireUninterruptibly();
    return number;
  }

  @Test
  void whoeverAsksWhileAnAnswerIsLookedForIsGivenTheNextOne_allOfThemTogether() throws Exception {
    Map<String, Integer> answers = new ConcurrentHashMap<>();
    Thread first = asking("first", answers);
    Awaitility.await().until(() -> begun.get() == 1);
    List<Thread> later =
        IntStream.range(0, 8).mapToObj(number -> asking("later " + number, answers)).toList();
    Awaitility.await()
        .until(() -> later.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    mayAnswer.release(2);

    first.join();
    for (Thread each : later) {
      each.join();
    }
    assertThat(begun).hasValue(2);
    assertThat(answers.remove("first")).isEqualTo(1);
    assertThat(answers).hasSize(8).allSatisfy((who, answer) -> assertThat(answer).isEqualTo(2));
  }

  private Thread asking(String name, Map<String, Integer> answers) {
    return Thread.ofPlatform().start(() -> answers.put(name, together.ask()));
  }

  @Test
  void whoeverAsksAlone_isGivenAnAnswerOfHisOwn() {
    mayAnswer.release(2);

    assertThat(together.ask()).isEqualTo(1);
    assertThat(together.ask()).isEqualTo(2);
  }

  @Test
  void aFailureIsToldToThoseWhoAskedForIt_andTheNextOneAsksAnew() {
    AskedTogether<String> failing =
        new AskedTogether<>(
            () -> {
              if (begun.incrementAndGet() == 1) {
                throw new IllegalStateException("no answer");
              }
              return "an answer";
            });

    assertThatThrownBy(failing::ask)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no answer");
    assertThat(failing.ask()).isEqualTo("an answer");
  }
}
