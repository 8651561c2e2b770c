package io.rmaflow.verifier;

import io.rmaflow.proof.pack.PackFinding;
import io.rmaflow.proof.pack.PackVerdict;
import io.rmaflow.proof.pack.PackVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Verifies a file that carries its proofs, without a network and without a database. */
final class FileCommand {

  private static final int SHOWN = 20;

  private final PrintStream out;

  FileCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Verifies it, with the keys in the file itself where none are given; whether nothing is wrong.
   */
  boolean run(Path file, Options options) {
    try (InputStream pack = new BufferedInputStream(Files.newInputStream(file))) {
      PackVerdict verdict =
          options.keys().isEmpty()
              ? PackVerifier.verify(pack)
              : PackVerifier.verify(pack, Outside.keys(options.keys()), Optional.empty());
      verdict.findings().stream().limit(SHOWN).forEach(this::tell);
      if (verdict.findings().size() > SHOWN) {
        int more = verdict.findings().size() - SHOWN;
        out.println("  他 " + more + " 件 / and " + more + " more");
      }
      out.println("  " + verdict.summary().ja());
      out.println("  " + verdict.summary().en());
      return verdict.holds();
    } catch (IOException e) {
      throw new CannotVerify(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void tell(PackFinding finding) {
    out.println("  " + finding.kind());
    out.println("    " + finding.words().ja());
    out.println("    " + finding.words().en());
  }
}
