package io.rmaflow.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventType;
import io.rmaflow.events.UnreadableEvent;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader takes for an event, and what not. */
class CloudEventsTest {

  private static final Instant AT = Instant.parse("2026-05-01T02:00:00Z");

  private static Map<String, String> headers(String name, String value) {
    Map<String, String> headers =
        new LinkedHashMap<>(
            CloudEvents.headers(
                new EventEnvelope<>(
                    "e-1",
                    Context.CONTRACT,
                    "SettingChanged",
                    1,
                    "settings",
                    0,
                    AT,
                    AT,
                    null,
                    null,
                    "山田",
                    new SettingChanged("k", "v", 1, null))));
    headers.put(name, value);
    return headers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_id",
        "ce_type",
        "ce_subject",
        "ce_actor",
        "ce_correlationid",
        "ce_causationid"
      })
  void aHeaderWithU0000IsRefusedByName(String header) {
    assertThatThrownBy(() -> CloudEvents.attributes(headers(header, "a\0b")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("the header " + header + " holds U+0000");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefusedByName_andWhatIsIsRead() {
    Map<String, byte[]> bytes = new HashMap<>();
    headers("ce_actor", "山田").forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
    assertThat(CloudEvents.attributesOfBytes(bytes::get).actor()).isEqualTo("山田");
    bytes.put("ce_actor", new byte[] {(byte) 0xE5, (byte) 0xB1});
    assertThatThrownBy(() -> CloudEvents.attributesOfBytes(bytes::get))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("the header ce_actor is not UTF-8");
  }

  @Test
  void aValueThatIsShownInAMessageIsCut() {
    assertThatThrownBy(
            () -> CloudEvents.attributes(headers("ce_streamsequence", "x".repeat(100_000))))
        .hasMessage(
            "the header ce_streamsequence is no number from 0 to 2^63-1: " + "x".repeat(80) + "…");
  }

  @Test
  void aVersionBeyondAllNumbersIsATypeNobodyKnows() {
    assertThat(EventType.parse("rmaflow.contract.SettingChanged.v99999999999")).isEmpty();
    assertThat(EventType.parse("rmaflow.contract.SettingChanged.v1")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":\"\\u0000\"}",
        "{\"value\":\"\\\\\\u0000\"}",
        "{\"\\u0000\":1}",
        "{\"value\":\"a\\ud83dx\"}",
        "{\"value\":\"a\\uD83D\\u0041\"}",
        "{\"value\":\"\\udc00\"}",
        "{\"value\":\"\\ud83d",
      })
  void aPayloadThatNobodyCouldStoreIsRefused(String json) {
    assertThatThrownBy(() -> StorableText.check(json.getBytes(UTF_8)))
        .isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void halfOfAPairInBytesIsRefusedToo() {
    assertThatThrownBy(
            () -> StorableText.check(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
        .hasMessage("the payload holds half of a surrogate pair");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":\"\\\\u0000\"}",
        "{\"value\":\"𠮷 \\ud842\\udfb7 \\n \\u0001 \\u3042 \\ud7ff 힟\"}",
        "\\",
        "\\u00",
        "",
      })
  void everythingElseIsLeftToTheParser(String json) {
    StorableText.check(json.getBytes(UTF_8));
  }
}
