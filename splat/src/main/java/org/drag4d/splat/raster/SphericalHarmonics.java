package org.drag4d.splat.raster;

import org.drag4d.splat.Surfels;

/**
 * Real spherical harmonics up to degree 3 and their derivatives, in the order and with the signs of
 * 3D Gaussian splatting (surfel-splatting sections 2 and 18).
 */
public final class SphericalHarmonics {
  static final double C0 = Surfels.C0;
  static final double C1 = 0.4886025119029199;
  static final double C2A = 1.0925484305920792;
  static final double C2B = 0.31539156525252005;
  static final double C2C = 0.5462742152960396;
  static final double C3A = -0.5900435899266435;
  static final double C3B = 2.890611442640554;
  static final double C3C = -0.4570457994644658;
  static final double C3D = 0.3731763325901154;
  static final double C3E = 1.445305721320277;

  private SphericalHarmonics() {}

  /**
   * Writes the (degree + 1)² basis functions of a unit direction.
   *
   * @param basis receives them from index 0
   */
  public static void basis(int degree, double x, double y, double z, double[] basis) {
    basis[0] = C0;
    if (degree >= 1) {
      basis[1] = -C1 * y;
      basis[2] = C1 * z;
      basis[3] = -C1 * x;
    }
    if (degree >= 2) {
      basis[4] = C2A * x * y;
      basis[5] = -C2A * y * z;
      basis[6] = C2B * (2 * z * z - x * x - y * y);
      basis[7] = -C2A * x * z;
      basis[8] = C2C * (x * x - y * y);
    }
    if (degree >= 3) {
      basis[9] = C3A * y * (3 * x * x - y * y);
      basis[10] = C3B * x * y * z;
      basis[11] = C3C * y * (4 * z * z - x * x - y * y);
      basis[12] = C3D * z * (2 * z * z - 3 * x * x - 3 * y * y);
      basis[13] = C3C * x * (4 * z * z - x * x - y * y);
      basis[14] = C3E * z * (x * x - y * y);
      basis[15] = C3A * x * (x * x - 3 * y * y);
    }
  }

  /**
   * Writes the gradients of the basis functions with respect to the direction, taken as free (not
   * kept at unit length).
   *
   * @param gradient receives x y z per basis function
   */
  public static void basisGradient(int degree, double x, double y, double z, double[] gradient) {
    set(gradient, 0, 0, 0, 0);
    if (degree >= 1) {
      set(gradient, 1, 0, -C1, 0);
      set(gradient, 2, 0, 0, C1);
      set(gradient, 3, -C1, 0, 0);
    }
    if (degree >= 2) {
      set(gradient, 4, C2A * y, C2A * x, 0);
      set(gradient, 5, 0, -C2A * z, -C2A * y);
      set(gradient, 6, -2 * C2B * x, -2 * C2B * y, 4 * C2B * z);
      set(gradient, 7, -C2A * z, 0, -C2A * x);
      set(gradient, 8, 2 * C2C * x, -2 * C2C * y, 0);
    }
    if (degree >= 3) {
      double xx = x * x;
      double yy = y * y;
      double zz = z * z;
      set(gradient, 9, C3A * 6 * x * y, C3A * 3 * (xx - yy), 0);
      set(gradient, 10, C3B * y * z, C3B * x * z, C3B * x * y);
      set(gradient, 11, -2 * C3C * x * y, C3C * (4 * zz - xx - 3 * yy), 8 * C3C * y * z);
      set(gradient, 12, -6 * C3D * x * z, -6 * C3D * y * z, C3D * (6 * zz - 3 * xx - 3 * yy));
      set(gradient, 13, C3C * (4 * zz - 3 * xx - yy), -2 * C3C * x * y, 8 * C3C * x * z);
      set(gradient, 14, 2 * C3E * x * z, -2 * C3E * y * z, C3E * (xx - yy));
      set(gradient, 15, C3A * 3 * (xx - yy), -6 * C3A * x * y, 0);
    }
  }

  private static void set(double[] gradient, int function, double x, double y, double z) {
    gradient[3 * function] = x;
    gradient[3 * function + 1] = y;
    gradient[3 * function + 2] = z;
  }
}
