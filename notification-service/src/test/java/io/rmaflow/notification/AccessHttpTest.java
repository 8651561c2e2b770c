package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.Role;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may call what of this service. */
class AccessHttpTest extends RunningService {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyOperationSaysWhoMayCallIt_andAnAdministratorMayCallAll() {
    SortedMap<String, Access> operations = Access.of(mappings);

    assertThat(operations).isNotEmpty();
    assertThat(operations)
        .allSatisfy(
            (operation, access) -> {
              assertThat(access.said()).as(operation).isTrue();
              assertThat(access.isGranted(Role.ADMIN)).as(operation).isTrue();
            });
  }
}
