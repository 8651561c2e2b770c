package io.rmaflow.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets of {@code docker-compose.yml}: none by default, each of them made at random. */
class ComposeTest {

  private static final Path CHECKOUT = Path.of("..");
  private static final Pattern NEEDED = Pattern.compile("\\$\\{([A-Z_]+):\\?");
  private static final Pattern BY_DEFAULT = Pattern.compile("\\$\\{([A-Z_]+):-");

  @TempDir Path folder;

  @Test
  void everySecretThatIsAskedForIsMade_andNobodyElseMayReadIt() throws Exception {
    Path file = folder.resolve("env");

    assertThat(makeEnv(file)).isEqualTo("0 Wrote " + file + "\n");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Map<String, String> made = read(file);
    assertThat(made.keySet()).containsExactlyInAnyOrderElementsOf(variables(NEEDED));
    assertThat(made.values()).doesNotHaveDuplicates().allMatch(value -> value.length() >= 44);
    assertThat(Base64.getDecoder().decode(made.get("RMAFLOW_FINGERPRINT_KEY"))).hasSize(32);
    assertThat(Base64.getDecoder().decode(made.get("RMAFLOW_WEBHOOK_KEYS"))).hasSize(32);
    assertThat(makeEnv(folder.resolve("another"))).startsWith("0 ");
    assertThat(read(folder.resolve("another")).values()).doesNotContainAnyElementsOf(made.values());
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("env"), "RMAFLOW_WEBHOOK_KEYS=mine\n");

    assertThat(makeEnv(file)).startsWith("1 make-env: " + file + " is there already.");

    assertThat(Files.readString(file)).isEqualTo("RMAFLOW_WEBHOOK_KEYS=mine\n");
  }

  @Test
  void nothingButPortsAndTheIssuerHasADefault_andTheSecretsAreNotCommitted() throws Exception {
    assertThat(variables(BY_DEFAULT))
        .containsExactlyInAnyOrder(
            "CONSOLE_PORT",
            "CONTRACT_PORT",
            "KAFKA_PORT",
            "MAIL_PORT",
            "NOTIFICATION_PORT",
            "POSTGRES_PORT",
            "RMA_PORT",
            "RMAFLOW_AUTHORIZATION_PATH",
            "RMAFLOW_ISSUER",
            "RMAFLOW_ISSUER_FROM_CONTAINERS",
            "RMAFLOW_JWK_SET_URI",
            "RMAFLOW_KEYS_PATH",
            "RMAFLOW_LOGOUT_PATH",
            "RMAFLOW_TOKEN_PATH",
            "RMAFLOW_TOKEN_URI");
    assertThat(Files.readAllLines(CHECKOUT.resolve(".gitignore"))).contains(".env");
    assertThat(Files.readAllLines(CHECKOUT.resolve(".dockerignore"))).contains("**/.env");
  }

  private static Set<String> variables(Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher found = pattern.matcher(Files.readString(CHECKOUT.resolve("docker-compose.yml")));
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  private static Map<String, String> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0], parts -> parts[1], (a, b) -> a + b, LinkedHashMap::new));
  }

  /** How it ended, and what it said. */
  private static String makeEnv(Path file) throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("bash", "docker/make-env", file.toString())
            .directory(CHECKOUT.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor(30, SECONDS)).isTrue();
    return script.exitValue() + " " + said;
  }
}
