package io.rmaflow.eventstore;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.rmaflow.eventstore",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** It stores whatever events there are. */
  @ArchTest
  static final ArchRule theStoreKnowsNothingOfWhatItStores =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.rmaflow..")
                  .and(resideOutsideOfPackage("io.rmaflow.eventstore..")));

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      slices().matching("io.rmaflow.(**)").should().beFreeOfCycles();
}
