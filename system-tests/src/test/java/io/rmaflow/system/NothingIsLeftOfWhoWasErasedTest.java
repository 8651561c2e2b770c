package io.rmaflow.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.rmaflow.stack.Progress;
import io.rmaflow.stack.Stack;
import io.rmaflow.stack.StackOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two persons whose names are like no other go through everything that the services do, and are
 * erased. Then every byte that the stack has left on the disk is looked at: tables, write-ahead
 * log, topics, files of cases, logs. Only the mails that were delivered still tell of them: those
 * lie with their recipients.
 */
class NothingIsLeftOfWhoWasErasedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant BEGIN = Instant.parse("2026-04-10T01:00:00Z");

  /** Of these none is to be found. */
  private static final List<String> WORDS =
      List.of(
          "Xanthippe Quartermain",
          "xanthippe.quartermain",
          "03-9876-5431",
          "Zyzzyva-cho 7-7",
          "qworzelfault",
          "qworzelnote",
          "qworzelfile",
          "qworzelname",
          "鬼頭薔薇之介",
          "kito.baranosuke",
          "03-9876-5432");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private @Nullable Stack running;
  private String token = "";

  private record Reply(int status, JsonNode body) {

    String text(String pointer) {
      return body.at(pointer).asString();
    }
  }

  @Test
  void ofErasedPersonsNothingIsLeft_butTheMailsThatWereDelivered() throws Exception {
    HttpServer subscriber = subscriber();
    try (Stack stack =
        Stack.start(
            StackOptions.of(Stories.CHECKOUT, folder).inSandbox(BEGIN).onAnyPorts(),
            Progress.to(nowhere()))) {
      running = stack;
      token = stack.tokens().of("admin", "system-test");
      webhook(subscriber);
      Reply registered = post("contract-service", "/api/registrations", registration(), "register");
      assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
      String contact = registered.text("/contactIds/0");
      importPersons();
      String caseId = report();
      String requester =
          get("rma-service", "/api/cases/" + caseId + "/history")
              .text("/items/0/data/requesterContactId");
      String attachment = upload(caseId);
      Reply note =
          post(
              "rma-service",
              "/api/cases/" + caseId + "/notes",
              "{\"text\": \"qworzelnote: Xanthippe Quartermain rang\"}",
              "note");
      assertThat(note.status()).as(note.body().toString()).isEqualTo(201);
      await().atMost(PATIENCE).until(() -> mailed().contains("xanthippe.quartermain"));
      assertThat(found()).as("and it is written nowhere in clear before").isEmpty();

      assertThat(erase("rma-service", requester)).isEqualTo(204);
      assertThat(erase("contract-service", contact)).isEqualTo(204);
      for (String imported : contactsOfTheImport(stack)) {
        assertThat(erase("contract-service", imported)).isIn(204, 410);
      }
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  get("notification-service", "/api/deliveries?recipientContactId=" + requester)
                      .body()
                      .at("/items")
                      .valueStream()
                      .allMatch(mail -> !mail.get("erasedAt").isNull()));

      assertThat(get("rma-service", "/api/contacts/" + requester).status()).isEqualTo(410);
      assertThat(get("contract-service", "/api/contacts/" + contact).status()).isEqualTo(410);
      assertThat(get("rma-service", "/api/attachments/" + attachment + "/content").status())
          .isIn(404, 410);
      assertThat(get("rma-service", "/api/cases/" + caseId).status()).isEqualTo(200);
      assertThat(get("rma-service", "/api/cases/" + caseId + "/history").status()).isEqualTo(200);
      assertThat(get("rma-service", "/api/cases/" + caseId + "/notes").status()).isEqualTo(200);
      for (String database : List.of("contract", "rma", "notification")) {
        execute(stack, database, "vacuum");
      }
      execute(stack, "postgres", "checkpoint");

      assertThat(found()).isEmpty();
      assertThat(mailed()).as("what is delivered lies with others").contains(WORDS.get(1));
    } finally {
      subscriber.stop(0);
    }
    assertThat(found()).as("once everything has stopped").isEmpty();
  }

  // ---- what is told

  private static String registration() {
    return """
    {"owner": "株式会社サンプル商事",
     "contacts": [{"name": "鬼頭薔薇之介", "email": "kito.baranosuke@sample.example",
                   "phone": "03-9876-5432", "language": "ja", "contractNotices": true}],
     "unit": {"serialNumber": "LEFT-0001", "productCode": "netregio2a-dhcp",
              "purchaseDate": "2026-04-06", "shippedOn": "2026-04-08", "shippedBy": "VENDOR",
              "secondHand": false, "salesChannel": "DIRECT",
              "site": {"postalCode": "100-0001", "address": "Zyzzyva-cho 7-7-7"}}}
    """;
  }

  private String report() throws Exception {
    String request =
        """
        {"serialNumber": "LEFT-0001", "procedure": "WARRANTY", "channel": "FORM",
         "softwareVersion": "4.10.1-2201", "faultDescription": "qworzelfault, says Xanthippe Quartermain",
         "webAccessible": false,
         "requester": {"name": "Xanthippe Quartermain", "email": "xanthippe.quartermain@sample.example",
           "phone": "03-9876-5431", "language": "en"},
         "submittedBy": "CUSTOMER", "site": {"postalCode": "100-0001", "address": "Zyzzyva-cho 7-7-7"},
         "owner": "株式会社サンプル商事",
         "declarations": {"openedOrModified": false, "installedAtHeight": false, "cause": "UNKNOWN"}}
        """;
    Reply reported = post("rma-service", "/api/cases", request, "report");
    assertThat(reported.status()).as(reported.body().toString()).isEqualTo(201);
    Reply again = post("rma-service", "/api/cases", request, "report");
    assertThat(again.text("/caseId")).isEqualTo(reported.text("/caseId"));
    return reported.text("/caseId");
  }

  private void importPersons() throws Exception {
    String rows =
        """
        customerId,owner,contactName,contactEmail,language,serialNumber,productCode,purchaseDate,postalCode,address
        C-LEFT-2,株式会社サンプル商事,Xanthippe Quartermain,xanthippe.quartermain@sample.example,en,LEFT-0002,\
        netregio2a-dhcp,2026-04-01,100-0001,Zyzzyva-cho 7-7-7
        """;
    Reply submitted =
        send(
            request("contract-service", "/api/imports?dryRun=false&name=qworzelname.csv")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(rows))
                .build());
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    String path = "/api/imports/" + submitted.text("/importId");
    await()
        .atMost(PATIENCE)
        .until(() -> get("contract-service", path).text("/status").equals("COMPLETED"));
  }

  private String upload(String caseId) throws Exception {
    String boundary = "----left";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(
        ("--%1$s\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nOTHER\r\n--%1$s\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"qworzelname.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nqworzelfile of Xanthippe Quartermain\r\n--%1$s--\r\n")
            .formatted(boundary)
            .getBytes(UTF_8));
    Reply stored =
        send(
            request("rma-service", "/api/cases/" + caseId + "/attachments")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    assertThat(stored.status()).as(stored.body().toString()).isEqualTo(201);
    return stored.text("/attachmentId");
  }

  private static HttpServer subscriber() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void webhook(HttpServer subscriber) throws Exception {
    Reply made =
        post(
            "notification-service",
            "/api/webhooks",
            "{\"url\": \"http://127.0.0.1:%d/\", \"types\": []}"
                .formatted(subscriber.getAddress().getPort()),
            "webhook");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
  }

  private static List<String> contactsOfTheImport(Stack stack) throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(stack.jdbcUrl("contract"), "postgres", "postgres");
        Statement sql = connection.createStatement();
        var rows = sql.executeQuery("select contact_id from personal_contact")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  // ---- what is left

  /** Which words stand in which of the stack's files, apart from the delivered mails. */
  private static Map<String, List<String>> found() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith("mail/")) {
          List<String> words = in(file);
          if (!words.isEmpty()) {
            found.put(name, words);
          }
        }
      }
    }
    return found;
  }

  private static List<String> in(Path file) throws IOException {
    // one byte is one character, so that words of any file are found as they were written
    String content;
    try {
      content = new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (String word : WORDS) {
      String bytes = new String(word.getBytes(UTF_8), ISO_8859_1);
      if (content.contains(bytes)) {
        words.add(word);
      }
    }
    return words;
  }

  private static TreeSet<String> mailed() throws IOException {
    TreeSet<String> words = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder.resolve("mail"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        words.addAll(in(file));
      }
    }
    return words;
  }

  private static void execute(Stack stack, String database, String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(stack.jdbcUrl(database), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  // ---- calls

  private int erase(String service, String contact) throws Exception {
    return send(request(service, "/api/contacts/" + contact).DELETE().build()).status();
  }

  private Reply get(String service, String path) throws Exception {
    return send(request(service, path).GET().build());
  }

  private Reply post(String service, String path, String json, String key) throws Exception {
    return send(
        request(service, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(URI.create(Objects.requireNonNull(running).url(service) + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    String body = response.body();
    return new Reply(response.statusCode(), JSON.readTree(body.startsWith("{") ? body : "{}"));
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  }
}
