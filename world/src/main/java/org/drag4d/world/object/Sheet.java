package org.drag4d.world.object;

import java.util.Optional;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;

/** A cloth as a function: across it from -1 to 1, down it from 0 to 1. */
@FunctionalInterface
interface Sheet {
  /** Returns a point of the middle of the cloth. */
  Vec3 at(double across, double down);

  /**
   * Returns the cloth as a closed solid.
   *
   * @param columns quads across
   * @param rows quads down
   * @param thickness metres
   */
  default TriangleMesh thickened(int columns, int rows, double thickness) {
    int side = (columns + 1) * (rows + 1);
    float[] p = new float[6 * side];
    float[] n = new float[6 * side];
    double e = 1e-4;
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i <= columns; i++) {
        double u = 2.0 * i / columns - 1;
        double v = (double) j / rows;
        Vec3 along = at(u + e, v).minus(at(u - e, v));
        Vec3 down = at(u, Math.min(1, v + e)).minus(at(u, Math.max(0, v - e)));
        Vec3 normal = down.cross(along).normalised();
        // the border is drawn in to an edge half as thick, so that it looks hemmed
        boolean border = i == 0 || j == 0 || i == columns || j == rows;
        double half = border ? thickness / 4 : thickness / 2;
        int at = j * (columns + 1) + i;
        put(p, at, at(u, v).plus(normal.times(half)));
        put(n, at, normal);
        put(p, side + at, at(u, v).minus(normal.times(half)));
        put(n, side + at, normal.times(-1));
      }
    }
    int[] triangles = new int[12 * columns * rows + 12 * (columns + rows)];
    int t = 0;
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int a = j * (columns + 1) + i;
        int b = a + 1;
        int c = a + columns + 1;
        int d = c + 1;
        t = quad(triangles, t, a, c, d, b);
        t = quad(triangles, t, side + a, side + b, side + d, side + c);
      }
    }
    int last = rows * (columns + 1);
    for (int i = 0; i < columns; i++) {
      t = quad(triangles, t, i, i + 1, side + i + 1, side + i);
      t = quad(triangles, t, last + i + 1, last + i, side + last + i, side + last + i + 1);
    }
    for (int j = 0; j < rows; j++) {
      int a = j * (columns + 1);
      int c = a + columns + 1;
      t = quad(triangles, t, c, a, side + a, side + c);
      t = quad(triangles, t, a + columns, c + columns, side + c + columns, side + a + columns);
    }
    return new TriangleMesh(p, n, new float[0], new float[0], triangles, Optional.empty());
  }

  private static void put(float[] array, int index, Vec3 v) {
    array[3 * index] = (float) v.x();
    array[3 * index + 1] = (float) v.y();
    array[3 * index + 2] = (float) v.z();
  }

  private static int quad(int[] triangles, int t, int a, int b, int c, int d) {
    triangles[t] = a;
    triangles[t + 1] = b;
    triangles[t + 2] = c;
    triangles[t + 3] = a;
    triangles[t + 4] = c;
    triangles[t + 5] = d;
    return t + 6;
  }
}
