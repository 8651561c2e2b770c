package io.rmaflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  @TempDir Path folder;

  @Test
  void areRandom_andTheSameFromThenOn_andReadByTheirOwnerAlone() throws Exception {
    Path file = folder.resolve("webhook-key");
    String key = Keys.in(file);

    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(Keys.in(file)).isEqualTo(key).isNotEqualTo(Keys.in(folder.resolve("other-key")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void dataOfAVersionThatHadOthersIsNotGoneOnWith_andTheStackSaysWhatToDo() throws Exception {
    StackOptions options =
        StackOptions.of(folder, folder.resolve("home")).onAnyPorts().withServices(List.of());
    options.layout().makeFolders();
    Files.writeString(options.layout().data().resolve("fingerprint-key"), "0f".repeat(32));

    assertThatThrownBy(() -> Stack.start(options, line -> {}).close())
        .isInstanceOf(StackFailure.class)
        .hasMessage(
            "fingerprint-key is no key of this version: the data in "
                + options.layout().data()
                + " was made by an earlier one. Delete that folder, or set RMA_HOME to another"
                + " one");
  }
}
