package org.drag4d.geometry;

/**
 * A rigid motion: rotate, then translate. Variables of this type are named by direction ({@code
 * cameraToWorld}, {@code objectToWorld}).
 *
 * @param rotation applied first
 * @param translation applied second, metres; where the moved origin lies
 */
public record Pose(Quaternion rotation, Vec3 translation) {
  /** No motion. */
  public static final Pose IDENTITY = new Pose(Quaternion.IDENTITY, Vec3.ZERO);

  /** Moves a point. */
  public Vec3 apply(Vec3 point) {
    return rotation.rotate(point).plus(translation);
  }

  /** Turns a direction. */
  public Vec3 applyToDirection(Vec3 direction) {
    return rotation.rotate(direction);
  }

  /** Returns the motion that undoes this one. */
  public Pose inverse() {
    Quaternion back = rotation.inverse();
    return new Pose(back, back.rotate(translation).times(-1));
  }

  /** Returns the motion that does first other, then this. */
  public Pose times(Pose other) {
    return new Pose(rotation.times(other.rotation), apply(other.translation));
  }

  /**
   * Returns the cameraToWorld pose of a camera at {@code eye} that looks at {@code target} with
   * world up pointing up in the picture. Looking straight up or down, the picture's up is world -Z.
   */
  public static Pose lookingAt(Vec3 eye, Vec3 target) {
    Vec3 z = target.minus(eye).normalised();
    Vec3 right = z.cross(Vec3.UP);
    Vec3 x = (right.length() < 1e-9 ? new Vec3(1, 0, 0) : right).normalised();
    Vec3 y = z.cross(x);
    return new Pose(Quaternion.ofColumns(x, y, z), eye);
  }
}
