package io.rmaflow.rma.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PureIntakeTest {

  private static final Set<String> SHELL =
      Set.of(
          "IntakeResource",
          "DemandResource",
          "RequestReader",
          "KnownReader",
          "NextCover",
          "CaseReadBack",
          "ReportFailure",
          "DemandWork",
          "ContractEvents",
          "OwnExchanges",
          "CoverFacts",
          "SettingValues",
          "BackdatingSetting");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rmaflow.rma.intake", "io.rmaflow.rma.cover");

  @Test
  void theDecisionsKnowNoFramework() {
    classes()
        .that(
            new DescribedPredicate<JavaClass>("are no shell") {
              @Override
              public boolean test(JavaClass candidate) {
                return !SHELL.contains(topLevel(candidate).getSimpleName());
              }
            })
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.rmaflow.events..",
            "io.rmaflow.time",
            "io.rmaflow.rma.cover",
            "io.rmaflow.rma.intake",
            "io.rmaflow.rma.override",
            "io.rmaflow.rma.standing")
        .check(CLASSES);
  }

  private static JavaClass topLevel(JavaClass candidate) {
    JavaClass outermost = candidate;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost;
  }
}
