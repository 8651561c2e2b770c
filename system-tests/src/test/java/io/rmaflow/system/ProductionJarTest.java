package io.rmaflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runnable jars of the services, as production would start them. */
class ProductionJarTest {

  private static final String CLOCK = "io/rmaflow/kit/clock/BusinessClock.class";
  private static final String SANDBOX = "io/rmaflow/kit/sandbox/";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"contract-service", "rma-service", "notification-service"})
  void hasTheClockOfTheServiceAndNoClassOfTheSandbox(String service) throws IOException {
    assertThat(classesOf(jar(service))).contains(CLOCK).noneMatch(name -> name.startsWith(SANDBOX));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract-service", "rma-service", "notification-service"})
  void doesNotStartWhereItIsAskedForTheSandbox_andSaysWhy(String service) throws Exception {
    Path said = folder.resolve("said");
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Drmaflow.sandbox.enabled=true",
                "-jar",
                jar(service).toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(started.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(started.exitValue()).isEqualTo(1);
      assertThat(Files.readString(said, StandardCharsets.UTF_8))
          .contains(
              "rmaflow.sandbox.enabled is true, but this program is made for production and has no"
                  + " sandbox in it");
    } finally {
      started.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contract-service", "rma-service", "notification-service", "identity", "console"})
  void namesEveryLibraryInIt_withItsVersion(String service) throws IOException {
    try (JarFile whole = new JarFile(jar(service).toFile())) {
      JsonNode list =
          JsonMapper.shared()
              .readTree(whole.getInputStream(whole.getEntry("META-INF/sbom/application.cdx.json")));
      List<String> named =
          list.path("components")
              .valueStream()
              .map(each -> each.path("name").asString() + "-" + each.path("version").asString())
              .toList();
      List<String> contained =
          whole.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
              .map(name -> name.substring("BOOT-INF/lib/".length(), name.length() - 4))
              // what takes the jar apart is put in after the list was made
              .filter(name -> !name.startsWith("spring-boot-jarmode-tools-"))
              .toList();

      assertThat(list.path("bomFormat").asString()).isEqualTo("CycloneDX");
      assertThat(contained).isNotEmpty();
      assertThat(named).containsAll(contained);
    }
  }

  private static Path jar(String service) {
    return Stories.CHECKOUT.resolve(
        Path.of(service, "target", service + "-1.0.0-SNAPSHOT-exec.jar"));
  }

  /** Of the service itself and of the libraries inside its jar. */
  private static List<String> classesOf(Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile whole = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> entries = whole.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".jar")) {
          try (JarInputStream library = new JarInputStream(whole.getInputStream(entry))) {
            JarEntry each = library.getNextJarEntry();
            while (each != null) {
              names.add(each.getName());
              each = library.getNextJarEntry();
            }
          }
        } else {
          names.add(entry.getName().replaceFirst("^BOOT-INF/classes/", ""));
        }
      }
    }
    return names;
  }
}
