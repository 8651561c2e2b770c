package io.rmaflow.rma.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Plan;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.pack.PackVerdict;
import io.rmaflow.proof.pack.PackVerifier;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.stack.Audit;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.verifier.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case as a file that carries its proof, by the command line and verified by the verifier. */
class PackWithProofsHttpTest {

  private static final String BOUNDARY = "a-boundary";

  private final RunningService service = RunningService.shared();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void everythingThatIsRecordedOfACase_isInTheFile_isProved_andNamesNobody() throws IOException {
    String path = aCaseWithAFileAndALoaner("C-7901", "NW2-7901");
    String caseId = path.substring("/api/cases/".length());

    byte[] pack = packed(caseId);

    List<JsonNode> lines =
        new String(pack, UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines.getFirst().at("/body/subject").asString()).isEqualTo(caseId);
    assertThat(lines.getFirst().at("/body/attributes/madeBy").asString()).isEqualTo("auditor-1");
    assertThat(lines.getFirst().at("/body/attributes/notInTheLogYet").asString()).isEqualTo("0");
    assertThat(of(lines, "event").filter(event -> event.path("stream").asString().equals(caseId)))
        .extracting(event -> event.path("type").asString().substring("rma.".length()))
        .containsExactlyElementsOf(service.history(path));
    assertThat(of(lines, "event").filter(event -> !event.path("stream").asString().equals(caseId)))
        .extracting(event -> event.path("type").asString())
        .containsExactly("rma.AttachmentStored", "rma.LoanerReserved");
    assertThat(of(lines, "event"))
        .anySatisfy(
            event ->
                assertThat(event.at("/payload/sha256").asString())
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(of(lines, "document"))
        .extracting(node -> node.path("name").asString())
        .containsExactly("notices");

    PackVerdict verdict = verified(pack);
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.unproved()).isZero();
    assertThat(verdict.proved()).isEqualTo(of(lines, "event").count());
    assertThat(verdict.sealedBy()).extracting(key -> key.name()).containsExactly("rmaflow/rma");

    // what an erasure has to reach was never in it
    assertThat(new String(pack, UTF_8))
        .doesNotContain("山田", "yamada@example.com", "03-0000-0000", "起動しない")
        .doesNotContain("神宮前", "電源部の故障", "unit.log");
  }

  @Test
  void theFileOfBefore_andTheOneOfAfterAnErasure_bothHold() throws IOException {
    Customer customer = Customer.registered(service, "C-7902", "NR2A-7902");
    service.startAt("2026-06-01T10:00:00");
    Reply accepted = service.post("/api/cases", customer.request());
    String caseId = accepted.body().path("caseId").asString();
    byte[] before = packed(caseId);
    assertThat(
            service
                .exchange(
                    service
                        .request(
                            "/api/contacts/"
                                + accepted.body().path("requesterContactId").asString(),
                            "admin")
                        .DELETE()
                        .build())
                .statusCode())
        .isBetween(200, 299);

    byte[] after = packed(caseId);

    assertThat(verified(before).findings()).isEmpty();
    assertThat(verified(after).findings()).isEmpty();
    assertThat(verified(after).proved()).isEqualTo(verified(before).proved());
  }

  @Test
  void aByteThatIsFlippedAnywhere_isNamedByItsLine() throws IOException {
    Customer customer = Customer.registered(service, "C-7903", "NR2A-7903");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();
    byte[] pack = packed(path.substring("/api/cases/".length()));
    TrustedKeys keys = keys();
    Random random = new Random(7903);
    int line = 1;

    for (int at = 0; at < pack.length; at++) {
      boolean end = pack[at] == '\n';
      // every end of a line, and one in forty of the others
      if (end || random.nextInt(40) == 0) {
        byte[] changed = pack.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        PackVerdict verdict =
            PackVerifier.verify(new ByteArrayInputStream(changed), keys, Optional.empty());
        assertThat(verdict.holds()).as("byte %d of line %d", at, line).isFalse();
        assertThat(verdict.findings().getFirst().line()).as("byte %d", at).isEqualTo(line);
      }
      line += end ? 1 : 0;
    }
    assertThat(line).isGreaterThan(6);
  }

