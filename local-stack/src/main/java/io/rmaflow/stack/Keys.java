package io.rmaflow.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The keys of a stack's services, made with its data and kept with it. */
final class Keys {

  private static final int BYTES = 32;

  private Keys() {}

  /**
   * A key: 32 random bytes in Base64, in a file of its own that nobody but its owner may read.
   *
   * @param file made where it does not exist
   * @throws StackFailure where an earlier version has made it: what lies in its data was compared
   *     and stored under a key of another form
   */
  static String in(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key));
      }
      String key = Files.readString(file).strip();
      if (!isKey(key)) {
        throw new StackFailure(
            "%s is no key of this version: the data in %s was made by an earlier one. Delete that folder, or set RMA_HOME to another one"
                .formatted(file.getFileName(), file.getParent()));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read or make " + file, e);
    }
  }

  private static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text).length == BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
