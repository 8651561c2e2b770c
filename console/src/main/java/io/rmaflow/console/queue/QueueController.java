package io.rmaflow.console.queue;

import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code GET /queue}: the work of all cases, and the views of it that a browser keeps. */
@Controller
@ForRoles({Role.SUPPORT, Role.AUDITOR, Role.ADMIN})
class QueueController {

  static final String VIEW = "queue/queue";

  private static final String KEPT = "rmaflow-views";
  private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

  private final Services services;

  QueueController(Services services) {
    this.services = services;
  }

  @GetMapping("/queue")
  String queue(
      @RequestParam(required = false) @Nullable String who,
      @RequestParam(required = false) @Nullable String due,
      @RequestParam(required = false) @Nullable String page,
      @CookieValue(name = KEPT, required = false) @Nullable String kept,
      Model model) {
    View view = View.of(who, due, page);
    model.addAttribute("view", view);
    model.addAttribute("work", Work.of(view, services.asPerson()));
    model.addAttribute("views", KeptViews.read(kept).all());
    model.addAttribute("sides", View.SIDES);
    model.addAttribute("spans", View.Span.values());
    return VIEW;
  }

  /** Keeps a filter under a name; the latest of a name counts. */
  @PostMapping("/queue/views")
  String keep(
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String who,
      @RequestParam(required = false) @Nullable String due,
      @CookieValue(name = KEPT, required = false) @Nullable String kept,
      HttpServletResponse response) {
    View view = View.of(who, due, null);
    response.addCookie(cookie(KeptViews.read(kept).with(name, view)));
    return "redirect:" + view.address();
  }

  @PostMapping("/queue/views/forget")
  String forget(
      @RequestParam String name,
      @CookieValue(name = KEPT, required = false) @Nullable String kept,
      HttpServletResponse response) {
    response.addCookie(cookie(KeptViews.read(kept).without(name)));
    return "redirect:/queue";
  }

  private static Cookie cookie(KeptViews views) {
    Cookie cookie = new Cookie(KEPT, views.written());
    cookie.setPath("/queue");
    cookie.setMaxAge(YEAR);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
