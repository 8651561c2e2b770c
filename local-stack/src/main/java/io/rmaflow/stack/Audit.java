package io.rmaflow.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks rma-service why a case is as it is, and for the files of an audit. */
public final class Audit {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A checkpoint is signed every ten seconds where something was recorded. */
  private static final int WAIT_FOR_THE_LOG = 15;

  private final String service;
  private final String token;
  private final PrintStream out;

  /**
   * With a token.
   *
   * @param service base URL of rma-service
   * @param token of somebody who may read cases
   * @param out where answers are printed
   */
  public Audit(String service, String token, PrintStream out) {
    this.service = service;
    this.token = token;
    this.out = out;
  }

  /**
   * Prints why a case is as it is.
   *
   * @param caseId or the RMA number
   * @param asOf by what had been recorded by then; null for all
   * @param language {@code ja} or {@code en}
   * @throws StackFailure where there is no such case, or the service does not answer
   */
  public void explain(String caseId, @Nullable Instant asOf, String language) {
    String path =
        "/api/cases/"
            + encoded(caseIdOf(caseId))
            + "/explanation?language="
            + encoded(language)
            + (asOf == null ? "" : "&asOf=" + encoded(asOf.toString()));
    json(path).required("text").forEach(line -> out.println(line.asString()));
  }

  /**
   * Writes a case on paper, or as a file that carries its proof.
   *
   * @param caseId or the RMA number
   * @param format {@code pdf} or {@code jsonl}
   * @param language of all words, {@code ja} or {@code en}
   * @param file where it is written; null for a name by the case's ID in the present folder
   * @throws StackFailure where there is no such case, or the service does not answer
   */
  public void pack(String caseId, String format, String language, @Nullable Path file) {
    String id = caseIdOf(caseId);
    write(
        "/api/cases/"
            + encoded(id)
            + "/pack?format="
            + encoded(format)
            + "&language="
            + encoded(language)
            + "&waitSeconds="
            + WAIT_FOR_THE_LOG,
        file == null ? Path.of("case-" + id + "." + format) : file);
  }

  /**
   * Writes the cases of a period as tables.
   *
   * @param from the first day in Japan
   * @param to the last one, inclusive
   * @param file where they are written; null for a name by the period in the present folder
   */
  void pack(LocalDate from, LocalDate to, @Nullable Path file) {
    write(
        "/api/packs?from=" + from + "&to=" + to,
        file == null ? Path.of("cases-" + from + "-" + to + ".zip") : file);
  }

  private void write(String path, Path file) {
    byte[] bytes = get(path);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new StackFailure("It could not be written to " + file + ": " + e, e);
    }
    out.println(file.toAbsolutePath().normalize() + ", " + bytes.length + " bytes");
  }

  /** What is no case ID may be an RMA number. */
  private String caseIdOf(String named) {
    if (!named.regionMatches(true, 0, "RMA-", 0, 4)) {
      return named;
    }
    JsonNode found = json("/api/cases?rmaNumber=" + encoded(named)).required("items");
    if (found.isEmpty()) {
      throw new StackFailure("There is no case with the number " + named);
    }
    return found.get(0).required("caseId").asString();
  }

  private JsonNode json(String path) {
    return MAPPER.readTree(get(path));
  }

  private byte[] get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new StackFailure(
            "It was not answered ("
                + answer.statusCode()
                + "): "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new StackFailure("No answer from " + service + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while rma-service answers", e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
