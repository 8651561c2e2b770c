package io.rmaflow.verifier;

import io.rmaflow.proof.merkle.TileFolder;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.store.DatabaseVerifier;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.verify.Finding;
import io.rmaflow.proof.verify.StoreVerifier;
import io.rmaflow.proof.verify.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Verifies the whole store of a database. */
final class StoreCommand {

  private static final int SHOWN = 20;

  private final PrintStream out;

  StoreCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Does it.
   *
   * @param url of JDBC
   * @param password null for none
   * @return whether nothing is wrong
   */
  boolean run(String url, @Nullable String password, Options options) {
    TrustedKeys keys = Outside.keys(options.keys());
    List<String> kept = Outside.checkpoints(options.checkpoints());
    Properties properties = new Properties();
    if (options.user() != null) {
      properties.setProperty("user", options.user());
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "rmaflow-verifier");
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      long size = LogTables.size(connection);
      String name = options.name() == null ? url : options.name();
      out.println(name + ": " + String.format(Locale.ROOT, "%,d", size) + " 件 / rows");
      Progress progress = new Progress(out, size);
      Verdict verdict =
          DatabaseVerifier.verify(
              connection,
              keys,
              verifier -> with(verifier.progress(progress), kept, options.mirror()));
      tell(verdict, progress.seconds());
      return verdict.holds();
    } catch (SQLException e) {
      throw new CannotVerify("The database cannot be read: " + e.getMessage(), e);
    }
  }

  private static StoreVerifier with(
      StoreVerifier verifier, List<String> kept, @Nullable Path mirror) {
    kept.forEach(verifier::checkpoint);
    if (mirror != null) {
      TileFolder folder = new TileFolder(mirror);
      verifier.mirror(folder).mirroredEntries(folder::readEntries);
    }
    return verifier;
  }

  private void tell(Verdict verdict, double seconds) {
    verdict.findings().stream().limit(SHOWN).forEach(this::tell);
    long more = Math.max(0, verdict.findings().size() - SHOWN) + verdict.further();
    if (more > 0) {
      out.println("  他 " + more + " 件 / and " + more + " more");
    }
    out.println("  " + verdict.summary().ja());
    out.println("  " + verdict.summary().en());
    out.println(
        String.format(
            Locale.ROOT,
            "  %.1f 秒, %,.0f 件/秒 / %.1f s, %,.0f events a second",
            seconds,
            verdict.events() / seconds,
            seconds,
            verdict.events() / seconds));
  }

  private void tell(Finding finding) {
    out.println("  " + finding.code());
    out.println("    " + finding.words().ja());
    out.println("    " + finding.words().en());
  }
}
