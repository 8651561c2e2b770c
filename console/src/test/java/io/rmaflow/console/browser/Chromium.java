package io.rmaflow.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests what {@link InTheBrowser} says. */
final class Chromium implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace KEPT =
      ExtensionContext.Namespace.create(Chromium.class);

  private static final List<String> USUAL =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/snap/bin/chromium");

  /** The browser with what drives it; all tests have the one, each with pages of its own. */
  private record Driver(Playwright playwright, Browser browser) implements AutoCloseable {

    static Driver of(Path program) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Driver(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program)
                      // whoever runs tests in a container is root there, which its sandbox is not
                      // for
                      .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (program().isPresent() || "required".equals(System.getenv("RMAFLOW_BROWSER"))) {
      return ConditionEvaluationResult.enabled("");
    }
    String why =
        "NO CHROMIUM: the console is not looked at. Install it (Debian: apt install chromium"
            + " fonts-noto-cjk) or name it in RMAFLOW_CHROMIUM";
    System.err.println(context.getDisplayName() + ": " + why);
    return ConditionEvaluationResult.disabled(why);
  }

  private static Optional<Path> program() {
    return Stream.concat(
            Optional.ofNullable(System.getenv("RMAFLOW_CHROMIUM")).stream(), USUAL.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type.equals(Browsing.class) || type.equals(Rmaflow.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Rmaflow rmaflow =
        context
            .getRoot()
            .getStore(KEPT)
            .computeIfAbsent(Rmaflow.class, first -> Rmaflow.start(), Rmaflow.class);
    if (parameter.getParameter().getType().equals(Rmaflow.class)) {
      return rmaflow;
    }
    Driver driver =
        context
            .getRoot()
            .getStore(KEPT)
            .computeIfAbsent(
                Driver.class,
                first ->
                    Driver.of(
                        program().orElseThrow(() -> new AssertionError("There is no Chromium"))),
                Driver.class);
    return context
        .getStore(KEPT)
        .computeIfAbsent(
            Browsing.class, first -> new Browsing(driver.browser(), rmaflow), Browsing.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Browsing browsing = context.getStore(KEPT).get(Browsing.class, Browsing.class);
    if (browsing != null) {
      browsing.leave(context.getExecutionException().isPresent() ? context.getDisplayName() : null);
    }
  }
}
