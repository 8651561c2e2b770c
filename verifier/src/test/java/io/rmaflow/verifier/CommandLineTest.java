package io.rmaflow.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  private static final String ONE = "example.com/log\n1\nAAA=\n\n\u2014 example.com/log BBB=\n";
  private static final String OTHER =
      "example.com/log\n2\nCCC=\n\n\u2014 example.com/log DDD=\n\u2014 witness EEE=\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private static String run(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, UTF_8)) {
      return Main.run(arguments, Map.of(), out, out) + " " + said.toString(UTF_8);
    }
  }

  @Test
  void manyCheckpointsMayStandInOneFile_asTheyAreAppendedOneAfterTheOther() {
    assertThat(Outside.notes(ONE + OTHER)).containsExactly(ONE, OTHER);
    assertThat(Outside.notes(ONE + "\n" + OTHER + "\n")).containsExactly(ONE, OTHER);
  }

  @Test
  void aFolderHasACheckpointInEachOfItsFiles() throws Exception {
    Files.writeString(folder.resolve("2026-05-02"), OTHER);
    Files.writeString(folder.resolve("2026-05-01"), ONE);

    assertThat(Outside.checkpoints(List.of(folder))).containsExactly(ONE, OTHER);
  }

  @Test
  void aWrongCommandIsSaidToBeOne_withTheCode2() {
    assertThat(run("store", "jdbc:postgresql://127.0.0.1:1/none"))
        .startsWith("2 verify: --keys is needed");
    assertThat(run("stream", "http://127.0.0.1:1", "CASE-1", "--keys", "a"))
        .startsWith("2 verify: RMAFLOW_TOKEN is not set");
    assertThat(run("store", "--mirror")).isEqualTo("2 verify: --mirror needs a value\n");
    assertThat(run()).startsWith("2 verify: verifier store JDBC-URL");
  }

  @Test
  void aFileThatIsNotThere_cannotBeVerified() {
    assertThat(run("file", folder.resolve("none").toString()))
        .startsWith("1 verify: ")
        .contains("cannot be read");
  }

  @Test
  void aFileThatIsNoPack_isNamedByItsFirstLine() throws Exception {
    Path file = Files.writeString(folder.resolve("case.jsonl"), "{}\n");

    assertThat(run("file", file.toString())).startsWith("1 ").contains("Line 1: ");
  }
}
