package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What lies in the table, and what comes out of it again. */
class StoredFormTest {

  private final TestDatabase database = TestDatabase.create("stored_form_test", 3);
  private final PostgresEventStorageEngine engine = database.engine().build();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void canBeReadInSql() throws SQLException {
    engine.appendEvents(event("s", 0, new Noted("納品しました", 7), MetaData.with("actor", "support")));

    assertThat(
            database.column(
                """
                select concat_ws(' ', type, version, aggregate_type, recorded_at at time zone 'UTC',
                                 payload ->> 'text', metadata ->> 'actor')
                from stored_event where stream = 's' and payload @> '{"number": 7}'
                """))
        .containsExactly("test.Noted 1 Note 2026-05-01 00:00:00.123456 納品しました support");
  }

  @Test
  void comesBackAsItWasWritten_timeToTheMicrosecond() {
    engine.appendEvents(
        event("s", 0, new Noted("a", 7), MetaData.from(Map.of("actor", "support", "attempt", 2))));

    DomainEventMessage<?> read = engine.readEvents("s").next();

    assertThat(read.getPayload()).isEqualTo(new Noted("a", 7));
    assertThat(read.getMetaData()).isEqualTo(Map.of("actor", "support", "attempt", 2));
    assertThat(read.getTimestamp()).isEqualTo(Instant.parse("2026-05-01T00:00:00.123456Z"));
    assertThat(read.getType()).isEqualTo("Note");
    assertThat(read.getSequenceNumber()).isZero();
  }

  @Test
  void everyEventOfThePublishedLanguageHasANameAndAType() {
    EventTypesCatalog catalog = new EventTypesCatalog();

    assertThat(EventTypes.all())
        .isNotEmpty()
        .allSatisfy(
            type -> {
              Class<?> javaType = EventTypes.classOf(type).orElseThrow();
              EventName name = catalog.nameOf(javaType).orElseThrow();
              assertThat(catalog.typeOf(name)).hasValue(javaType);
            });
    assertThat(
            catalog.nameOf(
                EventTypes.classOf(EventType.of(Context.RMA, "ReplacementShipped", 1))
                    .orElseThrow()))
        .hasValue(new EventName("rma.ReplacementShipped", 1));
  }

