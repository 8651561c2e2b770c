package io.rmaflow.kit.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rmaflow.events.EventJson;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.kit.eventing.ParkedEvent.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a record holds, it can be parked, seen and skipped; and what is kept is what came. */
class ParkedRecordsTest {

  private static final AtomicLong OFFSETS = new AtomicLong();

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static ParkedEvents parked() {
    return desk.bean(ParkedEvents.class);
  }

  private static String newStream() {
    return "unit/AB-" + UUID.randomUUID();
  }

  /** On a partition that no test's real records are on. */
  private static IncomingRecord record(
      byte @Nullable [] key, List<ParkedRecord.Header> headers, byte @Nullable [] data) {
    return new IncomingRecord("contract.events", 97, OFFSETS.getAndIncrement(), key, headers, data);
  }

  private static IncomingRecord event(String stream, Map<String, String> changes, String body) {
    Map<String, String> headers =
        new LinkedHashMap<>(CloudEvents.headers(Topic.setting(stream, 0, "x")));
    headers.putAll(changes);
    List<ParkedRecord.Header> all = new ArrayList<>();
    headers.forEach((name, value) -> all.add(new ParkedRecord.Header(name, value.getBytes(UTF_8))));
    return record(stream.getBytes(UTF_8), all, body.getBytes(UTF_8));
  }

  private static String body(String value) {
    return new String(EventJson.write(Topic.setting("s", 0, value).data()), UTF_8);
  }

  private static void take(IncomingRecord record) {
    desk.bean(Inbox.class).take(List.of(record), 0);
  }

