package io.rmaflow.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser of one person, or a program: keeps cookies, follows no redirect by itself. */
final class Browser {

  static final String VERIFIER = "a-verifier-of-the-length-that-the-standard-asks-for-0123456789";
  static final String CALLBACK = "http://127.0.0.1:5173/callback";

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();
  private final String base;

  Browser(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  Answer get(String path, String... headers) {
    HttpRequest.Builder request = request(path).header("Accept", "text/html, */*;q=0.5");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.GET());
  }

  /**
   * Sends a form.
   *
   * @param fields names and values in turn
   */
  Answer post(String path, String... fields) {
    return send(form(path, fields));
  }

  /** The same with the name and secret of a program. */
  Answer postAs(String client, String secret, String path, String... fields) {
    String credentials = client + ":" + secret;
    return send(
        form(path, fields)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
  }

  /** Fills the login page in and sends it. */
  Answer logIn(String account, String password) {
    return post(
        "/login", "username", account, "password", password, "_csrf", csrfOf(get("/login")));
  }

  static String csrfOf(Answer page) {
    Matcher field = CSRF.matcher(page.body());
    if (!field.find()) {
      throw new AssertionError("no form: " + page);
    }
    return field.group(1);
  }

  static String authorize(String... fields) {
    List<String> all =
        new ArrayList<>(List.of("response_type", "code", "client_id", "rmaflow-desk"));
    all.addAll(List.of(fields));
    return "/oauth2/authorize?" + encoded(all.toArray(String[]::new));
  }

  static String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Logs in on the way to the desk's program; what it gets is the code. */
  String codeFor(String account, String password) {
    Answer toLogin =
        get(
            authorize(
                "redirect_uri",
                CALLBACK,
                "scope",
                "openid",
                "state",
                "s1",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256"));
    if (!toLogin.header("Location").endsWith("/login")) {
      throw new AssertionError("not led to the login page: " + toLogin);
    }
    Answer loggedIn = logIn(account, password);
    Answer back = get(loggedIn.header("Location").replace(base, ""));
    String location = back.header("Location");
    if (!location.startsWith(CALLBACK + "?code=") || !location.endsWith("&state=s1")) {
      throw new AssertionError("not led back: " + back);
    }
    return location.substring(
        (CALLBACK + "?code=").length(), location.length() - "&state=s1".length());
  }

  Answer exchange(String code, String verifier) {
    return post(
        "/oauth2/token",
        "grant_type",
        "authorization_code",
        "client_id",
        "rmaflow-desk",
        "code",
        code,
        "redirect_uri",
        CALLBACK,
        "code_verifier",
        verifier);
  }

  private HttpRequest.Builder form(String path, String... fields) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "text/html, application/json")
        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
  }

  private static String encoded(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
