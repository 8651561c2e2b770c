package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a call is answered with that cannot be performed: problem+json, and nothing half written.
 */
class RequestProblemsTest {

  private final Notebook notebook = Notebook.shared();

  private static void assertProblem(Reply reply, int status, String code) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().path("status").asInt()).isEqualTo(status);
    assertThat(reply.json().path("message").path("ja").asString()).isNotBlank();
    assertThat(reply.json().path("message").path("en").asString())
        .isEqualTo(reply.json().path("detail").asString());
    assertThat(reply.text()).doesNotContain("Exception", "at io.rmaflow", "org.springframework");
  }

  private Reply postBytes(byte[] body, String contentType) {
    return notebook.send(
        notebook
            .request("/api/notes", "Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  @Nested
  class Body {

    @Test
    void thatIsNotJsonIsA400ThatTellsWhere() {
      Reply reply = notebook.post("/api/notes", "{\"title\": \"a\",\n  \"size\": }");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("size MALFORMED_JSON");
      assertThat(reply.json().path("errors").path(0).path("message").path("en").asString())
          .contains("line 2, column");
    }

    @Test
    void ofWrongTypesIsA400ThatNamesEachField() {
      Reply reply =
          notebook.post(
              "/api/notes",
              """
              {"title": 5, "size": 11, "on": "2026-13-01", "isolation": {"result": "X"},
               "contacts": [{"email": "a@b.jp"}, {"email": "a b"}],
               "occurredAt": "2026-05-01T12:01:01+09:00"}
              """);

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors())
          .containsExactly(
              "title WRONG_TYPE",
              "size OUT_OF_RANGE",
              "on MALFORMED",
              "occurredAt IN_THE_FUTURE",
              "isolation.result UNKNOWN_VALUE",
              "contacts[1].email MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\": 5}", "{}", "[]", "no JSON", ""})
    void forWhatIsNotThereIsA404HoweverWrongItIs(String body) {
      Reply reply = notebook.post("/api/notes/" + UUID.randomUUID() + "/title", body);

      assertProblem(reply, 404, "NOT_FOUND");
    }

    @Test
    void thatIsTooLongInAFieldIsA400() {
      Reply reply = notebook.post("/api/notes", "{\"title\": \"" + "あ".repeat(21) + "\"}");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("title TOO_LONG");
    }

    @Test
    void withU0000AnywhereIsA400() {
      Reply reply = notebook.post("/api/notes", "{\"title\": \"a\", \"x\": [\"b\\u0000\"]}");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("x[0] CONTROL_CHARACTER");
    }

    @Test
    void withALineBreakInAFieldOfOneLineIsA400() {
      Reply reply = notebook.post("/api/notes", "{\"title\": \"山田\\r\\nBcc: x@example.com\"}");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("title CONTROL_CHARACTER");
    }

    @Test
    void ofTenMegabytesIsA413AndTheConnectionLivesOn() {
      byte[] large = new byte[10 * 1024 * 1024];

      for (int i = 0; i < 3; i++) {
        assertProblem(postBytes(large, "application/json"), 413, "BODY_TOO_LARGE");
      }
    }

    @Test
    void ofTenMegabytesWithoutALengthIsA413Too() {
      byte[] large = new byte[10 * 1024 * 1024];
      HttpRequest chunked =
          notebook
              .request("/api/notes")
              .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
              .build();

      assertProblem(notebook.send(chunked), 413, "BODY_TOO_LARGE");
    }

    @Test
    void inAnotherDeclaredCharsetIsA400() {
      byte[] body = "{\"title\": \"故障\"}".getBytes(Charset.forName("Shift_JIS"));

      Reply reply = postBytes(body, "application/json; charset=Shift_JIS");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("Content-Type WRONG_CHARSET");
    }

    @Test
    void inAnotherUndeclaredCharsetIsA400() {
      byte[] body = "{\"title\": \"故障\"}".getBytes(Charset.forName("Shift_JIS"));

      Reply reply = postBytes(body, "application/json");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly(" WRONG_CHARSET");
    }

    @Test
    void thatIsAFormIsA415() {
      Reply reply =
          postBytes(
              "title=a".getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");

      assertProblem(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void thatIsPlainTextOrMultipartIsA415WhateverStandsInIt() {
      byte[] json = "{\"title\": \"a\"}".getBytes(StandardCharsets.UTF_8);

      assertProblem(postBytes(json, "text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE");
      assertProblem(postBytes(json, "multipart/form-data"), 415, "UNSUPPORTED_MEDIA_TYPE");
      assertProblem(
          postBytes(json, "multipart/form-data; boundary=x"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void thatIsCompressedIsA415() {
      Reply reply = notebook.post("/api/notes", "{\"title\": \"a\"}", "Content-Encoding", "gzip");

      assertProblem(reply, 415, "UNSUPPORTED_CONTENT_ENCODING");
    }

    @Test
    void thatIsMissingIsA400UnlessTheCallNeedsNone() {
      Reply written = notebook.post("/api/notes", "{\"title\": \"needs no body\"}");

      assertProblem(notebook.post("/api/notes", ""), 400, "INVALID_REQUEST");
      assertThat(notebook.post(written.header("Location") + "/touch", "").status()).isEqualTo(200);
    }
  }

  @Nested
  class Tokens {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Basic ZGVzazpkZXNr",
          "Bearer",
          "Bearer abc",
          "Bearer a.b",
          "Bearer e30.e30.x",
          "Bearer !!.!!.!!"
        })
    void thatAreNoneAreA401(String header) {
      Reply reply = notebook.get("/api/whoami", "Authorization", header);

      assertProblem(reply, 401, "UNAUTHENTICATED");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void thatAreMissingAreA401EvenWhereThereIsNothing() {
      Reply known = notebook.send(HttpRequest.newBuilder(notebook.at("/api/whoami")).build());
      Reply unknown = notebook.send(HttpRequest.newBuilder(notebook.at("/api/nowhere")).build());

      assertProblem(known, 401, "UNAUTHENTICATED");
      assertProblem(unknown, 401, "UNAUTHENTICATED");
    }

    @Test
    void tellWhoCalls() {
      String token = TestIdentity.shared().bearer("customer", "web-7", "C-1001");

      Reply reply = notebook.get("/api/whoami", "Authorization", token);

      assertThat(reply.text()).isEqualTo("{\"who\":\"web-7 CUSTOMER [C-1001]\"}");
    }

    @Test
    void withAnUnknownRoleAreA401() {
      Reply reply =
          notebook.get("/api/whoami", "Authorization", Notebook.token("desk-1", "emperor"));

      assertProblem(reply, 401, "UNAUTHENTICATED");
    }

    @Test
    void areNotNeededForTheHealth() {
      Reply reply = notebook.send(HttpRequest.newBuilder(notebook.at("/livez")).build());

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Nested
  class Routes {

    @Test
    void thatDoNotExistAreA404() {
      assertProblem(notebook.get("/api/nowhere"), 404, "NOT_FOUND");
    }

    @Test
    void withAnIdThatCannotBeOneAreA404() {
      assertProblem(notebook.get("/api/notes/7"), 404, "NOT_FOUND");
      assertProblem(notebook.get("/api/cases-of-notes/" + "9".repeat(200)), 404, "NOT_FOUND");
      assertProblem(notebook.get("/api/notes/" + UUID.randomUUID()), 404, "NOT_FOUND");
    }

    @Test
    void withAnEncodedSlashAreOneSegmentOfThePath() {
      Reply reply = notebook.get("/api/cases-of-notes/a%2Fb%5Cc");

      assertThat(reply.json().path("caseId").asString()).isEqualTo("a/b\\c");
    }

    @Test
    void withAnotherMethodAreA405ThatTellsWhichAreAllowed() {
      Reply reply = notebook.delete("/api/notes");

      assertProblem(reply, 405, "METHOD_NOT_ALLOWED");
      assertThat(reply.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void askedForAnythingButJsonAreA406AndNothingIsWritten() {
      Reply written =
          notebook.post("/api/notes", "{\"title\": \"as xml\"}", "Accept", "application/xml");
      Reply read = notebook.get("/api/notes", "Accept", "application/xml");

      assertProblem(written, 406, "NOT_ACCEPTABLE");
      assertProblem(read, 406, "NOT_ACCEPTABLE");
      assertThat(notebook.notes("as xml")).isZero();
    }

    @Test
    void withU0000AreA400() {
      assertProblem(notebook.get("/api/search?result=a%00b&x=1"), 400, "INVALID_REQUEST");
      assertThat(notebook.get("/api/search?result=a%00b").errors())
          .containsExactly("result CONTROL_CHARACTER");
      assertProblem(notebook.get("/api/cases-of-notes/a%00b"), 400, "INVALID_REQUEST");
    }

    @Test
    void thatTomcatCannotReadAreAProblemToo() throws IOException {
      try (Socket socket = new Socket("localhost", notebook.at("/").getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET /api/notes?q=<> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "<html");
      }
    }
  }

  @Nested
  class Parameters {

    @Test
    void areReadWithTheirDefaults() {
      assertThat(notebook.get("/api/notes").text())
          .isEqualTo("{\"items\":[1,2,3,4,5],\"page\":0,\"size\":50,\"total\":5}");
      assertThat(notebook.get("/api/notes?page=1&size=2").text())
          .isEqualTo("{\"items\":[3,4],\"page\":1,\"size\":2,\"total\":5}");
      assertThat(notebook.get("/api/notes?page=9&size=200").text())
          .isEqualTo("{\"items\":[],\"page\":9,\"size\":200,\"total\":5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=-1", "page=x", "size=0", "size=201", "size=1.5"})
    void outsideOfTheirBoundsAreA400(String parameter) {
      Reply reply = notebook.get("/api/notes?" + parameter);

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).hasSize(1);
      assertThat(reply.errors().getFirst()).startsWith(parameter.substring(0, 4));
    }

    @Test
    void areAllNamedWhereTheyAreWrong() {
      Reply reply = notebook.get("/api/search?from=yesterday&result=X");

      assertThat(reply.errors()).containsExactly("from MALFORMED", "result UNKNOWN_VALUE");
    }

    @Test
    void areNamedTogetherWithThoseOfThePage() {
      Reply reply = notebook.get("/api/search?from=yesterday&from=today&page=x&size=201");

      assertThat(reply.errors())
          .containsExactly(
              "from REPEATED", "from MALFORMED", "page WRONG_TYPE", "size OUT_OF_RANGE");
    }

    @Test
    void withAControlCharacterAreA400() {
      assertThat(notebook.get("/api/parked?topic=a%0D%0Ab").errors())
          .containsExactly("topic CONTROL_CHARACTER");
      assertThat(notebook.get("/api/parked?topic=a%E2%80%AEb").errors())
          .containsExactly("topic CONTROL_CHARACTER");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"%2B999999999-12-31T23:59:59-18:00", "-999999999-01-01T00:00:00%2B18:00"})
    void outsideOfTheYears1900To9999AreA400(String instant) {
      Reply reply = notebook.get("/api/search?from=" + instant);

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("from OUT_OF_RANGE");
    }

    @Test
    void thatAreNoUtf8AreA400() {
      Reply reply = notebook.get("/api/notes?page=%ED%A0%80");

      assertProblem(reply, 400, "INVALID_REQUEST");
      assertThat(reply.errors()).containsExactly("query MALFORMED");
    }

    @Test
    void mayHaveAnOffsetWhosePlusWasNotEncoded() {
      assertThat(notebook.get("/api/search?from=2026-05-01T10:30:00+09:00").text())
          .contains("2026-05-01T01:30:00Z");
    }

    @Test
    void thatSpringReadsAreA400Too() {
      assertThat(notebook.get("/api/needing").errors()).containsExactly("number REQUIRED");
      assertThat(notebook.get("/api/needing?number=x").errors())
          .containsExactly("number WRONG_TYPE");
    }
  }

  @Nested
  class Surprises {

    @Test
    void areA500ThatTellsAnIncidentAndNothingElse() {
      Reply reply = notebook.get("/api/failing");

      assertProblem(reply, 500, "INTERNAL_ERROR");
      assertThat(UUID.fromString(reply.json().path("incident").asString())).isNotNull();
      assertThat(reply.text()).doesNotContain("secret");
    }

    @Test
    void thatAreErrorsOfTheMachineAreTheSame() {
      assertProblem(notebook.get("/api/overflowing"), 500, "INTERNAL_ERROR");
    }
  }
}
