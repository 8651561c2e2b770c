package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;

/** An aggregate's state is the same however it is come by. */
class AggregateStatePropertyTest {

  private static final int SNAPSHOT_EVERY = 4;

  private static @Nullable TestDatabase database;
  private static @Nullable AxonApplication application;

  @BeforeContainer
  static void start() {
    TestDatabase created = TestDatabase.create("aggregate_state", 6);
    database = created;
    application =
        AxonApplication.ours(created.pool(), new NotedCatalog(), false)
            .aggregateWithSnapshots(Notebook.class, SNAPSHOT_EVERY)
            .start();
  }

  @AfterContainer
  static void stop() {
    running().close();
    if (database != null) {
      database.close();
    }
  }

  @Property(tries = 60)
  void liveStateIsTheReplayedOneAndThatOfTheSnapshotWithItsTail(
      @ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> notesOfEachCommand) {
    String id = UUID.randomUUID().toString();
    running().commands().sendAndWait(new Notebook.Begin(id));
    String live = new Notebook().state();
    for (int notes : notesOfEachCommand) {
      live = running().commands().<String>sendAndWait(new Notebook.Add(id, notes));
    }
    int events = 1 + notesOfEachCommand.stream().mapToInt(Integer::intValue).sum();

    AtomicInteger applied = new AtomicInteger();
    String replayed = replay(running().engine().readEvents(id), applied);
    assertThat(applied).hasValue(events);
    AtomicInteger appliedToSnapshot = new AtomicInteger();
    String fromSnapshot =
        replay(running().configuration().eventStore().readEvents(id), appliedToSnapshot);

    if (!notesOfEachCommand.isEmpty()) {
      assertThat(replayed).isEqualTo(live);
    }
    assertThat(fromSnapshot).isEqualTo(replayed);
    assertThat(loaded(id)).isEqualTo(replayed);
    if (events > 3 * SNAPSHOT_EVERY) {
      assertThat(appliedToSnapshot.get()).isLessThan(events);
    }
    assertThat(running().engine().firstBroken(id)).isEmpty();
  }

  private static String replay(DomainEventStream events, AtomicInteger applied) {
    Notebook notebook = new Notebook();
    while (events.hasNext()) {
      DomainEventMessage<?> event = events.next();
      if (event.getPayload() instanceof Notebook snapshot) {
        notebook = snapshot;
      } else {
        notebook.on((Noted) event.getPayload());
        applied.incrementAndGet();
      }
    }
    return notebook.state();
  }

  private static String loaded(String id) {
    AtomicReference<String> state = new AtomicReference<>("");
    DefaultUnitOfWork.startAndGet(null)
        .execute(
            () ->
                running()
                    .configuration()
                    .repository(Notebook.class)
                    .load(id)
                    .execute(notebook -> state.set(notebook.state())));
    return state.get();
  }

  private static AxonApplication running() {
    if (application == null) {
      throw new IllegalStateException("not started");
    }
    return application;
  }
}
