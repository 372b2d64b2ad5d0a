package org.drag4d.compose.placement;

import java.util.Arrays;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/**
 * A map of square cells around a place: how high the support is in each cell, and which heights
 * above it are taken by other things.
 */
final class Ground {
  /** Heights that a cell's mask tells apart. */
  private static final int SLICES = 64;

  private final int size;
  private final double lowX;
  private final double lowZ;
  private final double cell;
  private final double level;
  private final double band;
  private final double slice;

  /** Mean height of the support per cell, NaN where none was seen. */
  private final double[] support;

  /** Per cell one bit per height between level + band and the top. */
  private final long[] taken;

  /** Whether something lower than the support was seen in the cell: an edge to fall over. */
  private final boolean[] drop;

  /** Support, or unseen but within reach of it and nothing lower. */
  private final boolean[] admissible;

  private Ground(
      double centreX,
      double centreZ,
      double radius,
      double cell,
      double level,
      double band,
      double height) {
    this.size = 2 * (int) Math.ceil(radius / cell) + 1;
    this.cell = cell;
    this.lowX = centreX - 0.5 * size * cell;
    this.lowZ = centreZ - 0.5 * size * cell;
    this.level = level;
    this.band = band;
    this.slice = Math.max(height - band, 0.25 * height) / SLICES;
    support = new double[size * size];
    taken = new long[size * size];
    drop = new boolean[size * size];
    admissible = new boolean[size * size];
  }

  /**
   * Maps the surroundings of a place.
   *
   * @param radius half the side of the map, metres
   * @param cell side of a cell, metres
   * @param level height of the support
   * @param band what rises no more than this above the level is part of the support (a rug)
   * @param height of the object; what is higher does not matter
   * @param reach how far from seen support unseen ground still counts as ground
   */
  static Ground around(
      Surroundings surroundings,
      double x,
      double z,
      double radius,
      double cell,
      double level,
      double band,
      double height,
      double reach) {
    Ground ground = new Ground(x, z, radius, cell, level, band, height);
    ground.fill(surroundings, x, z, radius);
    ground.spread((int) Math.ceil(reach / cell));
    return ground;
  }

  private void fill(Surroundings s, double centreX, double centreZ, double radius) {
    double[] weight = new double[support.length];
    float[] p = s.positions();
    double top = level + band + SLICES * slice;
    for (int i : s.near(centreX, centreZ, radius)) {
      double y = p[3 * i + 1];
      if (y >= top) {
        continue;
      }
      double half = Math.min(0.5 * s.spacings()[i], 2 * cell);
      int x0 = Math.max(0, column(p[3 * i] - half));
      int x1 = Math.min(size - 1, column(p[3 * i] + half));
      int z0 = Math.max(0, row(p[3 * i + 2] - half));
      int z1 = Math.min(size - 1, row(p[3 * i + 2] + half));
      boolean upward = s.normals()[3 * i + 1] >= SupportPlane.LEVEL_NORMAL;
      boolean supports = upward && Math.abs(y - level) <= band;
      long bits = y > level + band ? slices(y - half, y + half) : 0;
      for (int cz = z0; cz <= z1; cz++) {
        for (int cx = x0; cx <= x1; cx++) {
          int at = cz * size + cx;
          if (supports) {
            support[at] += y;
            weight[at]++;
          } else if (y < level - band) {
            drop[at] = true;
          } else {
            taken[at] |= bits;
          }
        }
      }
    }
    for (int at = 0; at < support.length; at++) {
      support[at] = weight[at] > 0 ? support[at] / weight[at] : Double.NaN;
    }
  }

  private void spread(int steps) {
    int[] distance = new int[support.length];
    int[] queue = new int[support.length];
    int tail = 0;
    Arrays.fill(distance, Integer.MAX_VALUE);
    for (int at = 0; at < support.length; at++) {
      if (!Double.isNaN(support[at])) {
        distance[at] = 0;
        admissible[at] = true;
        queue[tail++] = at;
      }
    }
    for (int head = 0; head < tail; head++) {
      int at = queue[head];
      if (distance[at] >= steps || taken[at] != 0) {
        continue;
      }
      for (int d = 0; d < 4; d++) {
        int x = at % size + (d == 0 ? -1 : d == 1 ? 1 : 0);
        int z = at / size + (d == 2 ? -1 : d == 3 ? 1 : 0);
        if (x < 0 || z < 0 || x >= size || z >= size) {
          continue;
        }
        int n = z * size + x;
        if (distance[n] == Integer.MAX_VALUE && !drop[n]) {
          distance[n] = distance[at] + 1;
          admissible[n] = true;
          queue[tail++] = n;
        }
      }
    }
  }

