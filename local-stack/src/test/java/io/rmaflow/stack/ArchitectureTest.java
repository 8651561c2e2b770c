package io.rmaflow.stack;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.rmaflow.stack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      slices().matching("io.rmaflow.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whichPackageMayKnowWhich =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("stack")
          .definedBy("io.rmaflow.stack")
          .layer("bench")
          .definedBy("io.rmaflow.stack.bench")
          .layer("demo")
          .definedBy("io.rmaflow.stack.demo")
          .layer("server")
          .definedBy("io.rmaflow.stack.server")
          .whereLayer("stack")
          .mayOnlyAccessLayers("bench", "demo", "server")
          .whereLayer("bench")
          .mayOnlyAccessLayers("server")
          .whereLayer("demo")
          .mayOnlyAccessLayers("server")
          .whereLayer("server")
          .mayNotAccessAnyLayer();
}
