package io.rmaflow.rma.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.audit.retention.Keeping.AtRest;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Persons and files of cases are kept as long as somebody needs them, and then as long as a setting
 * says.
 */
class RetentionOverHttpTest {

  private final RunningService rma = RunningService.shared();
  private final Keeping contacts = keeping("contacts");
  private final Keeping attachments = keeping("attachments");

  @BeforeEach
  void onTheFridayBeforeGoldenWeek() {
    rma.startAt("2026-05-01T10:30:00");
  }

  private Keeping keeping(String kind) {
    return rma.beans(Keeping.class)
        .filter(one -> one.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private boolean forget(String contact, Instant until) {
    return forget(contacts, contact, until);
  }

  private boolean forget(Keeping keeping, String id, Instant until) {
    return Boolean.TRUE.equals(
        new TransactionTemplate(rma.bean(PlatformTransactionManager.class))
            .execute(status -> keeping.forget(id, until)));
  }

  private String requesterOf(String path) {
    return rma.get(path + "/history").body().at("/items/0/data/requesterContactId").asString();
  }

  private List<String> resting() {
    return contacts.atRest(rma.now(), 0, 1_000).stream().map(AtRest::id).toList();
  }

  @Test
  void aRequesterRestsFromTheEndOfItsCase_andIsErasedByAnEvent_whileTheCaseReadsWell() {
    Customer customer = Customer.registered(rma, "C-RET-1", "RET-0001");
    String path = customer.openCase();
    String requester = requesterOf(path);
    assertThat(resting()).doesNotContain(requester);
    assertThat(forget(requester, rma.now())).as("an open case needs it").isFalse();

    rma.step(path, "cancellation", "{\"reason\": \"A mistake\"}");

    Instant since =
        contacts.atRest(rma.now(), 0, 1_000).stream()
            .filter(one -> one.id().equals(requester))
            .map(AtRest::since)
            .findFirst()
            .orElseThrow();
    assertThat(since).isBeforeOrEqualTo(rma.now());
    Reply dry =
        rma.send(
            rma.request(
                    "/api/retention/due?kind=contacts&days=30&size=200&at=2026-06-30T00:00:00Z",
                    "auditor")
                .GET()
                .build());
    assertThat(dry.status()).as(dry.body().toString()).isEqualTo(200);
    assertThat(dry.body().at("/items").toString()).contains(requester);
    assertThat(rma.get("/api/contacts/" + requester).status()).as("a dry run").isEqualTo(200);
    assertThat(forget(requester, since.minusMillis(1))).as("not yet").isFalse();

    assertThat(forget(requester, since)).isTrue();

    assertThat(rma.get("/api/contacts/" + requester).status()).isEqualTo(410);
    assertThat(forget(requester, since)).as("again").isFalse();
    assertThat(resting()).doesNotContain(requester);
    assertThat(
            rma.bean(JdbcClient.class)
                .sql(
                    "select type || ' ' || (metadata ->> 'actor') from stored_event where stream = ?")
                .param("contact/" + requester)
                .query(String.class)
                .list())
        .singleElement()
        .asString()
        .startsWith("rma.ContactErased");
    assertThat(rma.get(path).status()).isEqualTo(200);
    assertThat(rma.get(path + "/history").status()).isEqualTo(200);
  }

  @Test
  void aFileRestsFromTheEndOfItsCase_andGoesAlone_byAnEvent() {
    Customer customer = Customer.registered(rma, "C-RET-3", "RET-0003");
    String path = customer.openCase();
    String requester = requesterOf(path);
    String file =
        rma.send(
                rma.request(path + "/attachments", "support")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(
                        BodyPublishers.ofString(
                            """
                            --b\r
                            Content-Disposition: form-data; name="kind"\r
                            \r
                            OTHER\r
                            --b\r
                            Content-Disposition: form-data; name="file"; filename="f.txt"\r
                            \r
                            what was seen\r
                            --b--\r
                            """))
                    .build())
            .body()
            .at("/attachmentId")
            .asString();
    assertThat(files()).doesNotContain(file);
    assertThat(forget(attachments, file, rma.now())).as("an open case needs it").isFalse();

    rma.step(path, "cancellation", "{\"reason\": \"A mistake\"}");

    assertThat(files()).contains(file);
    assertThat(forget(attachments, file, rma.now().minusSeconds(86_400))).as("not yet").isFalse();
    assertThat(rma.get("/api/attachments/" + file).status()).isEqualTo(200);

    assertThat(forget(attachments, file, rma.now())).isTrue();

    assertThat(forget(attachments, file, rma.now())).as("again").isFalse();
    assertThat(files()).doesNotContain(file);
    assertThat(rma.get("/api/attachments/" + file).status()).isEqualTo(410);
    assertThat(rma.get("/api/contacts/" + requester).status()).as("its person").isEqualTo(200);
    assertThat(rma.get(path + "/attachments").status()).isEqualTo(200);
    assertThat(
            rma.bean(JdbcClient.class)
                .sql("select type from stored_event where stream = ? order by sequence")
                .param("attachment/" + file)
                .query(String.class)
                .list())
        .containsExactly("rma.AttachmentStored", "rma.AttachmentErased");
  }

  private List<String> files() {
    return attachments.atRest(rma.now(), 0, 1_000).stream().map(AtRest::id).toList();
  }

  @Test
  void aPersonIsErasedOnRequest_andWhoeverKeepsACopyIsTold() {
    Customer customer = Customer.registered(rma, "C-RET-2", "RET-0002");
    String requester = requesterOf(customer.openCase());

    Reply erased = rma.send(rma.request("/api/contacts/" + requester, "admin").DELETE().build());

    assertThat(erased.status()).isEqualTo(204);
    assertThat(
            rma.bean(JdbcClient.class)
                .sql("select type from stored_event where stream = ?")
                .param("contact/" + requester)
                .query(String.class)
                .list())
        .containsExactly("rma.ContactErased");
    assertThat(resting()).doesNotContain(requester);
  }
}
