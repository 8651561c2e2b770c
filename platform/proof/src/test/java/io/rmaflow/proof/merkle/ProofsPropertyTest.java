package io.rmaflow.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The tree beside the definitions of RFC 6962, and proofs that were changed. */
class ProofsPropertyTest {

  private static final int LARGEST = 700;
  private static final List<byte[]> ENTRIES = NaiveTree.entries(LARGEST);
  private static final TilesInMemory TILES = new TilesInMemory();

  static {
    TileWriter writer = TileWriter.empty(TILES);
    ENTRIES.forEach(entry -> writer.append(Merkle.leaf(entry)));
    writer.flush();
  }

  @Property(tries = 150)
  void rootsAndProofsAreThoseOfTheDefinition(
      @ForAll @IntRange(min = 1, max = LARGEST) int size,
      @ForAll @IntRange(max = LARGEST - 1) int some,
      @ForAll @IntRange(min = 1, max = LARGEST) int other) {
    int index = some % size;
    int smaller = 1 + other % size;
    List<byte[]> entries = ENTRIES.subList(0, size);
    TileNodes nodes = new TileNodes(TILES);

    Hash root = NaiveTree.root(entries);
    assertThat(Proofs.root(size, nodes)).isEqualTo(root);
    assertThat(Frontier.of(size, nodes).root()).isEqualTo(root);
    List<Hash> inclusion = Proofs.inclusion(index, size, nodes);
    assertThat(inclusion).isEqualTo(NaiveTree.path(index, entries));
    assertThat(Proofs.includes(Merkle.leaf(entries.get(index)), index, size, inclusion, root))
        .isTrue();
    List<Hash> consistency = Proofs.consistency(smaller, size, nodes);
    assertThat(consistency).isEqualTo(NaiveTree.proof(smaller, entries));
    Hash smallerRoot = NaiveTree.root(ENTRIES.subList(0, smaller));
    assertThat(Proofs.consistent(smaller, smallerRoot, size, root, consistency)).isTrue();
  }

  @Property(tries = 300)
  void aProofThatWasChangedProvesNothing(
      @ForAll @IntRange(min = 2, max = LARGEST) int size,
      @ForAll @IntRange(max = LARGEST - 1) int some,
      @ForAll @IntRange(max = 3) int change,
      @ForAll @IntRange(max = 255) int where) {
    int index = some % size;
    int smaller = 1 + some % (size - 1);
    TileNodes nodes = new TileNodes(TILES);
    Hash root = Proofs.root(size, nodes);
    Hash smallerRoot = Proofs.root(smaller, nodes);
    Hash leaf = Merkle.leaf(ENTRIES.get(index));
    List<Hash> inclusion = changed(Proofs.inclusion(index, size, nodes), change, where);
    List<Hash> consistency = changed(Proofs.consistency(smaller, size, nodes), change, where);

    assertThat(Proofs.includes(leaf, index, size, inclusion, root)).isFalse();
    assertThat(Proofs.consistent(smaller, smallerRoot, size, root, consistency)).isFalse();
  }

  @Property(tries = 200)
  void aLeafIsProvedAtItsPlaceAlone(
      @ForAll @IntRange(min = 2, max = LARGEST) int size,
      @ForAll @IntRange(max = LARGEST - 1) int some,
      @ForAll @IntRange(max = LARGEST - 1) int another) {
    int index = some % size;
    int other = another % size;
    TileNodes nodes = new TileNodes(TILES);
    Hash root = Proofs.root(size, nodes);
    List<Hash> path = Proofs.inclusion(index, size, nodes);
    Hash leaf = Merkle.leaf(ENTRIES.get(index));

    assertThat(Proofs.includes(leaf, other, size, path, root)).isEqualTo(other == index);
    assertThat(Proofs.includes(Merkle.leaf(ENTRIES.get(other)), index, size, path, root))
        .isEqualTo(other == index);
  }

  private static List<Hash> changed(List<Hash> proof, int change, int where) {
    List<Hash> changed = new ArrayList<>(proof);
    int at = proof.isEmpty() ? 0 : where % proof.size();
    switch (proof.isEmpty() ? 0 : change) {
      case 0 -> changed.add(at, Merkle.emptyRoot());
      case 1 -> changed.remove(at);
      case 2 -> {
        byte[] bytes = proof.get(at).bytes();
        bytes[where % Hash.LENGTH] ^= 4;
        changed.set(at, Hash.of(bytes));
      }
      default -> changed.add(proof.getLast());
    }
    return changed;
  }
}
