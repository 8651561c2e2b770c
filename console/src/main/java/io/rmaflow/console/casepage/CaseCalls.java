package io.rmaflow.console.casepage;

import io.rmaflow.client.Connection;
import io.rmaflow.client.rma.ApiClient;
import io.rmaflow.client.rma.model.CaseAnswer;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** Records steps of cases at rma-service as one person: one call for all of them. */
final class CaseCalls {

  private static final String CALL = "/api/cases/{caseId}/{step}";
  private static final List<MediaType> ANSWERS =
      List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

  private final Connection services;

  /**
   * @param services as the person
   */
  CaseCalls(Connection services) {
    this.services = services;
  }

  /**
   * Records a step.
   *
   * @param version of the case that the person has seen; another one is a {@code 412}
   * @param key under which it is recorded once, however often it is sent
   * @throws org.springframework.web.client.RestClientResponseException where the service refuses
   */
  void record(String caseId, String step, Map<String, Object> body, String version, String key) {
    send(
        caseId, step, body, version, key, new ParameterizedTypeReference<Map<String, Object>>() {});
  }

  /**
   * Records a correction.
   *
   * @return the case's version with it
   */
  long correct(String caseId, Map<String, Object> body, String version, String key) {
    return send(
            caseId,
            "correction",
            body,
            version,
            key,
            new ParameterizedTypeReference<CaseAnswer>() {})
        .getVersion();
  }

  private <T> T send(
      String caseId,
      String step,
      Map<String, Object> body,
      String version,
      String key,
      ParameterizedTypeReference<T> answer) {
    ApiClient rma =
        services.with("If-Match", '"' + version + '"').with("Idempotency-Key", key).rma();
    T answered =
        rma.invokeAPI(
                CALL,
                HttpMethod.POST,
                Map.of("caseId", caseId, "step", step),
                new LinkedMultiValueMap<>(),
                body,
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                new LinkedMultiValueMap<>(),
                ANSWERS,
                MediaType.APPLICATION_JSON,
                new String[] {},
                answer)
            .body(answer);
    if (answered == null) {
      throw new IllegalStateException("rma-service answered nothing to " + step);
    }
    return answered;
  }
}