  private static ParkedEvent parkedAt(IncomingRecord record) {
    return parked().list("contract.events", null, 0, 200).stream()
        .filter(event -> event.partition() == record.partition())
        .filter(event -> event.offset() == record.offset())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRecordIsKeptByteForByte_andShownLegibly() {
    byte[] value = new byte[1_000_000];
    new Random(13).nextBytes(value);
    List<ParkedRecord.Header> headers = new ArrayList<>();
    headers.add(new ParkedRecord.Header("ce_type", "a\0\u202eb".getBytes(UTF_8)));
    headers.add(new ParkedRecord.Header("twice", new byte[] {0, (byte) 0xC3, 0x28}));
    headers.add(new ParkedRecord.Header("twice", null));
    headers.add(new ParkedRecord.Header("", new byte[0]));
    headers.add(new ParkedRecord.Header("n\0", new byte[] {(byte) 0xFF}));
    for (int i = 0; i < 10_000; i++) {
      headers.add(new ParkedRecord.Header("h" + i, new byte[] {(byte) i}));
    }
    IncomingRecord came = record(new byte[] {'k', 0, (byte) 0xFF}, headers, value);
    take(came);

    ParkedEvent event = parkedAt(came);
    assertThat(event)
        .extracting(ParkedEvent::status, ParkedEvent::streamId, ParkedEvent::type)
        .containsExactly(Status.UNREADABLE, "k\\u0000\\xFF", "a\\u0000\\u202eb");
    assertThat(event.reason()).contains("the header ce_type holds U+0000");
    ParkedRecord kept = parked().record(event.id()).orElseThrow();
    assertThat(kept.key()).isEqualTo(came.key());
    assertThat(Arrays.equals(kept.body(), value)).isTrue();
    assertThat(RecordHeaders.write(kept.headers()).equals(RecordHeaders.write(headers))).isTrue();
    assertThat(kept.headers().get(1).value()).containsExactly(0, 0xC3, 0x28);
    assertThat(kept.headers().get(2).value()).isNull();
    assertThat(kept.headers().get(4).name()).isEqualTo("n\0");

    parked().skip(event.id(), "noise", "admin-1");
    assertThat(parked().find(event.id())).isEmpty();
  }

  @Test
  void whatARecordHasNotIsToldFromWhatIsEmpty() {
    IncomingRecord nothing = record(null, List.of(), null);
    IncomingRecord empty = record(new byte[0], List.of(), new byte[0]);
    take(nothing);
    take(empty);

    ParkedRecord first = parked().record(parkedAt(nothing).id()).orElseThrow();
    assertThat(first.key()).isNull();
    assertThat(first.headers()).isEmpty();
    assertThat(first.body()).isNull();
    ParkedRecord second = parked().record(parkedAt(empty).id()).orElseThrow();
    assertThat(second.key()).isEmpty();
    assertThat(second.body()).isEmpty();
  }

  @Test
  void aRecordThatComesTwiceIsSetAsideOnce() {
    String key = newStream();
    IncomingRecord came = record(key.getBytes(UTF_8), List.of(), new byte[] {1});
    take(came);
    take(came);

    assertThat(parked().ofStream("contract.events", key))
        .extracting(ParkedEvent::partition, ParkedEvent::offset)
        .containsExactly(tuple(97, came.offset()));
  }

  @ParameterizedTest
  @CsvSource({
    "ce_streamsequence, -1, UNREADABLE",
    "ce_streamsequence, +1, UNREADABLE",
    "ce_streamsequence, １, UNREADABLE",
    "ce_streamsequence, 1e3, UNREADABLE",
    "ce_streamsequence, 9223372036854775808, UNREADABLE",
    "ce_streamsequence, 9223372036854775807, WAITING",
    "ce_time, yesterday, UNREADABLE",
    "ce_occurredat, 2026-13-01T00:00:00Z, UNREADABLE",
  })
  void aHeaderThatIsWrongIsNamed_andTheRecordCanBeSkipped(
      String header, String value, Status status) {
    String stream = newStream();
    IncomingRecord came = event(stream, Map.of(header, value), body("x"));
    take(came);

    ParkedEvent event = parkedAt(came);
    assertThat(event.status()).isEqualTo(status);
    if (status == Status.UNREADABLE) {
      assertThat(event.reason()).contains("the header " + header).contains(value);
    }
    parked().skip(event.id(), "sent by hand", "admin-1");
    assertThat(parked().ofStream("contract.events", stream)).isEmpty();
    take(event(stream, Map.of(), body("first")));
    assertThat(desk.taken(stream)).containsExactly("first");
  }

  @Test
  void aStreamWhoseNameIsTooLongForTheTablesIsNoStream() {
    IncomingRecord longest = event("単".repeat(255), Map.of("ce_id", "e-1"), body("x"));
    IncomingRecord longer = event("単".repeat(300), Map.of("ce_id", "e-2"), body("x"));
    take(longest);
    take(longer);

    assertThat(desk.taken("単".repeat(255))).containsExactly("x");
    ParkedEvent event = parkedAt(longer);
    assertThat(event.status()).isEqualTo(Status.UNREADABLE);
    assertThat(event.streamId()).hasSize(255).endsWith("単…");
    assertThat(event.reason()).contains("the header ce_subject is longer than 255 characters");
  }

  @Test
  void aTypeOfAVersionThatIsNoNumberOfOursIsPassedOver() {
    String stream = newStream();
    take(
        event(
            stream, Map.of("ce_type", "rmaflow.contract.SettingChanged.v99999999999"), body("x")));

    assertThat(parked().ofStream("contract.events", stream)).isEmpty();
    assertThat(
            desk.database()
                .sql("select last_sequence from inbox_stream where stream_id = ?")
                .param(stream)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aBodyAsDeepAsItIsLongParksItsStream() {
    String stream = newStream();
    IncomingRecord came =
        event(stream, Map.of(), "{\"value\":" + "[".repeat(400_000) + "]".repeat(400_000) + "}");
    take(came);

    assertThat(parkedAt(came).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void anErrorOfAConsumerParksTheStream_andAReasonThatCannotBeStoredIsMadeLegible() {
    String stream = newStream();
    desk.faults()
        .order(
            "take deep",
            () -> {
              throw new StackOverflowError();
            });
    IncomingRecord came = event(stream, Map.of(), body("deep"));
    take(came);
    assertThat(parkedAt(came).reason()).contains("StackOverflowError");

    desk.faults()
        .order("take deep", () -> new IllegalStateException("a\0b\ud800c" + "x".repeat(100_000)));
    assertThat(parked().replay(parkedAt(came).id())).isFalse();
    assertThat(parkedAt(came).reason())
        .startsWith("java.lang.IllegalStateException: a\\u0000b\\ud800cxxx")
        .hasSize(2_000);

    desk.faults().repair("take deep");
    assertThat(parked().replay(parkedAt(came).id())).isTrue();
    assertThat(desk.taken(stream)).containsExactly("deep");
  }

  @Test
  void ofARecordThatTheTableRefusesItsPlaceIsKept_andTheStreamIsHeld() {
    String stream = newStream();
    desk.faults().order("take refused", () -> new IllegalStateException("cannot be"));
    desk.database()
        .sql("alter table parked_event add constraint small check (length(data) < 500) not valid")
        .update();
    IncomingRecord placed = event(stream, Map.of(), body("refused") + " ".repeat(500));
    IncomingRecord unreadable = record(null, List.of(), new byte[500]);
    try {
      take(placed);
      take(unreadable);
    } finally {
      desk.database().sql("alter table parked_event drop constraint small").update();
      desk.faults().repair("take refused");
    }

    ParkedEvent held = parkedAt(placed);
    assertThat(held.status()).isEqualTo(Status.FAILED);
    assertThat(held.reason()).contains("cannot be");
    assertThat(parked().record(held.id())).isEmpty();
    assertThatThrownBy(() -> parked().replay(held.id()))
        .isInstanceOf(IllegalArgumentException.class);
    parked().skip(held.id(), "sent again by hand", "admin-1");
    assertThat(parkedAt(unreadable).status()).isEqualTo(Status.UNREADABLE);
    parked().skip(parkedAt(unreadable).id(), "noise", "admin-1");
  }

  @Test
  void anUnreadableRecordThatCanBeReadByNowGoesWhereItBelongs() {
    String stream = newStream();
    IncomingRecord came = event(stream, Map.of("ce_time", "yesterday"), body("late"));
    take(came);
    take(withSequence(stream, 1, "next"));
    long id = parkedAt(came).id();
    assertThat(parked().replay(id)).isFalse();
    assertThat(parkedAt(came))
        .extracting(ParkedEvent::status, ParkedEvent::attempts)
        .containsExactly(Status.UNREADABLE, 2);

    desk.database()
        .sql("update parked_event set headers = cast(? as jsonb) where id = ?")
        .params(RecordHeaders.write(event(stream, Map.of(), "").headers()), id)
        .update();
    assertThat(parked().replay(id)).isTrue();

    assertThat(desk.taken(stream)).containsExactly("late", "next");
    assertThat(parked().ofStream("contract.events", stream)).isEmpty();
  }

  @Test
  void whatWaitsForEventsThatNeverCameIsPassedOverWhenItsTurnComes() {
    String stream = newStream();
    take(withSequence(stream, 0, "a"));
    IncomingRecord early = withSequence(stream, 2, "c");
    take(early);
    parked().skip(parkedAt(early).id(), "not to be", "admin-1");
    take(withSequence(stream, 3, "d"));
    assertThat(desk.taken(stream)).containsExactly("a");

    take(withSequence(stream, 1, "b"));
    assertThat(desk.taken(stream)).containsExactly("a", "b", "d");
    assertThat(parked().ofStream("contract.events", stream)).isEmpty();
  }

  private static IncomingRecord withSequence(String stream, long sequence, String value) {
    return event(stream, Map.of("ce_streamsequence", Long.toString(sequence)), body(value));
  }
}
