package io.rmaflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/security.md says by which test each attack is tried. */
class AttackTableTest {

  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

  /** A test's class behind {@code io.rmaflow.} and its method, or a method that several have. */
  private static final Pattern TEST =
      Pattern.compile("`((?:[a-z]+\\.)*)(?:(\\p{Upper}\\w*)\\.)?([a-z]\\w+)`");

  /** A row of the table, without its heading and the line below. */
  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(REPOSITORY.resolve("docs/security.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| attack "))
        .map(line -> line.split(" \\| ", -1))
        .toList();
  }

  @Test
  void everyAttackNamesItsTests_andTheyExist() throws IOException {
    List<Path> tests = tests();
    List<String> missing = new ArrayList<>();
    for (String[] row : rows()) {
      assertThat(row).as(row[0]).hasSize(3);
      Matcher named = TEST.matcher(row[2]);
      int found = 0;
      while (named.find()) {
        found++;
        if (!exists(tests, named.group(1), named.group(2), named.group(3))) {
          missing.add(named.group());
        }
      }
      assertThat(found).as(row[0]).isEqualTo(row[2].split("`, `", -1).length);
    }

    assertThat(missing).isEmpty();
    assertThat(rows()).hasSizeGreaterThan(20);
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY)) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith("Test.java"))
          .toList();
    }
  }

  private static boolean exists(
      List<Path> tests, String inPackage, @Nullable String ofClass, String method) {
    Pattern declared = Pattern.compile("\\bvoid\\s+" + method + "\\(");
    String end =
        ofClass == null
            ? "Test.java"
            : "/io/rmaflow/" + inPackage.replace('.', '/') + ofClass + ".java";
    return tests.stream()
        .filter(file -> file.toString().endsWith(end))
        .anyMatch(file -> declared.matcher(text(file)).find());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
