package io.rmaflow.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.rmaflow.events",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      slices().matching("io.rmaflow.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whichPackageMayKnowWhich =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wire")
          .definedBy("io.rmaflow.events.wire")
          .layer("contract")
          .definedBy("io.rmaflow.events.contract")
          .layer("notification")
          .definedBy("io.rmaflow.events.notification")
          .layer("rma")
          .definedBy("io.rmaflow.events.rma")
          .layer("values")
          .definedBy("io.rmaflow.events.values")
          .layer("events")
          .definedBy("io.rmaflow.events")
          .whereLayer("wire")
          .mayOnlyAccessLayers("contract", "rma", "notification", "events")
          .whereLayer("notification")
          .mayOnlyAccessLayers("events")
          .whereLayer("contract")
          .mayOnlyAccessLayers("events")
          .whereLayer("rma")
          .mayOnlyAccessLayers("values", "events")
          .whereLayer("values")
          .mayOnlyAccessLayers("events")
          .whereLayer("events")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule whoeverReadsAnEventNeedsNothingButJackson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.rmaflow.events..",
              "org.jspecify.annotations..",
              "tools.jackson..",
              "com.fasterxml.jackson.annotation..");

  @ArchTest
  static final ArchRule valuesAndFamiliesKnowNoJson =
      classes()
          .that()
          .resideInAnyPackage(
              "io.rmaflow.events.values",
              "io.rmaflow.events.contract",
              "io.rmaflow.events.notification",
              "io.rmaflow.events.rma")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.rmaflow.events..", "org.jspecify.annotations..");
}
