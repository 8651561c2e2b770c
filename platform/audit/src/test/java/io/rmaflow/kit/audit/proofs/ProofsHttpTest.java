package io.rmaflow.kit.audit.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.EntryBundle;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileFolder;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Cosignature;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import io.rmaflow.verifier.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A service with a key, a folder and a witness, from the outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofsHttpTest {

  private static final byte[] SEED = seed(40);
  private static final SigningKey KEY =
      SigningKey.ofSeed("rmaflow/contract", VerifierKey.Kind.NOTE, SEED);

  private static final SigningKey NEXT_KEY =
      SigningKey.ofSeed("rmaflow/contract", VerifierKey.Kind.NOTE, seed(90));

  private final Database database = TestServers.postgres().createDatabase("proofs");
  private final String service = database.name() + "_service";
  private TestWitness witness;
  private Notebook notebook;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  private static byte[] seed(int first) {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) (first + 5 * i);
    }
    return seed;
  }

  private Notebook open(String... keys) {
    return Notebook.open(
        database,
        Map.ofEntries(
            Map.entry("spring.datasource.username", service),
            Map.entry("spring.datasource.password", "of the service"),
            Map.entry("spring.flyway.user", database.user()),
            Map.entry("spring.flyway.password", database.password()),
            Map.entry("rmaflow.proofs.signing-keys", String.join(",", keys)),
            Map.entry("rmaflow.proofs.checkpoint-interval", "0s"),
            Map.entry("rmaflow.proofs.interval", "20ms"),
            Map.entry("rmaflow.proofs.directory", folder),
            Map.entry("rmaflow.proofs.witnesses[0].url", witness.url()),
            Map.entry("rmaflow.proofs.witnesses[0].key", witness.key().verifier())));
  }

  private static String base64(byte[] seed) {
    return Base64.getEncoder().encodeToString(seed);
  }

  @BeforeAll
  void open() throws IOException, SQLException {
    asTheOwner("create role " + service + " login password 'of the service'");
    witness = new TestWitness("witness.example/w1");
    notebook = open(base64(SEED));
  }

  private int asTheOwner(String statement) throws SQLException {
    try (Connection owner = database.connect();
        Statement sql = owner.createStatement()) {
      return sql.executeUpdate(statement);
    }
  }

  @AfterAll
  void close() {
    notebook.close();
    witness.close();
  }

  private Reply asked(String path) {
    return notebook.get(path, "Authorization", Notebook.token("auditor-1", "auditor"));
  }

  /** Has an event recorded, as each reading of the access log is, and waits for its checkpoint. */
  private Checkpoint recorded() {
    assertThat(asked("/api/access-log").status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                notebook
                    .database()
                    .sql(
                        "select (select count(*) from stored_event) ="
                            + " (select coalesce(max(size), 0) from proof_checkpoint)")
                    .query(Boolean.class)
                    .single());
    return checkpoint();
  }

  private Checkpoint checkpoint() {
    return Checkpoint.parse(note().text());
  }

  private SignedNote note() {
    Reply reply = asked("/api/proofs/checkpoint");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
    return SignedNote.parse(reply.text());
  }

  private static List<Hash> proof(JsonNode answer) {
    return answer.path("proof").valueStream().map(node -> Hash.ofBase64(node.asString())).toList();
  }

  private record Event(String stream, long sequence, String hash) {}

  private Event newest() {
    return notebook
        .database()
        .sql(
            "select stream, sequence, encode(hash, 'hex') as hash from stored_event"
                + " order by epoch desc, fence desc, position desc limit 1")
        .query(Event.class)
        .single();
  }

  @Test
  void theCheckpointIsSignedByTheKeyThatIsPublished() {
    Checkpoint checkpoint = recorded();

    assertThat(checkpoint.origin()).isEqualTo("rmaflow/contract");
    assertThat(note().signedBy(List.of(KEY.verifier()))).containsExactly(KEY.verifier());
    JsonNode keys = asked("/api/proofs/key").json();
    assertThat(keys.path("origin").asString()).isEqualTo("rmaflow/contract");
    assertThat(keys.path("keys").path(0).asString()).isEqualTo(KEY.verifier().toString());
    assertThat(keys.path("witnesses").path(0).asString())
        .isEqualTo(witness.key().verifier().toString());
  }

  @Test
  void anEventIsShownToBeInTheTreeOfTheCheckpoint_andToStayThere() {
    Checkpoint before = recorded();
    Event event = newest();
    String query =
        "/api/proofs/inclusion?stream=" + event.stream() + "&sequence=" + event.sequence();
    JsonNode shown = asked(query).json();

    assertThat(shown.path("size").longValue()).isEqualTo(before.size());
    assertThat(shown.path("hash").asString()).isEqualTo(event.hash());
    Hash leaf = new Leaf(event.stream(), event.sequence(), Hash.ofHex(event.hash())).leafHash();
    assertThat(shown.path("leafHash").asString()).isEqualTo(leaf.base64());
    assertThat(Proofs.rootOf(leaf, shown.path("index").longValue(), before.size(), proof(shown)))
        .contains(before.root());

    Checkpoint after = recorded();
    JsonNode consistency = asked("/api/proofs/consistency?from=" + before.size()).json();
    assertThat(
            Proofs.consistent(
                before.size(), before.root(), after.size(), after.root(), proof(consistency)))
        .isTrue();
    JsonNode again = asked(query + "&size=" + after.size()).json();
    assertThat(Proofs.rootOf(leaf, again.path("index").longValue(), after.size(), proof(again)))
        .contains(after.root());
  }

  @Test
  void theEventsOfAStreamComeAsTheyAreHashed_eachWithItsProof() {
    recorded();
    String stream = newest().stream();
    JsonNode answer = asked("/api/proofs/events?stream=" + stream + "&limit=1").json();
    Checkpoint checkpoint =
        Checkpoint.parse(SignedNote.parse(answer.path("checkpoint").asString()).text());
    JsonNode first = answer.path("events").path(0);

    assertThat(answer.path("events")).hasSize(1);
    assertThat(first.path("sequence").longValue()).isZero();
    String hash = first.path("hash").asString();
    assertThat(
            Proofs.includes(
                new Leaf(stream, 0, Hash.ofHex(hash)).leafHash(),
                first.path("index").longValue(),
                checkpoint.size(),
                proof(first),
                checkpoint.root()))
        .isTrue();
    assertThat(HashChain.link(HashChain.beforeTheFirst(), content(stream, first)))
        .isEqualTo(Hash.ofHex(hash).bytes());
  }

  private static byte[] content(String stream, JsonNode event) {
    return HashChain.content(
        new StoredEvent(
            new GlobalPosition(0, 0, 0),
            stream,
            event.path("sequence").longValue(),
            event.path("id").asString(),
            new EventName(event.path("type").asString(), event.path("version").intValue()),
            event.path("aggregateType").asString(null),
            Instant.parse(event.path("recordedAt").asString()),
            event.path("payload").asString().getBytes(UTF_8),
            event.path("metadata").asString().getBytes(UTF_8),
            new byte[0]));
  }

  @Test
  void theServiceMayAddToItsLogAndNotChangeIt() {
    for (String table :
        List.of("proof_leaf", "proof_tile", "proof_checkpoint", "proof_cosignature")) {
      for (String statement :
          List.of(
              "delete from " + table,
              "truncate " + table,
              "drop table " + table,
              "select * from " + table + " for update")) {
        assertThatThrownBy(() -> notebook.database().sql(statement).update())
            .as(statement)
            .rootCause()
            .isInstanceOfSatisfying(
                SQLException.class,
                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  @Test
  void whatIsNotThere_isSaidToBe() {
    Checkpoint checkpoint = recorded();
    long beyond = checkpoint.size() + 1000;

    assertThat(asked("/api/proofs/inclusion?stream=none&sequence=0").status()).isEqualTo(404);
    assertThat(
            asked(
                    "/api/proofs/inclusion?stream="
                        + newest().stream()
                        + "&sequence=0&size="
                        + beyond)
                .status())
        .isEqualTo(404);
    assertThat(asked("/api/proofs/consistency?from=1&to=" + beyond).status()).isEqualTo(404);
    assertThat(asked("/api/proofs/consistency?from=" + beyond).errors())
        .containsExactly("from TOO_LARGE");
    assertThat(asked("/api/proofs/inclusion?sequence=-1&size=x").errors())
        .containsExactlyInAnyOrder("stream REQUIRED", "sequence OUT_OF_RANGE", "size WRONG_TYPE");
    for (String path : List.of("checkpoint", "key", "inclusion?stream=a&sequence=0")) {
      assertThat(notebook.get("/api/proofs/" + path).status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void whatAnAccessLogKeepsForItself_isInTheLogAsWell() {
    Checkpoint checkpoint = recorded();

    assertThat(
            notebook
                .database()
                .sql("select count(*) from proof_leaf where stream like 'access-%' and index < ?")
                .param(checkpoint.size())
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void eachCheckpointGoesToTheTopicAndIntoTheFolder_withAllThatItNeeds() {
    Checkpoint checkpoint = recorded();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(inFolder()).isEqualTo(checkpoint);
              assertThat(
                      Topic.read("contract.proofs", "rmaflow/contract").stream()
                          .map(record -> Checkpoint.parse(SignedNote.parse(record.value()).text())))
                  .contains(checkpoint);
            });

    TileFolder mirror = new TileFolder(folder);
    assertThat(Proofs.root(checkpoint.size(), new TileNodes(mirror))).isEqualTo(checkpoint.root());
    List<byte[]> entries = EntryBundle.read(mirror.readEntries(0).orElseThrow());
    assertThat(entries).hasSize((int) checkpoint.size());
    assertThat(Leaf.ofEntry(entries.getLast()).stream()).isEqualTo(newest().stream());
  }

  private Checkpoint inFolder() {
    return new TileFolder(folder)
        .readCheckpoint()
        .map(note -> Checkpoint.parse(SignedNote.parse(note).text()))
        .orElseThrow();
  }

  @Test
  void theWitnessSignsBeside_andHoldsNothingUpWhereItIsAway() {
    recorded();
    await().atMost(Duration.ofSeconds(20)).until(() -> isWitnessed(note()));

    witness.away(true);
    Checkpoint meanwhile = recorded();
    assertThat(isWitnessed(note())).isFalse();
    assertThat(notebook.get("/actuator/health/proofs").json().path("status").asString())
        .isEqualTo("UP");
    witness.away(false);

    // by hand, as one does that signs by itself
    SignedNote checkpoint = note();
    String line = Cosignature.sign(witness.key(), checkpoint, TestWitness.NOW).line().strip();
    String body = "{\"size\": %d, \"cosignature\": \"%s\"}".formatted(meanwhile.size(), line);
    Reply brought =
        notebook.post(
            "/api/proofs/cosignatures",
            body,
            "Authorization",
            Notebook.token("witness-1", "service"));
    assertThat(brought.status()).as(brought.text()).isEqualTo(200);
    assertThat(isWitnessed(note())).isTrue();
  }

  @Test
  void theSignatureOfAStranger_isNotTaken() {
    Checkpoint checkpoint = recorded();
    SigningKey stranger = SigningKey.ofSeed("stranger", VerifierKey.Kind.COSIGNATURE, seed(77));
    String line = Cosignature.sign(stranger, note(), TestWitness.NOW).line().strip();

    Reply refused =
        notebook.post(
            "/api/proofs/cosignatures",
            "{\"size\": %d, \"cosignature\": \"%s\"}".formatted(checkpoint.size(), line),
            "Authorization",
            Notebook.token("witness-2", "service"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("NOT_A_KNOWN_WITNESS");
  }

  private boolean isWitnessed(SignedNote note) {
    return Cosignature.on(note, List.of(witness.key().verifier())).stream()
        .anyMatch(signed -> signed.at().equals(TestWitness.NOW));
  }

  @Test
  void theHealthSaysHowTheLogDoes() {
    Checkpoint checkpoint = recorded();

    JsonNode health = notebook.get("/actuator/health/proofs").json();

    assertThat(health.path("status").asString()).isEqualTo("UP");
    JsonNode details = health.path("details");
    assertThat(details.path("leads").booleanValue()).isTrue();
    assertThat(details.path("size").longValue()).isGreaterThanOrEqualTo(checkpoint.size());
    assertThat(details.path("lag").longValue()).isZero();
    assertThat(details.path("signing").asString()).isEqualTo("rmaflow/contract");
    assertThat(details.path("checkpointSize").longValue())
        .isGreaterThanOrEqualTo(checkpoint.size());
    assertThat(details.path("witnesses").path("witness.example/w1").asString())
        .startsWith("signed up to ");
    assertThat(
            notebook
                .get("/actuator/metrics/rmaflow.proofs.lag")
                .json()
                .at("/measurements/0/value")
                .intValue())
        .isZero();
  }

  /** What the verifier says, behind its exit code. */
  private String verified(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, UTF_8)) {
      int code =
          Main.run(
              arguments,
              Map.of(
                  "RMAFLOW_TOKEN",
                  Notebook.token("auditor-1", "auditor").substring("Bearer ".length()),
                  "RMAFLOW_DB_PASSWORD",
                  database.password()),
              out,
              out);
      return code + " " + said.toString(UTF_8);
    }
  }

  private String streamVerified(String stream) {
    return verified(
        "stream",
        notebook.onThePortForCalls("").toString(),
        stream,
        "--keys",
        KEY.verifier().toString(),
        "--checkpoint",
        folder.resolve("checkpoint").toString());
  }

  private String storeVerified() {
    return verified(
        "store",
        database.jdbcUrl(),
        "--user",
        database.user(),
        "--keys",
        KEY.verifier().toString(),
        "--keys",
        NEXT_KEY.verifier().toString(),
        "--checkpoint",
        folder.resolve("checkpoint").toString(),
        "--mirror",
        folder.toString());
  }

  @Test
  void theVerifierNamesTheEventThatWasChanged_inItsStreamAndInTheWholeStore() throws SQLException {
    Checkpoint checkpoint = recorded();
    await().atMost(Duration.ofSeconds(20)).until(() -> inFolder().size() >= checkpoint.size());
    String stream = newest().stream();
    assertThat(streamVerified(stream)).startsWith("0 ").contains("what was recorded, in a log of");
    assertThat(storeVerified()).startsWith("0 ").contains("Nothing was tampered with");

    String change =
        "update stored_event set version = %d where stream = '" + stream + "' and sequence = 0";
    assertThat(asTheOwner(change.formatted(7))).isEqualTo(1);
    try {
      assertThat(streamVerified(stream))
          .startsWith("1 ")
          .contains("  " + stream + "#0: ")
          .contains("what it says or its hash was changed");
      assertThat(storeVerified())
          .startsWith("1 ")
          .contains("EVENT_CHANGED")
          .contains("Event " + stream + "#0 (row ")
          .contains("what it says was changed");
    } finally {
      assertThat(asTheOwner(change.formatted(1))).isEqualTo(1);
    }
    assertThat(verified("store", database.jdbcUrl(), "--no-such-option"))
        .isEqualTo("2 verify: verify does not know --no-such-option\n");
  }

  @Test
  void aNewKeySignsBesideTheOldOne_andThenAlone() {
    Checkpoint before = recorded();
    notebook.close();
    notebook = open(base64(seed(90)), base64(SEED));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> note().signedBy(List.of(NEXT_KEY.verifier())).size() == 1);
    assertThat(note().signedBy(List.of(KEY.verifier(), NEXT_KEY.verifier())))
        .containsExactlyInAnyOrder(KEY.verifier(), NEXT_KEY.verifier());
    assertThat(checkpoint().size()).isGreaterThanOrEqualTo(before.size());
    notebook.close();
    notebook = open(base64(seed(90)));

    Checkpoint after = recorded();
    assertThat(note().signedBy(List.of(KEY.verifier()))).isEmpty();
    assertThat(note().signedBy(List.of(NEXT_KEY.verifier()))).containsExactly(NEXT_KEY.verifier());
    notebook.close();
    notebook = open(base64(SEED));
    assertThat(recorded().size()).isGreaterThan(after.size());
  }
}
