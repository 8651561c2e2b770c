package io.rmaflow.kit.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rmaflow.testkit.Arrows;

@AnalyzeClasses(
    packages = "io.rmaflow.kit.web",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** What services name stands below all rooms, so that none of them leads to another by it. */
  @ArchTest
  static final ArchRule whatServicesNameKnowsNoRoom =
      noClasses()
          .that()
          .resideInAPackage("io.rmaflow.kit.web")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rmaflow.kit.web.*..");

  /** All of it, so that there is no circle either; each room knows what services name. */
  @ArchTest
  static void aRoomKnowsNoOtherButThese(JavaClasses classes) {
    assertThat(Arrows.betweenAll(classes, "io.rmaflow.kit.web"))
        .isEqualTo(
            """
            access -> api fields
            api ->
            calls -> access api fields
            fields ->
            limits ->
            openapi -> access api fields reading
            reading -> fields
            security -> limits
            """);
  }
}
