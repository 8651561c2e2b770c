package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may call what, over HTTP. */
class AllowedTest {

  private static final String SEAL = "/api/notes/6b1fd9a0-1111-4222-8333-444455556666/seal";

  private final Notebook notebook = Notebook.shared();

  @ParameterizedTest
  @EnumSource(Role.class)
  void operationThatDoesNotSayWhoseItIs_isClosedToEverybody(Role role) {
    Reply reply = notebook.get("/api/unsaid", "Authorization", as(role));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FORBIDDEN");
    assertThat(reply.text()).doesNotContain("nobody may know");
  }

  @Test
  void whoIsRefused_isToldItsRoleInBothLanguages() {
    Reply reply = seal("support", "{}");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().at("/message/ja").asString()).isEqualTo("この操作を行う権限がありません（support）。");
    assertThat(reply.json().at("/message/en").asString())
        .isEqualTo("The role support does not allow this.");
  }

  @Test
  void methodSaysOtherwiseThanItsClass_andTheMethodHolds() {
    assertThat(seal("admin", "{}").errors()).containsExactly("reason REQUIRED");
    assertThat(seal("customer", "{}").status()).isEqualTo(403);
  }

  @Test
  void roleIsLookedAtBeforeAnythingElseOfTheCall() {
    assertThat(seal("auditor", "{not even JSON").status()).isEqualTo(403);
    assertThat(
            notebook
                .send(
                    notebook
                        .request(
                            SEAL,
                            "Authorization",
                            as(Role.AUDITOR),
                            "Idempotency-Key",
                            " ",
                            "If-Match",
                            "nonsense",
                            "Consistency-Token",
                            "nonsense")
                        .POST(BodyPublishers.ofString("x".repeat(2_000_000)))
                        .build())
                .status())
        .isEqualTo(403);
    assertThat(
            notebook
                .get(
                    "/api/unsaid", "Authorization", as(Role.ADMIN), "Consistency-Token", "nonsense")
                .status())
        .isEqualTo(403);
  }

  @Test
  void refusedCall_isNotKeptUnderItsIdempotencyKey() {
    String key = "allowed-1";
    Reply refused =
        notebook.send(
            notebook
                .request(SEAL, "Authorization", as(Role.SUPPORT), "Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{}"))
                .build());
    Reply allowed =
        notebook.send(
            notebook
                .request(SEAL, "Authorization", as(Role.ADMIN), "Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"reason\": \"done\"}"))
                .build());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(allowed.status()).isEqualTo(404);
  }

  @Test
  void headOfAnOperation_isAsClosedAsTheOperation() {
    HttpRequest head =
        notebook
            .request("/api/unsaid", "Authorization", as(Role.ADMIN))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    assertThat(notebook.send(head).status()).isEqualTo(403);
  }

  @Test
  void operationThatNeedsNoToken_isAnsweredToWhoeverCalls() {
    Reply reply = notebook.send(HttpRequest.newBuilder(notebook.at("/rmaflow/leaflet")).build());

    assertThat(reply.status()).isEqualTo(200);
  }

  private Reply seal(String role, String body) {
    return notebook.send(
        notebook
            .request(SEAL, "Authorization", Notebook.token("desk-1", role))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String as(Role role) {
    return Notebook.token("desk-1", role.wireName());
  }
}
