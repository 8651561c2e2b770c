package io.rmaflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rmaflow.testkit.Arrows;
import org.junit.jupiter.api.Test;

/** Pages know the frame and not each other: what leads from one to another is an address. */
class ArchitectureTest {

  private static final String ROOT = "io.rmaflow.console";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages(ROOT);

  @Test
  void whichPackageKnowsWhich() {
    assertThat(Arrows.betweenAll(CLASSES, ROOT))
        .isEqualTo(
            """
            audit -> frame
            casepage -> frame
            desk -> frame
            frame ->
            queue -> frame
            """);
  }
}
