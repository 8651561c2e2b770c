package io.rmaflow.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.rmaflow.console.browser.Browsing;
import io.rmaflow.console.browser.InTheBrowser;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each page of {@code pages.txt} as each role, and as nobody. */
@InTheBrowser
class ClosedPagesTest {

  private static final List<String> OPEN =
      List.of("GET /logged-out", "GET /no-pages", "POST /language", "POST /theme");

  @ParameterizedTest
  @EnumSource(Role.class)
  void isOpenToItsRoles_andToNoOther(Role role, Browsing person) {
    person.as(role);
    person.open("/help");
    String secret = person.page().inputValue("form[action$='/logout'] input[name=_csrf]");
    List<String> wrong = new ArrayList<>();
    for (PagesTest.Row page : PagesTest.all()) {
      boolean read = page.method().equals("GET");
      // what a write does is shown by its own tests; here it is only turned away
      if (page.path().equals("/")
          || page.path().equals("/no-pages")
          || (!read && page.isFor(role))) {
        continue;
      }
      int status = status(person.context().request(), page, secret);
      if ((status == 403) == page.isFor(role)) {
        wrong.add(page + ": " + status);
      }
    }
    assertThat(wrong).as(role.wireName()).isEmpty();
  }

  @Test
  void whoeverIsNotLoggedInIsSentToTheIssuer_whateverTheAddress(Browsing nobody) {
    List<String> wrong = new ArrayList<>();
    for (String path :
        Stream.concat(
                PagesTest.all().stream()
                    .filter(page -> !OPEN.contains(page.method() + " " + page.path()))
                    .filter(page -> page.method().equals("GET"))
                    .map(page -> address(page.path())),
                Stream.of("/", "/no-such-page", "/actuator/env", "/cases/../help"))
            .toList()) {
      var answer = nobody.context().request().get(path, RequestOptions.create().setMaxRedirects(0));
      if (answer.status() != 302
          || !answer
              .headers()
              .getOrDefault("location", "")
              .endsWith("/oauth2/authorization/rmaflow")) {
        wrong.add(path + ": " + answer.status());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static int status(APIRequestContext as, PagesTest.Row page, String secret) {
    return as.fetch(
            address(page.path()),
            page.method().equals("GET")
                ? RequestOptions.create().setMethod("GET").setMaxRedirects(0)
                : RequestOptions.create()
                    .setMethod(page.method())
                    .setMaxRedirects(0)
                    .setForm(FormData.create().set("_csrf", secret)))
        .status();
  }

  /** Some thing that there is not. */
  private static String address(String path) {
    return path.replaceAll("\\{[^}]+}", UUID.nameUUIDFromBytes(new byte[0]).toString());
  }
}
