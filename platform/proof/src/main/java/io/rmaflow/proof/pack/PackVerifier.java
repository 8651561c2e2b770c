package io.rmaflow.proof.pack;

import io.rmaflow.proof.Words;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.Opened;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.TrustedKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.pack.PackFinding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Verifies a pack: without a network, without a database, in one way through it. Any byte that was
 * changed is named with its line. Whoever writes a pack anew with fitting hashes of its lines
 * cannot do so for events without the log's key, nor for the rest of a sealed one.
 */
public final class PackVerifier {

  private static final int SHOWN = 100;

  private final Optional<TrustedKeys> given;
  private final Optional<Instant> kept;
  private final List<PackFinding> findings = new ArrayList<>();
  private final PackEvents events = new PackEvents();
  private @Nullable TrustedKeys keys;
  private @Nullable PackHeader header;
  private Opened.@Nullable Trusted checkpoint;
  private List<VerifierKey> sealedBy = List.of();
  private Hash digest = PackLine.BEFORE_THE_FIRST;
  private Hash before = PackLine.BEFORE_THE_FIRST;
  private long line;

  /** What has to be added to a line's place in the file for the number that it should bear. */
  private long shift;

  private boolean finished;

  private PackVerifier(Optional<TrustedKeys> given, Optional<Instant> kept) {
    this.given = given;
    this.kept = kept;
    this.keys = given.orElse(null);
  }

  /**
   * Verifies with keys that are known from elsewhere.
   *
   * @param kept since when the file is known to be there, for keys with bounds in time
   * @throws IOException where the file cannot be read
   */
  public static PackVerdict verify(InputStream pack, TrustedKeys keys, Optional<Instant> kept)
      throws IOException {
    return new PackVerifier(Optional.of(keys), kept).read(pack);
  }

  /**
   * Verifies with the keys that stand in the file: that shows damage, and tells the key to compare.
   *
   * @throws IOException where the file cannot be read
   */
  public static PackVerdict verify(InputStream pack) throws IOException {
    return new PackVerifier(Optional.empty(), Optional.empty()).read(pack);
  }

  private PackVerdict read(InputStream pack) throws IOException {
    LineReader lines = new LineReader(pack);
    for (Optional<byte[]> read = lines.next(); read.isPresent(); read = lines.next()) {
      line++;
      if (finished) {
        wrong(Kind.LINE_OUT_OF_PLACE, "フッターの後に行があります。", "it stands behind the footer.");
        break;
      }
      try {
        line(read.get());
      } catch (PackFormat.Wrong e) {
        wrong(Kind.NOT_A_PACK, "形式が正しくありません（" + e.getMessage() + "）。", e.getMessage() + ".");
      }
      if (line == 1 && header == null) {
        // what follows could be anything
        break;
      }
    }
    if (lines.endedInTheMiddle()) {
      line++;
      wrong(Kind.CUT_OFF, "行の途中で終わっています。", "it ends in the middle.");
    } else if (!finished && (line != 1 || header != null)) {
      line++;
      wrong(Kind.CUT_OFF, "ここでファイルが終わっています。フッターがありません。", "the file ends here, without its footer.");
    }
    return verdict(lines.count());
  }

  private void line(byte[] bytes) {
    int body = bytes.length - PackLine.END.length - PackLine.BASE64 - PackLine.MEMBER.length;
    Hash stated = body < 0 ? null : stated(bytes, body);
    if (stated == null) {
      wrong(
          Kind.LINE_CHANGED,
          "行の末尾にハッシュがありません。書き換えられています。",
          "it was changed: it does not end with its hash.");
      // whatever follows is compared with what it would have been
      digest = body < 0 ? digest : PackLine.digest(digest, bytes, body);
      return;
    }
    Hash actual = PackLine.digest(digest, bytes, body);
    before = digest;
    digest = stated;
    if (!actual.equals(stated)) {
      long number = PackFormat.number(bytes);
      if (number == line + shift || number == 0) {
        wrong(Kind.LINE_CHANGED, "書き換えられています。", "it was changed.");
      } else {
        shift = number - line;
        wrong(
            Kind.LINE_OUT_OF_PLACE,
            "この位置の行ではありません。行が削除、挿入または移動されています。",
            "it does not belong here: a line was taken out, put in or moved.");
      }
      if (line == 1) {
        // read all the same, so that what can be said of the rest is said
        header = header(PackFormat.read(bytes, line + shift));
      } else {
        passOver(bytes);
      }
      return;
    }
    PackFormat.Line read = PackFormat.read(bytes, line + shift);
    if (line == 1) {
      header = header(read);
      return;
    }
    switch (read.kind()) {
      case PackLine.CHECKPOINT -> checkpoint(read.body());
      case PackLine.EVENT -> event(read.body());
      case PackLine.DOCUMENT ->
          PackFormat.fields(read.body(), List.of("name", "content"), List.of());
      case PackLine.FOOTER -> footer(read.body());
      default -> throw new PackFormat.Wrong("a pack has no line of the kind " + read.kind());
    }
  }

