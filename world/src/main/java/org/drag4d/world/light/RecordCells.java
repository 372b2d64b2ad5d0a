package org.drag4d.world.light;

import java.util.Arrays;

/**
 * Where records lie while they are being placed: hash grids, one level per power of two of the
 * radius, with linked lists of the records whose sphere touches a cell (built-in-world section 4).
 */
final class RecordCells {
  private static final long EMPTY = -1;
  private static final int MOST_LEVELS = 16;

  final double smallest;
  final double cellRatio;
  private final double[] inverseCell = new double[MOST_LEVELS];
  int levels;
  // records
  int count;
  float[] place = new float[7 * 1024]; // x y z, normal, radius
  // the open-addressing table
  long[] keys = new long[4096];
  int[] heads = new int[4096];
  int used;
  // list entries
  int[] entryRecord = new int[8192];
  int[] entryNext = new int[8192];
  int entries;

  /**
   * Makes an empty set.
   *
   * @param smallest the smallest radius that will be added, metres
   * @param cellRatio width of a cell over the largest radius of its level: 1 for short lists, 2 for
   *     little memory
   */
  RecordCells(double smallest, double cellRatio) {
    this.smallest = smallest;
    this.cellRatio = cellRatio;
    for (int level = 0; level < MOST_LEVELS; level++) {
      inverseCell[level] = 1 / cellSize(level);
    }
    Arrays.fill(keys, EMPTY);
  }

  int levelOf(double radius) {
    int level = 0;
    double top = 2 * smallest;
    while (radius > top && level < MOST_LEVELS - 1) {
      top *= 2;
      level++;
    }
    return level;
  }

  double cellSize(int level) {
    return cellRatio * 2 * smallest * (1 << level);
  }

  static long key(int level, int x, int y, int z) {
    return (long) (level & 15) << 60
        | (long) (x & 0xFFFFF) << 40
        | (long) (y & 0xFFFFF) << 20
        | z & 0xFFFFF;
  }

  /** Every bit of the key reaches every bit of the slot: chains of neighbouring cells are slow. */
  static int slotOf(long key, int mask) {
    long h = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 29) * 0xBF58476D1CE4E5B9L;
    return (int) (h >>> 32) & mask;
  }

  static int cell(double x, double inverseSize) {
    double s = x * inverseSize;
    int i = (int) s;
    return s < i ? i - 1 : i;
  }

  /** Adds a record. */
  void add(double x, double y, double z, double nx, double ny, double nz, double radius) {
    if ((count + 1) * 7 > place.length) {
      place = Arrays.copyOf(place, place.length * 2);
    }
    int o = count * 7;
    place[o] = (float) x;
    place[o + 1] = (float) y;
    place[o + 2] = (float) z;
    place[o + 3] = (float) nx;
    place[o + 4] = (float) ny;
    place[o + 5] = (float) nz;
    place[o + 6] = (float) radius;
    int level = levelOf(radius);
    levels = Math.max(levels, level + 1);
    double inverse = 1 / cellSize(level);
    for (int cx = cell(x - radius, inverse); cx <= cell(x + radius, inverse); cx++) {
      for (int cy = cell(y - radius, inverse); cy <= cell(y + radius, inverse); cy++) {
        for (int cz = cell(z - radius, inverse); cz <= cell(z + radius, inverse); cz++) {
          if (touches(x, y, z, radius, cx, cy, cz, cellSize(level))) {
            insert(key(level, cx, cy, cz));
          }
        }
      }
    }
    count++;
  }

  /** Says whether a sphere reaches into a cell, rather too often than too seldom. */
  private static boolean touches(
      double x, double y, double z, double radius, int cx, int cy, int cz, double size) {
    double dx = Math.max(0, Math.max(cx * size - x, x - (cx + 1) * size));
    double dy = Math.max(0, Math.max(cy * size - y, y - (cy + 1) * size));
    double dz = Math.max(0, Math.max(cz * size - z, z - (cz + 1) * size));
    double reach = 1.0001 * radius + 1e-5;
    return dx * dx + dy * dy + dz * dz <= reach * reach;
  }

  /** Makes a record smaller; it stays in the cells of its old size. */
  void shrink(int record, float radius) {
    place[record * 7 + 6] = Math.max((float) smallest, radius);
  }

  /** Returns the same records in the cells of their present sizes: shorter lists, same answers. */
  RecordCells compacted() {
    RecordCells cells = new RecordCells(smallest, cellRatio);
    for (int o = 0; o < count * 7; o += 7) {
      cells.add(
          place[o],
          place[o + 1],
          place[o + 2],
          place[o + 3],
          place[o + 4],
          place[o + 5],
          place[o + 6]);
    }
    return cells;
  }

  private void insert(long key) {
    if (used * 2 > keys.length) {
      rehash();
    }
    int slot = find(key);
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      heads[slot] = -1;
      used++;
    }
    if (entries == entryRecord.length) {
      entryRecord = Arrays.copyOf(entryRecord, entries * 2);
      entryNext = Arrays.copyOf(entryNext, entries * 2);
    }
    entryRecord[entries] = count;
    entryNext[entries] = heads[slot];
    heads[slot] = entries++;
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int slot = slotOf(key, mask);
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] oldHeads = heads;
    keys = new long[oldKeys.length * 2];
    heads = new int[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = find(oldKeys[i]);
        keys[slot] = oldKeys[i];
        heads[slot] = oldHeads[i];
      }
    }
  }

  /**
   * Says whether the summed weight of the records at a point, without the preference for small
   * ones, reaches a limit.
   */
  boolean covered(
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      RecordShape shape,
      double limit) {
    double sum = 0;
    for (int level = 0; level < levels; level++) {
      double inverse = inverseCell[level];
      int slot = find(key(level, cell(x, inverse), cell(y, inverse), cell(z, inverse)));
      if (keys[slot] == EMPTY) {
        continue;
      }
      for (int e = heads[slot]; e >= 0; e = entryNext[e]) {
        sum += weight(place, entryRecord[e] * 7, x, y, z, nx, ny, nz, shape);
        if (sum >= limit) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The weight of built-in-world section 4 without its last factor, for the record at {@code o}.
   */
  static double weight(
      float[] place,
      int o,
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      RecordShape shape) {
    double dx = x - place[o];
    double dy = y - place[o + 1];
    double dz = z - place[o + 2];
    double radius = place[o + 6];
    double distance2 = dx * dx + dy * dy + dz * dz;
    if (!(distance2 < radius * radius)) {
      return 0;
    }
    double near = 1 - distance2 / (radius * radius);
    double mx = place[o + 3];
    double my = place[o + 4];
    double mz = place[o + 5];
    double alike = nx * mx + ny * my + nz * mz - shape.normal();
    if (!(alike > 0)) {
      return 0;
    }
    double out = Math.abs(dx * (nx + mx) + dy * (ny + my) + dz * (nz + mz)) * 0.5;
    double flat = 1 - out / Math.min(shape.plane() * radius, shape.step());
    if (!(flat > 0)) {
      return 0;
    }
    return near * near * (alike / (1 - shape.normal())) * flat;
  }
}