  @Test
  void whatTheCatalogDoesNotKnowIsNotStored() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(
            () ->
                engine.appendEvents(
                    new GenericDomainEventMessage<>("Note", "s", 0, "no event at all")))
        .withMessageContaining("java.lang.String");
  }

  @Nested
  class AnEventOfANewerProgram {

    @Test
    void keepsTheFieldsThatThisOneDoesNotKnow() throws SQLException {
      insert("test.Noted", 1, "{\"text\": \"a\", \"number\": 1, \"colour\": \"red\"}");

      assertThat(engine.readEvents("s").next().getPayload()).isEqualTo(new Noted("a", 1));
      assertThat(utf8(engine.storedEvents("s", 0, 10).getFirst().payload()))
          .contains("\"colour\": \"red\"");
    }

    @Test
    void ofAnUnknownTypeStopsNobodyWhoDoesNotHandleIt() throws SQLException {
      insert("test.Painted", 1, "{\"colour\": \"red\"}");

      assertThat(engine.readEvents(null, false))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getPayloadType().getSimpleName())
                      .isEqualTo("UnknownSerializedType"));
    }
  }

  @Test
  void anOldVersionIsBroughtUpStepByStep_fieldsNobodyNamesIncluded() throws SQLException {
    insert("old.Remark", 1, "{\"words\": \"a\", \"colour\": \"red\"}");
    PostgresEventStorageEngine upcasting =
        database
            .engine()
            .upcasters(
                new EventUpcasterChain(
                    new VersionUpcaster(
                        new EventName("old.Remark", 1),
                        new EventName("old.Remark", 2),
                        payload -> payload.put("number", 5)),
                    new VersionUpcaster(
                        new EventName("old.Remark", 2),
                        NotedCatalog.NOTED,
                        payload -> {
                          payload.set("text", payload.remove("words"));
                          return payload;
                        })))
            .build();

    assertThat(upcasting.readEvents("s").next().getPayload()).isEqualTo(new Noted("a", 5));
    assertThat(upcasting.readEvents(null, false).findFirst().orElseThrow().getPayload())
        .isEqualTo(new Noted("a", 5));
    StoredEvent stored = upcasting.storedEvents("s", 0, 10).getFirst();
    assertThat(utf8(stored.payload())).contains("words");
    StoredEvent present = upcasting.upcast(stored).getFirst();
    assertThat(present.name()).isEqualTo(NotedCatalog.NOTED);
    assertThat(utf8(present.payload()))
        .isEqualTo("{\"colour\":\"red\",\"number\":5,\"text\":\"a\"}");
    assertThat(present.position()).isEqualTo(stored.position());
    assertThat(present.hash()).isEqualTo(stored.hash());
  }

  @Test
  void anEventOfToday_isWhatIsStored() {
    engine.appendEvents(Session.noted("s", 0));
    StoredEvent stored = engine.storedEvents("s", 0, 1).getFirst();

    assertThat(engine.upcast(stored)).containsExactly(stored);
  }

  @Nested
  class TheHashOfAnEvent {

    @Test
    void isChainedToThePreviousOneOfItsStream() {
      engine.appendEvents(Session.noted("s", 0), Session.noted("s", 1), Session.noted("t", 0));
      engine.appendEvents(Session.noted("s", 2));

      List<StoredEvent> stream = engine.storedEvents("s", 0, 10);

      assertThat(stream.get(0).hash())
          .isEqualTo(HashChain.link(new byte[32], HashChain.content(stream.get(0))));
      assertThat(stream.get(2).hash())
          .isEqualTo(HashChain.link(stream.get(1).hash(), HashChain.content(stream.get(2))));
      assertThat(engine.firstBroken("s")).isEmpty();
      assertThat(engine.firstBroken("t")).isEmpty();
    }

    @Test
    void holdsForEveryKindOfValue_afterItsRoundThroughJsonb() throws SQLException {
      engine.appendEvents(
          event(
              "s",
              0,
              new Noted("\"quoted\" \\ \n\t\u0001 ü 納品 \uD83D\uDE00 </script>", -0),
              MetaData.from(
                  Map.of(
                      "zeta",
                      1e21,
                      "alpha",
                      0.1,
                      "\uD83D\uDE00",
                      List.of(1.50, 1e-7, -0.0, 9007199254740992L),
                      "ü",
                      Map.of("deep", true)))));

      assertThat(engine.firstBroken("s")).isEmpty();
    }

    @Test
    void changesWithEveryColumnThatSomebodyChanges() throws SQLException {
      for (String change :
          List.of(
              "payload = jsonb_set(payload, '{number}', '99')",
              "metadata = '{\"actor\": \"somebody else\"}'",
              "type = 'test.Other'",
              "version = 2",
              "recorded_at = recorded_at + interval '1 microsecond'",
              "event_id = 'another'",
              "aggregate_type = 'Other'",
              "hash = sha256('x')")) {
        String stream = "s" + change.hashCode();
        engine.appendEvents(
            Session.noted(stream, 0), Session.noted(stream, 1), Session.noted(stream, 2));
        database.execute(
            "update stored_event set "
                + change
                + " where sequence = 1 and stream = '"
                + stream
                + "'");

        assertThat(engine.firstBroken(stream)).as(change).hasValue(1L);
      }
    }

    @Test
    void tellsThatAnEventIsMissing() throws SQLException {
      engine.appendEvents(Session.noted("s", 0), Session.noted("s", 1), Session.noted("s", 2));
      database.execute("delete from stored_event where sequence = 1");

      assertThat(engine.firstBroken("s")).hasValue(1L);
    }
  }

  @Test
  void whatCannotBeReadBackAsItIsIsRefused() {
    for (Noted unstorable : List.of(new Noted("a\0b", 0), new Noted("half \uD83D", 0))) {
      assertThatExceptionOfType(UnstorableEvent.class)
          .isThrownBy(
              () -> engine.appendEvents(event("s", 0, unstorable, MetaData.emptyInstance())));
    }
    assertThatExceptionOfType(UnstorableEvent.class)
        .isThrownBy(
            () ->
                engine.appendEvents(
                    event("s", 0, new Noted("a", 0), MetaData.with("n", 9007199254740993L))))
        .withMessageContaining("9007199254740993");
    assertThat(engine.readEvents(null, false)).isEmpty();
  }

  @Test
  void aTokenAtATimeStandsBeforeTheFirstEventFromThenOn() {
    for (int i = 0; i < 3; i++) {
      engine.appendEvents(
          Session.noted("s", i, Instant.parse("2026-05-0" + (i + 1) + "T00:00:00Z")));
    }

    assertThat(
            engine
                .readEvents(engine.createTokenAt(Instant.parse("2026-05-02T00:00:00Z")), false)
                .map(event -> ((Noted) event.getPayload()).number()))
        .containsExactly(1, 2);
    assertThat(
            engine.readEvents(engine.createTokenAt(Instant.parse("2026-05-09T00:00:00Z")), false))
        .isEmpty();
    assertThat(engine.readEvents(engine.createHeadToken(), false)).isEmpty();
    assertThat(engine.readEvents(engine.createTailToken(), false)).hasSize(3);
  }

  @Test
  void streamsLongerThanAPageAreReadWhole() {
    PostgresEventStorageEngine ofSmallPages = database.engine().pageSize(7).build();
    for (int i = 0; i < 50; i++) {
      engine.appendEvents(Session.noted("s", i));
    }

    assertThat(ofSmallPages.readEvents("s").asStream()).hasSize(50);
    assertThat(ofSmallPages.readEvents(null, false)).hasSize(50);
    assertThat(ofSmallPages.readFromSnapshot("s", seen -> {}).asStream()).hasSize(50);
    assertThat(ofSmallPages.lastSequenceNumberFor("s")).hasValue(49L);
  }

  @Test
  void aSnapshotIsUsedByWhoStoredItAndByWhoeverStartsLater_andMissedByNobody() {
    PostgresEventStorageEngine another = database.engine().build();
    for (int i = 0; i < 5; i++) {
      engine.appendEvents(Session.noted("s", i));
    }
    assertThat(read(engine)).containsExactly(0, 1, 2, 3, 4);
    assertThat(read(another)).containsExactly(0, 1, 2, 3, 4);

    engine.storeSnapshot(Session.noted("s", 3));

    assertThat(read(engine)).containsExactly(3, 4);
    assertThat(read(database.engine().build())).containsExactly(3, 4);
    assertThat(read(another)).containsExactly(0, 1, 2, 3, 4);
  }

  private static List<Integer> read(PostgresEventStorageEngine from) {
    return from.readFromSnapshot("s", seen -> {})
        .asStream()
        .map(event -> ((Noted) event.getPayload()).number())
        .toList();
  }

  private void insert(String type, int version, String payload) throws SQLException {
    engine.appendEvents(Session.noted("another", 0));
    database.execute(
        """
        insert into stored_event (epoch, fence, stream, sequence, event_id, type, version,
                                  aggregate_type, recorded_at, payload, metadata, hash)
        values (1, pg_current_xact_id(), 's', 0, 'e', '%s', %d, 'Note', now(), '%s', '{}',
                sha256(''))
        """
            .formatted(type, version, payload));
    database.execute("delete from stored_event where stream = 'another'");
  }

  private static DomainEventMessage<Noted> event(
      String stream, long sequence, Noted payload, MetaData metaData) {
    return new GenericDomainEventMessage<>(
        "Note",
        stream,
        sequence,
        new GenericMessage<>(payload, metaData),
        () -> Instant.parse("2026-05-01T00:00:00.123456789Z"));
  }

  private static String utf8(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
