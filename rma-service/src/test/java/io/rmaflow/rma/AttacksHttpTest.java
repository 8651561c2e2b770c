package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.rma.RunningService.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What this service is attacked with; docs/security.md lists all attacks with their tests. */
class AttacksHttpTest {

  private static final String BOUNDARY = "----attack";

  private final RunningService service = RunningService.shared();

  /** CWE-89. */
  @Test
  void sqlInAFilter_findsNothing_andChangesNothing() {
    Customer customer = Customer.registered(service, "C-ATT-1", "ATT-0001");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    List<String> filters =
        List.of("customerId", "serialNumber", "rmaNumber", "resubmissionOf", "q");
    List<String> tricks =
        List.of(
            "' or '1'='1",
            "%",
            "_",
            "%ATT%",
            "\\",
            "'; drop table case_index; --",
            "x') or true --",
            "x' union select case_id from case_index --",
            "'||pg_sleep(5)||'");
    for (String filter : filters) {
      // other tests' cases may really have such a text
      String ofThis = filter.equals("customerId") ? "serialNumber=ATT-0001" : "customerId=C-ATT-1";
      for (String trick : tricks) {
        Reply reply =
            service.get(
                "/api/cases?%s&%s=%s"
                    .formatted(ofThis, filter, URLEncoder.encode(trick, StandardCharsets.UTF_8)));

        assertThat(reply.status()).as("%s=%s", filter, trick).isEqualTo(200);
        assertThat(reply.body().path("total").asLong()).as("%s=%s", filter, trick).isZero();
      }
    }
    for (String list :
        List.of("/api/deadlines?who=", "/api/cases?status=", "/api/loaners?state=")) {
      assertThat(service.get(list + "%27%20or%20%271%27%3D%271").status()).as(list).isEqualTo(400);
    }
    for (String thing : List.of("/api/cases/", "/api/attachments/", "/api/contacts/")) {
      assertThat(service.get(thing + "%27%20or%20%271%27%3D%271").status())
          .as(thing)
          .isEqualTo(404);
    }
    assertThat(service.get(path).status()).isEqualTo(200);
    assertThat(service.get("/api/cases?customerId=C-ATT-1").body().path("total").asLong())
        .isEqualTo(1);
  }

