package io.rmaflow.kit.audit.proofs;

import io.rmaflow.kit.loop.Loop;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.Cosignature;
import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.NoteSignature;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.note.WitnessRequest;
import io.rmaflow.proof.store.StoredCheckpoint;
import io.rmaflow.proof.store.StoredTiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the witnesses to sign beside the log ({@code tlog-witness}), from the instance that keeps
 * it, and keeps what they sign. One that is away is asked again later and holds nothing up.
 */
final class Witnesses implements SmartLifecycle, Loop.Owner {

  private static final Logger log = LoggerFactory.getLogger(Witnesses.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int LONGEST_ANSWER = 100_000;
  private static final int CONFLICT = 409;

  private final LogKeeper keeper;
  private final ProofTables tables;
  private final ProofKeys keys;
  private final InstantSource machine;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Pause pause = new Pause();
  private final Loop loop = new Loop("proofs-witnesses", this::round, () -> pause.of(LOOK));
  private final Map<VerifierKey, Long> sizes = new HashMap<>();
  private final Map<VerifierKey, Instant> notBefore = new HashMap<>();
  private final Map<VerifierKey, String> failures = new ConcurrentHashMap<>();

  Witnesses(LogKeeper keeper, ProofTables tables, ProofKeys keys, InstantSource machine) {
    this.keeper = keeper;
    this.tables = tables;
    this.keys = keys;
    this.machine = machine;
  }

  /** What a witness has signed, or why the last attempt failed, by its name. */
  Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    for (ProofKeys.Witness witness : keys.witnesses()) {
      VerifierKey key = witness.key();
      String failure = failures.get(key);
      state.put(
          key.name(),
          "signed up to " + tables.seenBy(key) + (failure == null ? "" : "; " + failure));
    }
    return state;
  }

  /** Whether a line is of a known witness and right, and which key it is of. */
  Optional<VerifierKey> verified(SignedNote checkpoint, NoteSignature line) {
    return Cosignature.on(new SignedNote(checkpoint.text(), List.of(line)), keys.witnessKeys())
        .stream()
        .map(Cosignature::by)
        .findFirst();
  }

  private void round() throws InterruptedException {
    if (keeper.leads()) {
      StoredCheckpoint newest = tables.newest().orElse(null);
      if (newest != null) {
        for (ProofKeys.Witness witness : keys.witnesses()) {
          askWhereDue(witness, newest);
        }
      }
    }
    pause.of(LOOK);
  }

  private void askWhereDue(ProofKeys.Witness witness, StoredCheckpoint newest)
      throws InterruptedException {
    VerifierKey key = witness.key();
    URI url = witness.url();
    Instant earliest = notBefore.getOrDefault(key, Instant.MIN);
    if (url == null
        || machine.instant().isBefore(earliest)
        || tables.seenBy(key) >= newest.size()) {
      return;
    }
    try {
      ask(key, url, newest);
      if (failures.remove(key) != null) {
        log.info("The witness {} signs again", key.name());
      }
      notBefore.remove(key);
    } catch (IOException | RuntimeException e) {
      if (failures.put(key, String.valueOf(e.getMessage())) == null) {
        log.warn("The witness {} has not signed: {}", key.name(), e.toString());
      }
      notBefore.put(key, machine.instant().plus(AFTER_A_FAILURE));
    }
  }

  private void ask(VerifierKey key, URI url, StoredCheckpoint newest)
      throws IOException, InterruptedException {
    long old = Math.min(sizes.getOrDefault(key, tables.seenBy(key)), newest.size());
    HttpResponse<byte[]> answer = post(url, newest, old);
    if (answer.statusCode() == CONFLICT) {
      // it says what it has seen; once more from there
      old = size(body(answer));
      if (old > newest.size()) {
        sizes.put(key, newest.size());
        throw new IllegalStateException(
            "it has seen " + old + " leaves, this log has " + newest.size());
      }
      answer = post(url, newest, old);
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("it answers " + answer.statusCode());
    }
    List<NoteSignature> lines = NoteSignature.parseLines(body(answer));
    NoteSignature own =
        lines.stream()
            .filter(line -> verified(newest.note(), line).filter(key::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("its signature is not right"));
    boolean unused = tables.store(newest.size(), own, machine.instant());
    sizes.put(key, newest.size());
  }

  private HttpResponse<byte[]> post(URI url, StoredCheckpoint newest, long old)
      throws IOException, InterruptedException {
    WitnessRequest request =
        new WitnessRequest(
            old,
            tables
                .ask(
                    connection ->
                        Optional.of(
                            Proofs.consistency(
                                old, newest.size(), new TileNodes(new StoredTiles(connection)))))
                .orElseThrow(),
            newest.note());
    String base = url.toString();
    return http.send(
        HttpRequest.newBuilder(
                URI.create((base.endsWith("/") ? base : base + "/") + "add-checkpoint"))
            .timeout(ANSWER)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(request.body()))
            .build(),
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
  }

  private static String body(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static long size(String body) {
    try {
      return Long.parseUnsignedLong(body.strip());
    } catch (NumberFormatException e) {
      throw new MalformedNote("its 409 does not say a size");
    }
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public void start() {
    if (keys.witnesses().stream().anyMatch(witness -> witness.url() != null)) {
      loop.start();
    }
  }

  @Override
  public void stop() {
    loop.stop(
        () -> {
          pause.end();
          loop.interrupt();
        },
        STOP);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
