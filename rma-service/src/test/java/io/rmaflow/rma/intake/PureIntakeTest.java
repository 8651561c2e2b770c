package io.rmaflow.rma.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PureIntakeTest {

  private static final String[] VALUES = {
    "java..", "org.jspecify.annotations", "io.rmaflow.events..", "io.rmaflow.time"
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rmaflow.rma");

  @Test
  void theRulesKnowNoFramework() {
    classes()
        .that()
        .resideInAPackage("io.rmaflow.rma.intake.rules")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            and(
                "io.rmaflow.rma.casefile",
                "io.rmaflow.rma.cover",
                "io.rmaflow.rma.intake.rules",
                "io.rmaflow.rma.standing"))
        .check(CLASSES);
  }

  @Test
  void whatAProcedureHasOfItsOwnKnowsNoFramework() {
    classes()
        .that()
        .resideInAPackage("io.rmaflow.rma.procedures.(*)")
        .and()
        .haveNameMatching(".*(IntakeRules|Exclusions)(\\$.*)?")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            and(
                "io.rmaflow.rma.casefile",
                "io.rmaflow.rma.cover",
                "io.rmaflow.rma.intake.rules",
                "io.rmaflow.rma.parts..",
                "io.rmaflow.rma.procedures..",
                "io.rmaflow.rma.standing"))
        .check(CLASSES);
  }

  @Test
  void whatOthersSeeOfTheCoverKnowsNoFramework() {
    classes()
        .that()
        .resideInAPackage("io.rmaflow.rma.cover")
        .and()
        .arePublic()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(and("io.rmaflow.rma.cover"))
        .check(CLASSES);
  }

  @Test
  void theIntakeKnowsNoProcedure() {
    noClasses()
        .that()
        .resideInAPackage("io.rmaflow.rma.intake..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.rmaflow.rma.procedures..")
        .check(CLASSES);
  }

  @Test
  void proceduresDoNotKnowEachOther() {
    slices()
        .matching("io.rmaflow.rma.procedures.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  private static String[] and(String... packages) {
    String[] all = Arrays.copyOf(VALUES, VALUES.length + packages.length);
    System.arraycopy(packages, 0, all, VALUES.length, packages.length);
    return all;
  }
}
