package io.rmaflow.contract.calendar;

import io.rmaflow.contract.calendar.rules.MovingDeadline.Open;
import io.rmaflow.events.EventJson;
import io.rmaflow.kit.web.Unavailable;
import io.rmaflow.time.JapanTime;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks rma-service for its open deadlines, on behalf of a caller who only wants to know what a
 * change would do: the one question between services, and nothing is decided by its answer.
 */
@Component
class CaseDeadlinesClient {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int PAGE = 200;
  private static final int TRY_AGAIN_AFTER = 5;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String service;

  CaseDeadlinesClient(@Value("${rmaflow.peers.rma:http://127.0.0.1:8082}") String service) {
    this.service = service;
  }

  /**
   * The open deadlines that are due on or after a day.
   *
   * @param authorization the caller's own header
   * @throws Unavailable where rma-service does not answer
   */
  List<Open> openFrom(LocalDate day, @Nullable String authorization) {
    Set<String> cases = new LinkedHashSet<>();
    boolean more = true;
    for (int page = 0; more; page++) {
      JsonNode work = get("/api/deadlines?page=" + page + "&size=" + PAGE, authorization);
      for (JsonNode item : work.at("/items")) {
        String due = item.at("/due").asString("");
        if (!due.isEmpty() && !dateOf(due).isBefore(day)) {
          cases.add(item.at("/caseId").asString());
        }
      }
      more = (page + 1L) * PAGE < work.at("/total").asLong(0);
    }
    List<Open> open = new ArrayList<>();
    for (String id : cases) {
      String path =
          "/api/cases/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/deadlines?size=" + PAGE;
      for (JsonNode deadline : get(path, authorization).at("/items")) {
        if (deadline.at("/state").asString("").equals("OPEN")) {
          open.add(open(id, deadline));
        }
      }
    }
    return open;
  }

  private static Open open(String caseId, JsonNode deadline) {
    String due = deadline.at("/due").asString("");
    return new Open(
        caseId,
        null,
        deadline.at("/name").asString(""),
        instant(deadline.at("/derivation/from").asString("")),
        dateOf(due),
        due.contains("T") ? timeOf(due) : null,
        deadline.at("/derivation/clauses").values().stream().map(JsonNode::asString).toList());
  }

  private static LocalDate dateOf(String due) {
    return due.contains("T") ? JapanTime.dateOf(instant(due)) : LocalDate.parse(due);
  }

  private static LocalTime timeOf(String due) {
    return instant(due).atZone(JapanTime.ZONE).toLocalTime();
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private JsonNode get(String path, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service + path)).timeout(ANSWER_WITHIN).GET();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() == 200) {
        return EventJson.mapper().readTree(response.body());
      }
      throw unavailable(null);
    } catch (IOException | JacksonException failure) {
      throw unavailable(failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unavailable(stopping);
    }
  }

  private static Unavailable unavailable(@Nullable Exception cause) {
    Unavailable unavailable =
        new Unavailable(
            TRY_AGAIN_AFTER,
            "CASES_UNAVAILABLE",
            "案件サービスが応答しないため、影響する期限を確認できません。",
            "rma-service does not answer; which deadlines would move is not known.");
    if (cause != null) {
      unavailable.initCause(cause);
    }
    return unavailable;
  }
}
