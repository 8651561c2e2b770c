package io.rmaflow.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records as no owner of a topic writes them: noise, and events with something wrong about them,
 * each under a stream and an ID of its own. The same seed makes the same ones.
 */
final class FuzzedRecords {

  private static final List<String> HEADERS =
      List.of(
          "ce_specversion",
          "ce_id",
          "ce_type",
          "ce_source",
          "ce_subject",
          "ce_time",
          "ce_dataschema",
          "ce_streamsequence",
          "ce_occurredat",
          "ce_correlationid",
          "ce_causationid",
          "ce_actor",
          "content-type");

  private static final List<String> SEQUENCES =
      List.of("-1", "1", "7", "x", "", "0x0", "1e9", "9223372036854775807", "9223372036854775808");

  private static final List<String> TIMES =
      List.of(
          "yesterday",
          "",
          "2026-02-30T00:00:00Z",
          "+999999999-12-31T23:59:59.999999999Z",
          "-1000000000-01-01T00:00:00Z",
          "2026-05-01T09:00:00");

  private static final List<String> TEXTS =
      List.of(
          "\\u0000",
          "\\ud800",
          "\\udc00\\ud800",
          "\\u202e\\u200b",
          "x".repeat(300),
          "単".repeat(3_000),
          "",
          " ",
          "${x}",
          "'; drop table inbox_stream; --");

  private final Random random;
  private final String topic;
  private final List<ProducerRecord<String, byte[]>> samples;
  private final String run;
  private int made;

  /**
   * @param run part of every stream's name
   * @param samples good events; what is made of them is wrong
   */
  FuzzedRecords(long seed, String run, String topic, List<ProducerRecord<String, byte[]>> samples) {
    this.random = new Random(seed);
    this.run = run;
    this.topic = topic;
    this.samples = List.copyOf(samples);
  }

  ProducerRecord<byte[], byte[]> next() {
    made++;
    return random.nextInt(4) == 0 ? noise() : mutated();
  }

  private ProducerRecord<byte[], byte[]> noise() {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key(), body());
    int headers = made % 1_000 == 0 ? 10_000 : random.nextInt(12);
    for (int i = 0; i < headers; i++) {
      String name =
          random.nextInt(3) == 0 ? new String(bytes(8), StandardCharsets.UTF_8) : header();
      record.headers().add(name, random.nextInt(8) == 0 ? null : bytes(40));
    }
    return record;
  }

  private byte @Nullable [] key() {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new byte[0];
      default -> bytes(30);
    };
  }

  private byte @Nullable [] body() {
    if (made % 700 == 0) {
      byte[] large = new byte[900_000];
      random.nextBytes(large);
      return large;
    }
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> ("[".repeat(random.nextInt(3_000)) + "1").getBytes(StandardCharsets.UTF_8);
      default -> bytes(200);
    };
  }

  private ProducerRecord<byte[], byte[]> mutated() {
    ProducerRecord<String, byte[]> sample = samples.get(random.nextInt(samples.size()));
    String stream = "fuzz-" + run + "-" + made;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, stream.getBytes(StandardCharsets.UTF_8), sample.value());
    for (Header header : sample.headers()) {
      record.headers().add(header.key(), header.value());
    }
    set(record.headers(), "ce_subject", stream);
    set(record.headers(), "ce_id", stream + "-0");
    set(record.headers(), "ce_streamsequence", "0");
    int faults = 1 + random.nextInt(3);
    for (int i = 0; i < faults; i++) {
      record = random.nextBoolean() ? withBody(record) : withHeader(record);
    }
    return record;
  }

  private ProducerRecord<byte[], byte[]> withBody(ProducerRecord<byte[], byte[]> record) {
    byte[] body = record.value() == null ? new byte[0] : record.value().clone();
    byte[] wrong =
        switch (random.nextInt(6)) {
          case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
          case 1 -> {
            for (int i = 0; i <= random.nextInt(4) && body.length > 0; i++) {
              body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            yield body;
          }
          case 2, 3 -> inText(body, one(TEXTS));
          case 4 ->
              new String(body, StandardCharsets.UTF_8)
                  .replaceFirst(
                      "\\d+", one(List.of("-1", "99999999999999999999", "1e400", "null", "[]")))
                  .getBytes(StandardCharsets.UTF_8);
          default -> body();
        };
    return copy(record, wrong);
  }

  /** Puts a text into one of the JSON's texts, or a name of its fields. */
  private byte[] inText(byte[] body, String text) {
    List<Integer> quotes = new ArrayList<>();
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '"') {
        quotes.add(i);
      }
    }
    if (quotes.isEmpty()) {
      return body;
    }
    int at = quotes.get(random.nextInt(quotes.size())) + (random.nextBoolean() ? 1 : 0);
    byte[] inserted = text.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(body, body.length + inserted.length);
    System.arraycopy(inserted, 0, whole, at, inserted.length);
    System.arraycopy(body, at, whole, at + inserted.length, body.length - at);
    return whole;
  }

  private ProducerRecord<byte[], byte[]> withHeader(ProducerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    switch (random.nextInt(10)) {
      case 0 -> headers.remove(header());
      case 1 -> set(headers, "ce_streamsequence", one(SEQUENCES));
      case 2 -> set(headers, one(List.of("ce_time", "ce_occurredat")), one(TIMES));
      case 3 ->
          set(
              headers,
              "ce_type",
              one(
                  List.of(
                      "rmaflow.rma.NoteAdded.v99999999999",
                      "rmaflow.contract.Nothing.v1",
                      "rmaflow..v1",
                      "x".repeat(2_000),
                      "rmaflow.rma.\0.v1")));
      case 4 -> headers.add(header(), null);
      case 5 -> headers.add(header(), bytes(40));
      case 6 -> headers.add("x".repeat(random.nextInt(400)), bytes(2_000));
      case 7 -> set(headers, "ce_subject", "単".repeat(200 + random.nextInt(200)) + made);
      default -> {
        Header changed = headers.lastHeader(header());
        if (changed != null && changed.value() != null) {
          String value = new String(changed.value(), StandardCharsets.UTF_8);
          int at = random.nextInt(value.length() + 1);
          set(
              headers,
              changed.key(),
              value.substring(0, at)
                  + one(List.of("\0", "\n", "\u202e", "\ufffe", "𠮷", " ", "%00"))
                  + value.substring(at));
        }
      }
    }
    return record;
  }

  private ProducerRecord<byte[], byte[]> copy(
      ProducerRecord<byte[], byte[]> record, byte @Nullable [] body) {
    return new ProducerRecord<>(topic, null, record.key(), body, record.headers());
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private String header() {
    return one(HEADERS);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private byte[] bytes(int longest) {
    byte[] bytes = new byte[random.nextInt(longest)];
    random.nextBytes(bytes);
    return bytes;
  }
}
