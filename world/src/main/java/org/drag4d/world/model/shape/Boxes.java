package org.drag4d.world.model.shape;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** Boxes with bevelled edges. */
public final class Boxes {
  private Boxes() {}

  /**
   * Returns a box about the origin. Its edges are cut off at {@code bevel} and shaded round: 24
   * vertices with face normals, shared by 6 faces, 12 edges and 8 corners (44 triangles).
   */
  public static Solid bevelled(double width, double height, double depth, double bevel) {
    Mesh mesh = new Mesh();
    double[] half = {width / 2, height / 2, depth / 2};
    double b = Math.min(bevel, 0.3 * Math.min(width, Math.min(height, depth)));
    int[][] index = new int[3][8];
    for (int axis = 0; axis < 3; axis++) {
      for (int corner = 0; corner < 8; corner++) {
        double[] p = new double[3];
        double[] n = new double[3];
        for (int k = 0; k < 3; k++) {
          int sign = sign(corner, k);
          p[k] = sign * (k == axis ? half[k] : half[k] - b);
          n[k] = k == axis ? sign : 0;
        }
        index[axis][corner] = mesh.vertex(new Vec3(p[0], p[1], p[2]), new Vec3(n[0], n[1], n[2]));
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      int u = (axis + 1) % 3;
      int v = (axis + 2) % 3;
      for (int sign = -1; sign <= 1; sign += 2) {
        int base = sign > 0 ? 1 << axis : 0;
        int a = index[axis][base];
        int c = index[axis][base | 1 << u];
        int d = index[axis][base | 1 << u | 1 << v];
        int e = index[axis][base | 1 << v];
        if (sign > 0) {
          mesh.quad(a, c, d, e);
        } else {
          mesh.quad(a, e, d, c);
        }
      }
      // The four edges along this axis join the faces of the other two.
      for (int su = 0; su <= 1; su++) {
        for (int sv = 0; sv <= 1; sv++) {
          int low = su << u | sv << v;
          int high = low | 1 << axis;
          int a = index[u][low];
          int c = index[v][low];
          int d = index[v][high];
          int e = index[u][high];
          if (su == sv) {
            mesh.quad(a, c, d, e);
          } else {
            mesh.quad(a, e, d, c);
          }
        }
      }
    }
    for (int corner = 0; corner < 8; corner++) {
      boolean even = Integer.bitCount(corner) % 2 == 1;
      int a = index[0][corner];
      int c = index[1][corner];
      int d = index[2][corner];
      if (even) {
        mesh.triangle(a, c, d);
      } else {
        mesh.triangle(a, d, c);
      }
    }
    return mesh.build();
  }

  /** Returns a bevelled box whose bottom is narrower or wider than its top by a factor. */
  public static Solid tapered(
      double width, double height, double depth, double bevel, double bottomFactor) {
    return Mesh.bend(
        bevelled(width, height, depth, bevel),
        p -> {
          double f = 1 + (bottomFactor - 1) * (0.5 - p.y() / height);
          return new Vec3(p.x() * f, p.y(), p.z() * f);
        });
  }

  private static int sign(int corner, int axis) {
    return (corner >> axis & 1) == 1 ? 1 : -1;
  }
}
