package org.drag4d.world.model.shape;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** Soft forms: upholstery, pillows, stones worn round. */
public final class Cushion {
  private Cushion() {}

  /**
   * Returns a superellipsoid about the origin, sampled from the faces of a cube: |x/a|^p + |y/b|^p
   * + |z/c|^p = 1.
   *
   * @param power 2 is an ellipsoid, 4 a plump cushion, 8 nearly a box
   * @param cells quads along each edge of the cube
   */
  public static Solid superellipsoid(
      double width, double height, double depth, double power, int cells) {
    Mesh mesh = new Mesh();
    double a = width / 2;
    double b = height / 2;
    double c = depth / 2;
    for (int face = 0; face < 6; face++) {
      int axis = face / 2;
      int sign = face % 2 == 0 ? 1 : -1;
      int first = mesh.size();
      for (int i = 0; i <= cells; i++) {
        for (int j = 0; j <= cells; j++) {
          double u = spread(2.0 * i / cells - 1, power);
          double v = spread(2.0 * j / cells - 1, power);
          double[] q = new double[3];
          q[axis] = sign;
          q[(axis + 1) % 3] = sign > 0 ? v : u;
          q[(axis + 2) % 3] = sign > 0 ? u : v;
          double norm =
              Math.pow(
                  Math.pow(Math.abs(q[0]), power)
                      + Math.pow(Math.abs(q[1]), power)
                      + Math.pow(Math.abs(q[2]), power),
                  -1 / power);
          Vec3 p = new Vec3(q[0] * norm, q[1] * norm, q[2] * norm);
          mesh.vertex(
              new Vec3(p.x() * a, p.y() * b, p.z() * c),
              new Vec3(
                  gradient(p.x(), power) / a,
                  gradient(p.y(), power) / b,
                  gradient(p.z(), power) / c));
        }
      }
      for (int i = 0; i < cells; i++) {
        for (int j = 0; j < cells; j++) {
          int at = first + i * (cells + 1) + j;
          mesh.quad(at, at + 1, at + cells + 2, at + cells + 1);
        }
      }
    }
    return mesh.build();
  }

  // More samples near the edges of the cube, where the surface bends.
  private static double spread(double u, double power) {
    double k = Math.min(0.75, (power - 2) / 6);
    return (1 - k) * u + k * Math.sin(u * Math.PI / 2);
  }

  private static double gradient(double x, double power) {
    return Math.signum(x) * Math.pow(Math.abs(x), power - 1);
  }

  /** Returns a scatter cushion in the x-y plane: thick in the middle, thin at its four corners. */
  public static Solid pillow(double width, double height, double thickness, int cells) {
    Mesh mesh = new Mesh();
    int row = cells + 1;
    for (int side = 0; side < 2; side++) {
      int first = mesh.size();
      for (int i = 0; i <= cells; i++) {
        for (int j = 0; j <= cells; j++) {
          double u = Math.sin((2.0 * j / cells - 1) * Math.PI / 2);
          double v = Math.sin((2.0 * i / cells - 1) * Math.PI / 2);
          double bulge = Math.pow(Math.max(0, (1 - u * u) * (1 - v * v)), 0.42);
          double pinch = 1 - 0.07 * (1 - Math.abs(u)) * v * v;
          double tuck = 1 - 0.07 * (1 - Math.abs(v)) * u * u;
          double z = (side == 0 ? 1 : -1) * thickness / 2 * bulge;
          mesh.vertex(
              new Vec3(u * width / 2 * tuck, v * height / 2 * pinch, z),
              new Vec3(0, 0, side == 0 ? 1 : -1));
        }
      }
      for (int i = 0; i < cells; i++) {
        for (int j = 0; j < cells; j++) {
          int at = first + i * row + j;
          if (side == 0) {
            mesh.quad(at, at + 1, at + row + 1, at + row);
          } else {
            mesh.quad(at, at + row, at + row + 1, at + 1);
          }
        }
      }
    }
    return mesh.buildSmooth();
  }
}
