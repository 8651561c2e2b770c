package io.rmaflow.rma;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which packages of this service know which. */
final class PackageArrows {

  /** All classes of this service, tests left out. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("io.rmaflow.rma");

  private static final String BELOW = "io.rmaflow.rma.";

  private PackageArrows() {}

  /** From each package below that of the service to those that it knows. */
  static SortedMap<String, SortedSet<String>> all() {
    SortedMap<String, SortedSet<String>> known = new TreeMap<>();
    for (JavaClass one : CLASSES) {
      name(one).ifPresent(from -> known.computeIfAbsent(from, none -> new TreeSet<>()));
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        Optional<String> from = name(one);
        Optional<String> to = name(dependency.getTargetClass().getBaseComponentType());
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
          known.computeIfAbsent(from.get(), none -> new TreeSet<>()).add(to.get());
        }
      }
    }
    return known;
  }

  /** The same as text: a line {@code package -> those it knows} for each. */
  static String text() {
    return all().entrySet().stream()
        .map(arrow -> (arrow.getKey() + " -> " + String.join(" ", arrow.getValue())).strip() + "\n")
        .collect(Collectors.joining());
  }

  private static Optional<String> name(JavaClass one) {
    String name = one.getPackageName();
    return name.startsWith(BELOW) ? Optional.of(name.substring(BELOW.length())) : Optional.empty();
  }
}
