package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A poison message of rma-service: counted, seen, tried again, passed over. */
class ParkedHttpTest extends ServiceTest {

  @Autowired private MeterRegistry meters;

  private final String stream = "case-" + UUID.randomUUID();

  @Test
  void anEventThatCannotBeReadParksItsStreamAlone_untilAnOperatorPassesItOver() {
    double counted = meters.counter("rmaflow.inbox.parked").count();
    double lying = failed();
    publishPoison();
    await().atMost(Duration.ofSeconds(60)).until(() -> !parked().isMissingNode());
    String id = parked().get("parkedId").asString();
    assertThat(parked().get("status").asString()).isEqualTo("FAILED");
    assertThat(meters.counter("rmaflow.inbox.parked").count()).isEqualTo(counted + 1);
    assertThat(failed()).isEqualTo(lying + 1);
    assertThat(get("/actuator/health/parked").body().toString()).contains("\"failed\":");

    assertThat(post("/api/parked/" + id + "/replay", "{}").status()).isEqualTo(409);
    assertThat(parked().get("attempts").asInt()).isEqualTo(2);
    assertThat(post("/api/parked/" + id + "/skip", "{}").status()).isEqualTo(400);
    assertThat(post("/api/parked/" + id + "/skip", "{\"reason\": \"written by hand\"}").status())
        .isEqualTo(200);

    assertThat(parked().isMissingNode()).isTrue();
    assertThat(failed()).isEqualTo(lying);
  }

  private double failed() {
    return get("/actuator/metrics/rmaflow.inbox.parked.events?tag=status:failed")
        .body()
        .at("/measurements/0/value")
        .asDouble();
  }

  private JsonNode parked() {
    for (JsonNode item : get("/api/parked?size=200").body().get("items")) {
      if (item.get("streamId").asString().equals(stream)) {
        return item;
      }
    }
    return tools.jackson.databind.json.JsonMapper.shared().missingNode();
  }

  private void publishPoison() {
    ProducerRecord<String, byte[]> poison =
        new ProducerRecord<>("rma.events", stream, "not JSON".getBytes(StandardCharsets.UTF_8));
    Map.of(
            "ce_id", UUID.randomUUID().toString(),
            "ce_type", "rmaflow.rma.ReplacementShipped.v1",
            "ce_subject", stream,
            "ce_streamsequence", "0",
            "ce_time", "2026-05-01T01:30:00Z",
            "ce_occurredat", "2026-05-01T01:30:00Z")
        .forEach(
            (name, value) -> poison.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      Future<RecordMetadata> sent = producer.send(poison);
      producer.flush();
      assertThat(sent.state()).isEqualTo(Future.State.SUCCESS);
    }
  }
}
