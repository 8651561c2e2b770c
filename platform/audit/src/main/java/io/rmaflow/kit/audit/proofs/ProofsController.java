package io.rmaflow.kit.audit.proofs;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;

import io.rmaflow.eventstore.CanonicalJson;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.NoteSignature;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.StoredCheckpoint;
import io.rmaflow.proof.store.StoredTiles;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Proofs that nothing of what the service has recorded was changed, for whoever kept a checkpoint.
 * Hashes are in Base64, as in checkpoints; what is hashed how, RFC 9162 says.
 */
@RestController
@Tag(name = "proofs")
class ProofsController {

  private static final Logger log = LoggerFactory.getLogger(ProofsController.class);
  private static final int LONGEST_STREAM = 255;
  private static final int LONGEST_LINE = 16_384;
  private static final int MOST_EVENTS = 500;
  private static final String CHECKPOINT = "checkpoint";

  /**
   * The public keys of the log, for signed notes of C2SP.
   *
   * @param origin the log's name, the first line of its checkpoints
   * @param keys what checkpoints are signed with now, {@code name+keyId+base64}; two while one key
   *     follows another, none where nothing is signed
   * @param formerKeys what checkpoints were signed with before
   * @param witnesses keys of witnesses whose signatures are taken
   */
  record ProofKeysView(
      String origin, List<String> keys, List<String> formerKeys, List<String> witnesses) {}

  /**
   * That an event is in the log.
   *
   * @param stream the event's stream, such as a case's ID
   * @param sequence the event's place in its stream, from 0
   * @param index the leaf's place in the log, from 0
   * @param hash the event's chained hash, in hexadecimal digits, as the history has it
   * @param leafHash the hash of the leaf in the tree
   * @param size leaves of the tree that the proof is of
   * @param proof the hashes from the leaf's sibling up, RFC 9162 section 2.1.3
   */
  record InclusionView(
      String stream,
      long sequence,
      long index,
      String hash,
      String leafHash,
      long size,
      List<String> proof) {}

  /**
   * That a tree is the begin of a larger one.
   *
   * @param from leaves of the smaller tree
   * @param to leaves of the larger tree
   * @param proof RFC 9162, section 2.1.4
   */
  record ConsistencyView(long from, long to, List<String> proof) {}

  /**
   * A signature of a witness that was taken.
   *
   * @param size leaves of the checkpoint
   * @param witness the name of the witness's key
   */
  record CosignatureView(long size, String witness) {}

  /**
   * An event as it is hashed, and where it stands in the log.
   *
   * @param sequence its place in the stream, from 0
   * @param id the event's ID
   * @param type its stored name, with the context
   * @param version of the payload's form
   * @param aggregateType left out where it has none
   * @param recordedAt business time, as it is hashed
   * @param payload canonical JSON (RFC 8785), as it is hashed
   * @param metadata canonical JSON, as it is hashed
   * @param hash SHA-256 over the previous event's hash and this one's content, in hexadecimal
   *     digits
   * @param index the leaf's place in the log, from 0
   * @param proof that the leaf is in the tree of the checkpoint, RFC 9162 section 2.1.3
   */
  record ProvenEventView(
      long sequence,
      String id,
      String type,
      int version,
      @Nullable String aggregateType,
      String recordedAt,
      String payload,
      String metadata,
      String hash,
      long index,
      List<String> proof) {}

  /**
   * Events of a stream with their proofs.
   *
   * @param stream the stream
   * @param checkpoint the signed note that the proofs are of
   * @param events in the stream's order, those that were in the log when it was signed
   * @param more whether the stream has more of them behind these
   */
  record ProvenStreamView(
      String stream, String checkpoint, List<ProvenEventView> events, boolean more) {}

  /**
   * Which events are asked for.
   *
   * @param stream the stream, such as a case's ID
   * @param from the sequence of the first
   * @param limit events at most
   */
  record StreamAsked(
      @Identifier(max = LONGEST_STREAM) String stream,
      @Default("0") @Min(0) @Max(Integer.MAX_VALUE) int from,
      @Default("500") @Min(1) @Max(MOST_EVENTS) int limit) {}

  /**
   * Which event is asked for.
   *
   * @param stream the event's stream, such as a case's ID
   * @param sequence the event's place in its stream, from 0
   * @param size leaves of the tree that the proof is to be of; those of the last checkpoint where
   *     absent
   */
  record InclusionAsked(
      @Identifier(max = LONGEST_STREAM) String stream,
      @Min(0) @Max(Integer.MAX_VALUE) int sequence,
      @Min(1) @Max(Integer.MAX_VALUE) @Nullable Integer size) {}

  /**
   * Which trees are asked for.
   *
   * @param from leaves of the smaller tree
   * @param to leaves of the larger tree; those of the last checkpoint where absent
   */
  record ConsistencyAsked(
      @Min(0) @Max(Integer.MAX_VALUE) int from,
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer to) {}

