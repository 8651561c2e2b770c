package io.rmaflow.kit.eventing;

import io.rmaflow.events.UnreadableEvent;
import io.rmaflow.events.wire.CloudEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from a topic, byte for byte; Kafka's client alone reads the names of headers,
 * as UTF-8.
 *
 * @param key the record's key; absent where it has none
 * @param headers in their order, a name as often as it came
 * @param data the payload; absent where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // only handed through, never compared
record IncomingRecord(
    String topic,
    int partition,
    long offset,
    byte @Nullable [] key,
    List<ParkedRecord.Header> headers,
    byte @Nullable [] data) {

  static IncomingRecord of(ConsumerRecord<byte[], byte[]> record) {
    List<ParkedRecord.Header> headers = new ArrayList<>();
    record
        .headers()
        .forEach(header -> headers.add(new ParkedRecord.Header(header.key(), header.value())));
    return new IncomingRecord(
        record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
  }

  /** The value of the last header of this name, as Kafka's own reading has it. */
  byte @Nullable [] header(String name) {
    byte[] value = null;
    for (ParkedRecord.Header header : headers) {
      if (header.name().equals(name)) {
        value = header.value();
      }
    }
    return value;
  }

  /**
   * What the headers say.
   *
   * @throws UnreadableEvent where that is no event
   */
  CloudEvents.Attributes attributes() {
    return CloudEvents.attributesOfBytes(this::header);
  }

  /** The payload; empty where there is none. */
  byte[] payload() {
    return data == null ? new byte[0] : data;
  }

  /** Where it stands, for the log. */
  String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
