package io.rmaflow.testkit;

import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A base backup as {@code pg_basebackup} makes one, by the server's own functions: the embedded
 * server comes without the program.
 */
public final class BaseBackup {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a server makes anew, or must not find. */
  private static final Set<String> LEFT_OUT =
      Set.of("pg_wal", "postmaster.pid", "postmaster.opts", "pg_replslot", "pg_stat_tmp");

  private final Path copy;

  /**
   * A backup that is not there yet.
   *
   * @param copy folder for it
   */
  public BaseBackup(Path copy) {
    this.copy = copy;
  }

  /** Copies the data of a running server, whatever it does meanwhile. */
  public void take(PostgresServer server, Path data) throws SQLException, IOException {
    try (Connection connection = connect(server);
        Statement sql = connection.createStatement()) {
      sql.execute("select pg_backup_start('base', true)");
      copy(data, copy);
      try (ResultSet row = sql.executeQuery("select labelfile from pg_backup_stop(true)")) {
        row.next();
        Files.writeString(copy.resolve("backup_label"), row.getString(1));
      }
    }
    for (String empty : Set.of("pg_wal", "pg_replslot")) {
      Files.createDirectories(copy.resolve(empty));
    }
  }

  /** Waits until everything that was committed so far is in the archive. */
  public void archiveTheRest(PostgresServer server, Path archive)
      throws SQLException, InterruptedException {
    String last;
    try (Connection connection = connect(server);
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
      row.next();
      last = row.getString(1);
    }
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(archive.resolve(last))) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(last + " was not archived");
      }
      Thread.sleep(50);
    }
  }

  /**
   * Makes a data folder that a server then brings to the target.
   *
   * @param target a setting of PostgreSQL, such as {@code recovery_target_time = '…'}; null for the
   *     end of the archive
   */
  public void restore(Path data, Path archive, @Nullable String target) throws IOException {
    copy(copy, data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(data.resolve("recovery.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        """
        restore_command = 'cp %s/%%f %%p'
        recovery_target_action = 'promote'
        %s
        """
            .formatted(archive.toAbsolutePath(), target == null ? "" : target),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Waits until a restored server takes writes. */
  public static void awaitPromotion(PostgresServer server)
      throws SQLException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = connect(server);
        Statement sql = connection.createStatement()) {
      while (true) {
        try (ResultSet row = sql.executeQuery("select pg_is_in_recovery()")) {
          row.next();
          if (!row.getBoolean(1)) {
            return;
          }
        }
        if (System.nanoTime() > limit) {
          throw new IllegalStateException("the server does not come out of its recovery");
        }
        Thread.sleep(50);
      }
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path name = from.relativize(folder);
            Files.createDirectories(to.resolve(name.toString()));
            boolean leftOut = from.equals(folder.getParent()) && LEFT_OUT.contains(name.toString());
            return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path name = from.relativize(file);
            if (!LEFT_OUT.contains(name.toString())) {
              try {
                Files.copy(file, to.resolve(name.toString()));
              } catch (NoSuchFileException gone) {
                // a server deletes files while it is copied; what counts is in its log
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }
}
