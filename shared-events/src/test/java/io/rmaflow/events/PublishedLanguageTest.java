package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.events.wire.EventTypes;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PublishedLanguageTest {

  private static final JsonMapper PRETTY =
      EventJson.mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  static Stream<EventType> everyType() {
    return EventTypes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void everyVersionIsWrittenAndReadAsApproved(EventType type) {
    Class<? extends DomainEvent> eventClass = EventTypes.classOf(type).orElseThrow();
    DomainEvent sample = Samples.of(eventClass);

    Approved.verify(
        Path.of("src/test/resources/approved", type.wireType() + ".json"),
        PRETTY.writeValueAsString(sample) + "\n");

    assertThat(EventJson.read(EventJson.write(sample), eventClass)).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void everyVersionHasTheSchemaThatIsShipped(EventType type) {
    ObjectNode schema = schemas().generateSchema(EventTypes.classOf(type).orElseThrow());
    ObjectNode named = EventJson.mapper().createObjectNode();
    named.set("$schema", schema.get("$schema"));
    named.put("$id", "/rmaflow/schemas/" + type.wireType() + ".json");
    named.put("title", type.name());
    schema.properties().forEach(entry -> named.set(entry.getKey(), entry.getValue()));

    Approved.verify(
        Path.of("src/main/resources/rmaflow/schemas", type.wireType() + ".json"),
        PRETTY.writeValueAsString(named) + "\n");
  }

  @Test
  void namesOnTheWireAreDeclaredAndNotJavaNames() {
    assertThat(EventTypes.all())
        .extracting(EventType::wireType)
        .contains(
            "rmaflow.contract.ContractSigned.v1",
            "rmaflow.contract.UnitRegistered.v1",
            "rmaflow.rma.FailureReported.v1",
            "rmaflow.rma.ReplacementShipped.v1",
            "rmaflow.rma.FaultyUnitReturned.v1",
            "rmaflow.rma.CustomerServiceSuspended.v1")
        .doesNotHaveDuplicates();
  }

  @Test
  void anEventKeepsEverythingOnItsWayThroughTheHeaders() {
    EventEnvelope<ContactEvent.ContactChanged> sent =
        new EventEnvelope<>(
            "e-1",
            Context.CONTRACT,
            "ContactChanged",
            1,
            "contact/k-1",
            7,
            Instant.parse("2026-05-01T01:30:00Z"),
            Instant.parse("2026-05-01T01:30:01Z"),
            "correlation-1",
            null,
            "desk-1",
            new ContactEvent.ContactChanged(
                new ContactId("k-1"), new CustomerId("C-1001"), "ja", true));

    Map<String, String> headers = CloudEvents.headers(sent);

    assertThat(headers)
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "rmaflow.contract.ContactChanged.v1")
        .containsEntry("ce_source", "/rmaflow/contract-service")
        .containsEntry("ce_subject", "contact/k-1")
        .containsEntry("ce_streamsequence", "7")
        .containsEntry("ce_occurredat", "2026-05-01T01:30:00Z")
        .containsEntry("ce_time", "2026-05-01T01:30:01Z")
        .containsEntry("content-type", "application/json")
        .doesNotContainKey("ce_causationid");
    assertThat(CloudEvents.read(headers, EventJson.write(sent.data()))).contains(sent);
  }

  @Test
  void anEventOfATypeThatIsNotKnownYetIsPassedOver() {
    Map<String, String> headers =
        Map.of(
            "ce_id", "e-2",
            "ce_type", "rmaflow.rma.SomethingNew.v1",
            "ce_subject", "s",
            "ce_streamsequence", "0",
            "ce_occurredat", "2026-05-01T01:30:00Z",
            "ce_time", "2026-05-01T01:30:00Z");

    assertThat(CloudEvents.read(headers, new byte[0])).isEmpty();
  }

  @Test
  void fieldsThatALaterVersionAddedArePassedOver() {
    byte[] later =
        """
        {"contactId":"k-1","customerId":"C-1001","language":"en","contractNotices":false,"new":1}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(EventJson.read(later, ContactEvent.ContactChanged.class))
        .isEqualTo(
            new ContactEvent.ContactChanged(
                new ContactId("k-1"), new CustomerId("C-1001"), "en", false));
  }

  /**
   * A new text field has to be put here by somebody who thought about it: it is a code, a number, a
   * version or a reference, and says nothing about a person.
   */
  @Test
  void noEventCarriesATextThatCouldNameAPerson() {
    Set<String> texts = new TreeSet<>();
    EventTypes.all().stream()
        .map(type -> EventTypes.classOf(type).orElseThrow())
        .forEach(eventClass -> collectTexts(eventClass, texts));

    assertThat(texts)
        .containsExactlyInAnyOrder(
            "agency",
            "aliases",
            "attachmentId",
            "because",
            "canonical",
            "causedBy",
            "causingEventId",
            "carrier",
            "clause",
            "clauses",
            "code",
            "customerIdAsGiven",
            "deliveryId",
            "edition",
            "en",
            "field",
            "hypervisor",
            "ja",
            "key",
            "kind",
            "language",
            "latestSoftwareVersion",
            "mediaType",
            "name",
            "ofEvent",
            "ownerFingerprint",
            "platform",
            "policyVersion",
            "productCodeAsGiven",
            "receiptId",
            "receivedId",
            "relatedHotfix",
            "requestedSoftwareVersion",
            "rule",
            "serialNumberAsGiven",
            "service",
            "sha256",
            "siteFingerprint",
            "softwareVersion",
            "spellings",
            "trackingNumber",
            "url",
            "usedInCountry",
            "value");
  }

  private static void collectTexts(Class<?> type, Set<String> texts) {
    for (RecordComponent component : type.getRecordComponents()) {
      assertThat(component.isAnnotationPresent(PersonalData.class)).isFalse();
      String generic = component.getGenericType().getTypeName();
      Class<?> raw = component.getType();
      if (generic.contains("java.lang.String") && raw != Map.class) {
        texts.add(component.getName());
      } else if (raw.isRecord() && !isIdentifier(raw)) {
        collectTexts(raw, texts);
      } else if (component.getGenericType() instanceof java.lang.reflect.ParameterizedType list
          && list.getActualTypeArguments()[0] instanceof Class<?> element
          && element.isRecord()
          && !isIdentifier(element)) {
        collectTexts(element, texts);
      }
    }
  }

  private static boolean isIdentifier(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .anyMatch(field -> field.isAnnotationPresent(JsonValue.class));
  }

  private static SchemaGenerator schemas() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                EventJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES)
            .with(Option.FLATTENED_ENUMS);
    config.forFields().withRequiredCheck(field -> !isNullable(field.getRawMember()));
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              if (type.getErasedType().isRecord() && isIdentifier(type.getErasedType())) {
                ObjectNode text = context.getGeneratorConfig().createObjectNode();
                text.put("type", "string");
                return new com.github.victools.jsonschema.generator.CustomDefinition(text, true);
              }
              return null;
            });
    return new SchemaGenerator(config.build());
  }

  private static boolean isNullable(Field field) {
    return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  @Test
  void theSchemasAcceptWhatIsAbsentOnlyWhereItMayBe() {
    JsonNode schema =
        PRETTY.readTree(
            Path.of("src/main/resources/rmaflow/schemas/rmaflow.rma.ReplacementDelivered.v1.json")
                .toFile());

    assertThat(schema.get("required").toString())
        .isEqualTo(
            "[\"caseId\",\"customerId\",\"deliveredAt\",\"faultySerialNumber\",\"rmaNumber\"]");
  }
}
