package io.rmaflow.kit.audit.proofs;

import io.rmaflow.kit.keys.RandomKey;
import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a log and of its witnesses, as the configuration gives them.
 *
 * @param origin of the log
 * @param signing all of these sign
 * @param former public keys that have signed
 * @param witnesses who else signs
 */
record ProofKeys(
    String origin, List<SigningKey> signing, List<VerifierKey> former, List<Witness> witnesses) {

  /**
   * A witness.
   *
   * @param url where it takes checkpoints; null for one that is not asked
   */
  record Witness(@Nullable URI url, VerifierKey key) {}

  /**
   * Reads them.
   *
   * @param context of the service, for a log without a name of its own
   * @throws IllegalArgumentException where one is none; the message names the setting
   */
  static ProofKeys of(ProofSettings settings, String context) {
    String origin = settings.origin();
    String name = origin == null || origin.isBlank() ? "rmaflow/" + context : origin.strip();
    List<SigningKey> signing = new ArrayList<>();
    for (String key : settings.signingKeys()) {
      signing.add(
          SigningKey.ofSeed(
              name,
              VerifierKey.Kind.NOTE,
              RandomKey.of("rmaflow.proofs.signing-keys", key).bytes()));
    }
    List<VerifierKey> former =
        settings.formerKeys().stream()
            .map(key -> key("rmaflow.proofs.former-keys", key, VerifierKey.Kind.NOTE))
            .toList();
    List<Witness> witnesses =
        settings.witnesses().stream()
            .map(
                witness ->
                    new Witness(
                        witness.url(),
                        key(
                            "rmaflow.proofs.witnesses",
                            witness.key(),
                            VerifierKey.Kind.COSIGNATURE)))
            .toList();
    return new ProofKeys(name, List.copyOf(signing), former, witnesses);
  }

  private static VerifierKey key(String setting, String text, VerifierKey.Kind kind) {
    try {
      VerifierKey key = VerifierKey.parse(text.strip());
      if (key.kind() == kind) {
        return key;
      }
      throw new IllegalArgumentException(setting + ": this key is of another kind: " + text);
    } catch (MalformedNote e) {
      throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
    }
  }

  boolean sign() {
    return !signing.isEmpty();
  }

  List<VerifierKey> present() {
    return signing.stream().map(SigningKey::verifier).toList();
  }

  List<VerifierKey> witnessKeys() {
    return witnesses.stream().map(Witness::key).toList();
  }
}
