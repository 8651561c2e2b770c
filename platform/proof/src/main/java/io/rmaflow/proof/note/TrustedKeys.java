package io.rmaflow.proof.note;

import io.rmaflow.proof.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom somebody believes about a log, as it is to be kept outside of the log's database.
 *
 * @param origin the log
 * @param keys of the log, one at least
 * @param witnesses keys of witnesses, of kind {@link VerifierKey.Kind#COSIGNATURE}
 * @param witnessesNeeded of how many different witnesses a checkpoint needs the signature
 */
public record TrustedKeys(
    String origin, List<TrustedKey> keys, List<VerifierKey> witnesses, int witnessesNeeded) {

  /** Checks that it can be met. */
  public TrustedKeys {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key of the log is believed");
    }
    if (witnesses.stream().anyMatch(key -> key.kind() != VerifierKey.Kind.COSIGNATURE)) {
      throw new IllegalArgumentException("a key of a log is not that of a witness");
    }
    if (witnessesNeeded < 0
        || witnessesNeeded > witnesses.stream().map(VerifierKey::name).distinct().count()) {
      throw new IllegalArgumentException(
          witnessesNeeded + " of " + witnesses.size() + " witnesses");
    }
  }

  /** One key for everything, whose name is the log's origin. */
  public static TrustedKeys of(VerifierKey key) {
    return new TrustedKeys(key.name(), List.of(TrustedKey.always(key)), List.of(), 0);
  }

  /**
   * Reads what {@link #toString} writes, line by line. Empty lines, and lines that begin with
   * {@code #}, are passed over.
   *
   * <pre>{@code
   * origin example.com/log
   * key example.com/log+…+… size 0..5000
   * key example.com/log+…+… size 4000.. time 2026-05-01T00:00:00Z..
   * witness witness.example+…+…
   * witnesses-needed 1
   * }</pre>
   *
   * <p>What stands before two dots belongs to it, what stands behind them no longer. A single line
   * with a key alone is enough: its name is the origin then.
   *
   * @throws MalformedNote where a line is something else; the message has the line
   */
  public static TrustedKeys parse(String text) {
    String origin = "";
    List<TrustedKey> keys = new ArrayList<>();
    List<VerifierKey> witnesses = new ArrayList<>();
    int needed = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.split(" +", -1));
      try {
        switch (words.getFirst()) {
          case "origin" -> origin = line.substring("origin ".length()).strip();
          case "key" -> keys.add(key(words));
          case "witness" -> witnesses.add(VerifierKey.parse(words.get(1)));
          case "witnesses-needed" -> needed = Math.toIntExact(Checkpoint.decimal(words.get(1)));
          default -> keys.add(TrustedKey.always(VerifierKey.parse(line)));
        }
      } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
        throw new MalformedNote("not understood: " + line + " (" + e.getMessage() + ")");
      }
    }
    try {
      return new TrustedKeys(
          origin.isEmpty() && !keys.isEmpty() ? keys.getFirst().key().name() : origin,
          keys,
          witnesses,
          needed);
    } catch (IllegalArgumentException e) {
      throw new MalformedNote(String.valueOf(e.getMessage()));
    }
  }

  private static TrustedKey key(List<String> words) {
    TrustedKey key = TrustedKey.always(VerifierKey.parse(words.get(1)));
    for (int i = 2; i < words.size(); i += 2) {
      String bounds = words.get(i + 1);
      int dots = bounds.indexOf("..");
      if (dots < 0) {
        throw new MalformedNote("bounds have two dots: " + bounds);
      }
      String from = bounds.substring(0, dots);
      String until = bounds.substring(dots + 2);
      key =
          switch (words.get(i)) {
            case "size" ->
                new TrustedKey(
                    key.key(),
                    from.isEmpty() ? 0 : Checkpoint.decimal(from),
                    until.isEmpty() ? Long.MAX_VALUE : Checkpoint.decimal(until),
                    key.from(),
                    key.until());
            case "time" ->
                new TrustedKey(
                    key.key(),
                    key.fromSize(),
                    key.untilSize(),
                    from.isEmpty() ? Instant.MIN : Instant.parse(from),
                    until.isEmpty() ? Instant.MAX : Instant.parse(until));
            default -> throw new MalformedNote("neither size nor time: " + words.get(i));
          };
    }
    return key;
  }

  /** As {@link #open(SignedNote, Optional)}, where nobody knows when the checkpoint was made. */
  public Opened open(SignedNote note) {
    return open(note, Optional.empty());
  }

  /** As {@link #open(SignedNote, Optional)} of a note as it is kept. */
  public Opened open(String note, Optional<Instant> seen) {
    try {
      return open(SignedNote.parse(note), seen);
    } catch (MalformedNote e) {
      return malformed(e);
    }
  }

  /**
   * Says whether a checkpoint may be believed.
   *
   * @param seen when the checkpoint was seen by whoever asks, for keys with bounds in time; where a
   *     known witness saw it earlier, that counts
   */
  public Opened open(SignedNote note, Optional<Instant> seen) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNote e) {
      return malformed(e);
    }
    if (!checkpoint.origin().equals(origin)) {
      return refused(
          checkpoint,
          Opened.Reason.OTHER_LOG,
          "別のログ（" + checkpoint.origin() + "）のチェックポイントです。",
          "The checkpoint is that of another log (" + checkpoint.origin() + ").");
    }
    Map<VerifierKey, Boolean> judged = note.judged(keys.stream().map(TrustedKey::key).toList());
    if (judged.containsValue(false)) {
      return refused(
          checkpoint,
          Opened.Reason.WRONG_SIGNATURE,
          "署名が正しくありません。チェックポイントが書き換えられています。",
          "The signature is wrong: the checkpoint was changed.");
    }
    if (judged.isEmpty()) {
      return refused(
          checkpoint,
          Opened.Reason.NOT_SIGNED,
          "信頼する鍵の署名がありません。",
          "No key that is trusted has signed it.");
    }
    List<Cosignature> seenBy = Cosignature.on(note, witnesses);
    Optional<Instant> first =
        Stream.concat(seen.stream(), seenBy.stream().map(Cosignature::at))
            .min(Comparator.naturalOrder());
    List<VerifierKey> by =
        keys.stream()
            .filter(key -> judged.containsKey(key.key()))
            .filter(key -> key.mayHaveSigned(checkpoint.size(), first))
            .map(TrustedKey::key)
            .distinct()
            .toList();
    if (by.isEmpty()) {
      return refused(
          checkpoint,
          Opened.Reason.KEY_OUT_OF_BOUNDS,
          "署名した鍵は、このチェックポイントに対して有効ではありません。",
          "The key that signed it is not valid for this checkpoint.");
    }
    long witnessed = seenBy.stream().map(seenOnce -> seenOnce.by().name()).distinct().count();
    if (witnessed < witnessesNeeded) {
      return refused(
          checkpoint,
          Opened.Reason.TOO_FEW_WITNESSES,
          "証人の署名が" + witnessed + "件しかありません（必要: " + witnessesNeeded + "件）。",
          "Only " + witnessed + " of the " + witnessesNeeded + " witnesses needed have signed it.");
    }
    return new Opened.Trusted(checkpoint, note, by, seenBy);
  }

  /**
   * Who of the log's keys signed another note than a checkpoint, such as the seal of a file.
   *
   * @param size leaves of the checkpoint that the note is beside, for keys with bounds
   * @param seen when the note was there at the latest, for keys with bounds in time
   * @return nobody where a signature of a known key is wrong
   */
  public List<VerifierKey> signersOf(SignedNote note, long size, Optional<Instant> seen) {
    List<VerifierKey> signers = note.signedBy(keys.stream().map(TrustedKey::key).toList());
    return keys.stream()
        .filter(key -> signers.contains(key.key()) && key.mayHaveSigned(size, seen))
        .map(TrustedKey::key)
        .distinct()
        .toList();
  }

  private static Opened malformed(MalformedNote e) {
    return new Opened.Refused(
        Optional.empty(),
        Opened.Reason.MALFORMED,
        new Words(
            "チェックポイントの形式ではありません（" + e.getMessage() + "）。",
            "It is no checkpoint: " + e.getMessage() + "."));
  }

  private static Opened refused(Checkpoint checkpoint, Opened.Reason reason, String ja, String en) {
    return new Opened.Refused(Optional.of(checkpoint), reason, new Words(ja, en));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("origin ").append(origin).append('\n');
    for (TrustedKey key : keys) {
      text.append("key ").append(key.key());
      if (key.fromSize() > 0 || key.untilSize() < Long.MAX_VALUE) {
        text.append(" size ").append(key.fromSize()).append("..");
        text.append(key.untilSize() < Long.MAX_VALUE ? Long.toString(key.untilSize()) : "");
      }
      if (!key.from().equals(Instant.MIN) || !key.until().equals(Instant.MAX)) {
        text.append(" time ").append(key.from().equals(Instant.MIN) ? "" : key.from());
        text.append("..").append(key.until().equals(Instant.MAX) ? "" : key.until());
      }
      text.append('\n');
    }
    witnesses.forEach(witness -> text.append("witness ").append(witness).append('\n'));
    return witnessesNeeded == 0
        ? text.toString()
        : text.append("witnesses-needed ").append(witnessesNeeded).append('\n').toString();
  }
}
