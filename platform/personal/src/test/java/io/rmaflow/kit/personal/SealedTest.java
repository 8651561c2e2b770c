package io.rmaflow.kit.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.sealing.SealBroken;
import io.rmaflow.testkit.PlainText;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What of persons stands in the database, and how it is erased. */
class SealedTest {

  private static final Database DATABASE = TestServers.postgres().createDatabase("sealed");
  private static final Notebook NOTEBOOK = Notebook.open(DATABASE, Map.of());
  private static final Notebook ANOTHER_INSTANCE = Notebook.open(DATABASE, Map.of());

  private final PersonalStore store = NOTEBOOK.bean(PersonalStore.class);
  private final PersonalStore another = ANOTHER_INSTANCE.bean(PersonalStore.class);
  private final JdbcClient database = NOTEBOOK.database();

  @AfterAll
  static void close() {
    ANOTHER_INSTANCE.close();
    NOTEBOOK.close();
  }

  @Test
  void nothingOfAPersonStandsInTheDatabaseOrItsFilesInClear_norIsAnyOfItReadAfterTheErasure()
      throws Exception {
    List<String> clear =
        List.of("鰐淵 ひまわり", "himawari@wani.example", "03-9181-7161", "港区鰐町", "鰐のように動かない");
    ContactId person =
        store.addContact(new Contact(clear.get(0), clear.get(1), clear.get(2), "ja"));
    SiteId site = Belonging.to(person, () -> store.addSite(new Site("999-0001", clear.get(3))));
    TextId text = Belonging.to(person, () -> store.addText(clear.get(4)));
    store.changeContact(person, new Contact(clear.get(0), clear.get(1), clear.get(2), "en"));
    assertThat(another.text(text)).contains("鰐のように動かない");
    assertThat(another.site(site)).contains(new Site("999-0001", "港区鰐町"));
    assertThat(another.find("鰐淵", 10)).containsExactly(person);
    assertThat(another.find("himawari@wani.example", 10)).containsExactly(person);
    assertThat(another.find("03 9181 7161", 10)).containsExactly(person);
    assertThat(PlainText.inDatabase(DATABASE, clear)).isEmpty();
    assertThat(PlainText.inFiles(DATABASE, clear)).isEmpty();

    assertThat(store.erase(person)).isTrue();

    assertThat(another.contact(person)).isEmpty();
    assertThat(another.isErased(person)).isTrue();
    assertThat(another.site(site)).isEmpty();
    assertThat(another.isErased(site)).isTrue();
    assertThat(another.text(text)).isEmpty();
    assertThat(another.find("鰐淵", 10)).isEmpty();
    assertThat(another.changeContact(person, new Contact("x", null, null, "ja"))).isFalse();
    assertThat(PlainText.inDatabase(DATABASE, clear)).isEmpty();
    assertThat(PlainText.inFiles(DATABASE, clear)).isEmpty();
  }

  @Test
  void theSearchForPlainTextFindsWhatStandsThere() throws Exception {
    database.sql("create table told (anything jsonb, bytes bytea, list text[])").update();
    database
        .sql("insert into told values ('{\"a\": \"獅子\"}', convert_to('猩々', 'UTF8'), '{麒麟}')")
        .update();

    assertThat(PlainText.inDatabase(DATABASE, List.of("獅子", "猩々", "麒麟", "狛犬")))
        .containsExactlyInAnyOrder("獅子 in told.anything", "猩々 in told.bytes", "麒麟 in told.list");
    assertThat(PlainText.inFiles(DATABASE, List.of("猩々"))).isNotEmpty();
    database.sql("drop table told").update();
  }

  @Test
  void whatIsTakenInForAPersonWhoWasErasedLiesUnderItsOwnKey_asDoesWhatBelongsToNobody() {
    ContactId person = store.addContact(new Contact("消えた人", null, null, "ja"));
    store.erase(person);

    TextId later = Belonging.to(person, () -> store.addText("消去の後のメモ"));
    TextId nobodys =
        Belonging.to(person, () -> Belonging.to(null, () -> store.addText("誰のものでもない")));

    assertThat(another.text(later)).contains("消去の後のメモ");
    assertThat(another.text(nobodys)).contains("誰のものでもない");
    assertThat(store.erase(later)).isTrue();
    assertThat(another.text(later)).isEmpty();
    assertThat(subjectOf(nobodys)).isEqualTo(nobodys.value());
  }

  @Test
  void whatIsErasedAloneLeavesTheRestOfThePerson() {
    ContactId person = store.addContact(new Contact("残る人", null, null, "ja"));
    TextId kept = Belonging.to(person, () -> store.addText("残る"));
    TextId gone = Belonging.to(person, () -> store.addText("消える"));

    assertThat(store.erase(gone)).isTrue();

    assertThat(another.texts(List.of(kept, gone))).isEqualTo(Map.of(kept, "残る"));
    assertThat(another.contact(person)).contains(new Contact("残る人", null, null, "ja"));
  }

