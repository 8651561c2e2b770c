package io.rmaflow.rma.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Files over real HTTP, with a limit of 3 MB instead of 200. */
class AttachmentsOverHttpTest {

  private static final String BOUNDARY = "----rmaflow-test";
  private static final byte[] PDF = "%PDF-1.7\nsheet".getBytes(StandardCharsets.US_ASCII);
  private static final int THREE_MEGABYTES = 3 * 1024 * 1024;

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"RMA-2", "RMA-3", "CSB-10"})
  void aFileComesBeforeOrAfterTheCaseThatNamesIt_andServesSeveralCases() {
    Customer customer = Customer.registered(service, "C-6001", "NR2A-6001");
    service.startAt("2026-05-01T10:00:00");
    Reply before = upload("/api/attachments", "CHECK_SHEET", "点検表.pdf", PDF, "customer", "C-6001");
    assertThat(before.status()).isEqualTo(201);
    assertThat(before.body().path("size").asLong()).isEqualTo(14);
    assertThat(before.body().path("sha256").asString()).hasSize(64);
    String attachmentId = before.body().path("attachmentId").asString();

    String first = openCaseNaming(customer, attachmentId, "a-still-to-come");
    String second = openCaseNaming(customer, attachmentId, "a-never");

    Reply files = service.get(first + "/attachments");
    assertThat(files.body().path("total").asInt()).isEqualTo(2);
    assertThat(files.body().at("/items/0/received").asBoolean()).isTrue();
    assertThat(files.body().at("/items/0/fileName").asString()).isEqualTo("点検表.pdf");
    assertThat(files.body().at("/items/1/attachmentId").asString()).isEqualTo("a-still-to-come");
    assertThat(files.body().at("/items/1/received").asBoolean()).isFalse();
    assertThat(service.get(second + "/attachments").body().at("/items/0/received").asBoolean())
        .isTrue();
  }

  @Test
  void aFileForACase_standsInItsList_andItsEventHoldsSizeAndHash() {
    Customer customer = Customer.registered(service, "C-6002", "NR2A-6002");
    service.startAt("2026-05-01T10:00:00");
    String path = customer.openCase();

    Reply sent = upload(path + "/attachments", "LOG", "unit.log", text("abc"), "support");

    assertThat(sent.status()).isEqualTo(201);
    String id = sent.body().path("attachmentId").asString();
    assertThat(service.get(path + "/attachments").body().at("/items/0/attachmentId").asString())
        .isEqualTo(id);
    assertThat(service.bean(StoredStreams.class).events("attachment/" + id))
        .singleElement()
        .satisfies(
            stored ->
                assertThat(stored.envelope().data().toString())
                    .contains("size=3")
                    .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                    .contains("C-6002")
                    .doesNotContain("unit.log"));
  }

  @Test
  void aFileIsReadBackAsItCame_withHeadersThatKeepItFromBeingShown() {
    byte[] page = text("<html><script>alert(1)</script></html>");
    Reply sent = upload("/api/attachments", "OTHER", "C:\\logs\\結果 1.html", page, "support");
    String path = "/api/attachments/" + sent.body().path("attachmentId").asString();

    HttpResponse<byte[]> content = get(path + "/content", "auditor");

    assertThat(content.statusCode()).isEqualTo(200);
    assertThat(content.body()).isEqualTo(page);
    assertThat(content.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(content.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("filename*=UTF-8''%E7%B5%90%E6%9E%9C%201.html");
    assertThat(content.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(content.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox");
    assertThat(content.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(content.headers().firstValue("Content-Length")).hasValue("38");
  }

  @Test
  void aCustomerReadsItsCompanysFiles_andNobodyElses_logisticsReadsNone() {
    Customer one = Customer.registered(service, "C-6003", "NR2A-6003");
    Customer.registered(service, "C-6004", "NR2A-6004");
    Customer.registered(service, "C-6005", "NR2A-6005");
    service.told(
        "customer/C-6003",
        new CustomerIdsLinked(new CustomerId("C-6003"), new CustomerId("C-6004")));
    service.startAt("2026-05-01T10:00:00");
    String path = one.openCase();
    Reply sent = upload(path + "/attachments", "BACKUP", "b.cfg", text("abc"), "support");
    String file = "/api/attachments/" + sent.body().path("attachmentId").asString();

    assertThat(get(file, "customer", "C-6003").statusCode()).isEqualTo(200);
    assertThat(get(file + "/content", "customer", "C-6004").statusCode()).isEqualTo(200);
    assertThat(get(file + "/content", "customer", "C-6005").statusCode()).isEqualTo(404);
    assertThat(get(path + "/attachments", "customer", "C-6005").statusCode()).isEqualTo(404);
    assertThat(get(file + "/content", "logistics").statusCode()).isEqualTo(403);
    assertThat(upload("/api/attachments", "LOG", "l", text("x"), "logistics").status())
        .isEqualTo(403);
    assertThat(upload("/api/attachments", "LOG", "l", text("x"), "auditor").status())
        .isEqualTo(403);
    assertThat(upload(path + "/attachments", "LOG", "l", text("x"), "customer", "C-6005").status())
        .isEqualTo(404);
  }

  @Test
  void anotherCompanysFile_servesNoCaseThatNamesIt() {
    Customer thief = Customer.registered(service, "C-6006", "NR2A-6006");
    Customer.registered(service, "C-6007", "NR2A-6007");
    service.startAt("2026-05-01T10:00:00");
    Reply sent = upload("/api/attachments", "LOG", "l", text("secret"), "customer", "C-6007");

    String path = openCaseNaming(thief, sent.body().path("attachmentId").asString(), "a-2");

    assertThat(service.get(path + "/attachments").body().at("/items/0/received").asBoolean())
        .isFalse();
  }

  @Test
  void everyPartThatIsWrongIsNamed() {
    Reply nothing = send("/api/attachments", multipart(List.of()), "support");
    assertThat(nothing.status()).isEqualTo(400);
    assertThat(nothing.body().at("/errors/0/field").asString()).isEqualTo("kind");
    assertThat(nothing.body().at("/errors/1/field").asString()).isEqualTo("file");

    assertRejected("PICTURE", "a.txt", text("abc"), "kind", "UNKNOWN_VALUE");
    assertRejected("LOG", "a.txt", new byte[0], "file", "EMPTY");
    assertRejected("OTHER", "a.bin", text("MZ\0\0"), "file", "TYPE_NOT_ALLOWED");
    assertRejected(
        "CHECK_SHEET", "a.gz", new byte[] {0x1F, (byte) 0x8B, 8}, "file", "TYPE_NOT_ALLOWED");
    assertRejected("CHECK_SHEET", "a.pdf", text("abc"), "file", "CONTENT_DOES_NOT_MATCH_NAME");
    assertRejected("LOG", "log\u202Etxt.exe", text("abc"), "file", "CONTROL_CHARACTER");
  }

  private void assertRejected(String kind, String name, byte[] content, String field, String code) {
    Reply reply = upload("/api/attachments", kind, name, content, "support");
    assertThat(reply.status()).as(code).isEqualTo(400);
    assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(reply.body().at("/errors/0/code").asString()).isEqualTo(code);
  }

  @Test
  void theLargestFileIsTaken_oneByteMoreIsNot() {
    byte[] largest = new byte[THREE_MEGABYTES];

    assertThat(upload("/api/attachments", "BACKUP", "b", largest, "support").status())
        .isEqualTo(201);
    Reply tooLarge =
        upload(
            "/api/attachments",
            "BACKUP",
            "b",
            Arrays.copyOf(largest, THREE_MEGABYTES + 1),
            "support");
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.body().path("code").asString()).isEqualTo("ATTACHMENT_TOO_LARGE");
    Reply farTooLarge =
        upload(
            "/api/attachments",
            "BACKUP",
            "b",
            Arrays.copyOf(largest, 4 * THREE_MEGABYTES),
            "support");
    assertThat(farTooLarge.status()).isEqualTo(413);
  }

  @Test
  void whatACustomersFilesTakeUpTogetherIsLimited_andAFileThatFitsIsTaken() {
    Customer.registered(service, "C-6010", "NR2A-6010");
    assertThat(backup(THREE_MEGABYTES, "customer", "C-6010").status()).isEqualTo(201);

    assertQuotaExceeded(backup(THREE_MEGABYTES, "customer", "C-6010"), 3_145_728);
    assertQuotaExceeded(
        send(
            "/api/attachments",
            multipart(
                List.of(
                    part("kind", null, text("BACKUP")),
                    part("file", "b", new byte[THREE_MEGABYTES]),
                    part("customerId", null, text("C-6010")))),
            "support"),
        3_145_728);
    assertThat(backup(2 * 1024 * 1024, "customer", "C-6010").status()).isEqualTo(201);
    assertQuotaExceeded(backup(1, "customer", "C-6010"), 5_242_880);
  }

  @Test
  void aFileWithoutALength_isCountedWhileItComes_andNothingOfItIsLeft() throws IOException {
    Customer.registered(service, "C-6011", "NR2A-6011");
    assertThat(backup(THREE_MEGABYTES, "customer", "C-6011").status()).isEqualTo(201);

    assertQuotaExceeded(service.send(chunked(THREE_MEGABYTES, "C-6011")), 3_145_728);
    Reply tooLarge = service.send(chunked(2 * THREE_MEGABYTES, "C-6012"));
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.body().path("code").asString()).isEqualTo("ATTACHMENT_TOO_LARGE");

    try (Stream<Path> remains =
        Files.list(service.bean(AttachmentSettings.class).directory().resolve("incoming"))) {
      assertThat(remains).isEmpty();
    }
  }

  private HttpRequest chunked(int size, String customerId) {
    byte[] whole =
        multipart(List.of(part("kind", null, text("BACKUP")), part("file", "b", new byte[size])));
    return service
        .request("/api/attachments", "customer", customerId)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(whole)))
        .build();
  }

  @Test
  void ofFilesThatComeAtOnce_noMoreAreTakenThanFit() {
    Customer.registered(service, "C-6013", "NR2A-6013");

    List<CompletableFuture<Reply>> sent =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> backup(2 * 1024 * 1024, "customer", "C-6013")))
            .limit(4)
            .toList();

    assertThat(sent.stream().map(CompletableFuture::join).map(Reply::status))
        .containsExactlyInAnyOrder(201, 201, 413, 413);
  }

  @Test
  void aNameThatLeadsElsewhere_isOnlyAName() {
    for (String[] sentAndKept :
        new String[][] {
          {"../../../etc/passwd", "passwd"},
          {"..\\..\\boot.ini", "boot.ini"},
          {"..", "attachment"},
          {"/", "attachment"}
        }) {
      Reply sent = upload("/api/attachments", "LOG", sentAndKept[0], text("abc"), "support");
      assertThat(sent.status()).isEqualTo(201);
      String path = "/api/attachments/" + sent.body().path("attachmentId").asString();
      assertThat(service.get(path).body().path("fileName").asString()).isEqualTo(sentAndKept[1]);
    }
  }

  @Test
  void aCompressedFile_isKeptAsItCame_andNeverUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        gzip.write(new byte[1024 * 1024]);
      }
    }

    Reply sent = upload("/api/attachments", "LOG", "l.gz", bomb.toByteArray(), "support");

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.body().path("size").asLong()).isEqualTo(bomb.size()).isLessThan(200_000);
  }

  @Test
  void aBodyOfManyParts_isNotReadToItsEnd() {
    List<byte[]> parts = Stream.generate(() -> part("x", null, text("y"))).limit(11).toList();

    Reply reply = send("/api/attachments", multipart(parts), "support");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors/0/code").asString()).isEqualTo("TOO_MANY_PARTS");
  }

  private Reply backup(int size, String role, String... customers) {
    return upload("/api/attachments", "BACKUP", "b", new byte[size], role, customers);
  }

  private static void assertQuotaExceeded(Reply reply, long used) {
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body().path("code").asString()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(reply.body().path("used").asLong()).isEqualTo(used);
    assertThat(reply.body().path("allowed").asLong()).isEqualTo(5_242_880);
  }

  @Test
  void anUploadThatBreaksOff_leavesNothing() throws IOException {
    Path incoming = service.bean(AttachmentSettings.class).directory().resolve("incoming");
    byte[] whole =
        multipart(List.of(part("kind", null, text("LOG")), part("file", "l", new byte[100_000])));
    URI uri = service.request("/api/attachments", "support").build().uri();
    String token =
        service.request("/", "support").build().headers().firstValue("Authorization").orElseThrow();

    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          text(
              """
              POST /api/attachments HTTP/1.1\r
              Host: localhost\r
              Authorization: %s\r
              Content-Type: multipart/form-data; boundary=%s\r
              Content-Length: %d\r
              \r
              """
                  .formatted(token, BOUNDARY, whole.length)));
      out.write(whole, 0, whole.length / 2);
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400");
    }

    Awaitility.await()
        .untilAsserted(
            () -> {
              try (Stream<Path> remains = Files.list(incoming)) {
                assertThat(remains).isEmpty();
              }
            });
  }

  @Test
  void theSameUploadUnderOneKey_isOneFile_anotherFileUnderItIsRefused() {
    Reply first = send(keyed("k-1", text("abc")));
    Reply again = send(keyed("k-1", text("abc")));
    Reply other = send(keyed("k-1", text("abd")));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void whatIsNoMultipartBody_isNotTaken_andUnknownFilesAreNotThere() {
    assertThat(service.post("/api/attachments", "{}").status()).isEqualTo(415);
    assertThat(get("/api/attachments/a-unknown/content", "admin").statusCode()).isEqualTo(404);
    assertThat(upload("/api/cases/unknown/attachments", "LOG", "l", text("x"), "support").status())
        .isEqualTo(404);
  }

  // ---- sending

  private HttpRequest keyed(String key, byte[] content) {
    return service
        .request("/api/attachments", "support")
        .header("Idempotency-Key", key)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(
            BodyPublishers.ofByteArray(
                multipart(List.of(part("kind", null, text("LOG")), part("file", "l", content)))))
        .build();
  }

  private Reply send(HttpRequest request) {
    return service.send(request);
  }

  private Reply upload(
      String path, String kind, String name, byte[] content, String role, String... customers) {
    return send(
        path,
        multipart(List.of(part("kind", null, text(kind)), part("file", name, content))),
        role,
        customers);
  }

  private Reply send(String path, byte[] body, String role, String... customers) {
    return send(
        service
            .request(path, role, customers)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpResponse<byte[]> get(String path, String role, String... customers) {
    return service.exchange(service.request(path, role, customers).GET().build());
  }

  private String openCaseNaming(Customer customer, String... attachmentIds) {
    String named =
        Arrays.stream(attachmentIds)
            .map(id -> "{\"kind\": \"CHECK_SHEET\", \"attachmentId\": \"" + id + "\"}")
            .collect(java.util.stream.Collectors.joining(", "));
    Reply reply =
        service.post(
            "/api/cases",
            customer
                .request()
                .replace(
                    "\"backup\": false", "\"attachments\": [" + named + "], \"backup\": false"));
    assertThat(reply.body().path("status").asString()).isEqualTo("ACCEPTED");
    return "/api/cases/" + reply.body().path("caseId").asString();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] part(
      String name, @org.jspecify.annotations.Nullable String file, byte[] content) {
    String quoted = file == null ? "" : "; filename=\"" + file.replace("\\", "\\\\") + "\"";
    return joined(
        text(
            "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + quoted),
        text("\r\n\r\n"),
        content,
        text("\r\n"));
  }

  private static byte[] multipart(List<byte[]> parts) {
    return joined(
        Stream.concat(parts.stream(), Stream.of(text("--" + BOUNDARY + "--\r\n")))
            .toArray(byte[][]::new));
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      whole.writeBytes(piece);
    }
    return whole.toByteArray();
  }
}
