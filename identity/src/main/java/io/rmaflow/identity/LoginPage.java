package io.rmaflow.identity;

import java.security.Principal;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * The page to log in, and the one that says who is logged in. Both are in Japanese or English: as
 * the browser prefers, or as {@code ?lang=ja} and {@code ?lang=en} have said before.
 */
@Controller
class LoginPage implements WebMvcConfigurer {

  static final String LOGIN = "/login";

  private static final String LANGUAGE_COOKIE = "rmaflow-language";

  @GetMapping(LOGIN)
  String login() {
    return "login";
  }

  @GetMapping("/")
  String loggedIn(Principal person, Model model) {
    model.addAttribute("account", person.getName());
    model.addAttribute(
        "role", Persons.named(person.getName()).map(Holder::role).map(Role::wireName).orElse(""));
    model.addAttribute(
        "customers", Persons.named(person.getName()).map(Holder::customerIds).orElse(List.of()));
    return "logged-in";
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor language = new LocaleChangeInterceptor();
    language.setParamName("lang");
    language.setIgnoreInvalidLocale(true);
    registry.addInterceptor(language);
  }

  @Bean
  static LocaleResolver localeResolver() {
    CookieLocaleResolver language = new CookieLocaleResolver(LANGUAGE_COOKIE);
    language.setCookieHttpOnly(true);
    language.setCookieSameSite("Lax");
    return language;
  }
}
