package io.rmaflow.contract.imports;

import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals what an import brings along. A file tells of many persons, of whom most have no ID yet, so
 * that it lies under a key of its own, which goes with its last row. The name of the file is shown
 * for longer, and has another key.
 */
@Component
class ImportSeals {

  private static final String CONTENT = "import";
  private static final String NAME = "importname";

  private final PersonKeys keys;

  ImportSeals(PersonKeys keys) {
    this.keys = keys;
  }

  byte[] content(String importId, byte[] plain) {
    return keys.ofSeries(CONTENT, importId).seal(placeOfContent(importId), plain);
  }

  /**
   * The file again.
   *
   * @throws IllegalStateException where its last row is done
   */
  byte[] openContent(String importId, byte[] sealed) {
    return keys.existingOfSeries(CONTENT, importId)
        .orElseThrow(() -> new IllegalStateException("import " + importId + " has no key any more"))
        .open(placeOfContent(importId), sealed);
  }

  void forgetContent(String importId) {
    keys.forgetOfSeries(CONTENT, importId);
  }

  byte @Nullable [] name(String importId, @Nullable String plain) {
    return plain == null
        ? null
        : keys.ofSeries(NAME, importId).sealText(placeOfName(importId), plain);
  }

  /** The name again; empty where it was forgotten. */
  Optional<String> openName(String importId, byte[] sealed) {
    return keys.existingOfSeries(NAME, importId)
        .map(key -> key.openText(placeOfName(importId), sealed));
  }

  void forgetName(String importId) {
    keys.forgetOfSeries(NAME, importId);
  }

  private static Place placeOfContent(String importId) {
    return new Place("import_job.content", importId);
  }

  private static Place placeOfName(String importId) {
    return new Place("import_job.name", importId);
  }
}
