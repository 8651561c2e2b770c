package io.rmaflow.rma.persons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.testkit.PlainText;
import io.rmaflow.testkit.TestPostgres.Database;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A person who is erased, and everything that a case holds of him. */
class ErasureOverHttpTest {

  /** All that the request and what came later say of the person; each stands nowhere else. */
  private static final List<String> WORDS =
      List.of(
          "鶴亀 長寿郎",
          "tsurukame@chojuro.example",
          "03-8888-7771",
          "松竹梅町9-9",
          "鶴が一声鳴いて止まる",
          "亀が寝ているため診断できません",
          "長寿郎様に電話済み",
          "長寿郎様の構成を教えてください",
          "長寿郎の回答",
          "長寿郎の点検表",
          "鶴亀の機密の中身");

  private final RunningService service = RunningService.shared();

  @Test
  void nothingOfThePersonStandsAnywhereInClear_andAfterTheErasureTheCaseReadsWellWithoutIt()
      throws Exception {
    Customer customer = Customer.registered(service, "C-8501", "NR2A-8501");
    service.startAt("2026-05-01T10:00:00");
    // the site of the unit stays as it is registered, or the request is refused for another reason
    String request =
        customer
            .request()
            .replace("\"起動しない\"", "\"鶴が一声鳴いて止まる\"")
            .replace("\"no power\"", "\"亀が寝ているため診断できません\"")
            .replace("\"name\": \"山田\"", "\"name\": \"鶴亀 長寿郎\"")
            .replace("yamada@example.com", "tsurukame@chojuro.example")
            .replace("03-0000-0000", "03-8888-7771")
            .replace(
                "\"submittedBy\"",
                """
                "deliverTo": {"postalCode": "105-0013", "address": "松竹梅町9-9"},
                "submittedBy\"""");
    Reply opened = service.post("/api/cases", request, "Idempotency-Key", "erasure-1");
    assertThat(opened.outcome()).isEqualTo("ACCEPTED");
    String caseId = opened.body().path("caseId").asString();
    String path = "/api/cases/" + caseId;
    service.step(path, "note", "{\"text\": \"長寿郎様に電話済み\"}");
    service.step(path, "information-request", "{\"text\": \"長寿郎様の構成を教えてください\"}");
    service.step(path, "information", "{\"text\": \"長寿郎の回答\"}");
    Reply file = upload(path + "/attachments", "長寿郎の点検表.txt", "鶴亀の機密の中身です");
    assertThat(file.status()).isEqualTo(201);
    String attachment = "/api/attachments/" + file.body().path("attachmentId").asString();
    FailureReported reported = reported(caseId);
    String person = "/api/contacts/" + reported.requesterContactId();
    assertThat(service.get(path + "/notes").body().toString()).contains("長寿郎様に電話済み");
    assertThat(
            service.post("/api/cases", request, "Idempotency-Key", "erasure-1").response().body())
        .isEqualTo(opened.response().body());
    assertThat(cases("鶴亀")).containsExactly(caseId);
    assertThat(cases("0388887771")).containsExactly(caseId);
    assertThat(service.get(attachment).body().path("fileName").asString()).isEqualTo("長寿郎の点検表.txt");
    assertThat(content(attachment)).isEqualTo("鶴亀の機密の中身です");

    assertThat(PlainText.inDatabase(database(), WORDS)).isEmpty();
    assertThat(PlainText.inFiles(database(), WORDS)).isEmpty();
    assertThat(inFolder(attachments())).isEmpty();

    assertThat(service.send(service.request(person, "admin").DELETE().build()).status())
        .isEqualTo(204);

    assertThat(service.get(person).status()).isEqualTo(410);
    assertThat(service.get("/api/sites/" + reported.siteId()).status()).isEqualTo(410);
    assertThat(service.get("/api/sites/" + reported.deliverToSiteId()).status()).isEqualTo(410);
    TextId fault = reported.faultDescriptionId();
    assertThat(fault).isNotNull();
    assertThat(service.bean(PersonalStore.class).text(fault)).isEmpty();
    Reply read = service.get(path);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body().path("caseId").asString()).isEqualTo(caseId);
    assertThat(read.response().body()).doesNotContain(WORDS);
    Reply notes = service.get(path + "/notes");
    assertThat(notes.body().path("total").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(notes.body().path("items").valueStream())
        .allSatisfy(
            note ->
                assertThat(note.path("text").isNull() || note.path("text").isMissingNode())
                    .isTrue());
    Reply again = service.post("/api/cases", request, "Idempotency-Key", "erasure-1");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("code").asString()).isEqualTo("IDEMPOTENCY_ANSWER_ERASED");
    assertThat(cases("鶴亀")).isEmpty();
    assertThat(service.get(attachment).status()).isEqualTo(410);
    assertThat(service.get(attachment + "/content").status()).isEqualTo(410);
    JsonNode files = service.get(path + "/attachments").body();
    assertThat(files.at("/items/0/received").asBoolean()).isTrue();
    assertThat(files.at("/items/0/fileName").isString()).isFalse();
    assertThat(names("contact/" + reported.requesterContactId())).containsExactly("ContactErased");
    assertThat(names("attachment/" + file.body().path("attachmentId").asString()))
        .containsExactly("AttachmentStored", "AttachmentErased");
    assertThat(
            service
                .bean(JdbcClient.class)
                .sql(
                    "select object is null and file_name is null from attachment where case_id = ?")
                .param(caseId)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(service.step(path, "note", "{\"text\": \"後のメモ\"}").status()).isEqualTo(200);
    assertThat(service.get(path + "/notes").body().toString()).contains("後のメモ");
    assertThat(PlainText.inDatabase(database(), WORDS)).isEmpty();
    assertThat(PlainText.inFiles(database(), WORDS)).isEmpty();
    assertThat(inFolder(attachments())).isEmpty();
  }