  /** CWE-89, CWE-79: a text is kept and shown as it was written, and is data wherever it comes. */
  @Test
  void sqlAndMarkupInAText_areKeptAsTheyWereWritten() {
    Customer customer = Customer.registered(service, "C-ATT-2", "ATT-0002");
    service.startAt("2026-05-11T10:00:00");
    String text = "'; drop table stored_event; -- <script>alert(1)</script> {{7*7}} ${x}";

    String path = customer.accepted(customer.request().replace("起動しない", text));

    Reply read = service.get(path);
    assertThat(read.body().path("faultDescription").asString()).isEqualTo(text);
    assertThat(read.response().headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(read.response().headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  /** CWE-113. */
  @Test
  void aLineBreakInTheNameOfAFile_beginsNoHeader_neitherOfThePartNorOfTheDownload()
      throws IOException {
    for (String name :
        List.of(
            "a\r\nX-Forged: 1\r\n\r\n<script>",
            "a\nX-Forged: 1",
            "a\"; filename*=UTF-8''evil.html; x=\"",
            "a%0d%0aX-Forged: 1",
            "a\\\"\r\nSet-Cookie: forged=1")) {
      Reply sent = upload("/api/attachments", name, text("abc"));

      assertThat(sent.status()).as(name).isIn(201, 400);
      if (sent.status() == 201) {
        HttpResponse<byte[]> file =
            service.exchange(
                service
                    .request(
                        "/api/attachments/"
                            + sent.body().path("attachmentId").asString()
                            + "/content",
                        "support")
                    .GET()
                    .build());
        assertThat(file.headers().map()).doesNotContainKeys("x-forged", "set-cookie");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
            .startsWith("attachment;")
            .doesNotContain("\r", "\n");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
      }
    }
  }

  /** CWE-22: an ID is looked up and never made into a path. */
  @Test
  void anIdThatLeadsElsewhere_namesNothing() throws IOException {
    for (String id :
        List.of(
            "..%2F..%2F..%2Fetc%2Fpasswd",
            "..%252F..%252Fetc%252Fpasswd",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5C..%5Cboot.ini",
            "....%2F%2Fetc%2Fpasswd",
            "%2Fetc%2Fpasswd",
            "%00",
            "a-1%00.log",
            "file:%2F%2F%2Fetc%2Fpasswd",
            "%C0%AE%C0%AE%2Fetc%2Fpasswd")) {
      for (String what : List.of("", "/content")) {
        String answer = raw("GET /api/attachments/" + id + what + " HTTP/1.1\r\n");

        assertThat(answer)
            .as(id + what)
            .matches("(?s)HTTP/1.1 (400|404) .*")
            .doesNotContain("root:");
      }
    }
    for (String path :
        List.of("/api/attachments/../../../etc/passwd", "/api/forms/..%2Fapplication.yml")) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\n"))
          .as(path)
          .matches("(?s)HTTP/1.1 (400|404) .*")
          .doesNotContain("root:", "datasource");
    }
  }

  /** CWE-22: a name that a case gives is not read from anywhere. */
  @Test
  void aCaseThatNamesAFileElsewhere_showsThatNoneHasCome() {
    Customer customer = Customer.registered(service, "C-ATT-3", "ATT-0003");
    service.startAt("2026-05-11T10:00:00");
    String path =
        customer.accepted(
            customer
                .request()
                .replace(
                    "\"backup\": false",
                    "\"attachments\": [{\"kind\": \"CHECK_SHEET\", \"attachmentId\":"
                        + " \"../../../etc/passwd\"}], \"backup\": false"));

    JsonNode files = service.get(path + "/attachments").body().path("items");

    assertThat(files.path(0).path("received").asBoolean()).isFalse();
    assertThat(files.path(0).path("size").isNull()).isTrue();
  }

  /** CWE-409: what unpacks to a gigabyte takes up what was sent, and is not looked into. */
  @Test
  void filesThatUnpackToMuchMore_areKeptAsTheyCame() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("../../../evil.log"));
      for (int i = 0; i < 200; i++) {
        out.write(new byte[1024 * 1024]);
      }
    }
    Reply sent = upload("/api/attachments", "logs.zip", zip.toByteArray());

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.body().path("size").asLong()).isEqualTo(zip.size()).isLessThan(300_000);
    try (Stream<Path> files = Files.walk(Path.of("target"), 3)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("evil.log");
    }
  }

  /** CWE-409: the form itself is not unpacked either. */
  @Test
  void aFormThatIsCompressed_isNotTaken() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(form("l.log", text("abc")));
    }
    for (String encoding : List.of("gzip", "deflate", "br")) {
      Reply reply =
          service.send(
              service
                  .request("/api/attachments", "support")
                  .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                  .header("Content-Encoding", encoding)
                  .POST(BodyPublishers.ofByteArray(gzip.toByteArray()))
                  .build());

      assertThat(reply.status()).as(encoding).isEqualTo(415);
      assertThat(reply.body().path("code").asString()).isEqualTo("UNSUPPORTED_CONTENT_ENCODING");
    }
  }

  /** UTS 39: what only looks like another's ID is another ID, and gives nothing of his. */
  @Test
  void lettersThatLookLikeOthers_giveNothingOfWhatTheyLookLike() {
    Customer customer = Customer.registered(service, "C-ATT-4", "ATT-0004");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    // Cyrillic Es, Cyrillic A, Greek Tau; a zero-width joiner; a soft hyphen
    for (String claimed :
        List.of(
            "\u0421-ATT-4",
            "C-\u0410TT-4",
            "C-A\u03a4T-4",
            "C-A\u200dTT-4",
            "C-ATT\u00ad-4",
            "C-ATT-4\u0301")) {
      HttpResponse<byte[]> reply =
          service.exchange(service.request(path, "customer", claimed).GET().build());
      assertThat(reply.statusCode()).as(claimed).isIn(401, 404);
    }
    for (String serial :
        List.of("\u0410TT-0004", "ATT-00\u041e4", "ATT-0\u200d004", "ATT-0004\u0301")) {
      Reply reply = service.post("/api/cases", customer.request().replace("ATT-0004", serial));
      assertThat(reply.status()).as(serial).isIn(201, 400);
      assertThat(reply.outcome()).as(serial).doesNotContain("ACCEPTED");
    }
  }

  /** UAX 15: what is one letter by NFC or NFKC is one, however it was typed. */
  @Test
  void lettersThatAreOthersByTheirForm_areThoseOthers() {
    Customer customer = Customer.registered(service, "C-ATT-5", "ATT-ガ005");
    service.startAt("2026-05-11T10:00:00");
    for (String serial :
        List.of("ATT-ガ005", "ATT-カ\u3099005", "ATT-ｶﾞ005", "ＡＴＴ－ガ００５", " att-ガ005\u3000")) {
      Reply reply = service.post("/api/cases", customer.request().replace("ATT-ガ005", serial));
      assertThat(reply.outcome()).as(serial).isEqualTo("ACCEPTED");
      assertThat(reply.body().at("/unit/serialNumber").asString()).isEqualTo("ATT-ガ005");
    }
  }

  /** Trojan source: nothing that turns the direction of writing gets into a text. */
  @Test
  void marksThatTurnTheDirectionOfWriting_getIntoNoTextOfACase() {
    Customer customer = Customer.registered(service, "C-ATT-6", "ATT-0006");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    for (String mark : List.of("\u202e", "\u2066", "\u200f", "\u001b[2J", "\u0000")) {
      String json = "{\"text\": \"x%sy\"}".formatted(escaped(mark));
      assertThat(service.post(path + "/note", json).status()).isEqualTo(400);
      assertThat(
              service
                  .post("/api/cases", customer.request().replace("起動しない", "x" + escaped(mark)))
                  .status())
          .isEqualTo(400);
    }
  }

  private static String escaped(String mark) {
    StringBuilder json = new StringBuilder();
    mark.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    return json.toString();
  }

  /** CWE-915: IDs, versions and roles that a body claims are nobody's. */
  @Test
  void fieldsOfAStepThatAreNotItsOwn_changeNothing() {
    Customer customer = Customer.registered(service, "C-ATT-7", "ATT-0007");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();

    String json =
        """
        {"hardwareFault": true, "actor": "admin-9", "role": "admin", "customerId": "C-ATT-1",
         "caseId": "another", "rmaNumber": "RMA-1999-000001", "status": "CLOSED",
         "version": 99, "recordedAt": "2020-01-01T00:00:00Z", "judgedAt": "2020-01-01T00:00:00Z"}
        """;
    Reply judged =
        service.send(
            service
                .request(path + "/judgement", "support")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());

    assertThat(judged.status()).isEqualTo(200);
    assertThat(judged.body().path("customerId").asString()).isEqualTo("C-ATT-7");
    assertThat(judged.body().path("status").asString()).isEqualTo("RMA_ISSUED");
    assertThat(judged.body().path("rmaNumber").asString()).startsWith("RMA-2026-");
    assertThat(judged.body().path("judgedAt").asString()).isEqualTo("2026-05-11T10:00:00+09:00");
    JsonNode last = service.get(path + "/history").body().path("items");
    assertThat(last.findValuesAsString("actor").stream().distinct())
        .containsExactly("desk-1", "support-1");
    assertThat(last.findValuesAsString("recordedAt"))
        .allSatisfy(at -> assertThat(at).startsWith("2026-05-11"));
  }

  /** CWE-1236: nothing that a table calculator opens is made here, so a formula is a text. */
  @Test
  void noAnswerIsATableOfACalculator() {
    TreeSet<String> types = new TreeSet<>();
    service
        .document()
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation ->
                        operation
                            .path("responses")
                            .forEach(
                                response ->
                                    types.addAll(
                                        response.path("content").propertyNames().stream()
                                            .toList()))));

    assertThat(types)
        .isNotEmpty()
        .noneMatch(
            type -> type.contains("csv") || type.contains("excel") || type.contains("sheet"));
    Customer customer = Customer.registered(service, "C-ATT-8", "ATT-0008");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.accepted(customer.request().replace("起動しない", "=cmd|' /C calc'!A1"));
    assertThat(service.get(path).body().path("faultDescription").asString())
        .isEqualTo("=cmd|' /C calc'!A1");
  }

  @Test
  void afterAllThat_everyTableIsStillThere() {
    assertThat(
            service
                .bean(JdbcClient.class)
                .sql("select count(*) from pg_tables where schemaname = 'public'")
                .query(Long.class)
                .single())
        .isGreaterThan(20);
  }

  private Reply upload(String path, String name, byte[] content) {
    return service.send(
        service
            .request(path, "support")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(form(name, content)))
            .build());
  }

  private static byte[] form(String name, byte[] content) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(
        text(
            """
            --%s\r
            Content-Disposition: form-data; name="kind"\r
            \r
            LOG\r
            --%s\r
            Content-Disposition: form-data; name="file"; filename="%s"\r
            \r
            """
                .formatted(BOUNDARY, BOUNDARY, name)));
    whole.writeBytes(content);
    whole.writeBytes(text("\r\n--" + BOUNDARY + "--\r\n"));
    return whole.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A call whose path no client of HTTP puts right before it is sent. */
  private String raw(String firstLine) throws IOException {
    HttpRequest any = service.request("/", "support").build();
    URI uri = any.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          text(
              firstLine
                  + "Host: localhost\r\nConnection: close\r\nAuthorization: "
                  + any.headers().firstValue("Authorization").orElseThrow()
                  + "\r\n\r\n"));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
