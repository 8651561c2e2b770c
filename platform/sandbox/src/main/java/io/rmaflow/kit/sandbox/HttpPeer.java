package io.rmaflow.kit.sandbox;

import io.rmaflow.kit.web.security.ServiceTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Another service, asked over HTTP; only in the local stack. */
final class HttpPeer implements Peer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpPeer.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String name;
  private final HttpClient client;
  private final URI work;
  private final ServiceTokens tokens;
  private final JsonMapper mapper;

  HttpPeer(
      String name, String baseUrl, ServiceTokens tokens, HttpClient client, JsonMapper mapper) {
    this.name = name;
    this.client = client;
    this.tokens = tokens;
    this.mapper = mapper;
    String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    this.work = URI.create(base + "/api/sandbox/work");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable WorkReport report() {
    try {
      String authorization = tokens.authorization();
      HttpRequest request =
          HttpRequest.newBuilder(work)
              .timeout(TIMEOUT)
              .header("Authorization", authorization)
              .GET()
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        return mapper.readValue(response.body(), WorkReport.class);
      }
      if (response.statusCode() == 401) {
        tokens.refused(authorization);
      }
      LOG.debug("{} answered {}", name, response.statusCode());
    } catch (IOException | JacksonException down) {
      LOG.debug("{} does not answer", name, down);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return null;
  }
}