  @Test
  void aFileThatWasSentOnItsOwnGoesWithTheFirstPersonWhoseCaseNamesIt() throws Exception {
    Customer customer = Customer.registered(service, "C-8502", "NR2A-8502");
    service.startAt("2026-05-01T10:00:00");
    Reply file = upload("/api/attachments", "単独.txt", "単独の中身");
    String id = file.body().path("attachmentId").asString();
    String request =
        customer
            .request()
            .replace(
                "\"backup\": false",
                "\"attachments\": [{\"kind\": \"OTHER\", \"attachmentId\": \"%s\"}], \"backup\": false"
                    .formatted(id));
    String caseId = service.post("/api/cases", request).body().path("caseId").asString();

    service.send(
        service
            .request("/api/contacts/" + reported(caseId).requesterContactId(), "admin")
            .DELETE()
            .build());

    assertThat(service.get("/api/attachments/" + id).status()).isEqualTo(410);
    assertThat(service.get("/api/cases/" + caseId).status()).isEqualTo(200);
  }

  private List<String> cases(String person) {
    return service
        .get("/api/cases?person=" + java.net.URLEncoder.encode(person, UTF_8))
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("caseId").asString())
        .toList();
  }

  private FailureReported reported(String caseId) {
    return (FailureReported)
        service.bean(StoredStreams.class).events(caseId).getFirst().envelope().data();
  }

  private List<String> names(String stream) {
    return service.bean(StoredStreams.class).events(stream).stream()
        .map(stored -> stored.envelope().name())
        .toList();
  }

  private Reply upload(String path, String name, String content) {
    String body =
        """
        --b\r
        Content-Disposition: form-data; name="kind"\r
        \r
        OTHER\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        \r
        %s\r
        --b--\r
        """
            .formatted(name, content);
    return service.send(
        service
            .request(path, "support")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private String content(String attachment) {
    HttpRequest request = service.request(attachment + "/content", "support").GET().build();
    return new String(service.exchange(request).body(), UTF_8);
  }

  private Path attachments() {
    return Path.of(
        service.bean(Environment.class).getRequiredProperty("rmaflow.attachments.directory"));
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(
              file -> {
                try {
                  String text = new String(Files.readAllBytes(file), UTF_8);
                  return WORDS.stream().anyMatch(text::contains);
                } catch (IOException gone) {
                  return false;
                }
              })
          .toList();
    }
  }

  private Database database() {
    Environment settings = service.bean(Environment.class);
    return new Database(
        "rma",
        settings.getRequiredProperty("spring.datasource.url"),
        settings.getRequiredProperty("spring.datasource.username"),
        settings.getRequiredProperty("spring.datasource.password"));
  }
}
