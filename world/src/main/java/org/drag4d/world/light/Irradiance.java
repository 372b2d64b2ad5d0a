package org.drag4d.world.light;

import org.drag4d.world.look.Exposure;

/**
 * Irradiance of a surface per colour, and where it comes from: {@code f} is the luminance-weighted
 * sum of incident directions over the irradiance's luminance, so that a normal {@code n'} near
 * {@code n} receives E · (1 + f · (n' − n)). A mutable work object, one a thread.
 */
public final class Irradiance {
  /** Grazing light tells little of where light comes from, and in single samples far too loudly. */
  private static final double LEAST_COSINE = 0.25;

  private static final double LEAST_TURN = 0.25;
  private static final double LARGEST_TURN = 1.9;

  /** Red. */
  public double r;

  /** Green. */
  public double g;

  /** Blue. */
  public double b;

  /** Direction vector, x. */
  public double fx;

  /** Direction vector, y. */
  public double fy;

  /** Direction vector, z. */
  public double fz;

  /** Forgets everything. */
  public void clear() {
    r = 0;
    g = 0;
    b = 0;
    fx = 0;
    fy = 0;
    fz = 0;
  }

  /**
   * Adds light from a unit direction; {@code f} holds the unnormalised sum meanwhile.
   *
   * @param cosine of the direction to the normal: f collects light before the cosine
   */
  void add(double r, double g, double b, double dx, double dy, double dz, double cosine) {
    this.r += r;
    this.g += g;
    this.b += b;
    double y = Exposure.luminance(r, g, b) / Math.max(cosine, LEAST_COSINE);
    fx += y * dx;
    fy += y * dy;
    fz += y * dz;
  }

  /** Divides the direction sum by the luminance and everything by nothing else. */
  void normaliseDirection() {
    double y = Exposure.luminance(r, g, b);
    double scale = y > 1e-9 ? 1 / y : 0;
    fx *= scale;
    fy *= scale;
    fz *= scale;
  }

  void scale(double s) {
    r *= s;
    g *= s;
    b *= s;
    fx *= s;
    fy *= s;
    fz *= s;
  }

  void set(Irradiance o) {
    r = o.r;
    g = o.g;
    b = o.b;
    fx = o.fx;
    fy = o.fy;
    fz = o.fz;
  }

  /**
   * Returns the factor for a normal turned by a small difference vector where light comes from a
   * few directions, all of them above the surface: to first order, and exact while none sinks below
   * it.
   */
  public double turned(double dx, double dy, double dz) {
    return Math.clamp(1 + fx * dx + fy * dy + fz * dz, LEAST_TURN, LARGEST_TURN);
  }

  /**
   * The same where light comes from all round. Of such light only half of what a bump turns away
   * from is lost, for the rest was grazing; and below the surface a bump sees the next one, which
   * is lit as it is itself.
   *
   * @param albedo of the surface
   */
  public double turnedAllRound(double dx, double dy, double dz, double albedo) {
    double bent = 0.5 * (dx * dx + dy * dy + dz * dz);
    return Math.clamp(
        1 + 0.5 * (1 + albedo) * bent + fx * dx + fy * dy + fz * dz, LEAST_TURN, LARGEST_TURN);
  }
}
