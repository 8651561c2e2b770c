package io.rmaflow.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Where the servers of a test run come from. */
public enum ServerKind {
  /** Containers of the images that production uses. */
  CONTAINERS,
  /** Servers of this machine's own processes, for where no Docker engine answers. */
  EMBEDDED;

  /** The system property that chooses: {@code containers}, {@code embedded} or {@code auto}. */
  public static final String PROPERTY = "rmaflow.servers";

  /** The environment variable that chooses where the property is not set. */
  public static final String VARIABLE = "RMAFLOW_SERVERS";

  /** What was chosen and why, in one line. */
  record Choice(ServerKind kind, String why) {
    String line() {
      return "Test servers: "
          + kind.name().toLowerCase(Locale.ROOT)
          + " PostgreSQL and Kafka, "
          + why
          + " (choose with -D"
          + PROPERTY
          + "=containers|embedded|auto)";
    }
  }

  static Choice choose() {
    return choose(
        System.getProperty(PROPERTY), System.getenv(VARIABLE), ServerKind::aDockerEngineAnswers);
  }

  /**
   * @throws IllegalArgumentException where the switch says something else than it may
   */
  static Choice choose(@Nullable String property, @Nullable String variable, DockerProbe docker) {
    String wish = property != null && !property.isBlank() ? property : variable;
    String source = property != null && !property.isBlank() ? PROPERTY : VARIABLE;
    if (wish == null || wish.isBlank() || wish.equals("auto")) {
      return docker.answers()
          ? new Choice(CONTAINERS, "as a Docker engine answers")
          : new Choice(EMBEDDED, "as no Docker engine answers");
    }
    return switch (wish) {
      case "containers" -> new Choice(CONTAINERS, "as " + source + " says");
      case "embedded" -> new Choice(EMBEDDED, "as " + source + " says");
      default ->
          throw new IllegalArgumentException(
              source + " is \"" + wish + "\"; it may be containers, embedded or auto");
    };
  }

  /** Whether a Docker engine can be reached. */
  @FunctionalInterface
  interface DockerProbe {
    boolean answers();
  }

  private static boolean aDockerEngineAnswers() {
    // Testcontainers reports the lack of an engine as an error with a stack trace, so it is only
    // asked where one may be.
    boolean maybe =
        System.getenv("DOCKER_HOST") != null
            || Files.exists(Path.of("/var/run/docker.sock"))
            || Files.exists(
                Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"))
            || Files.exists(Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
    return maybe && DockerClientFactory.instance().isDockerAvailable();
  }
}
