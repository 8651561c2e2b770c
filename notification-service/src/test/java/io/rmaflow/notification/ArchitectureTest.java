package io.rmaflow.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.rmaflow.notification",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule whatIsToldToWhomIsDecidedWithoutAnyFramework =
      classes()
          .that()
          .resideInAPackage("..notification.mail")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.rmaflow.events..",
              "io.rmaflow.notification.mail",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theWordsKnowNothingOfSending =
      noClasses()
          .that()
          .resideInAPackage("..notification.wording")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..notification.delivery", "..notification.intake", "jakarta.mail..");
}
