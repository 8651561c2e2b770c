package io.rmaflow.kit.web.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.ContactEvent.ContactErased;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class EventFeedTest {

  private static Notebook notebook;

  @BeforeAll
  static void open() {
    notebook = Notebook.open(TestServers.postgres().createDatabase("feed"), Map.of());
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  private static ContactId contact() {
    return new ContactId(UUID.randomUUID().toString());
  }

  private static void append(ContactId contact, long sequence, DomainEvent event) {
    notebook
        .bean(PostgresEventStorageEngine.class)
        .appendEvents(
            List.of(
                new GenericDomainEventMessage<>(
                    "Contact", "contact/" + contact.value(), sequence, event)));
  }

  private static DomainEvent changed(ContactId contact) {
    return new ContactChanged(contact, new CustomerId("C-1"), "ja", true);
  }

  private static DomainEvent erased(ContactId contact) {
    return new ContactErased(contact, new CustomerId("C-1"));
  }

  private static TransactionTemplate transaction() {
    return new TransactionTemplate(notebook.bean(PlatformTransactionManager.class));
  }

  /** Behind everything that earlier tests wrote. */
  private static String end() {
    ContactId contact = contact();
    transaction().executeWithoutResult(status -> append(contact, 0, changed(contact)));
    String[] next = {""};
    await()
        .until(
            () -> {
              JsonNode last = get("?size=500").json();
              next[0] = last.path("next").asString();
              return last.path("items").values().stream()
                  .anyMatch(item -> subject(item).equals("contact/" + contact.value()));
            });
    return next[0];
  }

  private static Reply get(String query) {
    return notebook.get("/api/events" + query);
  }

  private static String subject(JsonNode item) {
    return item.path("event").path("subject").asString();
  }

  private static List<String> subjects(JsonNode answer) {
    return answer.path("items").values().stream().map(EventFeedTest::subject).toList();
  }

  private static JsonNode awaitItems(String query, int count) {
    JsonNode[] answer = new JsonNode[1];
    await()
        .until(
            () -> {
              answer[0] = get(query).json();
              return answer[0].path("items").size() == count;
            });
    return answer[0];
  }

  @Test
  void tellsEachEventAsCloudEventsJsonWithItsPlace() {
    String after = end();
    ContactId contact = contact();
    append(contact, 0, changed(contact));

    JsonNode item = awaitItems("?after=" + after, 1).path("items").path(0);
    JsonNode event = item.path("event");
    assertThat(event.path("specversion").asString()).isEqualTo("1.0");
    assertThat(event.path("type").asString()).isEqualTo("rmaflow.contract.ContactChanged.v1");
    assertThat(event.path("source").asString()).isEqualTo("/rmaflow/contract-service");
    assertThat(event.path("streamsequence").asString()).isEqualTo("0");
    assertThat(event.path("data").path("contactId").asString()).isEqualTo(contact.value());
    assertThat(item.path("position").asString())
        .isEqualTo(
            notebook
                .bean(StoredStreams.class)
                .events("contact/" + contact.value())
                .getFirst()
                .position());
  }

  @Test
  void goesOnBehindThePlaceThatIsGiven() {
    String after = end();
    ContactId contact = contact();
    append(contact, 0, changed(contact));
    append(contact, 1, changed(contact));
    append(contact, 2, erased(contact));
    awaitItems("?after=" + after, 3);

    JsonNode first = get("?size=2&after=" + after).json();
    JsonNode second = get("?size=2&after=" + first.path("next").asString()).json();
    String nothingNew = "?after=" + second.path("next").asString();

    assertThat(first.path("items").size()).isEqualTo(2);
    assertThat(first.path("more").asBoolean()).isTrue();
    assertThat(second.path("items").size()).isEqualTo(1);
    assertThat(second.path("more").asBoolean()).isFalse();
    assertThat(second.path("items").path(0).path("position").asString())
        .isEqualTo(second.path("next").asString());
    assertThat(get(nothingNew).json().path("items").size()).isZero();
    assertThat(get(nothingNew).json().path("next").asString())
        .isEqualTo(second.path("next").asString());
  }

  @Test
  void tellsNothingThatALateWriterCouldStillComeBefore() {
    String after = end();
    ContactId late = contact();
    ContactId early = contact();
    transaction()
        .executeWithoutResult(
            status -> {
              append(late, 0, changed(late));
              Thread other =
                  Thread.startVirtualThread(
                      () ->
                          transaction()
                              .executeWithoutResult(own -> append(early, 0, changed(early))));
              await().until(() -> !other.isAlive());

              assertThat(get("?after=" + after).json().path("items").size()).isZero();
              assertThat(get("?after=" + after).json().path("next").asString()).isEqualTo(after);
            });

    assertThat(subjects(awaitItems("?after=" + after, 2)))
        .containsExactly("contact/" + late.value(), "contact/" + early.value());
  }

  @Test
  void tellsOnlyTheTypesThatAreAskedForAndStillGetsOn() {
    String after = end();
    ContactId contact = contact();
    append(contact, 0, changed(contact));
    append(contact, 1, erased(contact));
    append(contact, 2, changed(contact));
    awaitItems("?after=" + after, 3);

    JsonNode erasures = get("?types=ContactErased&after=" + after).json();
    assertThat(erasures.path("items").size()).isEqualTo(1);
    assertThat(erasures.path("items").path(0).path("event").path("type").asString())
        .isEqualTo("rmaflow.contract.ContactErased.v1");
    assertThat(get("?after=" + erasures.path("next").asString()).json().path("items").size())
        .isZero();
    assertThat(
            get("?types=ContactErased,ContactChanged&after=" + after).json().path("items").size())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%22", "MTox", "Y29udHJhY3Q6MToy", "Y29udHJhY3Q6MToyOjM="})
  void refusesAPlaceThatItHasNotGivenOut(String cursor) {
    Reply reply = get("?after=" + cursor);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly("after UNREADABLE_CURSOR");
  }

  @Test
  void refusesAPlaceThatWasCutByTwoCharacters() {
    String next = end();
    String cut = next.substring(0, next.length() - 2);

    assertThat(get("?after=" + next).status()).isEqualTo(200);
    assertThat(get("?after=" + cut).status()).isEqualTo(400);
    assertThat(get("?after=" + cut).errors()).containsExactly("after UNREADABLE_CURSOR");
    assertThat(get("?after=" + next + "%20").errors()).containsExactly("after UNREADABLE_CURSOR");
  }

  @Test
  void refusesAPlaceOfAnotherService() {
    String ofRma = "tmVOCJjef90xOjcwMDo1";

    assertThat(get("?after=" + ofRma).errors()).containsExactly("after UNREADABLE_CURSOR");
  }

  @Test
  void refusesTypesThatAreNoneOfItsEventsAndSizesOutOfRange() {
    Reply reply = get("?types=ContactErased,CaseOpened&size=501");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly("size OUT_OF_RANGE", "types UNKNOWN_VALUE");
  }
}
