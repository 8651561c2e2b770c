package io.rmaflow.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file in the repository that a person read and approved. */
final class Approved {

  private Approved() {}

  /** Leaves a page under target/looks, to be rendered and looked at. */
  static void keepToLookAt(String name, String page) {
    try {
      Path file = Path.of("target", "looks").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails where the file says something else, and leaves what was received under target/received.
   */
  static void verify(String name, String received) {
    try {
      Path approved = Path.of("src/test/resources/approved", name);
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
