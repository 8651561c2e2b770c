package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.Role;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Who may call what of this service. */
class AccessHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  void everyOperationSaysWhoMayCallIt_andAnAdministratorMayCallAll() {
    SortedMap<String, Access> operations = Access.of(service.mappings());

    assertThat(operations).isNotEmpty();
    assertThat(operations)
        .allSatisfy(
            (operation, access) -> {
              assertThat(access.said()).as(operation).isTrue();
              assertThat(access.isGranted(Role.ADMIN)).as(operation).isTrue();
            });
  }
}
