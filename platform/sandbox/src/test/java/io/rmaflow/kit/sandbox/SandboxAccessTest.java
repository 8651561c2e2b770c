package io.rmaflow.kit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.web.Access;
import io.rmaflow.testkit.AccessMatrix;
import io.rmaflow.testkit.AccessTable;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may see and move the clock, and ask what is left to do. The services have no such operations
 * unless they run in a sandbox, so their own tables do not tell.
 */
class SandboxAccessTest {

  private static final AccessTable PUBLISHED =
      AccessTable.of(
          Map.<String, Collection<String>>of(
              "GET /api/sandbox/clock",
              List.of("admin", "support", "logistics", "auditor", "service", "customer"),
              "PUT /api/sandbox/clock",
              List.of("admin", "support"),
              "GET /api/sandbox/work",
              List.of("admin", "support", "auditor", "service")));

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  @SuppressWarnings("NullAway.Init")
  private static Notebook service;

  @BeforeAll
  static void inASandbox() {
    Database clock = TestServers.postgres().createDatabase("sandbox");
    service =
        Notebook.open(
            TestServers.postgres().createDatabase("notebook"),
            Map.of(
                "rmaflow.sandbox.enabled",
                "true",
                "rmaflow.sandbox.jdbc-url",
                clock.jdbcUrl(),
                "rmaflow.sandbox.username",
                clock.user(),
                "rmaflow.sandbox.password",
                clock.password(),
                "rmaflow.sandbox.start",
                "2026-05-01T09:00:00+09:00",
                "rmaflow.web.calls-per-second-without-token",
                "10000"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void everyOperationOfTheSandboxSaysWhoMayCallIt_asItIsPublished() {
    Map<String, Access> ofTheSandbox =
        new TreeMap<>(
            Access.of(
                service.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)));
    ofTheSandbox.keySet().removeIf(operation -> !operation.contains(" /api/sandbox/"));

    assertThat(AccessTable.of(Access.named(new TreeMap<>(ofTheSandbox))).lines())
        .isEqualTo(PUBLISHED.lines());
  }

  @Test
  void
      everyOperationAsEveryRoleWithEveryKindOfToken_isAnsweredAsItShouldBe_andTheClockStandsStill() {
    String base = service.at("").toString();
    Instant before = service.bean(SandboxDatabase.class).now();
    AccessMatrix matrix = AccessMatrix.of(base, PUBLISHED, TestIdentity.shared(), "C-MATRIX");

    assertThat(matrix.size()).isEqualTo(3 * 6 * 7).isEqualTo(126);
    assertThat(matrix.wrong()).isEmpty();
    assertThat(service.bean(SandboxDatabase.class).now()).isEqualTo(before);
  }

  @Test
  void whoMayNotMoveTheClock_doesNotMoveIt_andWhoMayDoes() {
    String later = "{\"now\": \"2026-05-01T10:00:00+09:00\"}";
    for (String role : List.of("logistics", "auditor", "service", "customer")) {
      String[] customerIds = role.equals("customer") ? new String[] {"C-1"} : new String[0];
      String token = TestIdentity.shared().bearer(role, role + "-1", customerIds);
      assertThat(service.put("/api/sandbox/clock", later, "Authorization", token).status())
          .as(role)
          .isEqualTo(403);
    }
    assertThat(service.bean(SandboxDatabase.class).now()).isEqualTo(START);

    assertThat(
            service
                .put(
                    "/api/sandbox/clock",
                    later,
                    "Authorization",
                    TestIdentity.shared().bearer("support", "desk-1"))
                .status())
        .isEqualTo(200);
    assertThat(service.bean(SandboxDatabase.class).now())
        .isEqualTo(Instant.parse("2026-05-01T01:00:00Z"));
  }
}
