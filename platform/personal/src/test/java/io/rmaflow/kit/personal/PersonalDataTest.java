package io.rmaflow.kit.personal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.notebook.NoteFaults;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PersonalDataTest {

  /** Who records erasures may fail, as the notebook's writes may. */
  @Configuration(proxyBeanMethods = false)
  static class RecordedErasure {

    @Bean
    ContactErasure erasure(NoteFaults faults) {
      return (contactId, how) -> faults.happen();
    }
  }

  private static final Contact TARO = new Contact("山田 太郎", "taro@example.jp", "03-1234-5678", "ja");

  private static final Notebook NOTEBOOK =
      Notebook.open(
          TestServers.postgres().createDatabase("personal"), Map.of(), RecordedErasure.class);

  private final Notebook notebook = NOTEBOOK;
  private final PersonalStore store = notebook.bean(PersonalStore.class);

  @AfterAll
  static void close() {
    NOTEBOOK.close();
  }

  @Test
  void aContactIsReadByItsId() {
    ContactId id = store.addContact(TARO);

    Reply reply = notebook.get("/api/contacts/" + id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo(
            "{\"contactId\":\""
                + id
                + "\",\"name\":\"山田 太郎\",\"email\":\"taro@example.jp\","
                + "\"phone\":\"03-1234-5678\",\"language\":\"ja\"}");
  }

  @Test
  void aContactMayLackEverythingButItsLanguage() {
    ContactId id = store.addContact(new Contact(null, null, null, "en"));

    assertThat(store.contact(id)).contains(new Contact(null, null, null, "en"));
  }

  @Test
  void aTextIsReadByItsId_anUnknownOneIsNot() {
    TextId id = store.addText("起動しない");

    assertThat(notebook.get("/api/texts/" + id).text())
        .isEqualTo("{\"textId\":\"" + id + "\",\"text\":\"起動しない\"}");
    assertThat(notebook.get("/api/texts/none").status()).isEqualTo(404);
  }

  @Test
  void whatATransactionTookInItCanReadAndErase_andOthersReadItAfterwards() {
    TransactionTemplate transaction =
        new TransactionTemplate(notebook.bean(PlatformTransactionManager.class));
    List<Object> ids = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          ContactId taro = store.addContact(TARO);
          SiteId site = store.addSite(new Site("100-0001", "東京都千代田区千代田1-1"));
          TextId kept = store.addText("起動しない");
          TextId erased = store.addText("間違い");
          assertThat(store.texts(List.of(kept, erased)))
              .isEqualTo(Map.of(kept, "起動しない", erased, "間違い"));
          assertThat(store.erase(erased)).isTrue();
          assertThat(store.text(erased)).isEmpty();
          assertThat(store.text(kept)).contains("起動しない");
          assertThat(store.contact(taro)).contains(TARO);
          assertThat(store.changeContact(taro, new Contact("Taro", null, null, "en"))).isTrue();
          ids.addAll(List.of(taro, site, kept, erased));
        });

    assertThat(store.contact((ContactId) ids.get(0)))
        .contains(new Contact("Taro", null, null, "en"));
    assertThat(store.site((SiteId) ids.get(1))).contains(new Site("100-0001", "東京都千代田区千代田1-1"));
    assertThat(store.texts(List.of((TextId) ids.get(2), (TextId) ids.get(3), new TextId("none"))))
        .isEqualTo(Map.of((TextId) ids.get(2), "起動しない"));
    assertThat(store.texts(List.of())).isEmpty();
  }

  @Test
  void ofATransactionThatIsUndoneNobodyWasTakenIn() {
    TransactionTemplate transaction =
        new TransactionTemplate(notebook.bean(PlatformTransactionManager.class));
    List<TextId> ids = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          ids.add(store.addText("起動しない"));
          status.setRollbackOnly();
        });

    assertThat(store.text(ids.getFirst())).isEmpty();
  }

  @Test
  void anErasedContactIsGoneAndItsIdStays() {
    ContactId id = store.addContact(TARO);

    Reply erased = erase(id.value());
    Reply read = notebook.get("/api/contacts/" + id);
    Reply again = erase(id.value());

    assertThat(erased.status()).isEqualTo(204);
    assertThat(erased.header("Consistency-Token")).isNotBlank();
    assertThat(read.status()).isEqualTo(410);
    assertThat(read.code()).isEqualTo("ERASED");
    assertThat(again.status()).isEqualTo(410);
    assertThat(store.isErased(id)).isTrue();
    assertThat(store.find("山田 太郎", 1_000)).doesNotContain(id);
  }

  @Test
  void whoeverRecordsTheErasureMayStopIt() {
    ContactId id = store.addContact(new Contact("Stop", null, null, "en"));
    notebook
        .bean(NoteFaults.class)
        .order(
            () -> {
              throw new IllegalStateException("not recorded");
            });

    Reply reply = erase(id.value());

    assertThat(reply.status()).isEqualTo(500);
    assertThat(store.contact(id)).isPresent();
  }

  @Test
  void whatWasNeverThereIsNotFound() {
    assertThat(notebook.get("/api/contacts/nobody").status()).isEqualTo(404);
    assertThat(erase("nobody").status()).isEqualTo(404);
    assertThat(notebook.get("/api/sites/nowhere").status()).isEqualTo(404);
  }

  @Test
  void aSiteIsReadUntilItIsErased() {
    SiteId id = store.addSite(new Site("100-0001", "東京都千代田区千代田1-1"));

    assertThat(notebook.get("/api/sites/" + id).text())
        .isEqualTo(
            "{\"siteId\":\""
                + id
                + "\",\"postalCode\":\"100-0001\",\"address\":\"東京都千代田区千代田1-1\"}");
    assertThat(store.erase(id)).isTrue();
    assertThat(notebook.get("/api/sites/" + id).status()).isEqualTo(410);
  }

  @Test
  void aTextIsKeptUntilItIsErased() {
    TextId id = store.addText("起動しない");

    assertThat(store.text(id)).contains("起動しない");
    assertThat(store.erase(id)).isTrue();
    assertThat(store.text(id)).isEmpty();
    assertThat(store.erase(id)).isFalse();
  }

  @Test
  void aChangedContactIsReadAsChanged() {
    ContactId id = store.addContact(TARO);

    assertThat(store.changeContact(id, new Contact("Taro", "t@example.com", null, "en"))).isTrue();
    assertThat(store.contact(id)).contains(new Contact("Taro", "t@example.com", null, "en"));
    assertThat(store.changeContact(new ContactId("nobody"), TARO)).isFalse();
  }

  @Test
  void idsCarryThePrefixOfTheirService() {
    try (Notebook rma =
        Notebook.open(
            TestServers.postgres().createDatabase("prefixed"),
            Map.of("rmaflow.personal.prefix", "r-"))) {
      PersonalStore prefixed = rma.bean(PersonalStore.class);

      assertThat(prefixed.addContact(TARO).value()).startsWith("r-");
      assertThat(prefixed.addSite(new Site("1", "a")).value()).startsWith("r-");
      assertThat(prefixed.addText("t").value()).startsWith("r-");
    }
    assertThat(store.addText("t").value()).doesNotStartWith("r-");
  }

  private Reply erase(String contactId) {
    return notebook.delete(
        "/api/contacts/" + contactId, "Authorization", Notebook.token("eraser", "admin"));
  }
}
