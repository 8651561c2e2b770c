package io.rmaflow.console.queue;

import io.rmaflow.client.Connection;
import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code GET /queue/live}: tells a browser that its page of the queue has changed, and nothing of
 * what. The question to the service is asked with the person's own token, so that the stream ends
 * when the login does.
 */
@Controller
@ForRoles({Role.SUPPORT, Role.AUDITOR, Role.ADMIN})
class LiveController {

  private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);

  /** After this the browser comes again by itself. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int SILENT_ROUNDS = 25;

  private final Services services;
  private final Watch watch;
  private volatile boolean closing;

  LiveController(Services services, Watch watch) {
    this.services = services;
    this.watch = watch;
  }

  /**
   * Server-sent events {@code changed}, each with the mark of the page as its ID; {@code 204} to
   * whoever shows nothing, which tells a browser not to come again.
   *
   * @param seen the mark of the page that the browser shows
   * @param last the last mark that the browser was told, where it comes again
   */
  @GetMapping("/queue/live")
  void live(
      @RequestParam(required = false) @Nullable String who,
      @RequestParam(required = false) @Nullable String due,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String seen,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      Person person,
      HttpServletResponse response)
      throws InterruptedException {
    String known = last == null ? seen : last;
    if (known == null) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    try {
      tell(response.getOutputStream(), View.of(who, due, page), known, person.role());
    } catch (IOException gone) {
      LOG.debug("The browser has gone", gone);
    } catch (RuntimeException over) {
      // The answer has begun, so that no page can be shown: the browser comes again, and is sent
      // to log in where the login is over.
      LOG.debug("The service could not be asked", over);
    }
  }

  private void tell(OutputStream browser, View view, String seen, Role role)
      throws IOException, InterruptedException {
    Connection connection = services.asPerson();
    long end = System.nanoTime() + LONGEST.toNanos();
    String known = seen;
    write(browser, "retry: 2000\n\n");
    for (int round = 1; !closing && System.nanoTime() < end; round++) {
      String mark = watch.mark(role, view, connection);
      if (!mark.equals(known)) {
        known = mark;
        write(browser, "id: " + mark + "\nevent: changed\ndata: \n\n");
      } else if (round % SILENT_ROUNDS == 0) {
        write(browser, ":\n\n");
      }
      Thread.sleep(Watch.PAUSE);
    }
  }

  private static void write(OutputStream browser, String text) throws IOException {
    browser.write(text.getBytes(StandardCharsets.UTF_8));
    browser.flush();
  }

  /** So that nobody who looks holds up the end of this server. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }
}
