package org.drag4d.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is solid, in cells of 5 cm, made from points on surfaces: tells where a camera or an object
 * can be. Insides of solids and places that nobody saw count as free; surfaces stand in the way.
 */
public final class Occupancy {
  /** Edge of a cell in metres. */
  public static final double CELL = 0.05;

  private static final double REACH = 15; // metres around the points' median
  private static final double HEIGHT = 12;
  private static final double PATCH_STEP = 0.7 * CELL; // finer than cells, so that none is missed
  private static final int WIDEST_PATCH = 7; // steps to each side that one point may fill

  private final Vec3 lower;
  private final Vec3 upper;
  private final int nx;
  private final int ny;
  private final int nz;
  private final long[] solid;
  private final int[] columnStarts;
  private final float[] columnHeights;

  private Occupancy(Vec3 lower, Vec3 upper, float[] samples, int count) {
    this.lower = lower;
    this.upper = upper;
    nx = cells(upper.x() - lower.x());
    ny = cells(upper.y() - lower.y());
    nz = cells(upper.z() - lower.z());
    solid = new long[(int) (((long) nx * ny * nz + 63) / 64)];
    columnStarts = new int[nx * nz + 1];
    int[] columns = new int[count];
    for (int i = 0; i < count; i++) {
      int x = cell(samples[3 * i] - lower.x());
      int y = cell(samples[3 * i + 1] - lower.y());
      int z = cell(samples[3 * i + 2] - lower.z());
      columns[i] = -1;
      if (x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz) {
        long bit = ((long) y * nz + z) * nx + x;
        solid[(int) (bit >> 6)] |= 1L << bit;
        columns[i] = z * nx + x;
        columnStarts[columns[i] + 1]++;
      }
    }
    for (int c = 0; c < nx * nz; c++) {
      columnStarts[c + 1] += columnStarts[c];
    }
    columnHeights = new float[columnStarts[nx * nz]];
    int[] next = columnStarts.clone();
    for (int i = 0; i < count; i++) {
      if (columns[i] >= 0) {
        columnHeights[next[columns[i]]++] = samples[3 * i + 1];
      }
    }
    for (int c = 0; c < nx * nz; c++) {
      Arrays.sort(columnHeights, columnStarts[c], columnStarts[c + 1]);
    }
  }

  private static int cells(double metres) {
    return Math.max(1, (int) Math.ceil(metres / CELL));
  }

  private static int cell(double metres) {
    return (int) Math.floor(metres / CELL);
  }

  /**
   * Marks the cells of points, each as wide as its spacing along the surface, and the surfaces of
   * boxes.
   *
   * @param points at least one
   * @param boxes things that stand there and are not in the points
   */
  public static Occupancy of(PointCloud points, List<Box3> boxes) {
    if (points.count() == 0) {
      throw new IllegalArgumentException("no points");
    }
    Extent extent = extent(points);
    Samples samples = new Samples();
    for (int i = 0; i < points.count(); i++) {
      patch(points, i, samples);
    }
    for (Box3 box : boxes) {
      shell(box, samples);
    }
    return new Occupancy(extent.low(), extent.high(), samples.values, samples.size / 3);
  }

