package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL's text cannot hold is set aside, and everything else flows. */
class UnstorableRecordsTest {

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_subject", "ce_type", "ce_actor"})
  void aRecordWithU0000InAHeaderIsSetAsideAsUnreadable(String header) throws Exception {
    String stream = "unit/AB-" + UUID.randomUUID();
    Map<String, String> headers =
        new LinkedHashMap<>(CloudEvents.headers(Topic.setting(stream, 0, "x")));
    headers.merge(header, "\0", String::concat);
    Topic.send(
        Topic.record(
            stream, headers, "{\"key\":\"k\",\"value\":\"x\"}".getBytes(StandardCharsets.UTF_8)));

    assertThat(whatBecomesOfTwelveUnits()).hasSize(12).containsOnly(List.of("first", "second"));
    assertThat(statusOf(stream)).containsExactly("UNREADABLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\ud800", "\\udc00b"})
  void aBodyWithATextThatCannotBeStoredParksItsStream(String escape) throws Exception {
    String stream = "unit/AB-" + UUID.randomUUID();
    String body =
        "{\"key\":\"backdating.maxDays\",\"value\":\"" + escape + "\",\"settingsVersion\":2}";
    Topic.send(
        Topic.record(
            stream,
            CloudEvents.headers(Topic.setting(stream, 0, "x")),
            body.getBytes(StandardCharsets.UTF_8)));

    assertThat(whatBecomesOfTwelveUnits()).hasSize(12).containsOnly(List.of("first", "second"));
    assertThat(statusOf(stream)).containsExactly("FAILED");
  }

  /** Units whose events come after the record, on all partitions. */
  private List<List<String>> whatBecomesOfTwelveUnits() throws Exception {
    List<String> units =
        IntStream.range(0, 12).mapToObj(n -> "unit-" + n + "/" + UUID.randomUUID()).toList();
    @SuppressWarnings("unchecked")
    ProducerRecord<String, byte[]>[] records =
        units.stream()
            .flatMap(
                unit ->
                    List.of(
                        Topic.record(Topic.setting(unit, 0, "first")),
                        Topic.record(Topic.setting(unit, 1, "second")))
                        .stream())
            .toArray(ProducerRecord[]::new);
    Topic.send(records);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> units.stream().allMatch(unit -> desk.taken(unit).size() == 2));
    return units.stream().map(desk::taken).toList();
  }

  private List<String> statusOf(String stream) {
    return desk.database()
        .sql("select status from parked_event where stream_id = ?")
        .param(stream)
        .query(String.class)
        .list();
  }
}