  private static @Nullable Hash stated(byte[] bytes, int body) {
    int hash = body + PackLine.MEMBER.length;
    int end = hash + PackLine.BASE64;
    if (!Arrays.equals(bytes, body, hash, PackLine.MEMBER, 0, PackLine.MEMBER.length)
        || !Arrays.equals(bytes, end, bytes.length, PackLine.END, 0, PackLine.END.length)) {
      return null;
    }
    try {
      return Hash.ofBase64(new String(bytes, hash, PackLine.BASE64, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void passOver(byte[] bytes) {
    try {
      PackFormat.Line read = PackFormat.read(bytes, line + shift);
      switch (read.kind()) {
        case PackLine.CHECKPOINT -> checkpoint(read.body());
        case PackLine.EVENT -> events.passOver(read.body());
        case PackLine.FOOTER -> finished = true;
        default -> {
          // nothing of it is needed
        }
      }
    } catch (PackFormat.Wrong e) {
      // that it was changed has been said
      return;
    }
  }

  private static PackHeader header(PackFormat.Line read) {
    if (!read.kind().equals(PackLine.HEADER)) {
      throw new PackFormat.Wrong("a pack begins with its header");
    }
    return PackFormat.header(read.body());
  }

  private void checkpoint(JsonNode body) {
    if (line + shift != 2) {
      throw new PackFormat.Wrong("the checkpoint is the second line");
    }
    PackFormat.fields(body, List.of("note", "keys"), List.of());
    if (keys == null) {
      keys = ownKeys(body);
    }
    switch (keys.open(PackFormat.text(body, "note"), kept)) {
      case Opened.Trusted trusted -> checkpoint = trusted;
      case Opened.Refused refused ->
          wrong(
              Kind.CHECKPOINT_REFUSED,
              "チェックポイントは信頼できません: " + refused.why().ja(),
              "the checkpoint cannot be trusted: " + refused.why().en());
    }
  }

  private TrustedKeys ownKeys(JsonNode body) {
    try {
      List<TrustedKey> own = new ArrayList<>();
      for (String key : PackFormat.texts(body, "keys")) {
        VerifierKey parsed = VerifierKey.parse(key);
        if (parsed.kind() == VerifierKey.Kind.NOTE) {
          own.add(TrustedKey.always(parsed));
        }
      }
      return new TrustedKeys(Objects.requireNonNull(header).origin(), own, List.of(), 0);
    } catch (MalformedNote | IllegalArgumentException e) {
      throw new PackFormat.Wrong("the keys are none: " + e.getMessage());
    }
  }

  private void event(JsonNode body) {
    Opened.Trusted against = checkpoint;
    events
        .judge(body, against == null ? null : against.checkpoint())
        .forEach(wrong -> wrong(wrong.kind(), wrong.words().ja(), wrong.words().en()));
  }

  private void footer(JsonNode body) {
    PackFormat.fields(body, List.of("lines", "events", "digest"), List.of("seal"));
    finished = true;
    boolean fits =
        PackFormat.number(body, "lines") == line - 1
            && PackFormat.number(body, "events") == events.count()
            && PackFormat.hash(body, "digest").equals(before);
    if (!fits && findings.isEmpty()) {
      throw new PackFormat.Wrong("the footer is that of another pack");
    }
    if (body.has("seal")) {
      seal(PackFormat.text(body, "seal"), PackFormat.hash(body, "digest"));
    }
  }

  private void seal(String note, Hash stated) {
    TrustedKeys known = keys;
    try {
      SignedNote seal = SignedNote.parse(note);
      long size = checkpoint == null ? 0 : checkpoint.checkpoint().size();
      if (known != null && seal.text().equals(PackLine.sealed(line + shift - 1, stated))) {
        sealedBy = known.signersOf(seal, size, kept);
      }
    } catch (MalformedNote e) {
      throw new PackFormat.Wrong("the seal is none: " + e.getMessage());
    }
    if (sealedBy.isEmpty()) {
      wrong(
          Kind.SEAL_REFUSED,
          "信頼する鍵による封印ではありません。",
          "the seal is not that of a key that is trusted.");
    }
  }

  private void wrong(Kind kind, String ja, @Nullable String en) {
    if (findings.size() < SHOWN) {
      findings.add(
          new PackFinding(line, kind, new Words(line + "行目: " + ja, "Line " + line + ": " + en)));
    }
  }

  private PackVerdict verdict(long lines) {
    return new PackVerdict(
        findings,
        Optional.ofNullable(header),
        lines,
        events.streams(),
        events.proved(),
        events.unproved(),
        Optional.ofNullable(checkpoint).map(Opened.Trusted::checkpoint),
        checkpoint == null ? List.of() : checkpoint.by(),
        checkpoint == null ? List.of() : checkpoint.witnesses(),
        given.isEmpty(),
        sealedBy);
  }
}