  @Test
  void aPersonItsPlacesAndTextsOfOneTransactionLieUnderOneKey() {
    TransactionTemplate transaction =
        new TransactionTemplate(NOTEBOOK.bean(PlatformTransactionManager.class));
    TextId text =
        transaction.execute(
            status -> {
              ContactId person = store.addContact(new Contact("一括", null, null, "ja"));
              return Belonging.to(person, () -> store.addText("一つの鍵"));
            });

    assertThat(text).isNotNull();
    assertThat(another.text(text)).contains("一つの鍵");
    assertThat(subjectOf(text)).isNotEqualTo(text.value());
  }

  @Test
  void aRowWhoseContentWasPutThereFromAnotherIsNotRead() {
    ContactId person = store.addContact(new Contact("入れ替え", null, null, "ja"));
    TextId one = Belonging.to(person, () -> store.addText("本物"));
    TextId other = Belonging.to(person, () -> store.addText("別の文"));
    database
        .sql(
            """
            update personal_text set content = (select content from personal_text where text_id = ?)
             where text_id = ?
            """)
        .params(other.value(), one.value())
        .update();

    assertThatThrownBy(() -> store.text(one))
        .isInstanceOf(SealBroken.class)
        .hasMessage("personal_text.content " + one + " is not what was sealed there");
    assertThat(store.text(other)).contains("別の文");
  }

  @Test
  void aChangedPersonIsFoundByTheNewNameOnly() {
    ContactId person = store.addContact(new Contact("旧姓 花子", null, null, "ja"));

    store.changeContact(person, new Contact("新姓 花子", null, null, "ja"));

    assertThat(store.find("旧姓", 10)).isEmpty();
    assertThat(store.find("新姓", 10)).containsExactly(person);
    assertThat(store.find("", 10)).isEmpty();
  }

  @Test
  void whatStoodInClearBeforeIsSealedAtTheFirstStart_andTheFilesOfTheTablesAreMadeAnew()
      throws Exception {
    Database before = TestServers.postgres().createDatabase("in_clear");
    try (Connection connection = before.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(
          new String(
              Objects.requireNonNull(
                      PersonalStore.class.getResourceAsStream("/db/kit/V21__personal_data.sql"))
                  .readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8));
      sql.execute(
          """
          create table flyway_schema_history (
            installed_rank integer primary key, version varchar(50), description varchar(200) not null,
            type varchar(20) not null, script varchar(1000) not null, checksum integer,
            installed_by varchar(100) not null, installed_on timestamp not null default now(),
            execution_time integer not null, success boolean not null);
          insert into flyway_schema_history
          values (1, '21', 'personal data', 'SQL', 'V21__personal_data.sql', null, 'test', now(), 1, true);
          insert into personal_contact values
            ('c-1', '蛙沼 太郎', 'kaeru@numa.example', null, 'ja', null),
            ('c-2', null, null, null, 'en', now());
          insert into personal_site values ('s-1', '100-0001', '蛙市沼町1-1', null);
          insert into personal_text values ('t-1', '蛙が鳴く', null), ('t-2', null, now())
          """);
    }
    assertThat(PlainText.inFiles(before, List.of("蛙が鳴く"))).isNotEmpty();

    try (Notebook migrated = Notebook.open(before, Map.of())) {
      PersonalStore sealed = migrated.bean(PersonalStore.class);

      assertThat(sealed.contact(new ContactId("c-1")))
          .contains(new Contact("蛙沼 太郎", "kaeru@numa.example", null, "ja"));
      assertThat(sealed.isErased(new ContactId("c-2"))).isTrue();
      assertThat(sealed.site(new SiteId("s-1"))).contains(new Site("100-0001", "蛙市沼町1-1"));
      assertThat(sealed.texts(List.of(new TextId("t-1"), new TextId("t-2"))))
          .isEqualTo(Map.of(new TextId("t-1"), "蛙が鳴く"));
      assertThat(sealed.find("蛙沼", 10)).containsExactly(new ContactId("c-1"));
      List<String> clear = List.of("蛙沼", "kaeru@numa", "蛙市沼町", "蛙が鳴く");
      assertThat(PlainText.inDatabase(before, clear)).isEmpty();
      assertThat(PlainText.inHeap(before, clear)).isEmpty();
    }
  }

  private String subjectOf(TextId text) {
    return database
        .sql("select subject from personal_text where text_id = ?")
        .param(text.value())
        .query(String.class)
        .single();
  }
}
