package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file in the repository that a person approved. */
final class Approved {

  private Approved() {}

  /**
   * Fails where the file says something else, and leaves what was received under target/received.
   */
  static void verify(Path approved, String received) {
    try {
      Path file = Path.of("target", "received").resolve(approved);
      Files.createDirectories(file.getParent());
      Files.writeString(file, received);
      assertThat(approved)
          .as("approve it: cp %s %s", file, approved)
          .exists()
          .content()
          .isEqualTo(received);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
