package org.drag4d.compose.placement;

import java.util.Arrays;
import org.drag4d.geometry.Vec3;

/**
 * Signed distance from places near an object to the scene, positive in free space: to the support
 * from the height field, to everything else point-to-plane from the nearest scene point
 * (object-composition section 7.2, sources b and c).
 *
 * <p>The scene is known by its skin only. Behind a surface the distance is therefore trusted no
 * deeper than a few point spacings: farther behind may be free again.
 */
final class Clearance {
  private final Ground ground;
  private final float[] points;
  private final float[] normals;
  private final double reach;
  private final Vec3 low;
  private final int nx;
  private final int ny;
  private final int nz;
  private final int[] cellStart;

  private Clearance(
      Ground ground, float[] points, float[] normals, double reach, Vec3 low, Vec3 high) {
    this.ground = ground;
    this.reach = reach;
    this.low = low;
    Vec3 cells = high.minus(low).times(1 / reach);
    nx = (int) Math.ceil(cells.x()) + 1;
    ny = (int) Math.ceil(cells.y()) + 1;
    nz = (int) Math.ceil(cells.z()) + 1;
    cellStart = new int[nx * ny * nz + 1];
    int n = points.length / 3;
    int[] cellOf = new int[n];
    for (int i = 0; i < n; i++) {
      cellOf[i] = cell(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
      cellStart[cellOf[i] + 1]++;
    }
    for (int c = 0; c < nx * ny * nz; c++) {
      cellStart[c + 1] += cellStart[c];
    }
    int[] next = Arrays.copyOf(cellStart, nx * ny * nz);
    this.points = new float[points.length];
    this.normals = new float[points.length];
    for (int i = 0; i < n; i++) {
      int to = next[cellOf[i]]++;
      System.arraycopy(points, 3 * i, this.points, 3 * to, 3);
      System.arraycopy(normals, 3 * i, this.normals, 3 * to, 3);
    }
  }

  /**
   * Prepares the neighbourhood of an object.
   *
   * @param centre about where the object's middle is
   * @param diagonal of the object
   * @param level height of the support; what is within a band of it belongs to the ground
   */
  static Clearance around(
      Surroundings s, Ground ground, Vec3 centre, double diagonal, double level, double band) {
    int[] near = s.near(centre.x(), centre.z(), diagonal);
    float[] p = new float[3 * near.length];
    float[] q = new float[3 * near.length];
    float[] gaps = new float[near.length];
    int count = 0;
    for (int i : near) {
      double y = s.positions()[3 * i + 1];
      double up = s.normals()[3 * i + 1];
      boolean ofGround = up >= SupportPlane.LEVEL_NORMAL && y <= level + band;
      if (!ofGround && y > level && Math.abs(y - centre.y()) <= diagonal) {
        System.arraycopy(s.positions(), 3 * i, p, 3 * count, 3);
        System.arraycopy(s.normals(), 3 * i, q, 3 * count, 3);
        gaps[count++] = s.spacings()[i];
      }
    }
    float[] sorted = Arrays.copyOf(gaps, count);
    Arrays.sort(sorted);
    double typical = count == 0 ? 0 : sorted[count / 2];
    double reach = Math.clamp(1.5 * typical, diagonal / 60, diagonal / 8);
    Vec3 half = new Vec3(diagonal, diagonal, diagonal);
    return new Clearance(
        ground,
        Arrays.copyOf(p, 3 * count),
        Arrays.copyOf(q, 3 * count),
        reach,
        centre.minus(half),
        centre.plus(half));
  }

  private int cell(double x, double y, double z) {
    int i = (int) Math.clamp((x - low.x()) / reach, 0, nx - 1);
    int j = (int) Math.clamp((y - low.y()) / reach, 0, ny - 1);
    int k = (int) Math.clamp((z - low.z()) / reach, 0, nz - 1);
    return (k * ny + j) * nx + i;
  }

  /**
   * Returns the signed distance from a place to the nearest thing but the support; +infinity if
   * nothing is within reach.
   *
   * @param awayFrom receives the direction in which the distance grows
   */
  double toThings(Vec3 place, Vec3[] awayFrom) {
    int i0 = (int) Math.floor((place.x() - low.x()) / reach);
    int j0 = (int) Math.floor((place.y() - low.y()) / reach);
    int k0 = (int) Math.floor((place.z() - low.z()) / reach);
    double nearest = reach * reach;
    int found = -1;
    for (int k = Math.max(0, k0 - 1); k <= Math.min(nz - 1, k0 + 1); k++) {
      for (int j = Math.max(0, j0 - 1); j <= Math.min(ny - 1, j0 + 1); j++) {
        int row = (k * ny + j) * nx;
        int first = Math.max(0, i0 - 1);
        int last = Math.min(nx - 1, i0 + 1);
        if (first > last) {
          continue;
        }
        for (int i = cellStart[row + first]; i < cellStart[row + last + 1]; i++) {
          double dx = points[3 * i] - place.x();
          double dy = points[3 * i + 1] - place.y();
          double dz = points[3 * i + 2] - place.z();
          double d = dx * dx + dy * dy + dz * dz;
          if (d < nearest) {
            nearest = d;
            found = i;
          }
        }
      }
    }
    if (found < 0) {
      return Double.POSITIVE_INFINITY;
    }
    Vec3 normal = Body.at(normals, found);
    awayFrom[0] = normal;
    return normal.dot(place.minus(Body.at(points, found)));
  }

  /** Returns the height of a place above the support; +infinity where there is none. */
  double toSupport(Vec3 place) {
    double support = ground.supportAt(place.x(), place.z());
    return Double.isNaN(support) ? Double.POSITIVE_INFINITY : place.y() - support;
  }

  /** Returns the points of things other than the support. */
  float[] things() {
    return points;
  }

  /** Returns the normals of {@link #things}. */
  float[] thingNormals() {
    return normals;
  }
}