  /**
   * Returns how far the known space reaches: as far as the points, but for a few stray ones and
   * what is far away outdoors.
   *
   * @param points at least one
   */
  public static Extent extent(PointCloud points) {
    float[] p = points.positions();
    double[] lower = new double[3];
    double[] upper = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      float[] sorted = new float[points.count()];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = p[3 * i + axis];
      }
      Arrays.sort(sorted);
      // A few stray points do not make a room larger.
      double least = sorted[sorted.length / 1000];
      double most = sorted[sorted.length - 1 - sorted.length / 1000];
      double median = sorted[sorted.length / 2];
      lower[axis] = axis == 1 ? least : Math.max(least, median - REACH);
      upper[axis] = Math.min(most, axis == 1 ? least + HEIGHT : median + REACH);
    }
    return new Extent(
            new Vec3(lower[0], lower[1], lower[2]), new Vec3(upper[0], upper[1], upper[2]))
        .grown(CELL);
  }

  private static final class Samples {
    private float[] values = new float[1 << 16];
    private int size;

    void add(double x, double y, double z) {
      if (size + 3 > values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      values[size++] = (float) x;
      values[size++] = (float) y;
      values[size++] = (float) z;
    }
  }

  /** Fills the square of a point's spacing, in the plane across its normal. */
  private static void patch(PointCloud points, int i, Samples samples) {
    float[] p = points.positions();
    double x = p[3 * i];
    double y = p[3 * i + 1];
    double z = p[3 * i + 2];
    double spacing = points.spacings()[i];
    int reach =
        spacing < 0.6 * CELL
            ? 0
            : (int) Math.min(WIDEST_PATCH, Math.ceil(spacing / 2 / PATCH_STEP));
    Vec3 n =
        new Vec3(points.normals()[3 * i], points.normals()[3 * i + 1], points.normals()[3 * i + 2]);
    if (reach <= 0 || n.length() < 0.5) {
      samples.add(x, y, z);
      return;
    }
    Vec3 a = n.cross(Math.abs(n.y()) < 0.9 ? Vec3.UP : new Vec3(1, 0, 0)).normalised();
    Vec3 b = n.cross(a);
    for (int u = -reach; u <= reach; u++) {
      for (int v = -reach; v <= reach; v++) {
        samples.add(
            x + (a.x() * u + b.x() * v) * PATCH_STEP,
            y + (a.y() * u + b.y() * v) * PATCH_STEP,
            z + (a.z() * u + b.z() * v) * PATCH_STEP);
      }
    }
  }

  private static void shell(Box3 box, Samples samples) {
    int[] steps = {
      2 * cells(box.size().x()), 2 * cells(box.size().y()), 2 * cells(box.size().z()),
    };
    for (int i = 0; i <= steps[0]; i++) {
      for (int j = 0; j <= steps[1]; j++) {
        for (int k = 0; k <= steps[2]; k++) {
          boolean surface =
              i == 0 || j == 0 || k == 0 || i == steps[0] || j == steps[1] || k == steps[2];
          if (surface) {
            Vec3 local =
                new Vec3(
                    ((double) i / steps[0] - 0.5) * box.size().x(),
                    ((double) j / steps[1] - 0.5) * box.size().y(),
                    ((double) k / steps[2] - 0.5) * box.size().z());
            Vec3 at = box.centre().plus(box.rotation().rotate(local));
            samples.add(at.x(), at.y(), at.z());
          }
        }
      }
    }
  }

  /** Returns the corner of the known space with the smallest coordinates. */
  public Vec3 lower() {
    return lower;
  }

  /** Returns the corner of the known space with the largest coordinates. */
  public Vec3 upper() {
    return upper;
  }

  /** Says whether a point lies in the box around all that is known. */
  public boolean contains(Vec3 p) {
    return p.x() >= lower.x()
        && p.y() >= lower.y()
        && p.z() >= lower.z()
        && p.x() <= upper.x()
        && p.y() <= upper.y()
        && p.z() <= upper.z();
  }

  /** Says whether there is nothing solid in a point's cell. */
  public boolean free(Vec3 p) {
    return free(p.x(), p.y(), p.z());
  }

  private boolean free(double px, double py, double pz) {
    int x = cell(px - lower.x());
    int y = cell(py - lower.y());
    int z = cell(pz - lower.z());
    if (x < 0 || y < 0 || z < 0 || x >= nx || y >= ny || z >= nz) {
      return true;
    }
    long bit = ((long) y * nz + z) * nx + x;
    return (solid[(int) (bit >> 6)] & 1L << bit) == 0;
  }

  /**
   * Returns how far one can go from a point before something solid, in steps of half a cell.
   *
   * @param direction unit length
   * @param limit metres; the most that is returned
   */
  public double freeDistance(Vec3 from, Vec3 direction, double limit) {
    for (double s = 0; s < limit; s += CELL / 2) {
      if (!free(
          from.x() + direction.x() * s,
          from.y() + direction.y() * s,
          from.z() + direction.z() * s)) {
        return s;
      }
    }
    return limit;
  }

  /** Says whether nothing solid lies between two points. */
  public boolean sees(Vec3 from, Vec3 to) {
    double distance = from.distance(to);
    return distance < 1e-9 || freeDistance(from, to.minus(from).normalised(), distance) >= distance;
  }

  /** Returns the height of the highest surface at or below a height, metres, if one is known. */
  public OptionalDouble heightBelow(double x, double z, double fromY) {
    int column = column(x, z);
    if (column < 0) {
      return OptionalDouble.empty();
    }
    for (int i = columnStarts[column + 1] - 1; i >= columnStarts[column]; i--) {
      if (columnHeights[i] <= fromY) {
        return OptionalDouble.of(columnHeights[i]);
      }
    }
    return OptionalDouble.empty();
  }

  private int column(double x, double z) {
    int cx = cell(x - lower.x());
    int cz = cell(z - lower.z());
    return cx < 0 || cz < 0 || cx >= nx || cz >= nz ? -1 : cz * nx + cx;
  }

  /**
   * Says whether a standing cylinder has its whole foot on a level surface and nothing in its way.
   *
   * @param radius metres
   * @param floorY height of the surface, metres
   * @param height of the cylinder, metres
   */
  public boolean freeFloor(double x, double z, double radius, double floorY, double height) {
    int reach = cells(radius);
    for (int i = -reach; i <= reach; i++) {
      for (int k = -reach; k <= reach; k++) {
        double dx = i * CELL;
        double dz = k * CELL;
        if (dx * dx + dz * dz > radius * radius) {
          continue;
        }
        if (!supported(x + dx, z + dz, floorY)) {
          return false;
        }
        for (double y = floorY + 1.6 * CELL; y < floorY + height; y += CELL) {
          if (!free(x + dx, y, z + dz)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Says whether a surface of this height is known here or in a neighbouring cell. */
  private boolean supported(double x, double z, double floorY) {
    for (int i = -1; i <= 1; i++) {
      for (int k = -1; k <= 1; k++) {
        OptionalDouble height = heightBelow(x + i * CELL, z + k * CELL, floorY + 1.6 * CELL);
        if (height.isPresent() && height.getAsDouble() > floorY - 1.6 * CELL) {
          return true;
        }
      }
    }
    return false;
  }
}
