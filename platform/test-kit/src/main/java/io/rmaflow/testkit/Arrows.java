package io.rmaflow.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which packages of a module know which: a test states the whole of it, so that a new arrow and one
 * that nobody uses any more are seen alike. Classes of the root itself are left out.
 */
public final class Arrows {

  private Arrows() {}

  /**
   * A line {@code package -> those it knows} for each package right below the root, everything
   * below it included, in alphabetical order.
   *
   * @param classes of the module, tests left out
   * @param root such as {@code io.rmaflow.contract}
   */
  public static String between(JavaClasses classes, String root) {
    return text(known(classes, root, name -> name.split("\\.", 2)[0]));
  }

  /** The same with a line for every package below the root, at whatever depth. */
  public static String betweenAll(JavaClasses classes, String root) {
    return text(ofAll(classes, root));
  }

  /** From every package below the root, named without it, to those that it knows. */
  public static SortedMap<String, SortedSet<String>> ofAll(JavaClasses classes, String root) {
    return known(classes, root, name -> name);
  }

  private static String text(SortedMap<String, SortedSet<String>> known) {
    return known.entrySet().stream()
        .map(arrow -> (arrow.getKey() + " -> " + String.join(" ", arrow.getValue())).strip() + "\n")
        .collect(Collectors.joining());
  }

  private static SortedMap<String, SortedSet<String>> known(
      JavaClasses classes, String root, UnaryOperator<String> shown) {
    SortedMap<String, SortedSet<String>> known = new TreeMap<>();
    for (JavaClass one : classes) {
      Optional<String> from = below(root, one).map(shown);
      if (from.isPresent()) {
        Set<String> targets = known.computeIfAbsent(from.get(), none -> new TreeSet<>());
        for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
          below(root, dependency.getTargetClass().getBaseComponentType())
              .map(shown)
              .filter(to -> !to.equals(from.get()))
              .ifPresent(targets::add);
        }
      }
    }
    return known;
  }

  private static Optional<String> below(String root, JavaClass one) {
    String name = one.getPackageName();
    return name.startsWith(root + ".")
        ? Optional.of(name.substring(root.length() + 1))
        : Optional.empty();
  }
}
