package org.drag4d.world.look;

/**
 * Where a texture is evaluated, and what came out. A mutable work object, one a thread.
 *
 * <p>Textures are laid out in the part's own metres and projected along the dominant axis of the
 * local normal: there are no texture coordinates anywhere (built-in-world section 7).
 */
public final class TexturePoint {
  /** Local point, metres. */
  double x;

  double y;
  double z;

  /** Coordinates in the plane across the dominant axis of the normal, metres. */
  double u;

  double v;

  /** The dominant axis of the normal: 0 x, 1 y, 2 z; and which way it points. */
  int axis;

  boolean positive;

  /** Moves noise, so that parts of one material differ: [0, 64) metres. */
  double shift;

  private int seed;

  /** The albedo, linear; written by the texture. */
  public double r;

  /** Green. */
  public double g;

  /** Blue. */
  public double b;

  /** Multiplies the material's roughness; 1 unless the texture says otherwise. */
  public double roughness;

  /** Slopes that the texture adds to the surface along u and v, such as a plank not quite level. */
  public double slopeU;

  /** The slope along v. */
  public double slopeV;

  /**
   * Places the point.
   *
   * @param x local point, metres
   * @param y its y
   * @param z its z
   * @param nx local normal
   * @param ny its y
   * @param nz its z
   * @param seed of the part
   */
  public void place(double x, double y, double z, double nx, double ny, double nz, int seed) {
    double ax = Math.abs(nx);
    double ay = Math.abs(ny);
    double az = Math.abs(nz);
    axis = ay >= ax && ay >= az ? 1 : ax >= az ? 0 : 2;
    positive = (axis == 0 ? nx : axis == 1 ? ny : nz) >= 0;
    this.seed = seed;
    shift = (Noise.hash(seed, 11, 7) >>> 8) * 0x1p-18;
    moveTo(x, y, z);
    roughness = 1;
    slopeU = 0;
    slopeV = 0;
  }

  /** Moves the point and keeps the projection. */
  public void moveTo(double x, double y, double z) {
    this.x = x;
    this.y = y;
    this.z = z;
    u = axis == 0 ? z : x;
    v = axis == 1 ? z : y;
  }

  /** Returns the local axis (0 x, 1 y, 2 z) along which u runs. */
  public int axisU() {
    return axis == 0 ? 2 : 0;
  }

  /** Returns the local axis along which v runs. */
  public int axisV() {
    return axis == 1 ? 2 : 1;
  }

  int seed() {
    return seed;
  }

  void colour(Rgb c, double factor) {
    r = c.r() * factor;
    g = c.g() * factor;
    b = c.b() * factor;
  }

  void mixed(Rgb from, Rgb to, double fraction, double factor) {
    r = Noise.mix(from.r(), to.r(), fraction) * factor;
    g = Noise.mix(from.g(), to.g(), fraction) * factor;
    b = Noise.mix(from.b(), to.b(), fraction) * factor;
  }

  /** Darkens as wood and leather do: blue falls faster than green, green faster than red. */
  void warmed(Rgb c, double factor) {
    double d = 1 - factor;
    r = c.r() * (1 - 0.84 * d);
    g = c.g() * (1 - d);
    b = c.b() * (1 - 1.18 * d);
  }

  /** Keeps albedos within what paper and snow reflect. */
  void clamp() {
    r = Math.clamp(r, 0.0, 0.95);
    g = Math.clamp(g, 0.0, 0.95);
    b = Math.clamp(b, 0.0, 0.95);
  }
}
