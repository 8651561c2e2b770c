package io.rmaflow.kit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two services on one movable clock, over REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxClockTest {

  private final Database clock = TestServers.postgres().createDatabase("sandbox");
  private final Notebook rma = open("rma", Map.of());
  private final Notebook contract =
      open("contract", Map.of("rmaflow.peers.rma", rma.at("").toString()));

  private Notebook open(String context, Map<String, Object> more) {
    Map<String, Object> settings =
        new LinkedHashMap<>(
            Map.of(
                "rmaflow.context",
                context,
                "rmaflow.sandbox.enabled",
                "true",
                "rmaflow.sandbox.jdbc-url",
                clock.jdbcUrl(),
                "rmaflow.sandbox.username",
                clock.user(),
                "rmaflow.sandbox.password",
                clock.password(),
                "rmaflow.sandbox.start",
                "2026-05-01T10:30:00+09:00",
                "rmaflow.sandbox.patience",
                "10s"));
    settings.putAll(more);
    return Notebook.open(TestServers.postgres().createDatabase("sandboxed"), settings);
  }

  @BeforeAll
  void bothAreUp() {
    assertThat(contract.get("/api/sandbox/clock").status()).isEqualTo(200);
    assertThat(rma.get("/api/sandbox/clock").status()).isEqualTo(200);
  }

  @AfterAll
  void closeBoth() {
    contract.close();
    rma.close();
  }

  @Test
  void isMovedThroughOneServiceAndReadInTheOther() {
    Instant before = rma.bean(BusinessClock.class).now();
    Instant target = before.plusSeconds(3600);

    Reply moved = contract.put("/api/sandbox/clock", "{\"now\": \"" + target + "\"}");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(rma.bean(BusinessClock.class).now()).isEqualTo(target);
    assertThat(rma.get("/api/sandbox/clock").text()).isEqualTo(moved.text());
    assertThat(moved.json().path("now").asString()).endsWith("+09:00");
  }

  @Test
  void goesForwardOnly() {
    Reply reply = contract.put("/api/sandbox/clock", "{\"now\": \"2026-05-01T10:29:59+09:00\"}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("CLOCK_GOES_FORWARD_ONLY");
    assertThat(reply.json().path("state").path("now").asString()).startsWith("2026-05-01T");
  }

  @Test
  void needsAnInstantWithItsOffset() {
    assertThat(contract.put("/api/sandbox/clock", "{}").errors()).containsExactly("now REQUIRED");
    assertThat(contract.put("/api/sandbox/clock", "{\"now\": \"2026-05-01\"}").errors())
        .containsExactly("now MALFORMED");
  }

  @Test
  void writesGoByIt() {
    Reply note = contract.post("/api/notes", "{\"title\": \"sandboxed\"}");

    assertThat(Instant.from(OffsetDateTime.parse(note.json().path("writtenAt").asString())))
        .isEqualTo(contract.bean(BusinessClock.class).now());
  }

  @Test
  void isNotServedWithoutTheSandbox() {
    assertThat(Notebook.shared().get("/api/sandbox/clock").status()).isEqualTo(404);
  }
}
