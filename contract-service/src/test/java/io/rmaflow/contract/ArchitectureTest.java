package io.rmaflow.contract;

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
    packages = "io.rmaflow.contract",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** What they decide could be decided anywhere. */
  @ArchTest
  static final ArchRule rulesKnowNothingButEachOtherTheEventsAndBusinessTime =
      classes()
          .that()
          .resideInAnyPackage("io.rmaflow.contract.*.rules", "io.rmaflow.contract.decision")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.rmaflow.contract.*.rules",
              "io.rmaflow.contract.decision",
              "io.rmaflow.events..",
              "io.rmaflow.time..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      slices().matching("io.rmaflow.contract.(**)").should().beFreeOfCycles();

  @ArchTest
  static void whichCapabilityKnowsWhich(JavaClasses classes) {
    assertThat(Arrows.between(classes, "io.rmaflow.contract"))
        .isEqualTo(
            """
            aggregate -> decision
            agreement -> aggregate catalogue customer decision eligibility registration settings sitecheck
            calendar -> aggregate decision
            catalogue -> aggregate customer decision eligibility settings
            customer -> aggregate decision
            decision ->
            eligibility ->
            entitlement -> agreement catalogue customer eligibility lineage registration settings
            imports -> aggregate agreement catalogue customer decision eligibility registration settings sitecheck
            lineage -> agreement catalogue customer registration
            registration -> aggregate catalogue customer decision eligibility
            retention -> settings
            settings -> aggregate calendar decision
            sitecheck -> aggregate decision registration
            """);
  }
}
