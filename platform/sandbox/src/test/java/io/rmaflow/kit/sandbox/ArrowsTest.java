package io.rmaflow.kit.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/**
 * How the packages of the platform know each other. Which module may know which is Maven's to say:
 * what is in no pom cannot be imported.
 */
class ArrowsTest {

  private static final JavaClasses PLATFORM =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
          .importPackages("io.rmaflow.kit", "io.rmaflow.eventstore", "io.rmaflow.time");

  @Test
  void allPackagesOfThePlatformAreLookedAt() {
    assertThat(PLATFORM.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrder(
            "io.rmaflow.eventstore",
            "io.rmaflow.kit.clock",
            "io.rmaflow.kit.deadline",
            "io.rmaflow.kit.defaults",
            "io.rmaflow.kit.eventing",
            "io.rmaflow.kit.identity",
            "io.rmaflow.kit.jdbc",
            "io.rmaflow.kit.keys",
            "io.rmaflow.kit.loop",
            "io.rmaflow.kit.migration",
            "io.rmaflow.kit.personal",
            "io.rmaflow.kit.sandbox",
            "io.rmaflow.kit.sealing",
            "io.rmaflow.kit.web",
            "io.rmaflow.kit.web.access",
            "io.rmaflow.kit.web.api",
            "io.rmaflow.kit.web.calls",
            "io.rmaflow.kit.web.fields",
            "io.rmaflow.kit.web.limits",
            "io.rmaflow.kit.web.openapi",
            "io.rmaflow.kit.web.reading",
            "io.rmaflow.kit.web.security",
            "io.rmaflow.time");
  }

  @Test
  void noPackageDependsOnItselfThroughOthers() {
    slices().matching("io.rmaflow.(**)").should().beFreeOfCycles().check(PLATFORM);
  }

  @Test
  void nothingOfThePlatformKnowsTheSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.rmaflow.kit.sandbox")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.rmaflow.kit.sandbox")
        .check(PLATFORM);
  }

  @Test
  void whatHandlesEventsKnowsNothingOfHttp() {
    noClasses()
        .that()
        .resideInAnyPackage("io.rmaflow.kit.eventing", "io.rmaflow.kit.deadline")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.rmaflow.kit.web..", "org.springframework.web..", "jakarta.servlet..")
        .check(PLATFORM);
  }
}
