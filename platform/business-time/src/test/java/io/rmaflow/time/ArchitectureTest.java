package io.rmaflow.time;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rmaflow.events.Clause;

@AnalyzeClasses(packages = "io.rmaflow.time", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Of the events it knows the clause alone that stands beside a rule. */
  @ArchTest
  static final ArchRule businessTimeIsPureJava =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "io.rmaflow.time", "org.jspecify.annotations..")
                  .or(belongToAnyOf(Clause.class)));
}
