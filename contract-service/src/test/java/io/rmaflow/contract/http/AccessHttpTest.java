package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.PersonalData;
import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.testkit.AccessMatrix;
import io.rmaflow.testkit.AccessTable;
import io.rmaflow.testkit.PersonalAnswers;
import io.rmaflow.testkit.TestIdentity;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call what of this service: {@code access.txt} says it, the annotations, docs/access.md,
 * which is written where {@code write.docs} is set.
 */
class AccessHttpTest extends ServiceTest {

  private static final AccessTable PUBLISHED =
      AccessTable.keptIn(Path.of("src/test/resources/access.txt"));

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Autowired private ObjectProvider<PathScope> scopes;

  @Test
  void everyOperationSaysWhoMayCallIt_andAnAdministratorMayCallAll() {
    SortedMap<String, Access> operations = Access.of(mappings);

    assertThat(operations).hasSize(79);
    assertThat(operations)
        .allSatisfy(
            (operation, access) -> {
              assertThat(access.said()).as(operation).isTrue();
              assertThat(access.isGranted(Role.ADMIN)).as(operation).isTrue();
            });
  }

  @Test
  void whoMayCallWhat_isAsItIsPublished_andAsDocsAccessSays() {
    AccessTable said = AccessTable.of(Access.named(Access.of(mappings)));

    assertThat(said.lines()).isEqualTo(PUBLISHED.lines());
    assertThat(said.standsInThePage("contract-service"))
        .as("docs/access.md is up to date; write it: ./rma docs")
        .isTrue();
  }

  @Test
  void whateverAPathNamesToACustomer_isEverybodysOrHasAnOwner() {
    Set<String> scoped = scopes.stream().map(PathScope::variable).collect(Collectors.toSet());
    Pattern variable = Pattern.compile("\\{(\\w+)}");

    assertThat(PUBLISHED.callers())
        .allSatisfy(
            (operation, roles) -> {
              if (roles.contains("customer")) {
                assertThat(variable.matcher(operation).results().map(found -> found.group(1)))
                    .as(operation)
                    .isSubsetOf(scoped);
              }
            });
  }

  @Test
  void whateverTellsOfPersons_isRecordedWhenItIsRead() {
    PersonalAnswers answers = new PersonalAnswers(PersonalData.class);
    List<Method> operations =
        mappings.getHandlerMethods().values().stream().map(HandlerMethod::getMethod).toList();

    assertThat(
            operations.stream().filter(o -> answers.personal(o.getGenericReturnType()).isPresent()))
        .hasSizeGreaterThan(2);
    assertThat(
            answers.unsaid(operations, List.of(ReadsPersonalData.class, AdministrativeAct.class)))
        .isEmpty();
  }

  @Test
  void everyOperationAsEveryRoleWithEveryKindOfToken_isAnsweredAsItShouldBe() {
    AccessMatrix matrix = AccessMatrix.of(base(), PUBLISHED, TestIdentity.shared(), "C-MATRIX");

    assertThat(matrix.size()).isEqualTo(79 * 6 * 7).isEqualTo(3318);
    assertThat(matrix.wrong()).isEmpty();
  }
}