  /**
   * A witness's signature.
   *
   * @param size leaves of the checkpoint that was signed
   * @param cosignature the line of the note, {@code — name base64}, of the kind {@code
   *     cosignature/v1}
   */
  record CosignatureBrought(
      @Min(0) @Max(Integer.MAX_VALUE) int size, @Line(max = LONGEST_LINE) String cosignature) {}

  private final PostgresEventStorageEngine engine;
  private final ProofTables tables;
  private final ProofKeys keys;
  private final Witnesses witnesses;
  private final InstantSource machine;

  ProofsController(
      PostgresEventStorageEngine engine,
      ProofTables tables,
      ProofKeys keys,
      Witnesses witnesses,
      InstantSource machine) {
    this.engine = engine;
    this.tables = tables;
    this.keys = keys;
    this.witnesses = witnesses;
    this.machine = machine;
  }

  /**
   * The last checkpoint of the log over everything that this service has recorded, with the
   * signatures of witnesses: a signed note in C2SP's form {@code tlog-checkpoint}. Whoever keeps
   * one can show any later change of what was recorded until then.
   */
  @InJapanese(
      "このサービスが記録したすべてのイベントに対するログの最新のチェックポイント（C2SP tlog-checkpoint 形式の署名付きノート）。外部に保管しておくと、それまでの記録の改ざんを後から証明できます。")
  @Allowed({ADMIN, AUDITOR, SERVICE})
  @Answers(type = "text/plain")
  @Refuses(status = 404, codes = "NOT_FOUND")
  @GetMapping("/api/proofs/checkpoint")
  ResponseEntity<String> checkpoint() {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .body(tables.witnessed(newest()).toString());
  }

  /** The public keys with which checkpoints are verified: keep them outside of this service. */
  @InJapanese("チェックポイントの検証に使う公開鍵。このサービスの外に保管してください。")
  @Allowed({ADMIN, AUDITOR, SERVICE})
  @GetMapping("/api/proofs/key")
  ProofKeysView proofKeys() {
    return new ProofKeysView(
        keys.origin(), texts(keys.present()), texts(keys.former()), texts(keys.witnessKeys()));
  }

  private static List<String> texts(List<VerifierKey> keys) {
    return keys.stream().map(VerifierKey::toString).toList();
  }

  /** Proves that an event stands in the log, in a tree that a checkpoint is of. */
  @InJapanese("イベントがログに含まれることの証明（RFC 9162）。size を省略すると最新のチェックポイントに対する証明です。")
  @Allowed({ADMIN, AUDITOR, SERVICE})
  @Refuses(status = 404, codes = "NOT_FOUND")
  @GetMapping("/api/proofs/inclusion")
  InclusionView inclusionProof(@Valid @ModelAttribute InclusionAsked asked) {
    Integer named = asked.size();
    long size = named == null ? newest().size() : named;
    requireSize("size", size);
    return tables
        .ask(connection -> inclusion(connection, asked.stream(), asked.sequence(), size))
        .orElseThrow(
            () -> new NotFound("event in the log", asked.stream() + "#" + asked.sequence()));
  }

  private static Optional<InclusionView> inclusion(
      Connection connection, String stream, long sequence, long size) throws SQLException {
    OptionalLong index = LogTables.indexOf(connection, stream, sequence);
    if (index.isEmpty() || index.getAsLong() >= size) {
      return Optional.empty();
    }
    LogRow row = LogTables.leaves(connection, index.getAsLong(), 1).getFirst();
    return Optional.of(
        new InclusionView(
            stream,
            sequence,
            row.index(),
            row.leaf().hash().hex(),
            row.leaf().leafHash().base64(),
            size,
            base64(
                Proofs.inclusion(row.index(), size, new TileNodes(new StoredTiles(connection))))));
  }

  /**
   * The events of a stream as they are hashed, with what proves each of them: whoever has the
   * checkpoint's key needs nothing else to verify them.
   */
  @InJapanese("ストリームのイベントを、ハッシュの対象となる形のまま、それぞれの証明を添えて返します。公開鍵さえあれば、ほかに何もなくても検証できます。")
  @Allowed({ADMIN, AUDITOR, SERVICE})
  @Refuses(status = 404, codes = "NOT_FOUND")
  @GetMapping("/api/proofs/events")
  ProvenStreamView provenEvents(@Valid @ModelAttribute StreamAsked asked) {
    StoredCheckpoint checkpoint = newest();
    List<LogRow> rows =
        tables
            .ask(
                connection ->
                    Optional.of(
                        LogTables.ofStream(
                            connection,
                            asked.stream(),
                            asked.from(),
                            checkpoint.size(),
                            asked.limit() + 1)))
            .orElseThrow();
    if (rows.isEmpty()) {
      throw new NotFound("stream in the log", asked.stream());
    }
    List<StoredEvent> events = engine.storedEvents(asked.stream(), asked.from(), asked.limit());
    return new ProvenStreamView(
        asked.stream(),
        tables.witnessed(checkpoint).toString(),
        tables.ask(connection -> proven(connection, rows, events, checkpoint.size())).orElseThrow(),
        rows.size() > asked.limit());
  }

