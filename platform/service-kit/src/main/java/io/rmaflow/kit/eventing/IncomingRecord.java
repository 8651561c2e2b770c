package io.rmaflow.kit.eventing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from a topic.
 *
 * @param key the record's key; empty where it has none
 * @param data the payload; empty where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // only handed through, never compared
record IncomingRecord(
    String topic,
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    byte[] data) {

  static IncomingRecord of(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    @Nullable String key = record.key();
    byte @Nullable [] data = record.value();
    return new IncomingRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        key == null ? "" : key,
        headers,
        data == null ? new byte[0] : data);
  }
}