  /** Returns the bits of the heights from a world y to another, those above the band only. */
  private long slices(double from, double to) {
    double low = (from - level - band) / slice;
    double high = (to - level - band) / slice;
    if (high < 0 || low >= SLICES) {
      return 0;
    }
    int first = (int) Math.max(0, Math.floor(low));
    int last = (int) Math.min(SLICES - 1, Math.floor(high));
    return -1L >>> SLICES - 1 - (last - first) << first;
  }

  private int column(double x) {
    return (int) Math.floor((x - lowX) / cell);
  }

  private int row(double z) {
    return (int) Math.floor((z - lowZ) / cell);
  }

  /** Returns the number of cells along a side. */
  int size() {
    return size;
  }

  /** Returns the side of a cell. */
  double cell() {
    return cell;
  }

  /** Returns the world x and z of a cell's middle, at the level's height. */
  Vec3 middle(int at) {
    return new Vec3(lowX + (at % size + 0.5) * cell, level, lowZ + (at / size + 0.5) * cell);
  }

  /** Returns the cell under a point, or -1 outside the map. */
  int cellOf(double x, double z) {
    int cx = column(x);
    int cz = row(z);
    return cx < 0 || cz < 0 || cx >= size || cz >= size ? -1 : cz * size + cx;
  }

  /** Says whether a cell is ground with nothing above it. */
  boolean isClear(int at) {
    return admissible[at] && taken[at] == 0;
  }

  /** Says whether something in the cell reaches up to a height above the level. */
  boolean isTakenUpTo(int at, double heightAboveLevel) {
    return (taken[at] & ~slices(level - band, level + heightAboveLevel)) != 0;
  }

  /** Returns the height of the support under a point; NaN where there is none. */
  double supportAt(double x, double z) {
    int at = cellOf(x, z);
    if (at < 0) {
      return Double.NaN;
    }
    return !Double.isNaN(support[at]) ? support[at] : admissible[at] ? level : Double.NaN;
  }

  /** Says whether support was seen under a point, not only assumed to go on there. */
  boolean isSeen(double x, double z) {
    int at = cellOf(x, z);
    return at >= 0 && !Double.isNaN(support[at]);
  }

  /** The cells that an object covers, relative to the cell it is tested in. */
  record Footprint(int[] dx, int[] dz, long[] heights, boolean[] stands) {}

  /** Returns what an object covers that stands on the level with its origin in a cell's middle. */
  Footprint footprint(Body body, Pose objectToWorld) {
    int reach = (int) Math.ceil(body.diagonal() / cell) + 2;
    int side = 2 * reach + 1;
    double[] low = new double[side * side];
    double[] high = new double[side * side];
    Arrays.fill(low, Double.MAX_VALUE);
    Arrays.fill(high, -Double.MAX_VALUE);
    double bottom = Double.MAX_VALUE;
    float[][] sets = {body.points(), body.vertices()};
    for (float[] points : sets) {
      for (int i = 0; i < points.length / 3; i++) {
        bottom = Math.min(bottom, objectToWorld.apply(Body.at(points, i)).y());
      }
    }
    for (float[] points : sets) {
      for (int i = 0; i < points.length / 3; i++) {
        Vec3 p = objectToWorld.apply(Body.at(points, i)).minus(objectToWorld.translation());
        int x = (int) Math.floor(p.x() / cell + 0.5) + reach;
        int z = (int) Math.floor(p.z() / cell + 0.5) + reach;
        if (x >= 0 && z >= 0 && x < side && z < side) {
          double y = level + p.y() + objectToWorld.translation().y() - bottom;
          low[z * side + x] = Math.min(low[z * side + x], y);
          high[z * side + x] = Math.max(high[z * side + x], y);
        }
      }
    }
    int count = 0;
    int[] dx = new int[side * side];
    int[] dz = new int[side * side];
    long[] heights = new long[side * side];
    boolean[] stands = new boolean[side * side];
    for (int at = 0; at < low.length; at++) {
      if (low[at] <= high[at]) {
        dx[count] = at % side - reach;
        dz[count] = at / side - reach;
        heights[count] = slices(low[at], high[at]);
        stands[count] = low[at] < level + band;
        count++;
      }
    }
    return new Footprint(
        Arrays.copyOf(dx, count),
        Arrays.copyOf(dz, count),
        Arrays.copyOf(heights, count),
        Arrays.copyOf(stands, count));
  }

  /** Says whether an object fits in a place without touching anything, on ground. */
  boolean fits(Footprint footprint, double x, double z, boolean onGround) {
    int cx = column(x);
    int cz = row(z);
    for (int i = 0; i < footprint.dx().length; i++) {
      int px = cx + footprint.dx()[i];
      int pz = cz + footprint.dz()[i];
      if (px < 0 || pz < 0 || px >= size || pz >= size) {
        return false;
      }
      int at = pz * size + px;
      if ((taken[at] & footprint.heights()[i]) != 0
          || onGround && footprint.stands()[i] && !admissible[at]) {
        return false;
      }
    }
    return true;
  }
}
