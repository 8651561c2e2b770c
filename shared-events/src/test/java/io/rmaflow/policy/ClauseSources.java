package io.rmaflow.policy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Where the sources of all modules name clauses: as rules, as tests, and otherwise. */
final class ClauseSources {

  private static final Set<String> NO_SOURCES = Set.of("target", ".git", ".rma", "node_modules");
  private static final Set<String> KINDS = Set.of("java", "csv", "tsv", "sql");

  /** CSB-4, as a constant CSB_4; "CON-2 to CON-7" names those between, too. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])([A-Z]+(?:[-_][A-Z]+)?)[-_](T?)(\\d+)(?![\\w-])(?:(?:\\s|\\*)+to(?:\\s|\\*)+\\1-\\2(\\d+)(?!\\w))?");

  private final Map<String, SortedSet<Place>> rules = new TreeMap<>();
  private final Map<String, SortedSet<Place>> tests = new TreeMap<>();
  private final Map<String, SortedSet<Place>> mentions = new TreeMap<>();

  private ClauseSources() {}

  /** Reads every source of the repository, main and test. */
  static ClauseSources of(Path root) throws IOException {
    List<Source> main = new ArrayList<>();
    List<Source> test = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NO_SOURCES.contains(name(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (KINDS.contains(name(file).replaceFirst(".*\\.", ""))) {
              if (path.contains("/src/main/")) {
                main.add(new Source(path, Files.readString(file)));
              } else if (path.contains("/src/test/java/")) {
                test.add(new Source(path, Files.readString(file)));
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return of(main, test);
  }

  /** The same for sources in memory. */
  static ClauseSources of(List<Source> main, List<Source> test) throws IOException {
    ClauseSources sources = new ClauseSources();
    Map<Source, List<AnnotatedElements.Element>> annotated = annotated(main);
    annotated.forEach(
        (source, elements) -> {
          for (AnnotatedElements.Element element : elements) {
            String member = String.join(".", element.path().subList(1, element.path().size()));
            sources.add(sources.rules, element, source.place(member));
          }
        });
    annotated(test)
        .forEach(
            (source, elements) -> {
              for (AnnotatedElements.Element element : elements) {
                sources.add(sources.tests, element, source.place(sentence(element.path())));
              }
            });
    for (Source source : main) {
      if (source.text().contains("@interface Clause")) {
        continue; // its examples refer to nothing
      }
      for (String clause : named(source.text())) {
        sources.mentions.computeIfAbsent(clause, _ -> new TreeSet<>()).add(source.place(""));
      }
    }
    return sources;
  }

  private void add(
      Map<String, SortedSet<Place>> places, AnnotatedElements.Element element, Place place) {
    for (String clause : element.clauses()) {
      places.computeIfAbsent(clause, _ -> new TreeSet<>()).add(place);
    }
  }

  private static Map<Source, List<AnnotatedElements.Element>> annotated(List<Source> sources)
      throws IOException {
    Map<String, Source> byPath =
        sources.stream()
            .filter(source -> source.path().endsWith(".java"))
            .filter(source -> source.text().contains("@Clause"))
            .collect(Collectors.toMap(Source::path, source -> source));
    Map<Source, List<AnnotatedElements.Element>> found = new HashMap<>();
    AnnotatedElements.read(
        byPath.values().stream().map(Source::asFile).toList(),
        (file, element) ->
            Stream.ofNullable(byPath.get(file.getName().replaceFirst("^/", "")))
                .forEach(
                    source -> found.computeIfAbsent(source, _ -> new ArrayList<>()).add(element)));
    return found;
  }

  /** The elements of main code that carry a clause out. */
  SortedSet<Place> rules(String clause) {
    return rules.getOrDefault(clause, new TreeSet<>());
  }

  /** The tests that show it. */
  SortedSet<Place> tests(String clause) {
    return tests.getOrDefault(clause, new TreeSet<>());
  }

  /** The files of main code that name it and hold no rule of it. */
  SortedSet<Place> mentions(String clause) {
    Set<String> withRule = rules(clause).stream().map(Place::file).collect(Collectors.toSet());
    return mentions.getOrDefault(clause, new TreeSet<>()).stream()
        .filter(place -> !withRule.contains(place.file()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Everything that stands in an annotation, with one place where it does. */
  Map<String, Place> annotatedClauses() {
    Map<String, Place> all = new TreeMap<>();
    Stream.of(rules, tests)
        .forEach(named -> named.forEach((clause, places) -> all.put(clause, places.first())));
    return all;
  }

  /** The clauses that a text names, as words or as constants, known or not. */
  static Set<String> named(String text) {
    Set<String> clauses = new TreeSet<>();
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      String group = named.group(1).replace('_', '-') + "-" + named.group(2);
      String last = named.group(4);
      if (last == null) {
        clauses.add(group + named.group(3));
      } else {
        for (int n = Integer.parseInt(named.group(3)); n <= Integer.parseInt(last); n++) {
          clauses.add(group + n);
        }
      }
    }
    return clauses;
  }

  /**
   * What a test says: the names of nested types and of the method as words; of the outermost type
   * its own name.
   */
  static String sentence(List<String> path) {
    List<String> names = path.size() == 1 ? path : path.subList(1, path.size());
    String words = names.stream().map(ClauseSources::words).collect(Collectors.joining(": "));
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String words(String name) {
    return Stream.of(name.split("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", -1))
        .map(
            word ->
                word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT))
                    ? word
                    : word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** One file of the sources, its path from the repository's root with slashes. */
  record Source(String path, String text) {

    Place place(String member) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      return new Place(path, name.replaceFirst("\\.java$", ""), member);
    }

    JavaFileObject asFile() {
      return new SimpleJavaFileObject(URI.create("source:///" + path), JavaFileObject.Kind.SOURCE) {
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return text;
        }
      };
    }
  }
}
