package io.rmaflow.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules know nothing of frameworks: what they decide could be decided anywhere. */
@AnalyzeClasses(
    packages = "io.rmaflow.contract",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

  /** What is wired: everything else is rules and messages. */
  private static final DescribedPredicate<JavaClass> WIRED =
      nameMatching(
              ".*\\.(\\w+(Resource|Scope|Aggregate|Saga|Seeder|Consumer|Application|Configuration|Replay)"
                  + "|Earlier\\w+|Recorded\\w+|Kept\\w+|Told|UnitsOfAccounts|AccountUnits"
                  + "|AggregateShell|Catalogue|Customers|Units|Agreements|AgreementFacts"
                  + "|Settings|Exchanges|SiteChecks|LinkedIds|ShipTo|WholeSite"
                  + "|CsvFile|CaseDeadlinesClient|Import(Worlds|Jobs|Batch|Runner|Streams|Seals))(\\$.*)?")
          .<JavaClass>forSubtype()
          .as("wired classes");

  private static final DescribedPredicate<JavaClass> PURE =
      resideInAPackage("io.rmaflow.contract..")
          .and(DescribedPredicate.not(WIRED))
          .as("rules and messages");

  @ArchTest
  static final ArchRule RULES_DEPEND_ON_NOTHING_BUT_EACH_OTHER_THE_EVENTS_AND_BUSINESS_TIME =
      classes()
          .that(PURE)
          .should()
          .onlyDependOnClassesThat(
              PURE.or(
                  resideInAPackage("java..")
                      .or(resideInAPackage("io.rmaflow.events.."))
                      .or(resideInAPackage("io.rmaflow.time.."))
                      .or(resideInAPackage("org.jspecify.."))));
}
