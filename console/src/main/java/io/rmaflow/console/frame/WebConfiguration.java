package io.rmaflow.console.frame;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/** How a request finds its page, its person and its language. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private static final String ENDING = "_ja.properties";

  private final Places places;

  WebConfiguration(Places places) {
    this.places = places;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new RoleCheck(places));
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PersonArgument());
  }

  /** Japanese, unless the person has chosen English; the issuer's pages know the same cookie. */
  @Bean
  static LocaleResolver localeResolver() {
    CookieLocaleResolver language = new CookieLocaleResolver("rmaflow-language");
    language.setDefaultLocale(Locale.JAPANESE);
    language.setCookieHttpOnly(true);
    language.setCookieSameSite("Lax");
    language.setCookieMaxAge(java.time.Duration.ofDays(365));
    return language;
  }

  /** The texts of each package: {@code messages/<package>_ja.properties} and {@code _en}. */
  @Bean
  static MessageSource messageSource() throws IOException {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasenames(
        Arrays.stream(
                new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*" + ENDING))
            .map(each -> Objects.requireNonNull(each.getFilename()))
            .map(name -> "messages/" + name.substring(0, name.length() - ENDING.length()))
            .sorted()
            .toArray(String[]::new));
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    texts.setDefaultLocale(Locale.JAPANESE);
    return texts;
  }

  /** {@code #times} in templates. */
  @Bean
  static IExpressionObjectDialect times() {
    return new IExpressionObjectDialect() {
      @Override
      public String getName() {
        return "times";
      }

      @Override
      public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {
          @Override
          public java.util.Set<String> getAllExpressionObjectNames() {
            return java.util.Set.of("times");
          }

          @Override
          public Object buildObject(IExpressionContext context, String name) {
            return new Times(context.getLocale());
          }

          @Override
          public boolean isCacheable(String name) {
            return true;
          }
        };
      }
    };
  }

  private static final class PersonArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType().equals(Person.class);
    }

    @Override
    public Person resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      // the request's own would be what the browser says, not what the person has chosen
      return Presence.person(request.getUserPrincipal(), LocaleContextHolder.getLocale())
          .orElseThrow(LoginNeeded::new);
    }
  }
}
