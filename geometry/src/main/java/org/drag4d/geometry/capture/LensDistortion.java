package org.drag4d.geometry.capture;

/**
 * How a real lens bends rays: the OpenCV and COLMAP models. All coefficients 0 is a perfect lens.
 *
 * @param fisheye whether the radial polynomial acts on the angle to the optical axis (OpenCV's
 *     fisheye model) instead of on its tangent
 * @param k1 radial, second order
 * @param k2 radial, fourth order
 * @param k3 radial, sixth order
 * @param k4 radial, eighth order (fisheye), or second order of the denominator (rational)
 * @param k5 fourth order of the denominator (rational model only)
 * @param k6 sixth order of the denominator (rational model only)
 * @param p1 tangential
 * @param p2 tangential
 */
public record LensDistortion(
    boolean fisheye,
    double k1,
    double k2,
    double k3,
    double k4,
    double k5,
    double k6,
    double p1,
    double p2) {
  /** A perfect lens. */
  public static final LensDistortion NONE = new LensDistortion(false, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Says whether pictures need no correction. */
  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * Returns where a ray lands in a picture, in units of the focal length.
   *
   * @param x right over forward of the ray
   * @param y down over forward of the ray
   * @return distorted x and y
   */
  public double[] distort(double x, double y) {
    double r2 = x * x + y * y;
    if (fisheye) {
      double r = Math.sqrt(r2);
      double a = Math.atan(r);
      double a2 = a * a;
      double bent = a * (1 + a2 * (k1 + a2 * (k2 + a2 * (k3 + a2 * k4))));
      double s = r > 1e-12 ? bent / r : 1;
      return new double[] {x * s, y * s};
    }
    double radial = (1 + r2 * (k1 + r2 * (k2 + r2 * k3))) / (1 + r2 * (k4 + r2 * (k5 + r2 * k6)));
    return new double[] {
      x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
      y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y
    };
  }
}
