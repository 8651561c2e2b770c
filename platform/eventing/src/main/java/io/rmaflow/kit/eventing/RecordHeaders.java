package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Headers as JSON in ASCII, whatever they hold: an array of pairs of name and value in Base64, the
 * value null where the header has none.
 */
final class RecordHeaders {

  private RecordHeaders() {}

  static String write(List<ParkedRecord.Header> headers) {
    Base64.Encoder base64 = Base64.getEncoder();
    ArrayNode all = EventJson.mapper().createArrayNode();
    for (ParkedRecord.Header header : headers) {
      byte[] value = header.value();
      all.addArray()
          .add(base64.encodeToString(header.name().getBytes(StandardCharsets.UTF_8)))
          .add(value == null ? null : base64.encodeToString(value));
    }
    return EventJson.mapper().writeValueAsString(all);
  }

  static List<ParkedRecord.Header> read(String json) {
    Base64.Decoder base64 = Base64.getDecoder();
    List<ParkedRecord.Header> headers = new ArrayList<>();
    for (JsonNode header : EventJson.mapper().readTree(json)) {
      JsonNode value = header.get(1);
      headers.add(
          new ParkedRecord.Header(
              new String(base64.decode(header.get(0).stringValue()), StandardCharsets.UTF_8),
              value.isNull() ? null : base64.decode(value.stringValue())));
    }
    return headers;
  }
}
