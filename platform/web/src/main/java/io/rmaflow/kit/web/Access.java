package io.rmaflow.kit.web;

import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call an operation, as it is written on the method or on its class.
 *
 * @param said whether it is written at all; what says nothing is closed to everybody
 * @param withoutToken whether a caller needs no token
 * @param roles whose token is enough; all where none is needed
 */
public record Access(boolean said, boolean withoutToken, Set<Role> roles) {

  private static final Access CLOSED = new Access(false, false, Set.of());
  private static final Access OPEN = new Access(true, true, EnumSet.allOf(Role.class));

  public Access {
    Set<Role> copy = EnumSet.noneOf(Role.class);
    copy.addAll(roles);
    roles = Collections.unmodifiableSet(copy);
  }

  /** Who may call the operation that this method carries out; the method is asked first. */
  public static Access to(HandlerMethod operation) {
    if (operation.hasMethodAnnotation(WithoutToken.class)) {
      return OPEN;
    }
    Allowed allowed = operation.getMethodAnnotation(Allowed.class);
    if (allowed == null && onClass(operation, WithoutToken.class) != null) {
      return OPEN;
    }
    allowed = allowed == null ? onClass(operation, Allowed.class) : allowed;
    return allowed == null ? CLOSED : new Access(true, false, Set.of(allowed.value()));
  }

  private static <A extends Annotation> @Nullable A onClass(
      HandlerMethod operation, Class<A> annotation) {
    return operation.getBeanType().getAnnotation(annotation);
  }

  /** Whether a role is enough. */
  public boolean isGranted(Role role) {
    return roles.contains(role);
  }

  /** Who may call what of a service: by operation, such as {@code GET /api/units/{serial}}. */
  public static SortedMap<String, Access> of(RequestMappingHandlerMapping mappings) {
    SortedMap<String, Access> all = new TreeMap<>();
    mappings.getHandlerMethods().forEach((mapping, method) -> add(all, mapping, to(method)));
    return Collections.unmodifiableSortedMap(all);
  }

  /**
   * The same by the names of the roles as they stand in the token; {@code anybody} alone where none
   * is needed, and nobody where nothing is said.
   */
  public static SortedMap<String, Set<String>> named(SortedMap<String, Access> all) {
    SortedMap<String, Set<String>> named = new TreeMap<>();
    all.forEach(
        (operation, access) ->
            named.put(
                operation,
                access.withoutToken()
                    ? Set.of("anybody")
                    : access.roles().stream()
                        .map(Role::wireName)
                        .collect(Collectors.toUnmodifiableSet())));
    return named;
  }

  private static void add(
      SortedMap<String, Access> all, RequestMappingInfo mapping, Access access) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    for (String path : mapping.getPatternValues()) {
      if (methods.isEmpty()) {
        all.put("ANY " + path, access);
      }
      methods.forEach(method -> all.put(method.name() + " " + path, access));
    }
  }
}
