package org.drag4d.compose.placement;

import java.util.Arrays;
import java.util.Optional;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;

/**
 * What an object can stand on and run into: S of equation 10, the points of the scene, sorted into
 * square columns so that the neighbourhood of a place is found at once.
 */
public final class Surroundings {
  private static final int COLUMNS = 256;

  private final float[] positions;
  private final float[] normals;
  private final float[] spacings;
  private final int[] columnStart;
  private final double lowX;
  private final double lowZ;
  private final double column;
  private final double floorHeight;
  private final Vec3 eye;
  private final Optional<Vec3> keptFree;

  private Surroundings(
      float[] positions,
      float[] normals,
      float[] spacings,
      double floorHeight,
      Vec3 eye,
      Optional<Vec3> keptFree) {
    this.floorHeight = floorHeight;
    this.eye = eye;
    this.keptFree = keptFree;
    double[] range = range(positions);
    lowX = range[0];
    lowZ = range[2];
    column = Math.max(Math.max(range[1] - range[0], range[3] - range[2]) / COLUMNS, 1e-9) * 1.0001;
    int n = spacings.length;
    columnStart = new int[COLUMNS * COLUMNS + 1];
    int[] cellOf = new int[n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      boolean usable =
          Float.isFinite(positions[3 * i])
              && Float.isFinite(positions[3 * i + 1])
              && Float.isFinite(positions[3 * i + 2]);
      cellOf[i] =
          usable ? cell(positions[3 * i + 2], lowZ) * COLUMNS + cell(positions[3 * i], lowX) : -1;
      if (usable) {
        columnStart[cellOf[i] + 1]++;
        kept++;
      }
    }
    for (int c = 0; c < COLUMNS * COLUMNS; c++) {
      columnStart[c + 1] += columnStart[c];
    }
    int[] next = Arrays.copyOf(columnStart, COLUMNS * COLUMNS);
    this.positions = new float[3 * kept];
    this.normals = new float[3 * kept];
    this.spacings = new float[kept];
    for (int i = 0; i < n; i++) {
      if (cellOf[i] >= 0) {
        int to = next[cellOf[i]]++;
        System.arraycopy(positions, 3 * i, this.positions, 3 * to, 3);
        System.arraycopy(normals, 3 * i, this.normals, 3 * to, 3);
        this.spacings[to] = spacings[i];
      }
    }
  }

  /**
   * Indexes the points of a scene. Points that are not finite are left out.
   *
   * @param points everything that was seen, with normals
   * @param floorHeight world y of the floor, metres
   * @param eye the panorama's centre
   * @param keptFree the middle of the floor that was kept free for objects and is seen from all
   *     round, where there is such a place
   */
  public static Surroundings of(
      PointCloud points, double floorHeight, Vec3 eye, Optional<Vec3> keptFree, Progress progress) {
    progress.check();
    return new Surroundings(
        points.positions(), points.normals(), points.spacings(), floorHeight, eye, keptFree);
  }

  /** Returns these surroundings with another object in them. */
  public Surroundings with(Body body, Pose objectToWorld) {
    int n = spacings.length;
    int m = body.count();
    float[] p = Arrays.copyOf(positions, 3 * (n + m));
    float[] q = Arrays.copyOf(normals, 3 * (n + m));
    float[] s = Arrays.copyOf(spacings, n + m);
    Vec3 size = body.size();
    double area =
        2 * (size.x() * size.y() + size.y() * size.z() + size.z() * size.x()); // at most, nearly
    for (int i = 0; i < m; i++) {
      Body.put(p, n + i, objectToWorld.apply(Body.at(body.points(), i)));
      Body.put(q, n + i, objectToWorld.applyToDirection(Body.at(body.normals(), i)));
      s[n + i] = (float) Math.sqrt(area / m);
    }
    return new Surroundings(p, q, s, floorHeight, eye, keptFree);
  }

  /** Returns the floor's height, world y in metres. */
  public double floorHeight() {
    return floorHeight;
  }

  /** Returns the panorama's centre. */
  public Vec3 eye() {
    return eye;
  }

  /** Returns the middle of the floor that was kept free for objects, if there is such a place. */
  public Optional<Vec3> keptFree() {
    return keptFree;
  }

  /** Returns the positions of all points, in the order of {@link #near}. */
  float[] positions() {
    return positions;
  }

  /** Returns the normals of all points. */
  float[] normals() {
    return normals;
  }

  /** Returns the spacings of all points. */
  float[] spacings() {
    return spacings;
  }

  /** Returns the numbers of the points in the square columns around a vertical line. */
  int[] near(double x, double z, double radius) {
    int x0 = cell(x - radius, lowX);
    int x1 = cell(x + radius, lowX);
    int z0 = cell(z - radius, lowZ);
    int z1 = cell(z + radius, lowZ);
    int count = 0;
    for (int j = z0; j <= z1; j++) {
      count += columnStart[j * COLUMNS + x1 + 1] - columnStart[j * COLUMNS + x0];
    }
    int[] found = new int[count];
    int n = 0;
    for (int j = z0; j <= z1; j++) {
      for (int i = columnStart[j * COLUMNS + x0]; i < columnStart[j * COLUMNS + x1 + 1]; i++) {
        double dx = positions[3 * i] - x;
        double dz = positions[3 * i + 2] - z;
        if (Math.abs(dx) <= radius && Math.abs(dz) <= radius) {
          found[n++] = i;
        }
      }
    }
    return Arrays.copyOf(found, n);
  }

  private int cell(double value, double low) {
    return (int) Math.clamp((value - low) / column, 0, COLUMNS - 1);
  }

  private static double[] range(float[] p) {
    double[] range = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < p.length; i += 3) {
      if (Float.isFinite(p[i]) && Float.isFinite(p[i + 1]) && Float.isFinite(p[i + 2])) {
        range[0] = Math.min(range[0], p[i]);
        range[1] = Math.max(range[1], p[i]);
        range[2] = Math.min(range[2], p[i + 2]);
        range[3] = Math.max(range[3], p[i + 2]);
      }
    }
    return range[0] > range[1] ? new double[4] : range;
  }
}