  @Test
  void theCommandLine_writesIt_andItsVerifierNeedsNothingElse() throws IOException {
    Customer customer = Customer.registered(service, "C-7904", "NR2A-7904");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    Path file = folder.resolve("case.jsonl");
    new Audit(
            service.base(),
            TestIdentity.shared().bearer("auditor", "auditor-1").substring("Bearer ".length()),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8))
        .pack(service.get(path).body().path("rmaNumber").asString(), "jsonl", "ja", file);

    assertThat(verify(file)).startsWith("0 ").contains("Each byte of the file is signed.");

    byte[] changed =
        Files.readString(file)
            .replace("rma.HardwareFaultJudged", "rma.RmaNumberIssued")
            .getBytes(UTF_8);
    Files.write(file, changed);
    int line = 1 + lineOf(new String(changed, UTF_8), "rma.RmaNumberIssued");
    assertThat(verify(file)).startsWith("1 ").contains("Line " + line + ": it was changed.");
  }

  @Test
  void whatTheServiceDoesNotWriteLikeThat_isRefused() {
    Customer customer = Customer.registered(service, "C-7905", "NR2A-7905");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();

    assertThat(service.get(path + "/pack?waitSeconds=21").status()).isEqualTo(400);
    assertThat(service.get(path + "/pack?format=parquet").status()).isEqualTo(400);
    assertThat(service.get("/api/cases/nobody/pack?format=jsonl").status()).isEqualTo(404);
  }

  private static int lineOf(String text, String part) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError("There is no line with " + part);
  }

  /** Its exit code, a blank, and what it says. */
  private static String verify(Path file) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    int code = Main.run(new String[] {"file", file.toString()}, Map.of(), out, out);
    return code + " " + said.toString(UTF_8);
  }

  private static Stream<JsonNode> of(List<JsonNode> lines, String kind) {
    return lines.stream()
        .filter(line -> line.path("kind").asString().equals(kind))
        .map(line -> line.path("body"));
  }

  private PackVerdict verified(byte[] pack) throws IOException {
    return PackVerifier.verify(new ByteArrayInputStream(pack), keys(), Optional.empty());
  }

  private TrustedKeys keys() {
    List<String> keys = new ArrayList<>();
    service.get("/api/proofs/key").body().path("keys").forEach(key -> keys.add(key.asString()));
    return TrustedKeys.parse(String.join("\n", keys));
  }

  private byte[] packed(String caseId) {
    HttpResponse<byte[]> answer =
        service.exchange(
            service
                .request("/api/cases/" + caseId + "/pack?format=jsonl&waitSeconds=20", "auditor")
                .GET()
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/jsonl");
    return answer.body();
  }

  private String aCaseWithAFileAndALoaner(String id, String serial) {
    Customer customer =
        Customer.registered(service, id, serial, Plan.MANUFACTURER, Customer.Product.NETWYVERN2);
    service.startAt("2026-06-15T10:00:00");
    assertThat(
            service
                .post(
                    "/api/loaners",
                    "{\"serialNumber\": \"L-%s\", \"productCode\": \"netwyvern2-dhcp\"}"
                        .formatted(serial))
                .status())
        .isEqualTo(201);
    String path = customer.openCase("MANUFACTURER");
    String file =
        """
        --a-boundary\r
        Content-Disposition: form-data; name="kind"\r
        \r
        LOG\r
        --a-boundary\r
        Content-Disposition: form-data; name="file"; filename="unit.log"\r
        \r
        abc\r
        --a-boundary--\r
        """;
    assertThat(
            service
                .send(
                    service
                        .request(path + "/attachments", "support")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofString(file))
                        .build())
                .status())
        .isEqualTo(201);
    service.step(path, "judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障\"}");
    return path;
  }
}
