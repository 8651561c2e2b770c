package io.rmaflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/policy says which code carries out each clause and which tests show it. {@code ./rma docs}
 * runs this with {@code -Dwrite.docs=true}, which writes the page.
 */
class ClauseIndexTest {

  private static final String CLAUSES = "docs/policy/clauses.md";
  private static final String INDEX = "docs/policy/index.md";

  private static Path root;
  private static ClauseTable table;
  private static ClauseSources sources;

  @BeforeAll
  static void readTheSources() throws IOException {
    root = repository(Path.of("").toAbsolutePath());
    table = new ClauseTable(Files.readString(root.resolve(CLAUSES)));
    sources = ClauseSources.of(root);
  }

  @Test
  void theTableHasEveryClauseOnce() {
    assertThat(table.faults()).isEmpty();
    assertThat(table.entries().stream().filter(ClauseTable.Entry::needsRuleAndTest)).hasSize(441);
  }

  @Test
  void everyClauseHasARule() {
    assertThat(needed().filter(id -> sources.rules(id).isEmpty()))
        .as("clauses that no main code carries out: put @Clause on the rule")
        .isEmpty();
  }

  @Test
  void everyClauseIsShownByATest() {
    assertThat(needed().filter(id -> sources.tests(id).isEmpty()))
        .as("clauses that no test shows: put @Clause on the test")
        .isEmpty();
  }

  @Test
  void everyAnnotationNamesAClauseOfTheTable() {
    assertThat(sources.annotatedClauses())
        .allSatisfy(
            (clause, place) ->
                assertThat(table.find(clause))
                    .as("%s in %s stands in %s", clause, place.file(), CLAUSES)
                    .isPresent());
  }

  @Test
  void theIndexIsWhatTheSourcesSay() throws IOException {
    Path file = root.resolve(INDEX);
    String page = ClauseIndex.page(table, sources);
    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(file, page);
    }
    String committed = Files.exists(file) ? Files.readString(file) : "";
    assertThat(ClauseIndex.differing(committed, page))
        .as("clauses of which %s does not say what the sources say; write it: ./rma docs", INDEX)
        .isEmpty();
    assertThat(committed.equals(page)).as("%s is up to date; write it: ./rma docs", INDEX).isTrue();
  }

  @Test
  void aRuleIsFoundByItsNameInsideItsTypes() throws IOException {
    ClauseSources found =
        ClauseSources.of(
            List.of(
                source(
                    "a/src/main/java/Duty.java",
                    """
                    @Clause("CSB-4")
                    class Duty {
                      @Clause({"CSB-4", "DOA-8"})
                      static final int DAYS = 5;

                      record Owed(@Clause("no element") int days) {
                        @io.rmaflow.events.Clause(value = "CSB-26")
                        Owed {}

                        @Clause("CSB-26")
                        boolean overdue() { return false; }
                      }
                    }
                    """)),
            List.of());

    assertThat(found.rules("CSB-4")).extracting(Place::member).containsExactly("", "DAYS");
    assertThat(found.rules("DOA-8")).extracting(Place::member).containsExactly("DAYS");
    assertThat(found.rules("CSB-26"))
        .extracting(Place::member)
        .containsExactly("Owed.new", "Owed.overdue");
  }

  @Test
  void aTestIsFoundByItsSentence() throws IOException {
    ClauseSources found =
        ClauseSources.of(
            List.of(),
            List.of(
                source(
                    "a/src/test/java/DutyTest.java",
                    """
                    class DutyTest {
                      @Nested class ReturnDeadline {
                        @Test @Clause("CSB-4")
                        void isTheFifthBusinessDay_acrossGoldenWeek() {}
                      }
                    }
                    """)));

    assertThat(found.tests("CSB-4"))
        .extracting(Place::member)
        .containsExactly("Return deadline: is the fifth business day across golden week");
    assertThat(ClauseSources.sentence(List.of("X", "aDOAOn24x365IsRefused")))
        .isEqualTo("A DOA on24x365 is refused");
  }

  @Test
  void aMentionIsFoundInWordsConstantsAndSpans() {
    assertThat(
            ClauseSources.named(
                """
                /** CSB-26, EXC-CSB-14 (TEC-9 to
                 *  TEC-11) */
                refused(CODE, EXC_ONS_3, "VER-T01");
                """))
        .containsExactly(
            "CSB-26", "EXC-CSB-14", "EXC-ONS-3", "TEC-10", "TEC-11", "TEC-9", "VER-T01");
  }

  @Test
  void aMentionBesideARuleOfTheSameFileIsNotToldAgain() throws IOException {
    ClauseSources found =
        ClauseSources.of(
            List.of(
                source("m/src/main/java/A.java", "/** CSB-4 */ @Clause(\"CSB-4\") class A {}"),
                source("m/src/main/java/B.java", "/** CSB-4 */ class B {}")),
            List.of());

    assertThat(found.mentions("CSB-4")).extracting(Place::type).containsExactly("B");
  }

  @Test
  void filesOfOneNameAreToldApartByTheirFolders() throws IOException {
    ClauseSources found =
        ClauseSources.of(
            List.of(
                source("m/src/main/java/a/A.java", "@Clause(\"CSB-4\") class A {}"),
                source(
                    "m/src/main/java/b/A.java",
                    "@Clause(\"CSB-4\") class A { @Clause(\"CSB-4\") int n; }")),
            List.of());
    ClauseTable one =
        new ClauseTable("## CSB: Exchange\n| [CSB-4](index.md#csb-4) | Five days. | 40 |\n");

    assertThat(ClauseIndex.page(one, found))
        .endsWith(
            """

            ## CSB: Exchange

            ### CSB-4

            Five days.

            - Rule [a/A]
            - Rule [b/A]: `n`

            ## Files

            [a/A]: ../../m/src/main/java/a/A.java
            [b/A]: ../../m/src/main/java/b/A.java
            """);
  }

  @Test
  void whatDiffersIsToldByClause() {
    assertThat(
            ClauseIndex.differing(
                "# Head\n\n### CSB-4\n\na\n\n### CSB-5\n\nb\n",
                "# Head\n\n### CSB-4\n\nA\n\n### CSB-5\n\nb\n"))
        .containsExactly("CSB-4");
  }

  private static ClauseSources.Source source(String path, String text) {
    return new ClauseSources.Source(path, text);
  }

  private static Stream<String> needed() {
    return table.entries().stream()
        .filter(ClauseTable.Entry::needsRuleAndTest)
        .map(ClauseTable.Entry::id);
  }

  private static Path repository(Path folder) {
    if (Files.exists(folder.resolve(CLAUSES))) {
      return folder;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      throw new IllegalStateException("no " + CLAUSES + " in any folder above");
    }
    return repository(parent);
  }
}
