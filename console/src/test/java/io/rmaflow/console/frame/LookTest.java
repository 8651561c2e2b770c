package io.rmaflow.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.rmaflow.console.browser.Browsing;
import io.rmaflow.console.browser.InTheBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is the same on all pages: language, colours, keys, and what is said when something fails.
 */
@InTheBrowser
class LookTest {

  @ParameterizedTest
  @CsvSource({"ja, light", "ja, dark", "en, light", "en, dark"})
  void theFramesOwnPagesHaveNoObstacle_andFitIntoATelephone(
      String language, String theme, Browsing person) {
    person.as(Role.SUPPORT).in(language).inColours(theme);
    for (String path : new String[] {"/help", "/logged-out", "/no-pages", "/no-such-page"}) {
      for (int width : new int[] {360, 1280, 3840}) {
        person.wide(width);
        person.open(path);
        person.fitsTheWindow();
      }
      person.wide(1280);
      person.hasNoObstacle();
      assertThat(person.page().getAttribute("html", "lang")).isEqualTo(language);
      assertThat(person.page().content()).doesNotContain("??");
      person.picture("frame" + path.replace('/', '-') + "-" + language + "-" + theme);
    }
  }

  @Test
  void theLanguageIsChangedWithOneButton_stays_andLeadsBackToThePage(Browsing person) {
    person.as(Role.SUPPORT);
    person.open("/help?from=test");
    assertThat(person.page().textContent("h1")).isEqualTo("ヘルプ");
    assertThat(person.page().title()).isEqualTo("ヘルプ");

    person.page().click("button:has-text('English')");

    assertThat(person.page().url()).endsWith("/help?from=test");
    assertThat(person.page().textContent("h1")).isEqualTo("Help");
    assertThat(person.page().title()).isEqualTo("Help");
    person.open("/logged-out");
    assertThat(person.page().textContent("h1")).isEqualTo("You have logged out");
  }

  @Test
  void theColoursAreThoseOfTheMachine_untilOthersAreChosen(Browsing person) {
    person.as(Role.SUPPORT).in("en").preferring(ColorScheme.DARK);
    person.open("/help");
    assertThat(ground(person)).isEqualTo("rgb(12, 17, 22)");
    person.preferring(ColorScheme.LIGHT);
    assertThat(ground(person)).isEqualTo("rgb(243, 245, 247)");

    person.page().click("button:has-text('Dark')");
    assertThat(ground(person)).isEqualTo("rgb(12, 17, 22)");
    person.page().click("button:has-text('Light')");
    person.preferring(ColorScheme.DARK);
    assertThat(ground(person)).isEqualTo("rgb(243, 245, 247)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void whatIsNotThereSaysWhatToDoNext(String language, Browsing person) {
    person.as(Role.SUPPORT).in(language);

    assertThat(person.open("/no-such-page").status()).isEqualTo(404);

    assertThat(person.page().textContent("main"))
        .contains(language.equals("ja") ? "番号に誤りがないか確認するか" : "Check the number, or open it from");
  }

  @Test
  void thePageIsReachedByKeysAlone_withTheSkipLinkFirst(Browsing person) {
    person.as(Role.SUPPORT).in("en");
    person.open("/help");
    person.page().keyboard().press("Tab");
    assertThat(person.page().evaluate("document.activeElement.textContent"))
        .isEqualTo("Skip to the content");
    person.page().keyboard().press("Enter");
    assertThat(person.page().evaluate("document.activeElement.id")).isEqualTo("content");
  }

  @Test
  void aPageAsksNoOtherHost_andWeighsLittle(Browsing person) {
    person.as(Role.SUPPORT);
    long[] bytes = {0};
    String[] elsewhere = {""};
    person
        .page()
        .onResponse(
            response -> {
              if (!response.url().startsWith(person.address())) {
                elsewhere[0] += response.url() + " ";
              }
              bytes[0] += response.request().sizes().responseBodySize;
            });
    person.open("/help");
    person.page().waitForLoadState();

    assertThat(elsewhere[0]).isEmpty();
    assertThat(bytes[0]).isBetween(1_000L, 60_000L);
  }

  @Test
  void withoutScriptsTheFrameDoesTheSame(Browsing person) {
    Browsing plain = person.withoutScripts().as(Role.SUPPORT);
    plain.open("/help");
    plain.page().click("button:has-text('English')");
    assertThat(plain.page().textContent("h1")).isEqualTo("Help");
    plain.page().click("button:has-text('Dark')");
    assertThat(plain.page().getAttribute("html", "data-theme")).isEqualTo("dark");
  }

  private static String ground(Browsing person) {
    return String.valueOf(
        person.page().evaluate("getComputedStyle(document.documentElement).backgroundColor"));
  }
}
