package io.rmaflow.console.frame;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.LocaleResolver;

/** What belongs to no page: help, how it is shown, and what is shown to nobody in particular. */
@Controller
@ForRoles({Role.SUPPORT, Role.LOGISTICS, Role.AUDITOR, Role.ADMIN, Role.CUSTOMER})
class Start {

  static final String LOGGED_OUT = "/logged-out";
  static final String NO_PAGES = "/no-pages";
  static final String LANGUAGE = "/language";
  static final String THEME = "/theme";
  static final String THEME_COOKIE = "rmaflow-theme";

  private static final int YEAR = 365 * 24 * 60 * 60;

  private final LocaleResolver languages;

  Start(LocaleResolver languages) {
    this.languages = languages;
  }

  @GetMapping("/help")
  String help() {
    return "frame/help";
  }

  @GetMapping(LOGGED_OUT)
  String loggedOut() {
    return "frame/logged-out";
  }

  @GetMapping(NO_PAGES)
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String noPages() {
    return "frame/no-pages";
  }

  @PostMapping(LANGUAGE)
  String speak(
      @RequestParam String language,
      @RequestParam(required = false) @Nullable String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    languages.setLocale(
        request, response, "en".equals(language) ? Locale.ENGLISH : Locale.JAPANESE);
    return "redirect:" + here(back);
  }

  @PostMapping(THEME)
  String shade(
      @RequestParam Theme theme,
      @RequestParam(required = false) @Nullable String back,
      HttpServletResponse response) {
    Cookie cookie = new Cookie(THEME_COOKIE, theme.wireName());
    cookie.setPath("/");
    cookie.setMaxAge(YEAR);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    return "redirect:" + here(back);
  }

  /** A path of this server: whatever else a link asks for would lead a person astray. */
  static String here(@Nullable String back) {
    return Optional.ofNullable(back)
        .filter(path -> path.startsWith("/") && !path.startsWith("//") && path.indexOf('\\') < 0)
        .filter(Start::isPath)
        .orElse("/");
  }

  private static boolean isPath(String path) {
    try {
      URI uri = URI.create(path);
      return uri.getScheme() == null && uri.getHost() == null;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
