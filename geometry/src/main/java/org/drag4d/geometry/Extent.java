package org.drag4d.geometry;

/**
 * How far a place reaches: a box along the world's axes, in metres.
 *
 * @param low smallest coordinates
 * @param high largest coordinates
 */
public record Extent(Vec3 low, Vec3 high) {

  /** Returns whether a point lies in the box, its faces included. */
  public boolean contains(Vec3 p) {
    return p.x() >= low.x()
        && p.y() >= low.y()
        && p.z() >= low.z()
        && p.x() <= high.x()
        && p.y() <= high.y()
        && p.z() <= high.z();
  }

  /** Returns the box with all its faces moved outwards. */
  public Extent grown(double metres) {
    Vec3 by = new Vec3(metres, metres, metres);
    return new Extent(low.minus(by), high.plus(by));
  }
}
