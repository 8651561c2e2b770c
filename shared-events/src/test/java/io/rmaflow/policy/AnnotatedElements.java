package io.rmaflow.policy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads {@code @Clause} off sources as the compiler parses them; nothing is compiled. */
final class AnnotatedElements {

  private AnnotatedElements() {}

  /**
   * An element with the annotation.
   *
   * @param path the names of the types round it, outermost first, and its own at the end
   */
  record Element(List<String> path, List<String> clauses) {}

  /**
   * Parses the sources and tells of each annotated element, with the source that it stands in.
   *
   * @throws IllegalStateException where a source does not parse, or an annotation holds something
   *     else than literals, which only the compiler could work out
   */
  static void read(
      Collection<? extends JavaFileObject> sources, BiConsumer<JavaFileObject, Element> found)
      throws IOException {
    if (sources.isEmpty()) {
      return; // the compiler takes no sources for a mistake
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> problems = new ArrayList<>();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> problems.add(problem.toString()),
                  List.of("-proc:none"),
                  null,
                  sources);
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Reader(element -> found.accept(unit.getSourceFile(), element)), null);
      }
      if (!problems.isEmpty()) {
        throw new IllegalStateException(String.join("\n", problems));
      }
    }
  }

  private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final Consumer<Element> found;
    private final Deque<String> path = new ArrayDeque<>();

    Reader(Consumer<Element> found) {
      this.found = found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      path.addLast(type.getSimpleName().toString());
      tell(type.getModifiers());
      scan(type.getMembers(), null);
      path.removeLast();
      return null;
    }

    /** Bodies are passed over: what stands in them has no name to be found by. */
    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      String name = method.getName().toString();
      return member(name.equals("<init>") ? "new" : name, method.getModifiers());
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, @Nullable Void unused) {
      return member(field.getName().toString(), field.getModifiers());
    }

    private @Nullable Void member(String name, ModifiersTree modifiers) {
      path.addLast(name);
      tell(modifiers);
      path.removeLast();
      return null;
    }

    private void tell(ModifiersTree modifiers) {
      List<String> clauses =
          modifiers.getAnnotations().stream()
              .filter(a -> a.getAnnotationType().toString().matches("(.*\\.)?Clause"))
              .flatMap(Reader::values)
              .toList();
      if (!clauses.isEmpty()) {
        found.accept(new Element(List.copyOf(path), clauses));
      }
    }

    private static Stream<String> values(AnnotationTree annotation) {
      return annotation.getArguments().stream().flatMap(Reader::literals);
    }

    private static Stream<String> literals(ExpressionTree value) {
      return switch (value) {
        case AssignmentTree named -> literals(named.getExpression());
        case NewArrayTree several -> several.getInitializers().stream().flatMap(Reader::literals);
        case LiteralTree one when one.getValue() instanceof String text -> Stream.of(text);
        default -> throw new IllegalStateException("@Clause wants literals, not " + value);
      };
    }
  }
}
