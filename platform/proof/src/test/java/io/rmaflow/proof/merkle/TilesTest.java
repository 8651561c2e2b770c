package io.rmaflow.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilesTest {

  @TempDir Path folder;

  @Test
  void haveThePathsOfTheSpecification() {
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(1, 0, 256).path()).isEqualTo("tile/1/000");
    assertThat(new Tile(0, 273, 112).path()).isEqualTo("tile/0/273.p/112");
    assertThat(new Tile(7, 1000, 1).path()).isEqualTo("tile/7/x001/000.p/1");
    assertThat(new Tile(0, 5, 3).entriesPath()).isEqualTo("tile/entries/005.p/3");
  }

  /** The example of the specification. */
  @Test
  void ofSeventyThousandLeaves_are273FullOnesAndAPartialOneOnEachLevel() {
    Map<Integer, List<Tile>> written = new TreeMap<>();
    TileWriter writer =
        TileWriter.empty(
            (tile, hashes) -> {
              assertThat(hashes).hasSize(32 * tile.width());
              written.computeIfAbsent(tile.level(), level -> new ArrayList<>()).add(tile);
            });
    Hash leaf = Merkle.leaf(new byte[0]);
    for (int i = 0; i < 70_000; i++) {
      writer.append(leaf);
    }
    writer.flush();

    assertThat(written).containsOnlyKeys(0, 1, 2);
    assertThat(written.get(0)).hasSize(274).endsWith(new Tile(0, 273, 112));
    assertThat(written.get(1)).containsExactly(new Tile(1, 0, 256), new Tile(1, 1, 17));
    assertThat(written.get(2)).containsExactly(new Tile(2, 0, 1));
    assertThat(Tile.widthIn(70_000, 0, 273)).isEqualTo(112);
    assertThat(Tile.widthIn(70_000, 0, 274)).isZero();
    assertThat(Tile.widthIn(70_000, 1, 1)).isEqualTo(17);
  }

  @Test
  void of256Leaves_areAFullOneAndOneOfWidthOneAbove() {
    List<Tile> written = new ArrayList<>();
    TileWriter writer = TileWriter.empty((tile, hashes) -> written.add(tile));
    NaiveTree.entries(256).forEach(entry -> writer.append(Merkle.leaf(entry)));
    writer.flush();

    assertThat(written).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
    assertThat(writer.root()).isEqualTo(NaiveTree.root(NaiveTree.entries(256)));
  }

  @Test
  void goOnWhereTheyWereLeft_whateverTheSizeWas() {
    List<byte[]> entries = NaiveTree.entries(600);
    TilesInMemory tiles = new TilesInMemory();
    int size = 0;
    for (int step : List.of(1, 2, 250, 3, 1, 255, 88)) {
      TileWriter writer = TileWriter.resume(size, tiles, tiles);
      for (int i = 0; i < step; i++) {
        writer.append(Merkle.leaf(entries.get(size)));
        size++;
      }
      writer.flush();
      assertThat(writer.size()).isEqualTo(size);
      assertThat(writer.root()).isEqualTo(NaiveTree.root(entries.subList(0, size)));
    }
    assertThat(size).isEqualTo(600);
  }

  @Test
  void thatAreNotThere_areMissedWhenALogGoesOn() {
    TilesInMemory tiles = new TilesInMemory();
    TileWriter writer = TileWriter.empty(tiles);
    writer.append(Merkle.emptyRoot());
    writer.flush();

    assertThatThrownBy(() -> TileWriter.resume(2, tiles, tiles))
        .isInstanceOf(MissingNode.class)
        .hasMessage("the tile tile/0/000.p/2 is not stored");
  }

  @Test
  void inAFolderAreALogThatCanBeMirrored() {
    TileFolder published = new TileFolder(folder);
    TileWriter writer = TileWriter.empty(published);
    List<byte[]> entries = NaiveTree.entries(300);
    for (int i = 0; i < 300; i++) {
      writer.append(Merkle.leaf(entries.get(i)));
      if (i == 99 || i == 102) {
        writer.flush();
      }
    }
    writer.flush();
    published.writeCheckpoint("one".getBytes(StandardCharsets.UTF_8));
    published.writeCheckpoint("two".getBytes(StandardCharsets.UTF_8));

    assertThat(folder.resolve("tile/0/000")).hasSize(8192);
    assertThat(folder.resolve("tile/0/000.p/100")).hasSize(3200);
    assertThat(folder.resolve("tile/0/001.p/44")).hasSize(44 * 32);
    assertThat(folder.resolve("tile/1/000.p/1")).hasSize(32);
    assertThat(folder.resolve("checkpoint")).hasContent("two");
    assertThat(Proofs.root(300, new TileNodes(new TileFolder(folder))))
        .isEqualTo(NaiveTree.root(entries));
    assertThat(new TileFolder(folder).read(0, 2)).isEmpty();
  }

  @Test
  void ofWhichAFolderHasOnlyPartialOnes_areReadAtTheirWidest() throws IOException {
    TileFolder published = new TileFolder(folder);
    TileWriter writer = TileWriter.empty(published);
    for (int i = 0; i < 12; i++) {
      writer.append(Merkle.leaf(new byte[] {(byte) i}));
      if (i == 4 || i == 9) {
        writer.flush();
      }
    }
    writer.flush();
    Files.writeString(folder.resolve("tile/0/000.p/of-somebody-else"), "?");

    assertThat(published.read(0, 0).orElseThrow()).hasSize(12 * 32);
  }

  @Test
  void thatArePublishedAreNeverReplacedByOthers() {
    TileFolder published = new TileFolder(folder);
    byte[] hashes = Merkle.emptyRoot().bytes();
    published.write(new Tile(0, 0, 1), hashes);
    published.write(new Tile(0, 0, 1), hashes);
    hashes[3]++;

    assertThatThrownBy(() -> published.write(new Tile(0, 0, 1), hashes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tile/0/000.p/1 is published already, with other content");
  }

  @Test
  void haveTheirEntriesBesideThem() {
    byte[] bundle = EntryBundle.of(List.of(new byte[] {7, 8}, new byte[0], new byte[300]));

    assertThat(bundle).hasSize(308).startsWith(0, 2, 7, 8, 0, 0, 1, 44, 0);
    assertThat(EntryBundle.read(bundle))
        .containsExactly(new byte[] {7, 8}, new byte[0], new byte[300]);
    assertThatThrownBy(() -> EntryBundle.read(new byte[] {0, 2, 7}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bundle of entries ends in the middle of one");
    assertThatThrownBy(() -> EntryBundle.of(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
