package io.rmaflow.stack.bench;

import io.rmaflow.events.EventJson;
import io.rmaflow.events.wire.CloudEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long it takes from a committed command until its event is read from Kafka by another process
 * and until another service's read model has it.
 *
 * <p>Each round registers a unit in contract-service. The clock starts when the answer is in, that
 * is just after the commit; it stops when the event {@code UnitRegistered} has come out of a
 * consumer of our own, and when rma-service has answered a call that carries the registration's
 * Consistency-Token, which it does as soon as its own view has the unit. The registering service's
 * own read model needs no measuring: it is committed with the event. Beside them stands the round
 * trip of a call that does nothing, measured in the same run.
 */
public final class Latency {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String contract;
  private final String rma;
  private final String token;

  private Latency(String contract, String rma, String token) {
    this.contract = contract;
    this.rma = rma;
    this.token = token;
  }

  /**
   * Measures and prints milliseconds.
   *
   * @param warmUp rounds that are not counted
   * @param rounds counted rounds
   */
  public static void measure(
      String contract,
      String rma,
      String kafka,
      String token,
      int warmUp,
      int rounds,
      PrintStream out) {
    new Latency(contract, rma, token).run(kafka, warmUp, rounds, out);
  }

  private void run(String kafka, int warmUp, int rounds, PrintStream out) {
    Map<String, Long> arrivals = new ConcurrentHashMap<>();
    Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
    try (Listener listener = new Listener(kafka, arrivals, awaited)) {
      listener.start();
      double[] toKafka = new double[rounds];
      double[] toView = new double[rounds];
      double[] write = new double[rounds];
      double[] roundTrip = new double[rounds];
      for (int i = -warmUp; i < rounds; i++) {
        String serial = "BENCH-" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        CountDownLatch latch = new CountDownLatch(1);
        awaited.put("unit/" + serial, latch);

        long asked = System.nanoTime();
        HttpResponse<String> registered = register(serial);
        long committed = System.nanoTime();
        get(rma + "/api/cases?serialNumber=" + serial, consistencyToken(registered));
        long inView = System.nanoTime();
        if (!latch.await(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the event of " + serial + " did not come within 10 s");
        }
        long arrived = arrivals.getOrDefault("unit/" + serial, committed);
        get(rma + "/api/cases?serialNumber=" + serial, "");
        long nothing = System.nanoTime();
        get(rma + "/api/cases?serialNumber=" + serial, "");
        if (i >= 0) {
          write[i] = millis(committed - asked);
          toKafka[i] = Math.max(0, millis(arrived - committed));
          toView[i] = millis(inView - committed);
          roundTrip[i] = millis(System.nanoTime() - nothing);
        }
      }
      out.printf("%d rounds after %d of warm-up, milliseconds%n", rounds, warmUp);
      print(out, "the write itself (registration, committed)", write);
      print(out, "answer in → event read from Kafka", toKafka);
      print(out, "answer in → rma-service's view has it", toView);
      print(out, "a call that waits for nothing (for comparison)", roundTrip);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  private HttpResponse<String> register(String serial) throws InterruptedException {
    LocalDate today = LocalDate.now(JAPAN);
    String body =
        """
        {"owner": "計測株式会社",
         "contacts": [{"name": "計測 太郎", "email": "bench@sample.example", "phone": "03-0000-0000",
                       "language": "ja", "contractNotices": false}],
         "unit": {"serialNumber": "%s", "productCode": "netregio2a-dhcp", "purchaseDate": "%s",
                  "shippedOn": "%s", "shippedBy": "VENDOR", "secondHand": false,
                  "salesChannel": "DIRECT",
                  "site": {"postalCode": "100-0001", "address": "東京都千代田区千代田1-1"}}}
        """
            .formatted(serial, today, today);
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(contract + "/api/registrations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (response.statusCode() != 201) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response;
  }

  private void get(String url, String consistencyToken) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
    if (!consistencyToken.isEmpty()) {
      request.header("Consistency-Token", consistencyToken);
    }
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return http.send(
          request
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(10))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the stack does not answer", e);
    }
  }

  private static String consistencyToken(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Consistency-Token")
        .orElseThrow(() -> new IllegalStateException("a write answered no Consistency-Token"));
  }

  private static double millis(long nanos) {
    return nanos / 1_000_000.0;
  }

  private static void print(PrintStream out, String what, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    out.printf(
        "  %-48s median %6.1f   p90 %6.1f   p99 %6.1f   max %6.1f%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.90)],
        sorted[(int) (sorted.length * 0.99)],
        sorted[sorted.length - 1]);
  }

  /** Consumes contract.events as any other system would and notes when each stream's event came. */
  private static final class Listener implements AutoCloseable {

    private final Thread thread;
    private final KafkaConsumer<String, byte[]> consumer;
    private volatile boolean stopped;

    Listener(String kafka, Map<String, Long> arrivals, Map<String, CountDownLatch> awaited) {
      Properties properties = new Properties();
      properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
      properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
      consumer =
          new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
      consumer.assign(
          consumer.partitionsFor("contract.events").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
      consumer.seekToEnd(consumer.assignment());
      consumer.assignment().forEach(consumer::position);
      thread =
          new Thread(
              () -> {
                while (!stopped) {
                  for (ConsumerRecord<String, byte[]> record :
                      consumer.poll(Duration.ofMillis(50))) {
                    long now = System.nanoTime();
                    if (isRegistration(record)) {
                      arrivals.put(record.key(), now);
                      CountDownLatch latch = awaited.remove(record.key());
                      if (latch != null) {
                        latch.countDown();
                      }
                    }
                  }
                }
                consumer.close();
              },
              "latency-listener");
    }

    void start() {
      thread.start();
    }

    private static boolean isRegistration(ConsumerRecord<String, byte[]> record) {
      Header type = record.headers().lastHeader("ce_type");
      return type != null
          && new String(type.value(), StandardCharsets.UTF_8)
              .equals("rmaflow.contract.UnitRegistered.v1")
          && record.headers().lastHeader(CloudEvents.SPEC_VERSION) != null
          && EventJson.mapper().readTree(record.value()).has("serialNumber");
    }

    @Override
    public void close() {
      stopped = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
