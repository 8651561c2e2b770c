package io.rmaflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerKindTest {

  @Test
  void takesContainersWhereADockerEngineAnswers() {
    assertThat(ServerKind.choose(null, null, () -> true).kind()).isEqualTo(ServerKind.CONTAINERS);
    assertThat(ServerKind.choose("auto", null, () -> true).kind()).isEqualTo(ServerKind.CONTAINERS);
  }

  @Test
  void takesEmbeddedServersWhereNoneAnswers_andSaysSoInOneLine() {
    assertThat(ServerKind.choose(null, "", () -> false).line())
        .isEqualTo(
            "Test servers: embedded PostgreSQL and Kafka, as no Docker engine answers"
                + " (choose with -Drmaflow.servers=containers|embedded|auto)");
  }

  @Test
  void obeysThePropertyBeforeTheVariableBeforeTheMachine() {
    assertThat(ServerKind.choose("embedded", "containers", () -> true).kind())
        .isEqualTo(ServerKind.EMBEDDED);
    assertThat(ServerKind.choose(null, "containers", () -> false).kind())
        .isEqualTo(ServerKind.CONTAINERS);
  }

  @Test
  void refusesAnUnknownWish() {
    assertThatThrownBy(() -> ServerKind.choose("docker", null, () -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rmaflow.servers is \"docker\"; it may be containers, embedded or auto");
  }
}
