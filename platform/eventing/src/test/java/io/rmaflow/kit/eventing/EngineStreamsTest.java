package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.Context;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.eventstore.VersionUpcaster;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** History and feed of a store that holds an event of an earlier version of the program. */
class EngineStreamsTest {

  private static final String STREAM = "contact/P-1";

  @Test
  void historyAndFeedTellAnOldEventAsTodaysOne_withHashAndPlaceOfWhatIsStored() {
    TestPostgres.Database database = TestServers.postgres().createDatabase("engine_streams");
    DriverManagerDataSource dataSource =
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/event-store")
        .load()
        .migrate();
    PostgresEventStorageEngine engine =
        PostgresEventStorageEngine.builder()
            .dataSource(dataSource)
            .connectionProvider(dataSource::getConnection)
            .catalog(new EventTypesCatalog(List.of()))
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .upcasters(
                new EventUpcasterChain(
                    new VersionUpcaster(
                        new EventName("contract.ContactAmended", 1),
                        new EventName("contract.ContactChanged", 1),
                        payload -> {
                          payload.set("language", payload.remove("tongue"));
                          return payload;
                        })))
            .build();
    ContactChanged event =
        new ContactChanged(new ContactId("P-1"), new CustomerId("C-1"), "ja", true);
    engine.appendEvents(new GenericDomainEventMessage<>("Contact", STREAM, 0, event));
    JdbcClient.create(dataSource)
        .sql(
            """
            update stored_event
            set type = 'contract.ContactAmended',
                payload = payload - 'language' || jsonb_build_object('tongue', payload -> 'language')
            """)
        .update();
    ServiceIdentity service = new ServiceIdentity(Context.CONTRACT, "contract-service");
    EngineStreams streams = new EngineStreams(engine, service);

    StoredEvent ofHistory = streams.events(STREAM).getFirst();
    EventFeed.Piece piece =
        new EventFeed(engine, streams, service).read(null, Set.of("ContactChanged"), 10);

    var stored = engine.storedEvents(STREAM, 0, 1).getFirst();
    assertThat(stored.name().name()).isEqualTo("contract.ContactAmended");
    assertThat(ofHistory.envelope().data()).isEqualTo(event);
    assertThat(ofHistory.position())
        .isEqualTo(EventCursor.encode(Context.CONTRACT, stored.position()));
    assertThat(java.util.HexFormat.of().parseHex(ofHistory.hash())).isEqualTo(stored.hash());
    assertThat(piece.events()).containsExactly(ofHistory);
    assertThat(piece.more()).isFalse();
  }
}
