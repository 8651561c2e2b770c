package io.rmaflow.contract.catalogue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.rules.CatalogueCommand.DesignateRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.PublishRelease;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.HotfixNeed;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueRulesTest {

  private static final ProductCode PRODUCT = new ProductCode("p");

  private static ProductState after(String... versions) {
    ProductState state = ProductState.UNKNOWN;
    for (String version : versions) {
      state =
          state.evolve(
              new ProductEvent.ReleasePublished(
                  PRODUCT,
                  new SoftwareVersion(version),
                  ReleaseKind.PERIODIC,
                  true,
                  false,
                  null,
                  LocalDate.of(2026, 1, 10),
                  false,
                  false,
                  List.of(),
                  null));
    }
    return state;
  }

  private static List<Refusal> refusals(
      ProductState state, String version, ReleaseKind kind, boolean fix, @Nullable String base) {
    return publish(state, version, kind, fix, base, List.of())
            instanceof Decision.Refused<ProductEvent>(var reasons)
        ? reasons
        : List.of();
  }

  private static Decision<ProductEvent> publish(
      ProductState state,
      String version,
      ReleaseKind kind,
      boolean fix,
      @Nullable String base,
      List<String> neededBy) {
    return CatalogueRules.decide(
        state,
        new PublishRelease(
            PRODUCT,
            new SoftwareVersion(version),
            kind,
            fix,
            true,
            base == null ? null : new SoftwareVersion(base),
            LocalDate.of(2026, 6, 10),
            false,
            List.of(),
            neededBy.stream().map(SoftwareVersion::new).toList()));
  }

  @ParameterizedTest
  @Clause({"VER-2", "VER-3", "VER-4", "VER-5", "VER-6"})
  @CsvSource({
    "1.2.2-1114, true, ''", // example 1
    "1.1.2-1114, true, ''", // example 2
    "1.2.1-1114, false, ''", // example 3
    "2.1.2-1114, true, ''", // the numbers are not linked: X alone may grow
    "2.0.2-1114, true, VER-3", // so Y does not begin anew with X (VER-5)
    "0.9.2-1114, true, VER-2",
    "1.0.2-1114, true, VER-3",
    "1.2.0-1114, true, VER-4",
    "1.2.1-1114, true, VER-6", // a fix raises Z
    "1.2.2-1114, false, VER-6", // and nothing else does
    "1.2.2-1110, true, VER-6" // r grows at every release
  })
  void periodicRelease_afterA111_followsTheSequence(String version, boolean fix, String clause) {
    List<Refusal> refusals =
        refusals(after("1.1.1-1111"), version, ReleaseKind.PERIODIC, fix, null);

    if (clause.isEmpty()) {
      assertThat(refusals).isEmpty();
    } else {
      assertThat(refusals).extracting(Refusal::code).containsOnly("VERSION_SEQUENCE_INVALID");
      assertThat(refusals).extracting(refusal -> refusal.clauses().getFirst()).contains(clause);
    }
  }

  @Test
  @Clause({"VER-6", "VER-18"})
  void hotfix_changesTheRevisionOfItsBaseAndNothingElse() {
    ProductState state = after("1.1.1-1111", "1.2.1-1114");

    assertThat(refusals(state, "1.2.1-1115", ReleaseKind.HOTFIX, true, "1.2.1-1114")).isEmpty();
    assertThat(refusals(state, "1.2.2-1115", ReleaseKind.HOTFIX, true, "1.2.1-1114")).hasSize(1);
    assertThat(refusals(state, "1.2.1-1115", ReleaseKind.HOTFIX, true, null)).hasSize(1);
    assertThat(refusals(state, "1.2.1-1115", ReleaseKind.HOTFIX, true, "1.3.1")).hasSize(1);
  }

  private static @Nullable List<HotfixNeed> needs(Decision<ProductEvent> decision) {
    return decision instanceof Decision.Happens<ProductEvent>(var events)
            && events.getFirst() instanceof ProductEvent.ReleasePublished published
        ? published.hotfixNeeds()
        : List.of();
  }

  private static HotfixNeed need(String version, boolean needed) {
    return new HotfixNeed(new SoftwareVersion(version), needed);
  }

  /** The policy's example 6, after a version whose Z is too small to be supported. */
  @Test
  @Clause("VER-18")
  void hotfix_recordsForEverySupportedVersionWhetherItIsNeededThere() {
    ProductState state = after("1.0.0-1110", "1.1.1-1111", "1.2.1-1114");

    assertThat(
            needs(publish(state, "1.2.1-1115", ReleaseKind.HOTFIX, true, "1.2.1-1114", List.of())))
        .containsExactly(need("1.1.1-1111", false), need("1.2.1-1114", true));
    assertThat(
            needs(
                publish(
                    state,
                    "1.2.1-1115",
                    ReleaseKind.HOTFIX,
                    true,
                    "1.2.1-1114",
                    List.of("1.1.1-1111"))))
        .containsExactly(need("1.1.1-1111", true), need("1.2.1-1114", true));
    assertThat(needs(publish(state, "1.2.2-1116", ReleaseKind.PERIODIC, true, null, List.of())))
        .isNull();
  }

  @Test
  @Clause("VER-18")
  void hotfix_isNotSaidToBeNeededOnAVersionThatIsNotSupported() {
    Decision<ProductEvent> decision =
        publish(
            after("1.0.0-1110", "1.1.1-1111"),
            "1.1.1-1112",
            ReleaseKind.HOTFIX,
            true,
            "1.1.1-1111",
            List.of("1.0.0-1110"));

    assertThat(decision instanceof Decision.Refused<ProductEvent>(var all) ? all : List.of())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("VERSION_NOT_SUPPORTED");
              assertThat(refusal.clauses()).containsExactly("VER-18", "VER-7");
            });
  }

  @Test
  @Clause({"VER-1", "A-68"})
  void leadingZeros_makeNoOtherVersion() {
    List<Refusal> refusals =
        refusals(after("4.10.1"), "4.010.01", ReleaseKind.PERIODIC, false, null);

    assertThat(refusals).extracting(Refusal::code).containsExactly("VERSION_SEQUENCE_INVALID");
    assertThat(refusals.getFirst().message().en()).isEqualTo("This version was published before.");
  }

  private static ProductEvent designated(@Nullable LocalDate until) {
    return new ProductEvent.ReleaseDesignated(PRODUCT, new SoftwareVersion("1.1.1"), null, until);
  }

  @Test
  @Clause("VER-10")
  void laterDesignation_endsAnEarlierOneOrProlongsIt() {
    ProductState openEnded = after("1.1.1-1111", "1.1.2-1114").evolve(designated(null));
    ProductState ended = openEnded.evolve(designated(LocalDate.of(2026, 6, 30)));
    SoftwareVersion old = new SoftwareVersion("1.1.1-1111");

    assertThat(ended.support().of(old, LocalDate.of(2026, 6, 30)).result())
        .isEqualTo(VersionSupport.Result.SUPPORTED);
    assertThat(ended.support().of(old, LocalDate.of(2026, 7, 1)).result())
        .isEqualTo(VersionSupport.Result.UNSUPPORTED);
    assertThat(ended.evolve(designated(null)).support().of(old, LocalDate.of(2026, 7, 1)).result())
        .isEqualTo(VersionSupport.Result.SUPPORTED);
    assertThat(
            CatalogueRules.decide(
                ended, new DesignateRelease(PRODUCT, new SoftwareVersion("1.1.1"), null, null)))
        .as("what an earlier designation said is news again")
        .isEqualTo(Decision.happens(designated(null)));
  }
}
