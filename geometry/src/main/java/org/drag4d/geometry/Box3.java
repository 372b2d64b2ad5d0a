package org.drag4d.geometry;

/**
 * A box in space, such as the one a person puts an object into (B3D of the paper, section 2.2).
 *
 * @param centre metres
 * @param size full edge lengths in metres, all positive
 * @param rotation turns the box's own axes into the world's
 */
public record Box3(Vec3 centre, Vec3 size, Quaternion rotation) {
  /** Checks that the box has a volume. */
  public Box3 {
    if (!centre.isFinite() || !(size.x() > 0) || !(size.y() > 0) || !(size.z() > 0)) {
      throw new IllegalArgumentException("a box at " + centre + " of size " + size);
    }
  }

  /** Returns the centre of the bottom face, the point that paths move. */
  public Vec3 bottomCentre() {
    return centre.minus(rotation.rotate(new Vec3(0, size.y() / 2, 0)));
  }
}
