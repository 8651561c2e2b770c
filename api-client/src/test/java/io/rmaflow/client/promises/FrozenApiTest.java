package io.rmaflow.client.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code docs/api/frozen} promises, {@code docs/api} keeps. What is added is frozen by a copy
 * of the present documents; CONTRIBUTING says when.
 */
class FrozenApiTest {

  private static final Path PRESENT = Path.of("../docs/api");
  private static final Path FROZEN = PRESENT.resolve("frozen");

  @ParameterizedTest
  @ValueSource(strings = {"contract-service", "rma-service", "notification-service"})
  void whatCallersWerePromised_isKept(String service) throws IOException {
    assertThat(BrokenPromises.of(read(FROZEN, service), read(PRESENT, service))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract-service", "rma-service", "notification-service"})
  void anOperationThatWentFromTheWholeDocument_wouldBeTold(String service) throws IOException {
    JsonNode promised = read(FROZEN, service);
    ObjectNode present = (ObjectNode) promised.deepCopy();
    present.withObject("/paths").remove("/api/access-log");

    assertThat(BrokenPromises.of(promised, present))
        .containsExactly("GET /api/access-log: is gone");
  }

  @Test
  void everyServiceHasPromised() throws IOException {
    assertThat(names(FROZEN))
        .containsExactly("contract-service.json", "notification-service.json", "rma-service.json")
        .isEqualTo(names(PRESENT));
  }

  private static JsonNode read(Path folder, String service) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve(service + ".json")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }
}
