package io.rmaflow.rma;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.testkit.Arrows;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

/** Which package may know which, and what may be decided without any framework. */
class ArchitectureTest {

  static final String ROOT = "io.rmaflow.rma";

  /** All classes of this service, tests left out. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages(ROOT);

  private static final String KERNEL = "io.rmaflow.rma.casefile";
  private static final String PARTS = "io.rmaflow.rma.parts..";
  private static final String PROCEDURES = "io.rmaflow.rma.procedures..";
  private static final String INTAKE = "io.rmaflow.rma.intake..";

  /** What Spring or the event framework makes: aggregates, sagas and resources among it. */
  private static final DescribedPredicate<JavaClass> COMPONENTS =
      describe("components", ArchitectureTest::isOfAComponent);

  private static boolean isOfAComponent(JavaClass one) {
    return one.isMetaAnnotatedWith(Component.class)
        || one.getEnclosingClass().filter(ArchitectureTest::isOfAComponent).isPresent();
  }

  @Test
  void whichPackageKnowsWhich() {
    assertThat(Arrows.betweenAll(CLASSES, ROOT))
        .isEqualTo(
            """
            access -> cover
            attachments -> access casefile
            casefile -> cover
            cover ->
            desk -> access casefile
            explanation -> casefile cover intake intake.rules
            forms ->
            intake -> casefile cover intake.rules override standing
            intake.rules -> casefile cover standing
            loaner -> casefile cover parts.loan
            override -> casefile intake.rules
            pack -> casefile explanation
            parts.answering -> casefile cover
            parts.loan -> casefile cover parts.repair parts.sending
            parts.manufacturerplan -> intake.rules
            parts.repair -> casefile cover parts.returnduty
            parts.returnduty -> casefile cover parts.sending
            parts.sending -> casefile cover
            parts.visit -> casefile cover parts.sending
            persons ->
            procedures -> casefile cover intake.rules parts.answering parts.loan parts.repair parts.returnduty parts.sending parts.visit procedures.crosssendback procedures.doa procedures.inquiry procedures.manufacturer procedures.onsite procedures.triage procedures.warranty
            procedures.crosssendback -> casefile cover intake.rules parts.repair parts.returnduty parts.sending standing
            procedures.doa -> casefile cover intake intake.rules parts.returnduty parts.sending
            procedures.inquiry -> casefile cover intake.rules parts.answering
            procedures.manufacturer -> casefile cover intake.rules parts.loan parts.manufacturerplan parts.repair parts.returnduty parts.sending
            procedures.onsite -> casefile intake.rules parts.returnduty parts.sending parts.visit
            procedures.triage -> casefile intake.rules parts.answering parts.manufacturerplan
            procedures.warranty -> casefile intake.rules parts.repair parts.returnduty
            receipts -> casefile cover loaner parts.loan parts.returnduty
            responsibility -> casefile cover
            retention -> attachments casefile
            standing -> casefile cover parts.returnduty
            whatif -> casefile cover intake intake.rules
            """);
  }

  @Test
  void arrowsGoOneWay() {
    slices().matching("io.rmaflow.rma.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theKernelKnowsTheCoverAlone() {
    noClasses()
        .that()
        .resideInAPackage(KERNEL)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.rmaflow.rma..")
                .and(not(resideInAnyPackage(KERNEL, "io.rmaflow.rma.cover"))))
        .check(CLASSES);
  }

  @Test
  void partsKnowNoProcedure() {
    noClasses()
        .that()
        .resideInAPackage(PARTS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PROCEDURES)
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

  @Test
  void theIntakeKnowsNoProcedureAndNoPart() {
    noClasses()
        .that()
        .resideInAPackage(INTAKE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PROCEDURES, PARTS)
        .check(CLASSES);
  }

  /** What is decided could be decided anywhere, and is tested without a server. */
  @Test
  void whatIsNoComponentIsPure() {
    classes()
        .that()
        .resideInAnyPackage(KERNEL, PARTS, PROCEDURES, "io.rmaflow.rma.intake.rules")
        .and(not(COMPONENTS))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations",
                    "io.rmaflow.events..",
                    "io.rmaflow.time",
                    // which part of a view is written flat; nothing is called, as below
                    "com.fasterxml.jackson.annotation")
                .or(describe("name the stream", ArchitectureTest::namesTheStream))
                .or(resideInAPackage("io.rmaflow.rma..").and(not(COMPONENTS))))
        .check(CLASSES);
  }

  /** The annotation that says which stream a command is for. */
  private static boolean namesTheStream(JavaClass one) {
    return one.getName().equals("org.axonframework.modelling.command.TargetAggregateIdentifier");
  }

  @Test
  void theRulesOfTheIntakeAreAPackageOfTheirOwn() {
    classes()
        .that()
        .resideInAPackage("io.rmaflow.rma.intake.rules")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.rmaflow.events..",
            "io.rmaflow.time",
            "io.rmaflow.rma.casefile",
            "io.rmaflow.rma.cover",
            "io.rmaflow.rma.intake.rules",
            "io.rmaflow.rma.standing")
        .check(CLASSES);
  }

  @Test
  void whatOthersSeeOfTheCoverIsPure() {
    classes()
        .that()
        .resideInAPackage("io.rmaflow.rma.cover")
        .and()
        .arePublic()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.rmaflow.events..",
            "io.rmaflow.time",
            "io.rmaflow.rma.cover")
        .check(CLASSES);
  }

  /** The kernel's interfaces are open only because a sealed one cannot span packages. */
  @Test
  void whatACaseHasUnderItsProcedureIsAnImmutableValueOfAProcedureOrAPart() {
    classes()
        .that()
        .areAssignableTo(ProcedureState.class)
        .and()
        .areNotInterfaces()
        .should()
        .beRecords()
        .andShould()
        .resideInAnyPackage(PROCEDURES, PARTS, KERNEL)
        .check(CLASSES);
    classes()
        .that()
        .areAssignableTo(CaseProcedure.class)
        .and()
        .areNotInterfaces()
        .should()
        .resideInAPackage("io.rmaflow.rma.procedures.(*)")
        .check(CLASSES);
  }
}
