package io.rmaflow.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which packages of a module know which, as text: a test states the whole of it, so that a new
 * arrow and one that nobody uses any more are seen alike.
 */
public final class Arrows {

  private Arrows() {}

  /**
   * A line {@code package -> those it knows} for each package right below the root, everything
   * below it included, in alphabetical order; classes of the root itself are left out.
   *
   * @param classes of the module, tests left out
   * @param root such as {@code io.rmaflow.contract}
   */
  public static String between(JavaClasses classes, String root) {
    Map<String, TreeSet<String>> known = new TreeMap<>();
    for (JavaClass one : classes) {
      Optional<String> from = below(root, one);
      from.ifPresent(name -> known.computeIfAbsent(name, none -> new TreeSet<>()));
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        Optional<String> to = below(root, dependency.getTargetClass().getBaseComponentType());
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
          known.get(from.get()).add(to.get());
        }
      }
    }
    return known.entrySet().stream()
        .map(arrow -> (arrow.getKey() + " -> " + String.join(" ", arrow.getValue())).strip() + "\n")
        .collect(Collectors.joining());
  }

  private static Optional<String> below(String root, JavaClass one) {
    String name = one.getPackageName();
    return name.startsWith(root + ".")
        ? Optional.of(name.substring(root.length() + 1).split("\\.", 2)[0])
        : Optional.empty();
  }
}
