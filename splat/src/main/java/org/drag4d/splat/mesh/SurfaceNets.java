package org.drag4d.splat.mesh;

import java.util.Arrays;
import java.util.Optional;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;

/**
 * The zero surface of a distance volume as triangles, by surface nets: each cell of eight voxels
 * through which the surface passes gets one vertex, the mean of the surface's crossings of the
 * cell's edges; each crossed edge between two voxels joins the vertices of its four cells.
 *
 * <p>Cells with an unknown corner get none, so the surface ends where knowledge ends.
 */
final class SurfaceNets {
  private final TsdfVolume volume;
  private final int nx;
  private final int ny;
  private final int nz;
  private float[] positions = new float[3 * 4096];
  private int vertices;
  private int[] triangles = new int[3 * 8192];
  private int corners;

  private SurfaceNets(TsdfVolume volume) {
    this.volume = volume;
    nx = volume.size(0);
    ny = volume.size(1);
    nz = volume.size(2);
  }

  static TriangleMesh triangulate(TsdfVolume volume) {
    return new SurfaceNets(volume).run();
  }

  private TriangleMesh run() {
    // Two layers of cells at a time: vertex numbers of cells (i, j, k - 1) and (i, j, k).
    int[] before = new int[nx * ny];
    int[] here = new int[nx * ny];
    Arrays.fill(before, -1);
    for (int k = 0; k + 1 < nz; k++) {
      Arrays.fill(here, -1);
      for (int j = 0; j + 1 < ny; j++) {
        for (int i = 0; i + 1 < nx; i++) {
          here[j * nx + i] = vertex(i, j, k);
        }
      }
      joinLayer(before, here, k);
      int[] swap = before;
      before = here;
      here = swap;
    }
    return new TriangleMesh(
        Arrays.copyOf(positions, 3 * vertices),
        new float[0],
        new float[0],
        new float[0],
        Arrays.copyOf(triangles, corners),
        Optional.empty());
  }

  private int vertex(int i, int j, int k) {
    int inside = 0;
    for (int c = 0; c < 8; c++) {
      int x = i + (c & 1);
      int y = j + (c >> 1 & 1);
      int z = k + (c >> 2);
      if (!volume.known(x, y, z)) {
        return -1;
      }
      inside += volume.distance(x, y, z) < 0 ? 1 : 0;
    }
    if (inside == 0 || inside == 8) {
      return -1;
    }
    double x = 0;
    double y = 0;
    double z = 0;
    int crossings = 0;
    for (int c = 0; c < 8; c++) {
      for (int axis = 0; axis < 3; axis++) {
        int d = c | 1 << axis;
        if (d == c) {
          continue;
        }
        double a = volume.distance(i + (c & 1), j + (c >> 1 & 1), k + (c >> 2));
        double b = volume.distance(i + (d & 1), j + (d >> 1 & 1), k + (d >> 2));
        if (a < 0 != b < 0) {
          double t = a / (a - b);
          x += (c & 1) + (axis == 0 ? t : 0);
          y += (c >> 1 & 1) + (axis == 1 ? t : 0);
          z += (c >> 2) + (axis == 2 ? t : 0);
          crossings++;
        }
      }
    }
    if (3 * vertices + 3 > positions.length) {
      positions = Arrays.copyOf(positions, 2 * positions.length);
    }
    Vec3 p = volume.centre(i + x / crossings, j + y / crossings, k + z / crossings);
    positions[3 * vertices] = (float) p.x();
    positions[3 * vertices + 1] = (float) p.y();
    positions[3 * vertices + 2] = (float) p.z();
    return vertices++;
  }

  /** Joins cells around the crossed edges that start at voxels of layer k. */
  private void joinLayer(int[] before, int[] here, int k) {
    for (int j = 0; j + 1 < ny; j++) {
      for (int i = 0; i + 1 < nx; i++) {
        if (!volume.known(i, j, k)) {
          continue;
        }
        boolean inside = volume.distance(i, j, k) < 0;
        int cell = j * nx + i;
        if (k > 0 && j > 0 && crossed(inside, i + 1, j, k)) { // along x; around it y then z
          quad(inside, before[cell - nx], before[cell], here[cell], here[cell - nx]);
        }
        if (k > 0 && i > 0 && crossed(inside, i, j + 1, k)) { // along y; around it z then x
          quad(inside, before[cell - 1], here[cell - 1], here[cell], before[cell]);
        }
        if (i > 0 && j > 0 && crossed(inside, i, j, k + 1)) { // along z; around it x then y
          quad(inside, here[cell - nx - 1], here[cell - nx], here[cell], here[cell - 1]);
        }
      }
    }
  }

  private boolean crossed(boolean inside, int i, int j, int k) {
    return volume.known(i, j, k) && volume.distance(i, j, k) < 0 != inside;
  }

  /** Adds the quad a b c d, which turns about the edge's direction; seen from the free side. */
  private void quad(boolean inside, int a, int b, int c, int d) {
    if (a < 0 || b < 0 || c < 0 || d < 0) {
      return;
    }
    if (corners + 6 > triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    if (squaredLength(a, c) <= squaredLength(b, d)) {
      triangle(inside, a, b, c);
      triangle(inside, a, c, d);
    } else {
      triangle(inside, a, b, d);
      triangle(inside, b, c, d);
    }
  }

  private void triangle(boolean inside, int a, int b, int c) {
    triangles[corners++] = a;
    triangles[corners++] = inside ? b : c;
    triangles[corners++] = inside ? c : b;
  }

  private double squaredLength(int a, int b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = positions[3 * a + c] - positions[3 * b + c];
      sum += d * d;
    }
    return sum;
  }
}
