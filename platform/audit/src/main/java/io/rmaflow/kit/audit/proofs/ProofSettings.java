package io.rmaflow.kit.audit.proofs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is kept.
 *
 * @param enabled whether this instance may bring events into the log
 * @param origin the log's name, which checkpoints and keys bear: nobody else's log has it; {@code
 *     rmaflow/} and the context where it is not set
 * @param signingKeys each 32 random bytes in Base64; all of them sign, the newest first; none where
 *     nothing is to be signed
 * @param formerKeys public keys that signed before, as {@code GET /api/proofs/key} answered them
 * @param checkpointInterval between two checkpoints at least, where there are new events; real time
 * @param checkpointAtLeast between two checkpoints at most; real time
 * @param directory where checkpoint and tiles are put for others to fetch; nowhere where it is not
 *     set
 * @param witnesses who is asked to sign beside the log
 * @param interval an event waits about so long for the log; real time
 * @param batch events that are taken in one transaction at most
 */
@ConfigurationProperties("rmaflow.proofs")
record ProofSettings(
    @DefaultValue("true") boolean enabled,
    @Nullable String origin,
    @DefaultValue List<String> signingKeys,
    @DefaultValue List<String> formerKeys,
    @DefaultValue("10s") Duration checkpointInterval,
    @DefaultValue("1h") Duration checkpointAtLeast,
    @Nullable String directory,
    @DefaultValue List<Witness> witnesses,
    @DefaultValue("250ms") Duration interval,
    @DefaultValue("1000") int batch) {

  /**
   * A witness.
   *
   * @param url its address, before {@code /add-checkpoint}; absent for one that brings its
   *     signatures by itself
   * @param key its public key, {@code name+keyId+base64}
   */
  record Witness(@Nullable URI url, String key) {}

  ProofSettings {
    if (interval.toMillis() < 10 || interval.compareTo(Duration.ofSeconds(5)) > 0) {
      throw new IllegalArgumentException(
          "rmaflow.proofs.interval is 10 ms to 5 s, not " + interval);
    }
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException("rmaflow.proofs.batch is 1 to 10,000, not " + batch);
    }
    if (checkpointInterval.isNegative() || checkpointAtLeast.compareTo(checkpointInterval) < 0) {
      throw new IllegalArgumentException(
          "rmaflow.proofs.checkpoint-at-least must not be shorter than checkpoint-interval");
    }
  }
}
