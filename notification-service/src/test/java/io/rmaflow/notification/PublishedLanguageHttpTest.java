package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The documents of the events are served to everybody. */
class PublishedLanguageHttpTest extends RunningService {

  @Test
  void theDocumentLeadsToTheSchemas() {
    String document = text("/asyncapi.yaml");

    assertThat(document)
        .startsWith("asyncapi: 3.0.0")
        .contains("{$ref: './schemas/rmaflow.rma.ReplacementShipped.v1.json'}");
    assertThat(get("/rmaflow/schemas/rmaflow.rma.ReplacementShipped.v1.json", 200).get("title"))
        .hasToString("\"ReplacementShipped\"");
    get("/rmaflow/schemas/nothing.json", 404);
  }
}
