package io.rmaflow.proof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.rmaflow.proof", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String TABLES = "io.rmaflow.proof.store";

  /** Whoever verifies needs neither a database nor a network nor Spring. */
  @ArchTest
  static final ArchRule aVerifierStandsOnNothingButTheFormOfAnEvent =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "javax..",
                  "org.jspecify..",
                  "tools.jackson..",
                  "io.rmaflow.eventstore",
                  "io.rmaflow.proof.."));

  /** But for the log in its tables, which nothing else here knows. */
  @ArchTest
  static final ArchRule nothingHereOpensAConnection =
      noClasses()
          .that(resideOutsideOfPackages(TABLES))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.sql..", "javax.sql..", TABLES));

  /** The tree knows nothing of what it is over, and signatures nothing of events. */
  @ArchTest
  static final ArchRule theTreeIsAnyones =
      noClasses()
          .that(resideInAnyPackage("io.rmaflow.proof.merkle", "io.rmaflow.proof.note"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.rmaflow..")
                  .and(
                      resideOutsideOfPackages(
                          "io.rmaflow.proof", "io.rmaflow.proof.merkle", "io.rmaflow.proof.note")));

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      slices().matching("io.rmaflow.(**)").should().beFreeOfCycles();
}
