package io.rmaflow.rma.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {

  private static final String SHA_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final Instant LATER_THAN_ALL = Instant.parse("2999-01-01T00:00:00Z");

  @TempDir Path directory = Path.of("");

  @Test
  void aContentIsKeptUnderItsHash_andReadBackAsItCame() throws IOException {
    FileBlobStore store = new FileBlobStore(directory);

    BlobStore.Blob blob = store.put(text("abc"));

    assertThat(blob).isEqualTo(new BlobStore.Blob(SHA_OF_ABC, 3));
    assertThat(read(store, SHA_OF_ABC)).isEqualTo("abc");
    assertThat(files()).containsExactly("objects/ba/" + SHA_OF_ABC);
  }

  @Test
  void theSameContentAgain_costsNoRoom() throws IOException {
    FileBlobStore store = new FileBlobStore(directory);
    store.put(text("abc"));

    assertThat(store.put(text("abc")).sha256()).isEqualTo(SHA_OF_ABC);

    assertThat(files()).hasSize(1);
  }

  @Test
  void aStreamThatBreaksOff_leavesNothing() throws IOException {
    FileBlobStore store = new FileBlobStore(directory);

    assertThatThrownBy(() -> store.put(breaksOffAfter(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessage("broken off");

    assertThat(files()).isEmpty();
  }

  @Test
  void aSweepTakesWhatNobodyRefersTo_andRemainsOfUploads_andNothingElse() throws IOException {
    FileBlobStore store = new FileBlobStore(directory);
    store.put(text("abc"));
    String orphan = store.put(text("nobody's")).sha256();
    Files.writeString(directory.resolve("incoming/upload-1.part"), "half of someth");

    int deleted = store.sweep(LATER_THAN_ALL, Set.of(SHA_OF_ABC)::contains);

    assertThat(deleted).isEqualTo(2);
    assertThat(files()).containsExactly("objects/ba/" + SHA_OF_ABC);
    assertThatThrownBy(() -> store.open(orphan)).isInstanceOf(IOException.class);
  }

  @Test
  void aSweepLeavesWhatCameLately_becauseItsWriteMayNotBeCommittedYet() throws IOException {
    FileBlobStore store = new FileBlobStore(directory);
    store.put(text("abc"));

    assertThat(store.sweep(Instant.now().minusSeconds(3600), sha256 -> false)).isZero();

    assertThat(files()).hasSize(1);
  }

  @Test
  void onlyAHashNamesAContent() throws IOException {
    FileBlobStore store = new FileBlobStore(directory);

    assertThatThrownBy(() -> store.open("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .toList();
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(BlobStore store, String sha256) throws IOException {
    try (InputStream in = store.open(sha256)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream breaksOffAfter(int bytes) {
    return new FilterInputStream(new ByteArrayInputStream(new byte[bytes])) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
          throw new IOException("broken off");
        }
        return read;
      }
    };
  }
}
