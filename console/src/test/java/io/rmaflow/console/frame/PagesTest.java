package io.rmaflow.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * {@code pages.txt} says of each page whose it is; that it is so, {@link ClosedPagesTest} shows.
 */
@SpringBootTest(properties = "rmaflow.console.client-secret=none")
class PagesTest {

  private static final Map<String, String> PLACES =
      Map.of(
          "/", "Desk",
          "/queue", "Queue",
          "/report", "New report",
          "/logistics", "Logistics",
          "/audit", "Audit",
          "/operators", "Operators");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping pages;

  /** A line of the table. */
  record Row(String method, String path, List<String> roles) {

    boolean isFor(Role role) {
      return roles.contains(role.wireName());
    }

    @Override
    public String toString() {
      return "%-4s %-60s %s".formatted(method, path, String.join(" ", roles)).strip();
    }
  }

  @Test
  void whosePageEachPageIs() {
    assertThat(
            pages.getHandlerMethods().entrySet().stream()
                .filter(page -> page.getValue().getBeanType().getName().startsWith("io.rmaflow"))
                .flatMap(
                    page ->
                        page.getKey().getPatternValues().stream()
                            .flatMap(
                                path ->
                                    methods(page.getKey())
                                        .map(
                                            method ->
                                                new Row(
                                                        method,
                                                        path,
                                                        Arrays.stream(Role.values())
                                                            .filter(
                                                                role ->
                                                                    RoleCheck.isFor(
                                                                        page.getValue(), role))
                                                            .map(Role::wireName)
                                                            .toList())
                                                    .toString())))
                .sorted()
                .collect(Collectors.joining("\n")))
        .isEqualTo(all().stream().map(Row::toString).collect(Collectors.joining("\n")));
  }

  /** A mapping without methods answers all of them. */
  private static Stream<String> methods(RequestMappingInfo mapping) {
    return mapping.getMethodsCondition().isEmpty()
        ? Stream.of("ANY")
        : mapping.getMethodsCondition().getMethods().stream().map(RequestMethod::name);
  }

  @Test
  void noPageIsForNobody() {
    assertThat(all()).isNotEmpty().noneMatch(page -> page.roles().isEmpty());
  }

  /** The table, in the order of its file. */
  static List<Row> all() {
    try (var file = Objects.requireNonNull(PagesTest.class.getResourceAsStream("/pages.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(
              line -> {
                List<String> words = List.of(line.split(" +", -1));
                return new Row(
                    words.get(0), words.get(1), List.copyOf(words.subList(2, words.size())));
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The links that somebody with this role has, in English and in their order. */
  static List<String> placesOf(Role role) {
    return Stream.of("/", "/queue", "/report", "/logistics", "/audit", "/operators")
        .filter(
            path ->
                all().stream()
                    .anyMatch(
                        page ->
                            page.path().equals(path)
                                && page.method().equals("GET")
                                && page.isFor(role)))
        .map(path -> Objects.requireNonNull(PLACES.get(path)).toString())
        .toList();
  }
}
