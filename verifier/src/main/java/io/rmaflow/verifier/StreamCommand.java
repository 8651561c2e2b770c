package io.rmaflow.verifier;

import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Opened;
import io.rmaflow.proof.note.TrustedKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies one stream as a service tells it: makes each event's hash anew, follows the chain, and
 * looks whether each event is in the log that the checkpoint is of, and that log the continuation
 * of those that were kept.
 */
final class StreamCommand {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PrintStream out;
  private final String service;
  private final String token;

  StreamCommand(PrintStream out, String service, String token) {
    this.out = out;
    this.service = service;
    this.token = token;
  }

  /** Verifies it; whether nothing is wrong. */
  boolean run(String stream, Options options) {
    TrustedKeys keys = Outside.keys(options.keys());
    long begin = System.nanoTime();
    byte[] previous = HashChain.beforeTheFirst();
    Checkpoint checkpoint = null;
    long next = 0;
    boolean more = true;
    while (more) {
      JsonNode answer = get("/api/proofs/events?stream=" + encoded(stream) + "&from=" + next);
      Checkpoint present = opened(keys, answer.path("checkpoint").asString());
      if (present == null) {
        return false;
      }
      checkpoint = present;
      for (JsonNode event : answer.path("events")) {
        String wrong = wrong(stream, event, next, previous, checkpoint);
        if (wrong != null) {
          out.println("  " + stream + "#" + next + ": " + wrong);
          return false;
        }
        previous = Hash.ofHex(event.path("hash").asString()).bytes();
        next++;
      }
      more = answer.path("more").booleanValue() && !answer.path("events").isEmpty();
    }
    if (checkpoint == null || !continues(keys, checkpoint, options)) {
      return false;
    }
    out.println(
        String.format(
            Locale.ROOT,
            "  %s: イベント %d 件は、%d 件のログに含まれる記録のままです（%d ms）。",
            stream,
            next,
            checkpoint.size(),
            millis(begin)));
    out.println(
        String.format(
            Locale.ROOT,
            "  %s: its %d events are what was recorded, in a log of %d rows (%d ms).",
            stream,
            next,
            checkpoint.size(),
            millis(begin)));
    return true;
  }

  private static long millis(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private @Nullable Checkpoint opened(TrustedKeys keys, String note) {
    return switch (keys.open(note, Optional.empty())) {
      case Opened.Trusted trusted -> trusted.checkpoint();
      case Opened.Refused refused -> {
        out.println("  " + refused.why().ja());
        out.println("  " + refused.why().en());
        yield null;
      }
    };
  }

  private static @Nullable String wrong(
      String stream, JsonNode event, long expected, byte[] previous, Checkpoint checkpoint) {
    StoredEvent stored = stored(stream, event);
    if (stored.sequence() != expected) {
      return "イベントがありません。 / the event is missing.";
    }
    byte[] content;
    try {
      content = HashChain.content(stored);
    } catch (RuntimeException e) {
      return "内容を読み取れません。 / what it says cannot be read.";
    }
    if (!Arrays.equals(HashChain.link(previous, content), stored.hash())) {
      return "内容かハッシュが書き換えられています。 / what it says or its hash was changed.";
    }
    List<Hash> proof =
        event.path("proof").valueStream().map(node -> Hash.ofBase64(node.asString())).toList();
    if (!Proofs.includes(
        Leaf.of(stored).leafHash(),
        event.path("index").longValue(),
        checkpoint.size(),
        proof,
        checkpoint.root())) {
      return "署名されたログにこの形では含まれていません。 / the signed log does not have it like this.";
    }
    return null;
  }

  private static StoredEvent stored(String stream, JsonNode event) {
    return new StoredEvent(
        new GlobalPosition(0, 0, 0),
        stream,
        event.path("sequence").longValue(),
        event.path("id").asString(),
        new EventName(event.path("type").asString(), event.path("version").intValue()),
        event.hasNonNull("aggregateType") ? event.path("aggregateType").asString() : null,
        Instant.parse(event.path("recordedAt").asString()),
        event.path("payload").asString().getBytes(StandardCharsets.UTF_8),
        event.path("metadata").asString().getBytes(StandardCharsets.UTF_8),
        Hash.ofHex(event.path("hash").asString()).bytes());
  }

  /** Whether the log goes on from each checkpoint that was kept. */
  private boolean continues(TrustedKeys keys, Checkpoint present, Options options) {
    for (String note : Outside.checkpoints(options.checkpoints())) {
      Checkpoint before = opened(keys, note);
      if (before == null) {
        return false;
      }
      boolean continued;
      if (before.size() > present.size()) {
        continued = false;
      } else {
        JsonNode answer =
            get("/api/proofs/consistency?from=" + before.size() + "&to=" + present.size());
        continued =
            Proofs.consistent(
                before.size(),
                before.root(),
                present.size(),
                present.root(),
                answer
                    .path("proof")
                    .valueStream()
                    .map(node -> Hash.ofBase64(node.asString()))
                    .toList());
      }
      if (!continued) {
        out.println("  保管されていたチェックポイント（" + before.size() + " 件）の続きではありません。ログが書き直されています。");
        out.println(
            "  The log is not the continuation of the checkpoint over "
                + before.size()
                + " rows that was kept: it was rewritten.");
        return false;
      }
    }
    return true;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(service + path))
                  .timeout(ANSWER_WITHIN)
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new CannotVerify(
            service + " answers " + answer.statusCode() + ": " + answer.body(), null);
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new CannotVerify(service + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotVerify("Interrupted", e);
    }
  }
}
