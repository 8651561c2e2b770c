package io.rmaflow.console.frame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Where the navigation leads: to the pages that there are, each for whom its controller names. */
@Component
class Places {

  /** The first pages in their order, under the key of their name in {@code frame.place.}. */
  private static final Map<String, String> PATHS = new LinkedHashMap<>();

  static {
    PATHS.put("desk", "/");
    PATHS.put("queue", "/queue");
    PATHS.put("report", "/report");
    PATHS.put("logistics", "/logistics");
    PATHS.put("audit", "/audit");
    PATHS.put("operators", "/operators");
  }

  private final ObjectProvider<RequestMappingHandlerMapping> pages;

  /** The mapping is made after what asks here, so that it is looked for with the first request. */
  Places(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> pages) {
    this.pages = pages;
  }

  /**
   * A link of the navigation.
   *
   * @param key of its text, under {@code frame.place.}
   */
  record Place(String key, String path) {

    boolean isAt(String uri) {
      return uri.equals(path) || (!path.equals("/") && uri.startsWith(path + "/"));
    }
  }

  /** In their order. */
  List<Place> of(Role role) {
    return PATHS.entrySet().stream()
        .filter(each -> isFor(role, each.getValue()))
        .map(each -> new Place(each.getKey(), each.getValue()))
        .toList();
  }

  /** Where a person begins. */
  String firstOf(Role role) {
    return of(role).stream().map(Place::path).findFirst().orElse(Start.NO_PAGES);
  }

  private boolean isFor(Role role, String path) {
    return pages.getObject().getHandlerMethods().entrySet().stream()
        .anyMatch(page -> shows(page.getKey(), path) && RoleCheck.isFor(page.getValue(), role));
  }

  private static boolean shows(RequestMappingInfo mapping, String path) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    return mapping.getPatternValues().contains(path)
        && (methods.isEmpty() || methods.contains(RequestMethod.GET));
  }
}
