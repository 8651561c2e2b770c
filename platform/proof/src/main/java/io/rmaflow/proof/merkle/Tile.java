package io.rmaflow.proof.merkle;

/**
 * A tile of C2SP's {@code tlog-tiles}: up to 256 consecutive hashes of one height. On level 0 they
 * are those of leaves; each hash of a higher level is the root over one full tile of the level
 * below.
 *
 * @param level 0 to 7
 * @param index its place on its level, from 0
 * @param width hashes in it: 1 to 256; 256 is a full tile, whatever has less grows
 */
public record Tile(int level, long index, int width) {

  /** Hashes of a full tile. */
  public static final int FULL = 256;

  /** Heights of the tree that a tile spans. */
  public static final int HEIGHT = 8;

  /** Levels that a tree of less than 2^63 leaves can have. */
  static final int LEVELS = 8;

  private static final int GROUP = 1000;

  /** Checks the bounds. */
  public Tile {
    if (level < 0 || level >= LEVELS || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile " + level + "/" + index + " of width " + width);
    }
  }

  /** Whether all 256 hashes are there, so that it will never change. */
  public boolean isFull() {
    return width == FULL;
  }

  /** Its path below the log's address: {@code tile/0/x001/x234/067}, {@code tile/1/003.p/17}. */
  public String path() {
    return "tile/" + level + "/" + numbered(index, width);
  }

  /** The path of the entries of the same leaves: {@code tile/entries/x001/234}. */
  public String entriesPath() {
    return "tile/entries/" + numbered(index, width);
  }

  /** How many hashes the tile has in a tree of {@code size} leaves: 0 where it has none of it. */
  public static int widthIn(long size, int level, long index) {
    long hashes = size >>> (HEIGHT * level);
    return Math.clamp(hashes - index * FULL, 0, FULL);
  }

  private static String numbered(long index, int width) {
    StringBuilder path = new StringBuilder(String.format("%03d", index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, String.format("x%03d/", rest % GROUP));
    }
    if (width < FULL) {
      path.append(".p/").append(width);
    }
    return path.toString();
  }
}
