package io.rmaflow.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to the three services, as every program should take it: each write has an {@code
 * Idempotency-Key} and is sent again, under the same key, while a service is away or has no room;
 * each call carries the {@code Consistency-Token}s of the writes before it, so that it reads what
 * they wrote. What can be called is generated: {@code new CasesApi(connection.rma())}.
 *
 * <p>Whatever a service answers from 400 on is thrown as {@link
 * org.springframework.web.client.RestClientResponseException}, whose {@code
 * getResponseBodyAs(Problem.class)} says every reason in Japanese and English. Where no service
 * answers, it is a {@link org.springframework.web.client.ResourceAccessException}.
 *
 * <p>May be used by several threads. Closing it ends the connections, also of its copies.
 */
public final class Connection implements AutoCloseable {

  private static final Duration TO_CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

  private final HttpClient http;
  private final Services services;
  private final Manners manners;
  private final io.rmaflow.client.contract.ApiClient contract;
  private final io.rmaflow.client.rma.ApiClient rma;
  private final io.rmaflow.client.notification.ApiClient notification;

  private Connection(HttpClient http, Services services, Manners manners) {
    this.http = http;
    this.services = services;
    this.manners = manners;
    JsonMapper json = json();
    RestClient rest = rest(http, json, manners);
    contract =
        new io.rmaflow.client.contract.ApiClient(
                rest, json, io.rmaflow.client.contract.ApiClient.createDefaultDateFormat())
            .setBasePath(services.contract());
    rma =
        new io.rmaflow.client.rma.ApiClient(
                rest, json, io.rmaflow.client.rma.ApiClient.createDefaultDateFormat())
            .setBasePath(services.rma());
    notification =
        new io.rmaflow.client.notification.ApiClient(
                rest, json, io.rmaflow.client.notification.ApiClient.createDefaultDateFormat())
            .setBasePath(services.notification());
  }

  private record Services(String contract, String rma, String notification) {}

  /**
   * A connection, which is made with the first call.
   *
   * @param contract base URL of contract-service, without a slash at the end; the others likewise
   * @param token gives a bearer token for each attempt, so that one that ends is replaced
   * @param patience how long a call is tried again while a service is away; zero: never
   */
  public static Connection to(
      String contract, String rma, String notification, Supplier<String> token, Duration patience) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    return new Connection(
        http,
        new Services(contract, rma, notification),
        new Manners(token, patience, Map.of(), new KnownTokens()));
  }

  /**
   * The same connection with one more header in each call: {@code Idempotency-Key} for a key of
   * one's own, {@code If-Match} with the {@code ETag} that a decision was made on, {@code
   * Access-Reason} with the number of a ticket.
   */
  public Connection with(String header, String value) {
    return new Connection(http, services, manners.with(header, value));
  }

  /**
   * The same connection for another who calls, whose reads wait for that one's writes alone: a
   * program that serves persons has one for each. The token's supplier is the same, and is asked by
   * the thread that calls.
   */
  public Connection afresh() {
    return new Connection(http, services, manners.afresh());
  }

  /** What contract-service can be asked: {@code new UnitsApi(connection.contract())}. */
  public io.rmaflow.client.contract.ApiClient contract() {
    return contract;
  }

  /** What rma-service can be asked: {@code new CasesApi(connection.rma())}. */
  public io.rmaflow.client.rma.ApiClient rma() {
    return rma;
  }

  /** What notification-service can be asked: {@code new MailsApi(connection.notification())}. */
  public io.rmaflow.client.notification.ApiClient notification() {
    return notification;
  }

  @Override
  public void close() {
    http.close();
  }

  /** Times stay as they were answered, and a field that nobody has set is not sent. */
  private static JsonMapper json() {
    return io.rmaflow.client.rma.ApiClient.createDefaultMapper(null)
        .rebuild()
        .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .changeDefaultPropertyInclusion(
            each -> each.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  private static RestClient rest(HttpClient http, JsonMapper json, Manners manners) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(ANSWER_WITHIN);
    return io.rmaflow.client.rma.ApiClient.buildRestClientBuilder(json)
        .requestFactory(requests)
        .requestInterceptor(manners)
        .build();
  }
}
