package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Context;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.kit.eventing.ParkedEvent.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class InboxTest {

  private static final TopicPartition PARTITION = new TopicPartition("contract.events", 99);
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

  private static String newStream() {
    return "settings-" + UUID.randomUUID();
  }

  private static ProducerRecord<String, byte[]> record(String stream, long sequence, String value) {
    return Topic.record(Topic.setting(stream, sequence, value));
  }

  private static void catchUp() {
    assertThat(desk.bean(CatchUp.class).toEndOf("contract.events", Duration.ofSeconds(20)))
        .isTrue();
  }

  private static List<ParkedEvent> parked(String stream) {
    return desk.bean(ParkedEvents.class).ofStream("contract.events", stream);
  }

  @Test
  void takesEventsInOnceInTheOrderOfTheirStream() throws Exception {
    String stream = newStream();
    Topic.send(
        record(stream, 0, "a"),
        record(stream, 1, "b"),
        record(stream, 0, "a"),
        record(stream, 1, "b"),
        record(stream, 2, "c"));
    catchUp();

    assertThat(desk.taken(stream)).containsExactly("a", "b", "c");
    assertThat(parked(stream)).isEmpty();
    assertThat(desk.bean(InboxStatus.class).caughtUp()).isTrue();
  }

  @Test
  void anEventThatComesTooEarlyWaitsForTheOnesBeforeIt() throws Exception {
    String stream = newStream();
    Topic.send(record(stream, 0, "a"), record(stream, 3, "d"), record(stream, 2, "c"));
    catchUp();
    assertThat(desk.taken(stream)).containsExactly("a");
    assertThat(parked(stream))
        .extracting(ParkedEvent::sequence, ParkedEvent::status)
        .containsExactly(tuple(2L, Status.WAITING), tuple(3L, Status.WAITING));

    Topic.send(record(stream, 1, "b"), record(stream, 4, "e"));
    catchUp();
    assertThat(desk.taken(stream)).containsExactly("a", "b", "c", "d", "e");
    assertThat(parked(stream)).isEmpty();
  }

  @Test
  void anEventThatCannotBeWorkedOffParksItsStreamAndNoOther() throws Exception {
    String stream = newStream();
    String other = newStream();
    desk.faults().order("take poison", () -> new IllegalStateException("cannot be"));
    Topic.send(
        record(stream, 0, "a"),
        record(stream, 1, "poison"),
        record(stream, 2, "c"),
        record(other, 0, "x"),
        record(stream, 1, "poison"));
    catchUp();

    assertThat(desk.taken(stream)).containsExactly("a");
    assertThat(desk.taken(other)).containsExactly("x");
    List<ParkedEvent> parked = parked(stream);
    assertThat(parked)
        .extracting(ParkedEvent::status)
        .containsExactly(Status.FAILED, Status.WAITING);
    assertThat(parked.getFirst().reason()).contains("cannot be");
    assertThat(parked.getFirst().type()).isEqualTo("rmaflow.contract.SettingChanged.v1");
    assertThat(parked.getFirst().attempts()).isEqualTo(1);
    assertThat(parked.getFirst().parkedAt()).isEqualTo(Desk.OPENING);

    ParkedEvents repair = desk.bean(ParkedEvents.class);
    desk.faults().order("take poison", () -> new IllegalArgumentException("still cannot be"));
    assertThat(repair.replay(parked.getFirst().id())).isFalse();
    assertThat(parked(stream).getFirst().reason()).contains("still cannot be");
    assertThat(parked(stream).getFirst().attempts()).isEqualTo(2);

    desk.faults().repair("take poison");
    assertThat(repair.replay(parked.getFirst().id())).isTrue();
    assertThat(desk.taken(stream)).containsExactly("a", "poison", "c");
    assertThat(parked(stream)).isEmpty();

    Topic.send(record(stream, 3, "d"));
    catchUp();
    assertThat(desk.taken(stream)).containsExactly("a", "poison", "c", "d");
  }

  @Test
  void aParkedEventCanBeSkippedForAReason() throws Exception {
    String stream = newStream();
    desk.faults().order("take bad", () -> new IllegalStateException("cannot be"));
    Topic.send(record(stream, 0, "bad"), record(stream, 1, "b"));
    catchUp();
    long id = parked(stream).getFirst().id();

    desk.bean(ParkedEvents.class).skip(id, "sent by mistake", "admin-1");

    assertThat(desk.taken(stream)).containsExactly("b");
    assertThat(parked(stream)).isEmpty();
    assertThatThrownBy(() -> desk.bean(ParkedEvents.class).replay(id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            desk.database()
                .sql("select skipped_by || ': ' || skip_reason from parked_event where id = ?")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("admin-1: sent by mistake");
  }

  @Test
  void eventsOfAnUnknownTypeArePassedOver() throws Exception {
    String stream = newStream();
    Map<String, String> headers = headers(stream, 0);
    headers.put("ce_type", "rmaflow.contract.SomethingNew.v1");
    Map<String, String> newer = headers(stream, 1);
    newer.put("ce_type", "rmaflow.contract.SettingChanged.v9");
    Topic.send(
        Topic.record(stream, headers, "{}".getBytes(StandardCharsets.UTF_8)),
        Topic.record(stream, newer, "{}".getBytes(StandardCharsets.UTF_8)),
        record(stream, 2, "c"));
    catchUp();

    assertThat(desk.taken(stream)).containsExactly("c");
    assertThat(parked(stream)).isEmpty();
  }

  @Test
  void aPayloadThatDoesNotFitItsTypeParksItsStream() throws Exception {
    String stream = newStream();
    Topic.send(
        Topic.record(stream, headers(stream, 0), "[1]".getBytes(StandardCharsets.UTF_8)),
        record(stream, 1, "b"));
    catchUp();

    assertThat(desk.taken(stream)).isEmpty();
    assertThat(parked(stream))
        .extracting(ParkedEvent::status)
        .containsExactly(Status.FAILED, Status.WAITING);
  }

  @Test
  void aRecordThatIsNoEventIsKeptAndHoldsNothingUp() throws Exception {
    String key = newStream();
    Topic.send(
        Topic.record(key, Map.of("ce_specversion", "1.0"), new byte[] {1, 2}), record(key, 0, "a"));
    catchUp();

    assertThat(desk.taken(key)).containsExactly("a");
    assertThat(parked(key)).extracting(ParkedEvent::status).containsExactly(Status.UNREADABLE);
    assertThat(parked(key).getFirst().reason()).contains("ce_type");

    desk.bean(ParkedEvents.class).skip(parked(key).getFirst().id(), "noise", "admin-1");
    assertThat(parked(key)).isEmpty();
  }

  @Test
  void aFailureThatPassesByItselfIsTriedAgainAndNotParked() throws Exception {
    String stream = newStream();
    AtomicInteger attempts = new AtomicInteger();
    desk.faults()
        .order(
            "take slow",
            () -> {
              if (attempts.incrementAndGet() == 2) {
                desk.faults().repair("take slow");
              }
              return new QueryTimeoutException("database busy");
            });
    Topic.send(record(stream, 0, "slow"), record(stream, 1, "b"));
    catchUp();

    assertThat(attempts).hasValue(2);
    assertThat(desk.taken(stream)).containsExactly("slow", "b");
    assertThat(parked(stream)).isEmpty();
  }

  @Test
  void aConnectionThatIsLostWhileAnEventIsTakenInParksNothing() throws Exception {
    String stream = newStream();
    desk.faults()
        .order(
            "take cut",
            () -> {
              desk.faults().repair("take cut");
              desk.cutConnection();
              desk.database().sql("select 1").query().singleValue();
              return new IllegalStateException("the connection is still there");
            });
    Topic.send(record(stream, 0, "cut"));
    catchUp();

    assertThat(parked(stream)).isEmpty();
    assertThat(desk.taken(stream)).containsExactly("cut");
  }

  @Test
  void aCrashBetweenTheEffectAndItsAcknowledgementLeavesOneEffect() {
    String stream = newStream();
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(consumed(record(stream, 0, "a")), consumed(record(stream, 1, "b")));
    AtomicInteger acknowledged = new AtomicInteger();
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (acknowledged.getAndIncrement() == 0) {
              throw new IllegalStateException("the process is gone");
            }
            super.commitSync(offsets);
          }
        };
    consumer.assign(List.of(PARTITION));
    InboxListener listener = listener();

    assertThatThrownBy(() -> listener.onMessage(records, null, consumer))
        .hasMessage("the process is gone");
    listener.onMessage(records, null, consumer);

    assertThat(desk.taken(stream)).containsExactly("a", "b");
    assertThat(acknowledged).hasValue(2);
    assertThat(committed(consumer)).isEqualTo(records.getLast().offset() + 1);
  }

  @Test
  void recordsThatHavePiledUpShareTransactions() {
    List<String> streams = Stream.generate(InboxTest::newStream).limit(25).toList();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int sequence = 0; sequence < 8; sequence++) {
      for (String stream : streams) {
        records.add(consumed(record(stream, sequence, "v" + sequence)));
      }
    }
    take(records);

    assertThat(streams)
        .allSatisfy(
            stream ->
                assertThat(desk.taken(stream))
                    .containsExactly("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"));
    int transactions =
        desk.database()
            .sql("select count(distinct xmin::text) from taken_event where stream_id in (:streams)")
            .param("streams", streams)
            .query(Integer.class)
            .single();
    assertThat(transactions).isBetween(2, 50);
  }

  @Test
  void aFailureAmongRecordsThatShareATransactionTouchesItsOwnStreamOnly() {
    String stream = newStream();
    String before = newStream();
    String after = newStream();
    desk.faults().order("take amiss", () -> new IllegalStateException("cannot be"));
    take(
        List.of(
            consumed(record(before, 0, "x")),
            consumed(record(stream, 0, "a")),
            consumed(record(stream, 1, "amiss")),
            consumed(record(stream, 2, "c")),
            consumed(record(before, 1, "y")),
            consumed(record(after, 1, "q")),
            consumed(record(after, 0, "p")),
            consumed(record(after, 0, "p"))));

    assertThat(desk.taken(before)).containsExactly("x", "y");
    assertThat(desk.taken(after)).containsExactly("p", "q");
    assertThat(desk.taken(stream)).containsExactly("a");
    assertThat(parked(stream))
        .extracting(ParkedEvent::sequence, ParkedEvent::status)
        .containsExactly(tuple(1L, Status.FAILED), tuple(2L, Status.WAITING));
    assertThat(parked(after)).isEmpty();
  }

  @Test
  void aPassingFailureLeavesTheRecordsBehindItInItsPartitionForTheNextAttempt() {
    String stream = newStream();
    String other = newStream();
    String elsewhere = newStream();
    desk.faults().order("take busy", () -> new QueryTimeoutException("database busy"));
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(
            consumed(record(other, 0, "x")),
            consumed(record(stream, 0, "busy")),
            consumed(record(other, 1, "y")),
            consumed(98, record(elsewhere, 0, "p")),
            consumed(98, record(elsewhere, 1, "q")));
    MockConsumer<byte[], byte[]> consumer = take(records);

    assertThat(desk.taken(other)).containsExactly("x");
    assertThat(desk.taken(elsewhere)).containsExactly("p", "q");
    assertThat(consumer.position(PARTITION)).isEqualTo(records.get(1).offset());
    assertThat(committed(consumer)).isEqualTo(records.get(1).offset());
    TopicPartition second = new TopicPartition("contract.events", 98);
    assertThat(committed(consumer, second)).isEqualTo(records.get(4).offset() + 1);

    desk.faults().repair("take busy");
    take(records.subList(1, 3));
    assertThat(desk.taken(other)).containsExactly("x", "y");
    assertThat(desk.taken(stream)).containsExactly("busy");
    assertThat(parked(stream)).isEmpty();
  }

  @Test
  void aTokenIsWaitedForUntilItsEventsAreTakenIn() throws Exception {
    String stream = newStream();
    String token =
        ConsistencyToken.encode(List.of(new StreamPosition(Context.CONTRACT, stream, 1)));
    Thread sender =
        Thread.startVirtualThread(
            () -> {
              try {
                Topic.send(record(stream, 0, "a"), record(stream, 1, "b"));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    desk.bean(ConsistencyWait.class).await(token);

    assertThat(desk.taken(stream)).containsExactly("a", "b");
    sender.join();
  }

  @Test
  void aTokenForAParkedEventIsNotWaitedFor() throws Exception {
    String stream = newStream();
    desk.faults().order("take parked", () -> new IllegalStateException("cannot be"));
    Topic.send(record(stream, 0, "parked"), record(stream, 1, "b"));
    catchUp();

    desk.bean(ConsistencyWait.class)
        .await(List.of(new StreamPosition(Context.CONTRACT, stream, 1)), Duration.ofMillis(1));
  }

  @Test
  void aTokenWhoseEventsDoNotComeInTimeIsNotWaitedForAnyLonger() {
    StreamPosition missing = new StreamPosition(Context.CONTRACT, newStream(), 0);
    assertThatThrownBy(
            () -> desk.bean(ConsistencyWait.class).await(List.of(missing), Duration.ofMillis(200)))
        .isInstanceOf(NotCaughtUp.class)
        .hasMessageContaining(missing.streamId());
  }

  @Test
  void tokensOfThisServiceAndOfContextsThatItDoesNotConsumeArePassedOver() {
    String tokens =
        ConsistencyToken.encode(List.of(new StreamPosition(Context.RMA, "case-9", 7)))
            + ", "
            + ConsistencyToken.encode(
                List.of(new StreamPosition(Context.NOTIFICATION, "mail-9", 7)));
    desk.bean(ConsistencyWait.class).await(tokens);
  }

  @Test
  void catchingUpEndsWithTheBrokerOrWithTheTimeGiven() {
    assertThat(desk.bean(CatchUp.class).toEndOf("contract.events", Duration.ZERO)).isFalse();
    assertThat(desk.bean(CatchUp.class).toEndOf("no.such.topic", Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void whatWaitsAlthoughItsTurnHasComeIsWorkedOffAtTheNextStart() {
    String stream = newStream();
    Inbox inbox = desk.bean(Inbox.class);
    inbox.take(IncomingRecord.of(consumed(record(stream, 1, "b"))));
    // as a crash leaves it after event 0: the stream has passed it, event 1 still lies there
    desk.database()
        .sql("update inbox_stream set last_sequence = 0 where stream_id = ?")
        .param(stream)
        .update();

    inbox.workOffWaiting();
    await().until(() -> desk.taken(stream).equals(List.of("b")));
  }

  private static Map<String, String> headers(String stream, long sequence) {
    return new LinkedHashMap<>(CloudEvents.headers(Topic.setting(stream, sequence, "x")));
  }

  private static InboxListener listener() {
    return new InboxListener(
        desk.bean(Inbox.class), desk.bean(FlowWatch.class), Duration.ofMillis(1));
  }

  /** Takes records in as if a broker had handed them out; the answer is what it has to do with. */
  private static MockConsumer<byte[], byte[]> take(List<ConsumerRecord<byte[], byte[]>> records) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.assign(
        records.stream()
            .map(record -> new TopicPartition(record.topic(), record.partition()))
            .distinct()
            .toList());
    listener().onMessage(records, null, consumer);
    return consumer;
  }

  private static long committed(MockConsumer<byte[], byte[]> consumer) {
    return committed(consumer, PARTITION);
  }

  private static long committed(MockConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return Objects.requireNonNull(consumer.committed(Set.of(partition)).get(partition)).offset();
  }

  private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<String, byte[]> sent) {
    return consumed(PARTITION.partition(), sent);
  }

  /** As the broker would hand it out; on a partition that no test's real records are on. */
  private static ConsumerRecord<byte[], byte[]> consumed(
      int partition, ProducerRecord<String, byte[]> sent) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            sent.topic(),
            partition,
            OFFSETS.getAndIncrement(),
            sent.key().getBytes(StandardCharsets.UTF_8),
            sent.value());
    sent.headers().forEach(header -> record.headers().add(header));
    return record;
  }
}
