package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.rmaflow.testkit.Arrows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The pictures in docs/architecture.md show what the poms and the classes say. {@code ./rma docs}
 * runs this with {@code -Dwrite.docs=true}, which draws them.
 */
class ArchitecturePicturesTest {

  private static final String PAGE = "docs/architecture.md";

  private final Path root = repository(Path.of("").toAbsolutePath());

  @Test
  void theModulesAreThoseOfThePoms() throws Exception {
    isDrawn("modules", Drawing.of(modules()));
  }

  @Test
  void thePackagesAreThoseOfTheClasses() throws IOException {
    isDrawn(
        "packages of rma-service",
        Drawing.of(Arrows.ofAll(ArchitectureTest.CLASSES, ArchitectureTest.ROOT)));
  }

  @Test
  void theRoomsOfTheWebAreThoseOfItsClasses() throws IOException {
    JavaClasses web =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.rmaflow.kit.web");

    isDrawn("rooms of platform/web", Drawing.of(Arrows.ofAll(web, "io.rmaflow.kit.web")));
  }

  @Test
  void anArrowThatFollowsFromOthersIsLeftOut() {
    SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
    arrows.put("a", new TreeSet<>(List.of("b.one", "b.two", "c")));
    arrows.put("b.one", new TreeSet<>(List.of("b.two")));
    arrows.put("b.two", new TreeSet<>(List.of("c")));
    arrows.put("c", new TreeSet<>());

    assertThat(Drawing.of(arrows))
        .isEqualTo(
            """
            ```mermaid
            flowchart TD
              a["a"]
              subgraph box_b[" "]
                b_one["b.one"]
                b_two["b.two"]
              end
              c["c"]
              a --> b_one
              b_one --> b_two
              b_two --> c
            ```
            """);
  }

  /** Draws it where that is asked for; in any case it has to be what stands in the page. */
  private void isDrawn(String what, String picture) throws IOException {
    Path file = root.resolve(PAGE);
    String begin = "<!-- " + what + ": drawn by ./rma docs -->\n";
    String end = "<!-- end of " + what + " -->\n";
    String page = Files.readString(file);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    assertThat(page).as("%s says where the picture is drawn", PAGE).contains(begin, end);
    String drawn = page.substring(0, from) + picture + page.substring(to);
    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(file, drawn);
      page = drawn;
    }
    assertThat(page)
        .as("the picture of the %s in %s is up to date; draw it: ./rma docs", what, PAGE)
        .isEqualTo(drawn);
  }

  /** From each module to those that its main code is built on; of mere tests, their own. */
  private SortedMap<String, SortedSet<String>> modules() throws Exception {
    SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
    List<String> paths =
        elements(pom("").getDocumentElement(), "module").map(Element::getTextContent).toList();
    Map<String, String> pathByArtifact = new TreeMap<>();
    for (String path : paths) {
      pathByArtifact.put(path.substring(path.lastIndexOf('/') + 1), path);
    }
    for (String path : paths) {
      boolean onlyTests = !Files.exists(root.resolve(path).resolve("src/main"));
      arrows.put(
          path,
          elements(pom(path).getDocumentElement(), "dependency")
              .filter(dependency -> text(dependency, "groupId").equals("io.rmaflow"))
              .filter(dependency -> onlyTests || !text(dependency, "scope").equals("test"))
              .flatMap(
                  dependency ->
                      Stream.ofNullable(pathByArtifact.get(text(dependency, "artifactId"))))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    return arrows;
  }

  private Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(root.resolve(module).resolve("pom.xml").toFile());
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  /** The text of an element inside; empty where there is none. */
  private static String text(Element parent, String name) {
    return elements(parent, name).findFirst().map(Element::getTextContent).orElse("");
  }

  private static Path repository(Path folder) {
    if (Files.exists(folder.resolve(PAGE))) {
      return folder;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      throw new IllegalStateException("no " + PAGE + " in any folder above");
    }
    return repository(parent);
  }
}
