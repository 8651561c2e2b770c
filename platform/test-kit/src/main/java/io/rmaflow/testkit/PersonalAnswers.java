package io.rmaflow.testkit;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which types of answers tell of persons: those with a component that is marked so, through
 * records, lists, maps and whatever stands behind an interface.
 */
public final class PersonalAnswers {

  private static final String OURS = "io.rmaflow.";

  /** Parts of a package's name, such as {@code io.rmaflow.rma}. */
  private static final int OF_A_SERVICE = 3;

  private final Class<? extends Annotation> mark;
  private final Map<String, JavaClasses> read = new HashMap<>();

  /**
   * Looks for a mark.
   *
   * @param mark on components of records that identify or describe a person
   */
  public PersonalAnswers(Class<? extends Annotation> mark) {
    this.mark = mark;
  }

  /**
   * Where an answer of this type tells of a person, such as {@code Page.items.name}; nothing where
   * it does not, or where the type does not say what stands in it.
   */
  public Optional<String> personal(Type answer) {
    return in(answer, "", Map.of(), new HashSet<>());
  }

  /**
   * The operations whose answers tell of a person although nothing on them says so, each with where
   * it does.
   *
   * @param operations the methods that answer calls
   * @param said the annotations of which one has to stand on the method or its class
   */
  public List<String> unsaid(
      Collection<Method> operations, Collection<Class<? extends Annotation>> said) {
    List<String> unsaid = new ArrayList<>();
    for (Method operation : operations) {
      boolean isSaid =
          said.stream()
              .anyMatch(
                  one ->
                      operation.isAnnotationPresent(one)
                          || operation.getDeclaringClass().isAnnotationPresent(one));
      if (!isSaid) {
        personal(operation.getGenericReturnType())
            .ifPresent(
                where ->
                    unsaid.add(
                        operation.getDeclaringClass().getSimpleName()
                            + "."
                            + operation.getName()
                            + ": "
                            + where));
      }
    }
    return unsaid.stream().distinct().sorted().toList();
  }

  private Optional<String> in(
      Type type, String where, Map<TypeVariable<?>, Type> bound, Set<String> seen) {
    return switch (type) {
      case Class<?> plain when plain.isArray() ->
          in(Objects.requireNonNull(plain.getComponentType()), where, bound, seen);
      case Class<?> plain -> inClass(plain, where, bound, seen);
      case GenericArrayType array -> in(array.getGenericComponentType(), where, bound, seen);
      case ParameterizedType generic -> inGeneric(generic, where, bound, seen);
      case TypeVariable<?> variable ->
          bound.containsKey(variable)
              ? in(bound.getOrDefault(variable, Object.class), where, Map.of(), seen)
              : Optional.empty();
      case WildcardType wildcard -> in(wildcard.getUpperBounds()[0], where, bound, seen);
      default -> Optional.empty();
    };
  }

  private Optional<String> inGeneric(
      ParameterizedType generic, String where, Map<TypeVariable<?>, Type> bound, Set<String> seen) {
    Class<?> raw = (Class<?>) generic.getRawType();
    if (raw.isRecord()) {
      Map<TypeVariable<?>, Type> inside = new HashMap<>();
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        Type argument = generic.getActualTypeArguments()[i];
        inside.put(
            variables[i],
            argument instanceof TypeVariable<?> outer
                ? bound.getOrDefault(outer, Object.class)
                : argument);
      }
      return inRecord(raw, where, inside, seen, generic.toString());
    }
    for (Type argument : generic.getActualTypeArguments()) {
      Optional<String> found = in(argument, where, bound, seen);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> inClass(
      Class<?> type, String where, Map<TypeVariable<?>, Type> bound, Set<String> seen) {
    if (!type.getName().startsWith(OURS) || type.isEnum()) {
      return Optional.empty();
    }
    if (type.isRecord()) {
      return inRecord(type, where, bound, seen, type.getName());
    }
    if (type.isInterface() && seen.add(type.getName())) {
      for (JavaClass behind : besides(type).get(type).getAllSubclasses()) {
        Optional<String> found = in(behind.reflect(), where, bound, seen);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The classes of the service or the library that an interface is of. */
  private JavaClasses besides(Class<?> type) {
    String[] names = type.getPackageName().split("\\.", -1);
    return read.computeIfAbsent(
        String.join(".", Arrays.copyOf(names, Math.min(names.length, OF_A_SERVICE))),
        root ->
            ArchConfiguration.withThreadLocalScope(
                configuration -> {
                  configuration.setResolveMissingDependenciesFromClassPath(false);
                  return new ClassFileImporter()
                      .withImportOption(new ImportOption.DoNotIncludeTests())
                      .importPackages(root);
                }));
  }

  private Optional<String> inRecord(
      Class<?> type,
      String where,
      Map<TypeVariable<?>, Type> bound,
      Set<String> seen,
      String name) {
    if (!seen.add(name)) {
      return Optional.empty();
    }
    String path = where.isEmpty() ? type.getSimpleName() : where;
    for (RecordComponent component : type.getRecordComponents()) {
      String here = path + "." + component.getName();
      if (component.isAnnotationPresent(mark) || component.getType().isAnnotationPresent(mark)) {
        return Optional.of(here);
      }
      Optional<String> found = in(component.getGenericType(), here, bound, seen);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
