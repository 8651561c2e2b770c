package io.rmaflow.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.rmaflow.console.browser.Browsing;
import io.rmaflow.console.browser.InTheBrowser;
import io.rmaflow.console.browser.Rmaflow;
import io.rmaflow.stack.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a person gets in and out, and what others cannot do with it. */
@InTheBrowser
class LogInAndOutTest {

  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

  @ParameterizedTest
  @EnumSource(Role.class)
  void whoLogsInIsShownByName_andMayGoWhereTheRoleMay(Role role, Browsing person) {
    person.in("en").logInAfresh(role);

    assertThat(person.page().textContent(".account")).isEqualTo(Rmaflow.accountOf(role));
    List<String> places = PagesTest.placesOf(role);
    assertThat(person.page().locator("nav.places a").allTextContents()).isEqualTo(places);
    person.open("/");
    if (places.isEmpty()) {
      assertThat(person.page().textContent("h1")).isEqualTo("There are no pages for you");
    } else {
      assertThat(person.page().textContent("nav.places a[aria-current]"))
          .isEqualTo(places.getFirst());
    }
  }

  @Test
  void theSessionThatSomebodyElseMayKnowIsAnotherAfterTheLogin(Browsing person) {
    person.page().navigate("/help");
    String before = session(person);
    assertThat(before).isNotEmpty();

    person.logInAfresh(Role.SUPPORT);

    assertThat(session(person)).isNotEmpty().isNotEqualTo(before);
    Browsing other = person.another();
    other.context().addCookies(List.of(cookie(person, before)));
    other.open("/help");
    assertThat(other.page().locator("input[name=password]").count()).isEqualTo(1);
  }

  @Test
  void theBrowserHoldsOneCookieOfTheLogin_whichNoScriptReadsAndNoOtherSiteSends(
      Browsing person, Rmaflow rmaflow) {
    person.logInAfresh(Role.SUPPORT);

    Cookie session =
        person.context().cookies(rmaflow.address()).stream()
            .filter(cookie -> cookie.name.equals("rmaflow-console"))
            .findFirst()
            .orElseThrow();
    assertThat(session.httpOnly).isTrue();
    assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
    assertThat(session.value).matches("[0-9A-F]{32}");
    assertThat(person.page().evaluate("document.cookie")).isEqualTo("");
    assertThat(person.page().evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
  }

  /** Logging out tells the issuer who it is, by a token that opens no service. */
  @Test
  void noTokenThatAServiceTakesIsInWhatTheBrowserGets(Browsing person, Rmaflow rmaflow)
      throws Exception {
    List<String> seen = new ArrayList<>();
    person
        .page()
        .onResponse(
            response -> {
              seen.add(response.url());
              seen.add(String.valueOf(response.allHeaders()));
              seen.add(bodyOf(response));
            });

    person.logInAfresh(Role.SUPPORT);
    person.open("/help");
    person.open("/no-such-page");
    int beforeLogout = seen.size();
    assertThat(beforeLogout).isGreaterThan(10);
    assertThat(seen).noneMatch(each -> TOKEN.matcher(each).find());
    logOut(person);

    String tokens = String.join("\n", seen.subList(beforeLogout, seen.size()));
    Matcher found = TOKEN.matcher(tokens);
    while (found.find()) {
      assertThat(new String(Base64.getUrlDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
          .contains("\"aud\":\"rmaflow-console\"");
      assertThat(statusOfACallWith(found.group(), rmaflow)).isEqualTo(401);
    }
  }

  @Test
  void whoLogsOutIsOut_hereAndAtTheIssuer(Browsing person, Rmaflow rmaflow) {
    person.in("en").logInAfresh(Role.SUPPORT);
    String session = session(person);
    logOut(person);

    assertThat(person.page().url()).isEqualTo(rmaflow.address() + "/logged-out");
    assertThat(person.page().textContent("h1")).isEqualTo("You have logged out");
    Browsing thief = person.another();
    thief.context().addCookies(List.of(cookie(person, session)));
    thief.open("/help");
    assertThat(thief.page().locator("input[name=password]").count()).isEqualTo(1);
    person.open("/help");
    assertThat(person.page().url()).startsWith(rmaflow.stack().url(Stack.IDENTITY) + "/login");
  }

  @Test
  void aFormOfAnotherSiteDoesNothing_andSaysWhatToDo(Browsing person) {
    person.in("en").logInAfresh(Role.SUPPORT);

    APIResponse forged =
        person
            .context()
            .request()
            .post(
                "/theme",
                RequestOptions.create()
                    .setHeader("Accept", "text/html")
                    .setForm(FormData.create().set("theme", "DARK")));

    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.text()).contains("The form could not be sent").contains("load the page anew");
    person.open("/help");
    assertThat(person.page().getAttribute("html", "data-theme")).isEqualTo("system");
  }

  @Test
  void everyPageSaysWhatABrowserMayDoWithIt(Browsing person, Rmaflow rmaflow) {
    person.as(Role.SUPPORT);
    for (String path : List.of("/help", "/logged-out", "/no-such-page", "/console.css")) {
      Map<String, String> headers = person.context().request().get(path).headers();
      assertThat(headers)
          .containsEntry(
              "content-security-policy",
              "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                  + " frame-ancestors 'none'; form-action 'self' "
                  + rmaflow.stack().url(Stack.IDENTITY))
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("x-frame-options", "DENY")
          .containsEntry("referrer-policy", "same-origin");
    }
    assertThat(person.context().request().get("/help").headers().get("cache-control"))
        .contains("no-store");
  }

  @Test
  void aLinkThatComesBackElsewhereComesBackToTheFirstPage() {
    assertThat(
            List.of(
                Start.here("//evil.example"),
                Start.here("https://evil.example/"),
                Start.here("/\\evil.example"),
                Start.here("javascript:alert(1)"),
                Start.here("/a b"),
                Start.here(null)))
        .containsOnly("/");
    assertThat(Start.here("/cases/1?tab=mails")).isEqualTo("/cases/1?tab=mails");
  }

  private static void logOut(Browsing person) {
    person.page().click("form[action$='/logout'] button");
    person.page().waitForURL("**/logged-out");
  }

  private static String session(Browsing person) {
    return person.context().cookies().stream()
        .filter(cookie -> cookie.name.equals("rmaflow-console"))
        .map(cookie -> cookie.value)
        .findFirst()
        .orElse("");
  }

  private static Cookie cookie(Browsing of, String value) {
    return new Cookie("rmaflow-console", value).setUrl(of.address());
  }

  private static String bodyOf(Response response) {
    try {
      return response.status() / 100 == 3 ? "" : response.text();
    } catch (PlaywrightException gone) {
      return "";
    }
  }

  private static int statusOfACallWith(String token, Rmaflow rmaflow) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create(rmaflow.stack().url("contract-service") + "/api/units"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
