package io.rmaflow.events;

import io.rmaflow.events.wire.EventTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document is made of the code, so it names every event and no other. */
class AsyncApiTest {

  private static final String HEAD =
      """
      asyncapi: 3.0.0
      info:
        title: rmaflow
        version: 1.0.0
        description: >-
          Every event of the maintenance services. CloudEvents 1.0 in Kafka's binary mode: the
          attributes are headers, the payload is the value, the record key is the stream ID. Apply
          a stream by ce_streamsequence: lower or equal to the last is a duplicate, higher by more
          than one waits. Pass over types that you do not know. No event carries personal data.
      defaultContentType: application/json
      """;

  private static final String HEADERS =
      """
            ce_specversion: {type: string, const: "1.0"}
            ce_id: {type: string, description: The same on every redelivery.}
            ce_type: {type: string, description: "Such as rmaflow.rma.ReplacementShipped.v1"}
            ce_source: {type: string, description: "Such as /rmaflow/rma-service"}
            ce_subject: {type: string, description: The stream ID; the record key as well.}
            ce_time: {type: string, format: date-time, description: When it was recorded.}
            ce_dataschema: {type: string, format: uri-reference}
            ce_streamsequence: {type: string, pattern: "^[0-9]+$", description: "0, 1, 2 ... within the stream."}
            ce_occurredat: {type: string, format: date-time, description: When it happened.}
            ce_correlationid: {type: string}
            ce_causationid: {type: string}
            ce_actor: {type: string, description: "An account, never a person's name."}
            ce_republished: {type: string, description: "Only of a record that is published once more: which republication it belongs to."}
            content-type: {type: string, const: application/json}
          required: [ce_specversion, ce_id, ce_type, ce_source, ce_subject, ce_time, ce_dataschema, ce_streamsequence, ce_occurredat, content-type]
      """;

  @Test
  void theDocumentNamesEveryEvent() {
    Approved.verify(Path.of("src/main/resources/rmaflow/asyncapi.yaml"), document());
  }

  private static String document() {
    StringBuilder text = new StringBuilder(HEAD);
    List<Context> contexts = List.of(Context.CONTRACT, Context.RMA, Context.NOTIFICATION);
    text.append("channels:\n");
    for (Context context : contexts) {
      text.append("  ").append(context.topic()).append(":\n");
      text.append("    address: ").append(context.topic()).append('\n');
      text.append("    description: Every event of ").append(context.service());
      text.append(", kept without limit.\n");
      text.append("    bindings: {kafka: {partitions: 12, topicConfiguration: ");
      text.append("{retention.ms: -1}}}\n");
      text.append("    messages:\n");
      for (EventType type : of(context)) {
        text.append("      ").append(type.wireType());
        text.append(": {$ref: '#/components/messages/").append(type.wireType()).append("'}\n");
      }
    }
    text.append("operations:\n");
    for (Context context : contexts) {
      text.append("  publish-").append(context.id()).append("-events:\n");
      text.append("    action: send\n");
      text.append("    channel: {$ref: '#/channels/").append(context.topic()).append("'}\n");
    }
    text.append("components:\n  messageTraits:\n    cloudEvent:\n      bindings: ");
    text.append("{kafka: {key: {type: string}}}\n");
    text.append("      headers:\n        type: object\n        properties:\n");
    text.append(HEADERS.indent(4).replace("          required", "        required"));
    text.append("  messages:\n");
    for (Context context : contexts) {
      for (EventType type : of(context)) {
        text.append("    ").append(type.wireType()).append(":\n");
        text.append("      name: ").append(type.wireType()).append('\n');
        text.append("      title: ").append(type.name()).append('\n');
        text.append("      traits: [{$ref: '#/components/messageTraits/cloudEvent'}]\n");
        text.append("      payload: {$ref: './schemas/").append(type.wireType());
        text.append(".json'}\n");
      }
    }
    return text.toString();
  }

  private static List<EventType> of(Context context) {
    return EventTypes.all().stream()
        .filter(type -> type.context() == context)
        .collect(Collectors.toUnmodifiableList());
  }
}
