package io.rmaflow.console.frame;

import io.rmaflow.client.Connection;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The three services, as the person may use them whose request is served. */
@Component
public class Services {

  private static final String ATTRIBUTE = Services.class.getName() + ".connection";

  private final Connection shared;
  private final OAuth2AuthorizedClientManager clients;

  Services(ConsoleSettings settings, OAuth2AuthorizedClientManager clients) {
    this.clients = clients;
    this.shared =
        Connection.to(
            settings.contractService().toString(),
            settings.rmaService().toString(),
            settings.notificationService().toString(),
            this::token,
            settings.patience());
  }

  /**
   * A connection with the person's own token, renewed where it is about to end; what was written in
   * this session is read by it. For the thread that serves the request.
   */
  public Connection asPerson() {
    HttpSession session = request().getSession();
    synchronized (session.getId().intern()) {
      if (session.getAttribute(ATTRIBUTE) instanceof Connection known) {
        return known;
      }
      Connection own = shared.afresh();
      session.setAttribute(ATTRIBUTE, own);
      return own;
    }
  }

  /**
   * The same for one write: sent with this key, so that a form that comes twice does its work once.
   *
   * @param key from the form, made with the page
   */
  public Connection asPerson(String key) {
    return asPerson().with("Idempotency-Key", key);
  }

  private String token() {
    Authentication person =
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication(), "nobody");
    HttpServletRequest request = request();
    OAuth2AuthorizedClient client =
        clients.authorize(
            OAuth2AuthorizeRequest.withClientRegistrationId(SecurityConfiguration.REGISTRATION)
                .principal(person)
                .attribute(HttpServletRequest.class.getName(), request)
                .build());
    if (client == null) {
      throw new LoginNeeded();
    }
    return client.getAccessToken().getTokenValue();
  }

  private static HttpServletRequest request() {
    return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
        .getRequest();
  }

  @PreDestroy
  void close() {
    shared.close();
  }
}
