package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a service's health, to whom: two ports, two audiences. */
class ManagementTest {

  private final Notebook notebook = Notebook.shared();

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void onThePortForCalls_anybodyIsToldWhetherToSendAny_andNothingElse(String path) {
    Reply reply = notebook.send(HttpRequest.newBuilder(notebook.at(path)).build());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"status\":\"UP\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/health/parked",
        "/actuator/metrics",
        "/livez/db",
        "/readyz/readinessState"
      })
  void onThePortForCalls_thereIsNoMore_withATokenOrWithout(String path) {
    Reply anybody = notebook.send(HttpRequest.newBuilder(notebook.onThePortForCalls(path)).build());
    Reply desk =
        notebook.send(
            HttpRequest.newBuilder(notebook.onThePortForCalls(path))
                .header("Authorization", Notebook.token("desk-1", "support"))
                .build());

    assertThat(anybody.status()).isIn(401, 404);
    assertThat(desk.status()).isEqualTo(404);
    assertThat(anybody.text() + desk.text()).doesNotContain("UP");
  }

  @Test
  void onThePortForManagement_thereIsHealthWithItsDetails_andTheMeters_andNoCall() {
    Reply health = withoutToken("/actuator/health");
    Reply parked = withoutToken("/actuator/health/parked");
    Reply meter = withoutToken("/actuator/metrics/rmaflow.inbox.parked.events");
    Reply environment = withoutToken("/actuator/env");
    Reply heap = withoutToken("/actuator/heapdump");

    assertThat(health.json().at("/components/db/details/database").asString())
        .isEqualTo("PostgreSQL");
    assertThat(parked.json().at("/components/parkedEvents/details").has("failed")).isTrue();
    assertThat(meter.status()).isEqualTo(200);
    assertThat(environment.status()).isEqualTo(404);
    assertThat(heap.status()).isEqualTo(404);
    assertThat(
            notebook
                .send(
                    HttpRequest.newBuilder(notebook.at("/actuator/health").resolve("/api/whoami"))
                        .header("Authorization", Notebook.token("desk-1", "support"))
                        .build())
                .status())
        .isEqualTo(404);
  }

  private Reply withoutToken(String path) {
    return notebook.send(HttpRequest.newBuilder(notebook.at(path)).build());
  }
}
