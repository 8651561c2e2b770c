package io.rmaflow.console.audit;

import io.rmaflow.client.Connection;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.api.ProofsApi;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.PageOfHistoryEntry;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;

/** Reads one case at rma-service, at any moment, as one person. */
final class CaseOverTime {

  private static final int PAGE = 200;
  private static final int TRIES = 3;
  private static final MediaType LINES = MediaType.parseMediaType("application/jsonl");

  private final Connection services;
  private final CasesApi cases;
  private final String caseId;

  /**
   * @param services as the person
   */
  CaseOverTime(Connection services, String caseId) {
    this.services = services;
    this.cases = new CasesApi(services.rma());
    this.caseId = caseId;
  }

  /** The ID of the case with that RMA number; nothing where there is none. */
  static Optional<String> withNumber(Connection services, String rmaNumber) {
    return new CasesApi(services.rma())
        .cases(null, null, null, null, null, rmaNumber, null, null, 0, 1).getItems().stream()
            .map(CaseAnswer::getCaseId)
            .findFirst();
  }

  /**
   * The case.
   *
   * @param asOf by what was known then; all that is known where null
   * @param trueAt as it was then; now where null
   * @return null where there was no such case at that moment
   */
  @Nullable CaseAnswer at(@Nullable OffsetDateTime asOf, @Nullable OffsetDateTime trueAt) {
    try {
      return cases.readCase(caseId, asOf, trueAt);
    } catch (HttpClientErrorException e) {
      if (e.getStatusCode().equals(HttpStatus.NOT_FOUND) && (asOf != null || trueAt != null)) {
        return null;
      }
      throw e;
    }
  }

  /** Why it is as it is, by what was known then; null where there was no such case yet. */
  @Nullable Explanation explanation(@Nullable OffsetDateTime asOf, String language) {
    try {
      return cases.caseExplanation(caseId, asOf, language);
    } catch (HttpClientErrorException e) {
      if (e.getStatusCode().equals(HttpStatus.NOT_FOUND) && asOf != null) {
        return null;
      }
      throw e;
    }
  }

  /** Everything that is recorded, the oldest first. */
  List<HistoryEntry> history() {
    List<HistoryEntry> all = new ArrayList<>();
    int page = 0;
    PageOfHistoryEntry one;
    do {
      one = cases.caseHistory(caseId, null, page++, PAGE);
      all.addAll(one.getItems());
    } while (all.size() < one.getTotal() && !one.getItems().isEmpty());
    return all;
  }

  /** Verifies what is recorded of it, here. */
  Badge verified() {
    ProofsApi proofs = new ProofsApi(services.rma());
    Badge badge = Badge.of(caseId, pack("jsonl", "ja", LINES), proofs.proofKeys(), history());
    // what is recorded between the two answers is in one of them only
    for (int i = 1; i < TRIES && badge.state() == Badge.State.BROKEN; i++) {
      badge = Badge.of(caseId, pack("jsonl", "ja", LINES), proofs.proofKeys(), history());
    }
    return badge;
  }

  /** The pack of the case, in one of the forms in which the service gives it out. */
  byte[] pack(String format, String language, MediaType type) {
    MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
    query.add("format", format);
    query.add("language", language);
    return file(services, "/api/cases/{caseId}/pack", Map.of("caseId", caseId), query, type);
  }

  /** What a service answers as a file. */
  @SuppressWarnings("NullAway") // what is only read has no body
  static byte[] file(
      Connection services,
      String path,
      Map<String, Object> variables,
      MultiValueMap<String, String> query,
      MediaType type) {
    ParameterizedTypeReference<byte[]> bytes = new ParameterizedTypeReference<>() {};
    byte @Nullable [] file =
        services
            .rma()
            .invokeAPI(
                path,
                HttpMethod.GET,
                variables,
                query,
                null,
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                new LinkedMultiValueMap<>(),
                List.of(type, MediaType.APPLICATION_PROBLEM_JSON),
                MediaType.APPLICATION_JSON,
                new String[] {},
                bytes)
            .body(bytes);
    if (file == null) {
      throw new IllegalStateException("rma-service answered nothing to " + path);
    }
    return file;
  }
}
