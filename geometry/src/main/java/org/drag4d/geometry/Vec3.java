package org.drag4d.geometry;

/**
 * A point or a direction in space.
 *
 * @param x metres along +X, or the x part of a direction
 * @param y metres along +Y (up, in the world)
 * @param z metres along +Z
 */
public record Vec3(double x, double y, double z) {
  /** The origin. */
  public static final Vec3 ZERO = new Vec3(0, 0, 0);

  /** Up in the world. */
  public static final Vec3 UP = new Vec3(0, 1, 0);

  /** Returns this + other. */
  public Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  /** Returns this - other. */
  public Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  /** Returns this scaled by a factor. */
  public Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  /** Returns the inner product. */
  public double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** Returns the cross product this × other. */
  public Vec3 cross(Vec3 other) {
    return new Vec3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** Returns the Euclidean length. */
  public double length() {
    return Math.sqrt(dot(this));
  }

  /** Returns the distance to another point. */
  public double distance(Vec3 other) {
    return minus(other).length();
  }

  /**
   * Returns the unit vector of this direction.
   *
   * @throws ArithmeticException if the length is zero or not finite
   */
  public Vec3 normalised() {
    double length = length();
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new ArithmeticException("a vector of length " + length + " has no direction");
    }
    return times(1 / length);
  }

  /** Returns the point between this (at 0) and other (at 1). */
  public Vec3 lerp(Vec3 other, double fraction) {
    return plus(other.minus(this).times(fraction));
  }

  /** Says whether all three parts are finite numbers. */
  public boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
  }
}
