package io.rmaflow.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.rmaflow.console.frame.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One person at a browser. It has its own cookies; whoever logs in as a role for the second time
 * goes on with the session of the first, until {@link #logInAfresh}. Its time zone is New York's,
 * so that a page that goes by the browser's clock is found out.
 */
public final class Browsing {

  private static final Map<Role, List<Cookie>> SESSIONS = new EnumMap<>(Role.class);
  private static final Path PICTURES = Path.of("target", "pictures");

  private final Rmaflow rmaflow;
  private final BrowserContext context;
  private final Page page;
  private final List<Browsing> others = new ArrayList<>();

  Browsing(Browser browser, Rmaflow rmaflow) {
    this(browser, rmaflow, true);
  }

  private Browsing(Browser browser, Rmaflow rmaflow, boolean scripts) {
    this.rmaflow = rmaflow;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(rmaflow.address())
                .setViewportSize(1280, 900)
                .setTimezoneId("America/New_York")
                .setJavaScriptEnabled(scripts));
    this.page = context.newPage();
    page.setDefaultTimeout(20_000);
  }

  /** Another person at another browser; it is left with this one. */
  public Browsing another() {
    return beside(true);
  }

  /** Another person at another browser, in which no script runs; it is left with this one. */
  public Browsing withoutScripts() {
    return beside(false);
  }

  private Browsing beside(boolean scripts) {
    Browsing other =
        new Browsing(Objects.requireNonNull(context.browser(), "a browser"), rmaflow, scripts);
    others.add(other);
    return other;
  }

  /** The tab, for everything that is not here. */
  public Page page() {
    return page;
  }

  /** Where the console is, without a slash at the end. */
  public String address() {
    return rmaflow.address();
  }

  /** All tabs and cookies. */
  public BrowserContext context() {
    return context;
  }

  /** Goes on as a person of this role. */
  public Browsing as(Role role) {
    List<Cookie> session = SESSIONS.get(role);
    if (session == null) {
      logInAfresh(role);
      session =
          context.cookies(rmaflow.address()).stream()
              .filter(cookie -> cookie.name.equals("rmaflow-console"))
              .toList();
      SESSIONS.put(role, session);
    } else {
      context.addCookies(session);
    }
    return this;
  }

  /** Logs in with the password on the issuer's page, in a session that no other test has. */
  public Browsing logInAfresh(Role role) {
    page.navigate("/help");
    page.fill("input[name=username]", Rmaflow.accountOf(role));
    page.fill("input[name=password]", rmaflow.stack().passwordOf(Rmaflow.accountOf(role)));
    page.click("button[type=submit]");
    page.waitForURL("**/help*");
    return this;
  }

  /** Shows the pages in this language from now on: {@code ja} or {@code en}. */
  public Browsing in(String language) {
    return with("rmaflow-language", language);
  }

  /** Shows them in these colours: {@code light} or {@code dark}. */
  public Browsing inColours(String theme) {
    return with("rmaflow-theme", theme);
  }

  /** What the person's machine says, where no colours were chosen. */
  public Browsing preferring(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    return this;
  }

  /** Makes the window as wide as this, in pixels. */
  public Browsing wide(int width) {
    page.setViewportSize(width, 900);
    return this;
  }

  private Browsing with(String cookie, String value) {
    context.addCookies(List.of(new Cookie(cookie, value).setUrl(rmaflow.address())));
    return this;
  }

  /** Opens a page of the console and says what came. */
  public Response open(String path) {
    return Objects.requireNonNull(page.navigate(path), path);
  }

  /** Nothing on the page as it stands is an obstacle (WCAG 2.2 AA, best practices). */
  public void hasNoObstacle() {
    assertThat(
            new AxeBuilder(page)
                .analyze().getViolations().stream()
                    .flatMap(
                        rule ->
                            rule.getNodes().stream()
                                .map(
                                    node ->
                                        rule.getId()
                                            + ": "
                                            + node.getHtml()
                                            + " "
                                            + node.getFailureSummary())))
        .as(page.url())
        .isEmpty();
  }

  /** Nothing has to be scrolled for sideways, but what scrolls within the page. */
  public void fitsTheWindow() {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("%s is too wide", page.url())
        .isEqualTo(true);
  }

  /** {@code target/pictures/<name>.png}: the whole page as it stands. */
  public Path picture(String name) {
    Path file = PICTURES.resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    return file;
  }

  /** Goes away; what was seen last is kept as a picture where a test has failed. */
  void leave(@Nullable String failed) {
    if (failed != null && !page.isClosed()) {
      picture("failed-" + failed.replaceAll("[^\\p{L}\\p{N}]+", "-") + "-" + System.nanoTime());
    }
    others.forEach(other -> other.leave(failed));
    context.close();
  }
}
