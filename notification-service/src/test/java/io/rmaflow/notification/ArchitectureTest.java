package io.rmaflow.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rmaflow.testkit.Arrows;

@AnalyzeClasses(
    packages = "io.rmaflow.notification",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** A mail is kept as JSON until it is sent, so its kinds are named by annotations. */
  @ArchTest
  static final ArchRule whatIsToldToWhomIsDecidedWithoutAnyFramework =
      classes()
          .that()
          .resideInAPackage("io.rmaflow.notification.mail")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.rmaflow.events..",
              "io.rmaflow.notification.mail",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      slices().matching("io.rmaflow.notification.(**)").should().beFreeOfCycles();

  @ArchTest
  static void whichPackageKnowsWhich(JavaClasses classes) {
    assertThat(Arrows.between(classes, "io.rmaflow.notification"))
        .isEqualTo(
            """
            delivery -> files mail wording work
            files -> mail wording
            intake -> delivery files mail
            mail ->
            retention -> files
            webhook -> work
            wording -> mail
            work ->
            """);
  }
}
