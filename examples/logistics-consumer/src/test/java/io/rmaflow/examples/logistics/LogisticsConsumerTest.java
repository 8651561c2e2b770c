package io.rmaflow.examples.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.examples.logistics.Parcels.Parcel;
import io.rmaflow.testkit.Records;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list is the same whatever happens to the records on their way. */
class LogisticsConsumerTest {

  private static final Instant AT = Instant.parse("2026-05-01T01:30:00Z");
  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000001");
  private static final CustomerId CUSTOMER = new CustomerId("C-1001");
  private static final SerialNumber FAULTY = new SerialNumber("NR2A-0001");
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestPostgres.Database database = TestServers.postgres().createDatabase("logistics");
  private final String group = "logistics-" + UUID.randomUUID();
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void duplicatesDisorderUnknownTypesAndARestartChangeNothing() {
    TestServers.kafka().createTopics();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      records.addAll(recordsOf(new CaseId(run + "-calm-" + i), i % 5));
    }
    List<ProducerRecord<String, byte[]>> faulty = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      faulty.addAll(recordsOf(new CaseId(run + "-wild-" + i), i % 5));
    }
    List<ProducerRecord<String, byte[]>> wild = Records.twiceAndInDisorder(faulty, 7);

    try (ConfigurableApplicationContext first = start(group)) {
      send(records);
      send(wild.subList(0, wild.size() / 2));
      await().atMost(PATIENCE).until(() -> applied(first, "calm") == records.size());
    }
    send(wild.subList(wild.size() / 2, wild.size()));
    try (ConfigurableApplicationContext second = start(group)) {
      await().atMost(PATIENCE).until(() -> applied(second, "wild") == records.size());
      List<Parcel> calm = parcels(second, "calm");
      assertThat(calm).isNotEmpty();
      assertThat(parcels(second, "wild")).isEqualTo(calm);
      assertThat(
              second
                  .getBean(JdbcClient.class)
                  .sql("select count(*) from early_record where stream_id like '%-wild-%'")
                  .query(Integer.class)
                  .single())
          .isZero();
      assertThat(calm)
          .contains(
              new Parcel(
                  "0",
                  Leg.REPLACEMENT,
                  Direction.TO_CUSTOMER,
                  null,
                  LocalDate.of(2026, 5, 1),
                  false),
              new Parcel(
                  "1",
                  Leg.REPLACEMENT,
                  Direction.TO_CUSTOMER,
                  "NR2A-0900",
                  LocalDate.of(2026, 5, 1),
                  true),
              new Parcel(
                  "2",
                  Leg.FAULTY_UNIT,
                  Direction.TO_VENDOR,
                  "NR2A-0001",
                  LocalDate.of(2026, 5, 13),
                  false),
              new Parcel(
                  "3",
                  Leg.FAULTY_UNIT,
                  Direction.TO_VENDOR,
                  "NR2A-0001",
                  LocalDate.of(2026, 5, 13),
                  true))
          .noneMatch(parcel -> parcel.caseId().equals("4"));
    }
  }

  /** A replay is what a consumer group of another name does: it begins with the first record. */
  @Test
  void aReplayOfTheWholeTopicChangesNothing() throws Exception {
    TestServers.kafka().createTopics();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.addAll(recordsOf(new CaseId(run + "-played-" + i), i));
    }
    send(records);
    List<Parcel> before;
    try (ConfigurableApplicationContext first = start(group)) {
      await().atMost(PATIENCE).until(() -> applied(first, "played") == records.size());
      before = parcels(first, "played");
    }
    String replay = group + "-replay";
    try (ConfigurableApplicationContext second = start(replay);
        AdminClient admin =
            AdminClient.create(
                Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
      await().atMost(PATIENCE).until(() -> hasReadEverything(admin, replay));

      assertThat(parcels(second, "played")).isNotEmpty().isEqualTo(before);
      assertThat(applied(second, "played")).isEqualTo(records.size());
    }
  }

  /**
   * It keeps its place in the topic, and forgets the places of the streams along with what they led
   * to; what it has is passed over.
   */
  @Test
  void whatItHasLostComesBackByARepublication_andWhatItHasIsPassedOver() {
    TestServers.kafka().createTopics();
    List<ProducerRecord<String, byte[]>> lost = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> kept = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lost.addAll(recordsOf(new CaseId(run + "-lost-" + i), i));
      kept.addAll(recordsOf(new CaseId(run + "-kept-" + i), i));
    }
    send(lost);
    send(kept);
    try (ConfigurableApplicationContext program = start(group)) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  applied(program, "lost") == lost.size()
                      && applied(program, "kept") == kept.size());
      List<Parcel> before = parcels(program, "lost");
      List<Parcel> beside = parcels(program, "kept");
      JdbcClient tables = program.getBean(JdbcClient.class);
      tables.sql("delete from parcel where case_id like '%-lost-%'").update();
      tables.sql("delete from repair_case where case_id like '%-lost-%'").update();
      tables.sql("delete from applied_stream where stream_id like '%-lost-%'").update();
      assertThat(parcels(program, "lost")).isEmpty();

      send(republished(kept));
      send(republished(lost));

      await().atMost(PATIENCE).until(() -> applied(program, "lost") == lost.size());
      assertThat(parcels(program, "lost")).isNotEmpty().isEqualTo(before);
      assertThat(parcels(program, "kept")).isEqualTo(beside);
      assertThat(applied(program, "kept")).isEqualTo(kept.size());
    }
  }

  private static List<ProducerRecord<String, byte[]>> republished(
      List<ProducerRecord<String, byte[]>> records) {
    List<ProducerRecord<String, byte[]>> again = new ArrayList<>();
    for (ProducerRecord<String, byte[]> record : records) {
      ProducerRecord<String, byte[]> once =
          new ProducerRecord<>(
              record.topic(), null, record.key(), record.value(), record.headers());
      once.headers().add(CloudEvents.REPUBLISHED, "r-1".getBytes(StandardCharsets.UTF_8));
      again.add(once);
    }
    return again;
  }

  @Test
  void whileItsDatabaseFailsNothingIsPassedOver() {
    TestServers.kafka().createTopics();
    List<ProducerRecord<String, byte[]>> records = recordsOf(new CaseId(run + "-late-3"), 3);
    try (ConfigurableApplicationContext program = start(group)) {
      JdbcClient tables = program.getBean(JdbcClient.class);
      tables
          .sql(
              """
              create sequence attempts;
              create function fail() returns trigger language plpgsql as $$
                begin
                  perform nextval('attempts');
                  raise exception 'the disk is full';
                end $$;
              create trigger fails before insert or update on applied_stream
                for each row execute function fail()
              """)
          .update();
      send(records);
      await()
          .atMost(PATIENCE)
          .until(
              () -> tables.sql("select last_value from attempts").query(Long.class).single() > 20);
      assertThat(applied(program, "late")).isZero();

      tables.sql("drop trigger fails on applied_stream").update();

      await().atMost(PATIENCE).until(() -> applied(program, "late") == records.size());
    }
  }

  private static boolean hasReadEverything(AdminClient admin, String ofGroup) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
    for (int partition = 0; partition < 12; partition++) {
      latest.put(new TopicPartition("rma.events", partition), OffsetSpec.latest());
    }
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(ofGroup).partitionsToOffsetAndMetadata().get();
    return admin.listOffsets(latest).all().get().entrySet().stream()
        .allMatch(
            end ->
                end.getValue().offset() == 0
                    || (read.get(end.getKey()) != null
                        && read.get(end.getKey()).offset() == end.getValue().offset()));
  }

  /** The events of a case up to one of its steps, with one of a type that nobody knows yet. */
  private static List<ProducerRecord<String, byte[]>> recordsOf(CaseId caseId, int step) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(record(caseId, 0, ordered(caseId)));
    records.add(unknown(caseId, 1));
    if (step >= 1) {
      records.add(record(caseId, 2, shipped(caseId)));
    }
    if (step >= 2) {
      records.add(
          record(
              caseId,
              3,
              new CaseEvent.ReplacementDelivered(caseId, RMA, CUSTOMER, FAULTY, null, AT)));
      records.add(
          record(
              caseId,
              4,
              new CaseEvent.ReturnDutyOpened(
                  caseId, RMA, CUSTOMER, FAULTY, LocalDate.of(2026, 5, 13))));
    }
    if (step >= 3) {
      records.add(
          record(
              caseId,
              5,
              new CaseEvent.FaultyUnitDispatched(
                  caseId,
                  RMA,
                  CUSTOMER,
                  FAULTY,
                  new CaseEvent.Shipment(
                      Leg.FAULTY_UNIT, Direction.TO_VENDOR, Payer.CUSTOMER, null, null),
                  AT)));
    }
    if (step >= 4) {
      records.add(
          record(
              caseId,
              6,
              new CaseEvent.FaultyUnitReturned(caseId, RMA, CUSTOMER, FAULTY, null, AT)));
    }
    return records;
  }

  private static CaseEvent ordered(CaseId caseId) {
    return new CaseEvent.ShipmentOrdered(
        caseId,
        RMA,
        Leg.REPLACEMENT,
        PRODUCT,
        null,
        true,
        Payer.VENDOR,
        new SiteId("s-1"),
        null,
        LocalDate.of(2026, 5, 1));
  }

  private static CaseEvent shipped(CaseId caseId) {
    return new CaseEvent.ReplacementShipped(
        caseId,
        RMA,
        CUSTOMER,
        FAULTY,
        new SerialNumber("NR2A-0900"),
        PRODUCT,
        null,
        true,
        null,
        new CaseEvent.Shipment(
            Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, "Yamato", "1234"),
        AT);
  }

  private static ProducerRecord<String, byte[]> unknown(CaseId caseId, long sequence) {
    return Records.of(
        "rma.events",
        caseId.value(),
        Map.of(
            "ce_id", caseId + "-" + sequence,
            "ce_type", "rmaflow.rma.SomethingNew.v1",
            "ce_subject", caseId.value(),
            "ce_streamsequence", Long.toString(sequence),
            "ce_occurredat", AT.toString(),
            "ce_time", AT.toString()),
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static ProducerRecord<String, byte[]> record(
      CaseId caseId, long sequence, CaseEvent data) {
    return Records.of(caseId.value(), sequence, AT, data);
  }

  private static void send(List<ProducerRecord<String, byte[]>> records) {
    Records.send(TestServers.kafka().bootstrapServers(), records);
  }

  private ConfigurableApplicationContext start(String ofGroup) {
    return new SpringApplicationBuilder(LogisticsConsumer.class)
        .properties(
            Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password(),
                "LOGISTICS_KAFKA", TestServers.kafka().bootstrapServers(),
                "LOGISTICS_DB_URL", database.jdbcUrl(),
                "LOGISTICS_DB_USER", database.user(),
                "LOGISTICS_DB_PASSWORD", database.password()))
        .run("--spring.kafka.consumer.group-id=" + ofGroup, "--logistics.retry-interval=50ms");
  }

  /** How many events of those cases have been applied. */
  private int applied(ConfigurableApplicationContext context, String kind) {
    return context
        .getBean(JdbcClient.class)
        .sql(
            """
            select coalesce(sum(last_sequence + 1), 0) from applied_stream
            where stream_id like :kind
            """)
        .param("kind", run + "-" + kind + "-%")
        .query(Integer.class)
        .single();
  }

  /** The parcels of those cases, each case under its number alone. */
  private List<Parcel> parcels(ConfigurableApplicationContext context, String kind) {
    String prefix = run + "-" + kind + "-";
    return context.getBean(Parcels.class).expected().stream()
        .filter(parcel -> parcel.caseId().startsWith(prefix))
        .map(
            parcel ->
                new Parcel(
                    parcel.caseId().substring(prefix.length()),
                    parcel.leg(),
                    parcel.direction(),
                    parcel.serialNumber(),
                    parcel.due(),
                    parcel.onItsWay()))
        .toList();
  }
}
