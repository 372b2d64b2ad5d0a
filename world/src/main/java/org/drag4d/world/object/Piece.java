package org.drag4d.world.object;

import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** One primitive of an object in its place. */
final class Piece {
  private final Shape shape;
  private final Substance substance;
  private final double blend;
  private final double px;
  private final double py;
  private final double pz;
  private final double[] toLocal; // rows of the transposed rotation

  /**
   * Places a shape.
   *
   * @param blend radius over which it merges with the pieces before it, metres; 0 keeps the edge
   */
  Piece(Shape shape, Vec3 place, Quaternion rotation, Substance substance, double blend) {
    this.shape = shape;
    this.substance = substance;
    this.blend = blend;
    px = place.x();
    py = place.y();
    pz = place.z();
    Vec3 a = rotation.xAxis();
    Vec3 b = rotation.yAxis();
    Vec3 c = rotation.zAxis();
    toLocal = new double[] {a.x(), a.y(), a.z(), b.x(), b.y(), b.z(), c.x(), c.y(), c.z()};
  }

  /** Returns the distance from a point. */
  double distance(double x, double y, double z) {
    double dx = x - px;
    double dy = y - py;
    double dz = z - pz;
    double[] m = toLocal;
    return shape.distance(
        m[0] * dx + m[1] * dy + m[2] * dz,
        m[3] * dx + m[4] * dy + m[5] * dz,
        m[6] * dx + m[7] * dy + m[8] * dz);
  }

  Substance substance() {
    return substance;
  }

  double blend() {
    return blend;
  }
}
