package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.rma.CaseEvent.NoteAdded;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers at one case, as on a day when everybody looks at it. */
@Timeout(120)
class ManyWritersOverHttpTest {

  private static final int WRITERS = 16;
  private static final int NOTES_OF_EACH = 8;

  private final RunningService service = RunningService.shared();

  @Test
  void sixteenWritersOfOneCase_areAllAnswered200_andEveryNoteStandsInItsTurn() throws Exception {
    Customer customer = Customer.registered(service, "C-1201", "NR2A-1201");
    service.startAt("2026-05-01T10:30:00");
    String path = customer.openCase();
    long before = service.get(path).body().path("version").asLong();

    List<Callable<List<Reply>>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.add(() -> notesInto(path));
    }
    List<List<Reply>> replies = new ArrayList<>();
    try (ExecutorService atOnce = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<List<Reply>> each : atOnce.invokeAll(writers)) {
        replies.add(each.get());
      }
    }

    assertThat(replies.stream().flatMap(List::stream)).allMatch(reply -> reply.status() == 200);
    for (List<Reply> ofOneWriter : replies) {
      assertThat(versions(ofOneWriter)).isSorted().doesNotHaveDuplicates();
    }
    assertThat(replies.stream().flatMap(each -> versions(each).stream()).sorted())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(before + 1, before + 128).boxed().toList());
    assertThat(
            service
                .bean(StoredStreams.class)
                .events(path.substring(path.lastIndexOf('/') + 1))
                .stream()
                .filter(stored -> stored.envelope().data() instanceof NoteAdded))
        .hasSize(128);
  }

  private List<Reply> notesInto(String path) {
    List<Reply> replies = new ArrayList<>();
    for (int note = 0; note < NOTES_OF_EACH; note++) {
      replies.add(service.post(path + "/note", "{\"text\": \"電話で状況を確認\"}"));
    }
    return replies;
  }

  private static List<Long> versions(List<Reply> replies) {
    return replies.stream().map(reply -> reply.body().path("version").asLong()).toList();
  }
}
