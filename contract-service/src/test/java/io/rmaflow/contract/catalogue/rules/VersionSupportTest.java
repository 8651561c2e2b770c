package io.rmaflow.contract.catalogue.rules;

import static io.rmaflow.events.contract.ProductEvent.ReleaseKind.HOTFIX;
import static io.rmaflow.events.contract.ProductEvent.ReleaseKind.PERIODIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.rules.VersionSupport.Result;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSupportTest {

  private static final LocalDate LATER = LocalDate.of(2030, 1, 1);

  private static SoftwareVersion v(String text) {
    return new SoftwareVersion(text);
  }

  private static Release release(String version, ReleaseKind kind, String publishedOn) {
    return new Release(v(version), kind, LocalDate.parse(publishedOn), false, false, List.of());
  }

  private static Release row(String version, String publishedOn) {
    return new Release(v(version), PERIODIC, LocalDate.parse(publishedOn), true, false, List.of());
  }

  private static VersionSupport of(Release... releases) {
    return new VersionSupport(List.of(releases), List.of());
  }

  private static List<String> supported(VersionSupport support) {
    return support.supportedOn(LATER).stream().map(release -> release.version().text()).toList();
  }

  @Nested
  class ByTheFixNumberAlone {

    @Test
    @Clause({"VER-13", "VER-7"})
    void fixAndFeature_leaveOnlyTheNewRelease() {
      assertThat(
              supported(
                  of(
                      release("1.1.1-1111", PERIODIC, "2026-01-10"),
                      release("1.2.2-1114", PERIODIC, "2026-06-10"))))
          .containsExactly("1.2.2-1114");
    }

    @Test
    @Clause("VER-14")
    void fixOnly_leavesOnlyTheNewRelease() {
      assertThat(
              supported(
                  of(
                      release("1.1.1-1111", PERIODIC, "2026-01-10"),
                      release("1.1.2-1114", PERIODIC, "2026-06-10"))))
          .containsExactly("1.1.2-1114");
    }

    @Test
    @Clause({"VER-15", "VER-7", "VA-21"})
    void featureOnly_leavesBothSupported() {
      VersionSupport support =
          of(
              release("1.1.1-1111", PERIODIC, "2026-01-10"),
              release("1.2.1-1114", PERIODIC, "2026-06-10"));

      assertThat(supported(support)).containsExactly("1.1.1-1111", "1.2.1-1114");
      assertThat(support.of(v("1.1.1-1111"), LATER).updateDue()).isNull();
    }

    @Test
    @Clause("VER-16")
    void hotfix_leavesBothSupported() {
      assertThat(
              supported(
                  of(
                      release("1.1.1-1111", PERIODIC, "2026-01-10"),
                      release("1.1.1-1112", HOTFIX, "2026-06-10"))))
          .containsExactly("1.1.1-1111", "1.1.1-1112");
    }

    @Test
    @Clause("VER-17")
    void fixOnTheVersionWithAllFeatures_endsBothBefore() {
      assertThat(
              supported(
                  of(
                      release("1.1.1-1111", PERIODIC, "2026-01-10"),
                      release("1.2.1-1114", PERIODIC, "2026-06-10"),
                      release("1.2.2-1116", PERIODIC, "2026-09-10"))))
          .containsExactly("1.2.2-1116");
    }

    @Test
    @Clause("VER-18")
    void hotfixOnOneOfTwo_leavesAllThreeSupported() {
      assertThat(
              supported(
                  of(
                      release("1.1.1-1111", PERIODIC, "2026-01-10"),
                      release("1.2.1-1114", PERIODIC, "2026-06-10"),
                      release("1.2.1-1115", HOTFIX, "2026-07-10"))))
          .containsExactly("1.1.1-1111", "1.2.1-1114", "1.2.1-1115");
    }

    @Test
    @Clause({"VER-1", "A-68"})
    void versionsCompareNumberByNumber_withLeadingZerosAndWithoutRevision() {
      VersionSupport support = of(row("4.8.1", "2024-02-08"), row("4.10.1", "2024-05-22"));

      assertThat(supported(support)).containsExactly("4.8.1", "4.10.1");
      assertThat(support.of(v("4.10.1-2201"), LATER).result()).isEqualTo(Result.SUPPORTED);
      assertThat(support.of(v("04.010.01"), LATER).result()).isEqualTo(Result.SUPPORTED);
    }
  }

  @Nested
  class UpdateDeadline {

    private final VersionSupport netRegio2aDhcp =
        of(
            row("4.8.1", "2024-02-08"),
            row("4.10.1", "2024-05-22"),
            release("4.12.2", PERIODIC, "2026-02-10"));

    @Test
    @Clause({"VER-9", "A-36"})
    void isSixMonthsAfterTheFirstPeriodicReleaseWithALargerFix() {
      VersionSupport.Answer answer = netRegio2aDhcp.of(v("4.10.1-2201"), LocalDate.of(2026, 2, 12));

      assertThat(answer.result()).isEqualTo(Result.UNSUPPORTED);
      assertThat(answer.updateDue()).isEqualTo(LocalDate.of(2026, 8, 10));
      assertThat(answer.clauses()).contains("VER-7", "VER-11");
    }

    @Test
    @Clause("VER-9")
    void doesNotRunBeforeTheRelease() {
      VersionSupport.Answer answer = netRegio2aDhcp.of(v("4.10.1"), LocalDate.of(2026, 2, 9));

      assertThat(answer.result()).isEqualTo(Result.SUPPORTED);
      assertThat(answer.updateDue()).isNull();
    }

    @Test
    @Clause("VER-10")
    void isLiftedByADesignationUntilItsLastDay() {
      VersionSupport designated =
          new VersionSupport(
              netRegio2aDhcp.releases(),
              List.of(new Designation(v("4.10.1"), LocalDate.of(2026, 12, 31))));

      assertThat(designated.of(v("4.10.1-2201"), LocalDate.of(2026, 12, 31)).result())
          .isEqualTo(Result.SUPPORTED);
      assertThat(designated.of(v("4.10.1-2201"), LocalDate.of(2027, 1, 1)).result())
          .isEqualTo(Result.UNSUPPORTED);
    }

    @Test
    @Clause("A-36")
    void isStartedByNoHotfix() {
      VersionSupport support =
          of(
              release("1.1.1-1", PERIODIC, "2026-01-10"),
              release("1.1.2-3", PERIODIC, "2026-06-30"),
              release("1.1.2-4", HOTFIX, "2026-03-01"));

      assertThat(support.of(v("1.1.1-1"), LATER).updateDue()).isEqualTo(LocalDate.of(2026, 12, 30));
    }
  }

  @Nested
  class PublishedTable {

    @Test
    @Clause({"A-33", "VER-21"})
    void rowsOfDifferentFixStandSideBySide_untilANewerFixIsRegistered() {
      List<Release> rows =
          List.of(
              row("3.27.4", "2020-08-24"),
              row("3.30.4", "2021-08-30"),
              row("3.32.4", "2022-03-01"),
              row("3.18.3", "2018-03-08"));
      VersionSupport table = new VersionSupport(rows, List.of());

      assertThat(supported(table)).containsExactly("3.18.3", "3.27.4", "3.30.4", "3.32.4");
      assertThat(table.of(v("3.18.3"), LATER).updateDue()).isNull();

      VersionSupport withNewer =
          of(
              rows.get(0),
              rows.get(1),
              rows.get(2),
              rows.get(3),
              release("3.34.5", PERIODIC, "2026-02-10"));
      assertThat(supported(withNewer)).containsExactly("3.34.5");
    }

    /**
     * What was supported the day before has the whole six months, whatever else is in the table.
     */
    @ParameterizedTest
    @Clause({"VER-9", "A-33", "A-34"})
    @CsvSource({"4.04.4, 2026-08-10", "5.00.3, 2026-08-10", "5.00.3-12, 2026-08-10"})
    void rowsDoNotOutdateEachOther_soTheirSixMonthsBeginWithTheReleaseThatEndsThem(
        String version, LocalDate due) {
      VersionSupport superDhcp =
          of(
              row("4.04.4", "2017-02-24"),
              row("5.00.3", "2017-02-24"),
              release("5.01.5", PERIODIC, "2026-02-10"));

      VersionSupport.Answer answer = superDhcp.of(v(version), LocalDate.of(2026, 2, 10));

      assertThat(answer.result()).isEqualTo(Result.UNSUPPORTED);
      assertThat(answer.updateDue()).isEqualTo(due);
    }

    /** 3.27.4 has the larger fix number, but nobody updates from 3.28.3 to what came before it. */
    @Test
    @Clause({"VER-9", "A-36", "A-37"})
    void unlistedVersion_isOutdatedByNewerReleasesOnly() {
      VersionSupport support = of(row("3.27.4", "2020-08-24"), row("3.30.4", "2021-08-30"));

      assertThat(support.of(v("3.28.3"), LATER).updateDue()).isEqualTo(LocalDate.of(2022, 2, 28));
    }

    @Test
    @Clause({"A-34", "VER-T27"})
    void superDhcpKeepsBothItsLines() {
      VersionSupport superDhcp = of(row("4.04.4", "2017-02-24"), row("5.00.3", "2017-02-24"));

      assertThat(superDhcp.of(v("5.00.3-12"), LATER).result()).isEqualTo(Result.SUPPORTED);
      assertThat(superDhcp.of(v("4.4.4"), LATER).result()).isEqualTo(Result.SUPPORTED);
    }

    @Test
    @Clause("A-37")
    void unlistedVersionsAreJudgedByTheirFix() {
      VersionSupport support = of(row("3.27.4", "2020-08-24"), row("3.30.4", "2021-08-30"));

      VersionSupport.Answer equal = support.of(v("3.29.4"), LATER);
      assertThat(equal.result()).isEqualTo(Result.SUPPORTED);
      assertThat(equal.published()).isNull();
      assertThat(support.of(v("3.26.3"), LATER).result()).isEqualTo(Result.UNSUPPORTED);
      assertThat(support.of(v("3.26.3"), LATER).updateDue()).isEqualTo(LocalDate.of(2021, 2, 24));
      assertThat(support.of(v("3.35.5"), LATER).result()).isEqualTo(Result.UNKNOWN);
    }
  }
}
