package io.rmaflow.proof.pack;

import io.rmaflow.eventstore.CanonicalJson;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Writes a pack line by line: the header, the checkpoint, events and documents as they come, the
 * footer. A pack without its footer is not whole, and its verification says so.
 */
public final class PackWriter {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream out;
  private final Map<String, Hash> chains = new HashMap<>();
  private Hash digest = PackLine.BEFORE_THE_FIRST;
  private long lines;
  private long events;
  private boolean checkpointed;
  private boolean finished;

  private PackWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins a pack.
   *
   * @param out stays open when the pack is finished
   */
  public static PackWriter begin(OutputStream out, PackHeader header) {
    PackWriter writer = new PackWriter(out);
    ObjectNode body = JSON.createObjectNode();
    body.put("format", PackLine.FORMAT);
    body.put("origin", header.origin());
    body.put("subject", header.subject());
    body.put("made", header.made().toString());
    ObjectNode attributes = body.putObject("attributes");
    new TreeMap<>(header.attributes()).forEach(attributes::put);
    writer.line(PackLine.HEADER, body);
    return writer;
  }

  /**
   * Writes what events are proved against, before the first of them.
   *
   * @param note the signed checkpoint as it was published, with the signatures of witnesses
   * @param keys those that verify it, for a reader who has no other source; whoever believes them
   *     only because they stand here proves nothing
   */
  public void checkpoint(SignedNote note, List<VerifierKey> keys) {
    if (checkpointed || lines > 1) {
      throw new IllegalStateException("the checkpoint is the second line");
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("note", note.toString());
    ArrayNode written = body.putArray("keys");
    keys.forEach(key -> written.add(key.toString()));
    checkpointed = true;
    line(PackLine.CHECKPOINT, body);
  }

  /**
   * Writes an event with its proof. Events of a stream come in their order, and other streams may
   * come between.
   *
   * @param previous the hash of the stream's previous event; {@link
   *     io.rmaflow.eventstore.HashChain#beforeTheFirst} for the first. It has to be given right
   *     where the previous event is not in the pack
   * @param index place in the log
   * @param proof of inclusion in the checkpoint
   */
  public void event(StoredEvent event, byte[] previous, long index, List<Hash> proof) {
    if (!checkpointed) {
      throw new IllegalStateException("there is no checkpoint to prove the event against");
    }
    ObjectNode body = body(event, previous);
    body.put("index", index);
    ArrayNode path = body.putArray("proof");
    proof.forEach(hash -> path.add(hash.base64()));
    line(PackLine.EVENT, body);
  }

  /**
   * Writes an event that the log, or the checkpoint, does not have yet. It is said of it that
   * nothing proves it.
   *
   * @param previous as in {@link #event}
   */
  public void unproved(StoredEvent event, byte[] previous) {
    line(PackLine.EVENT, body(event, previous));
  }

  private ObjectNode body(StoredEvent event, byte[] previous) {
    ObjectNode body = JSON.createObjectNode();
    body.put("stream", event.stream());
    body.put("sequence", event.sequence());
    body.put("id", event.id());
    body.put("type", event.name().name());
    body.put("version", event.name().version());
    if (event.aggregateType() != null) {
      body.put("aggregateType", event.aggregateType());
    }
    body.put("recordedAt", event.recordedAt().toString());
    body.putRawValue("payload", raw(event.payload()));
    body.putRawValue("metadata", raw(event.metadata()));
    Hash before = Hash.of(previous);
    if (!before.equals(chains.getOrDefault(event.stream(), PackLine.BEFORE_THE_FIRST))) {
      body.put("previous", before.base64());
    }
    Hash hash = Hash.of(event.hash());
    body.put("hash", hash.base64());
    chains.put(event.stream(), hash);
    events++;
    return body;
  }

  /** Canonical, and so without a line feed. */
  private static RawValue raw(byte[] json) {
    return new RawValue(new String(CanonicalJson.of(json), StandardCharsets.UTF_8));
  }

  /**
   * Writes anything else that belongs to it, such as an explanation. Only a seal vouches for it.
   *
   * @param name tells a reader what it is
   * @param json UTF-8
   */
  public void document(String name, byte[] json) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", name);
    body.putRawValue("content", raw(json));
    line(PackLine.DOCUMENT, body);
  }

  /** Ends the pack without a seal: what is not proved by the log is as its reader believes it. */
  public void finish() {
    finish(Optional.empty());
  }

  /**
   * Ends the pack and seals it: the log's key vouches for each byte of it.
   *
   * @param key of kind {@link VerifierKey.Kind#NOTE}
   */
  public void finish(SigningKey key) {
    finish(Optional.of(key));
  }

  private void finish(Optional<SigningKey> key) {
    ObjectNode body = JSON.createObjectNode();
    body.put("lines", lines);
    body.put("events", events);
    body.put("digest", digest.base64());
    key.ifPresent(
        with ->
            body.put(
                "seal", SignedNote.sign(PackLine.sealed(lines, digest), List.of(with)).toString()));
    line(PackLine.FOOTER, body);
    finished = true;
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String kind, ObjectNode body) {
    if (finished) {
      throw new IllegalStateException("the pack is finished");
    }
    lines++;
    byte[] line =
        (PackLine.begin(lines, kind) + JSON.writeValueAsString(body))
            .getBytes(StandardCharsets.UTF_8);
    digest = PackLine.digest(digest, line, line.length);
    try {
      out.write(line);
      out.write(PackLine.MEMBER);
      out.write(Base64.getEncoder().encode(digest.bytes()));
      out.write(PackLine.END);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
