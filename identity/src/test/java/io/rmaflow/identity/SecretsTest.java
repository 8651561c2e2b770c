package io.rmaflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void areMadeOnce() {
    Map<String, String> first = kept("desk", "admin");

    assertThat(first).containsOnlyKeys("desk", "admin");
    assertThat(kept("desk", "admin")).isEqualTo(first);
  }

  @Test
  void thatSomebodyChoseStay_andWhatIsMissingIsAdded() throws Exception {
    Files.writeString(folder.resolve("file"), "# mine\ndesk = my own\\ = password ");

    assertThat(kept("desk", "admin")).containsEntry("desk", "my own\\ = password");
    assertThat(kept("desk", "admin")).containsEntry("desk", "my own\\ = password");
  }

  @Test
  void standBesideTheCommentsOfWhoeverEditsThem() throws Exception {
    Files.writeString(folder.resolve("file"), "# mine\ndesk=my-own\n");

    String admin = kept("desk", "admin").get("admin");

    assertThat(Files.readString(folder.resolve("file")))
        .isEqualTo("# mine\ndesk=my-own\nadmin=" + admin + "\n");
  }

  @Test
  void ofSomebodyWhoIsNotAskedForAreLeftInTheFile() throws Exception {
    kept("desk", "gone");

    assertThat(kept("desk")).containsOnlyKeys("desk");
    kept("desk", "new");
    assertThat(Files.readString(folder.resolve("file"))).contains("gone=");
  }

  @Test
  void areClosedWhereTheyLayOpen() throws Exception {
    kept("desk");
    Path file = folder.resolve("file");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    kept("desk");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  private Map<String, String> kept(String... names) {
    return Secrets.keptIn(PrivateFolder.at(folder), "file", List.of(names));
  }
}