  private static Optional<List<ProvenEventView>> proven(
      Connection connection, List<LogRow> rows, List<StoredEvent> events, long size) {
    TileNodes nodes = new TileNodes(new StoredTiles(connection));
    List<ProvenEventView> proven = new ArrayList<>();
    for (int i = 0; i < Math.min(rows.size(), events.size()); i++) {
      StoredEvent event = events.get(i);
      proven.add(
          new ProvenEventView(
              event.sequence(),
              event.id(),
              event.name().name(),
              event.name().version(),
              event.aggregateType(),
              event.recordedAt().toString(),
              text(CanonicalJson.of(event.payload())),
              text(CanonicalJson.of(event.metadata())),
              HexFormat.of().formatHex(event.hash()),
              rows.get(i).index(),
              base64(Proofs.inclusion(rows.get(i).index(), size, nodes))));
    }
    return Optional.of(proven);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Proves that the log of one checkpoint goes on in that of a later one, with nothing changed. */
  @InJapanese("古いチェックポイントの内容が新しいチェックポイントにそのまま含まれることの証明（RFC 9162）。")
  @Allowed({ADMIN, AUDITOR, SERVICE})
  @Refuses(status = 404, codes = "NOT_FOUND")
  @GetMapping("/api/proofs/consistency")
  ConsistencyView consistencyProof(@Valid @ModelAttribute ConsistencyAsked asked) {
    Integer named = asked.to();
    long to = named == null ? newest().size() : named;
    if (asked.from() > to) {
      throw InvalidRequest.of(
          "from",
          "TOO_LARGE",
          "from は to（" + to + "）以下にしてください。",
          "from must not be larger than to, which is " + to + ".");
    }
    requireSize("to", to);
    return tables
        .ask(
            connection ->
                Optional.of(
                    new ConsistencyView(
                        asked.from(),
                        to,
                        base64(
                            Proofs.consistency(
                                asked.from(), to, new TileNodes(new StoredTiles(connection)))))))
        .orElseThrow();
  }

  /**
   * Brings the signature of a witness that signs by itself. It is kept beside the checkpoint and
   * comes with it from then on; the same one again changes nothing.
   */
  @InJapanese("証人の連署を受け取り、チェックポイントに添えて保管します。同じ連署を再び送っても何も変わりません。")
  @Allowed({ADMIN, SERVICE})
  @Refuses(status = 404, codes = "NOT_FOUND")
  @Refuses(status = 409, codes = "NOT_A_KNOWN_WITNESS")
  @PostMapping("/api/proofs/cosignatures")
  CosignatureView bringCosignature(@Valid @RequestBody CosignatureBrought brought, Caller caller) {
    StoredCheckpoint checkpoint =
        tables
            .ofSize(brought.size())
            .orElseThrow(() -> new NotFound(CHECKPOINT, Integer.toString(brought.size())));
    NoteSignature line;
    try {
      line = NoteSignature.parse(brought.cosignature().strip());
    } catch (MalformedNote e) {
      throw InvalidRequest.of(
          "cosignature",
          "MALFORMED",
          "署名行（— 名前 Base64）ではありません。",
          "It is no signature line of a note: " + e.getMessage() + ".");
    }
    VerifierKey witness =
        witnesses
            .verified(new SignedNote(checkpoint.note().text(), List.of(line)), line)
            .orElseThrow(
                () ->
                    new StateConflict(
                        proofKeys().witnesses(),
                        "NOT_A_KNOWN_WITNESS",
                        "登録された証人による、このチェックポイントへの正しい連署ではありません。",
                        "It is not the signature of a known witness on this checkpoint."));
    if (tables.store(brought.size(), line, machine.instant())) {
      log.info(
          "{} brought the signature of {} on {} leaves",
          caller.subject(),
          witness.name(),
          brought.size());
    }
    return new CosignatureView(brought.size(), witness.name());
  }

  private StoredCheckpoint newest() {
    return tables.newest().orElseThrow(() -> new NotFound(CHECKPOINT, "newest"));
  }

  private void requireSize(String field, long size) {
    long present = tables.ask(c -> Optional.of(LogTables.size(c))).orElseThrow();
    if (size > present) {
      throw new NotFound("tree of the log", field + "=" + size);
    }
  }

  private static List<String> base64(List<Hash> hashes) {
    return hashes.stream().map(Hash::base64).toList();
  }
}
