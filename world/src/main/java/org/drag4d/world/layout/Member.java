package org.drag4d.world.layout;

import org.drag4d.geometry.Vec3;

/**
 * One thing of a group, in the group's own frame: x along its back, the front towards +z.
 *
 * @param kind what it is
 * @param size width, height, depth, metres
 * @param at where it stands; y is the height of what it stands on, or of the ceiling
 * @param yawDegrees turn about +y; at 0 its front faces the group's front
 * @param finish colours and materials
 * @param named whether the sentence names it
 */
record Member(Kind kind, Vec3 size, Vec3 at, double yawDegrees, Finish finish, boolean named) {
  /** Returns the floor it covers in the group's frame. */
  Rect footprint() {
    double yaw = Math.toRadians(yawDegrees);
    double c = Math.abs(Math.cos(yaw));
    double s = Math.abs(Math.sin(yaw));
    return Rect.around(at.x(), at.z(), size.x() * c + size.z() * s, size.x() * s + size.z() * c);
  }

  /** Says whether it stands on the floor and keeps others off. */
  boolean blocksFloor() {
    return kind.stand() == Kind.Stand.FLOOR || kind.stand() == Kind.Stand.WALL_FLOOR;
  }

  /** Returns it moved. */
  Member moved(double x, double z) {
    return new Member(kind, size, at.plus(new Vec3(x, 0, z)), yawDegrees, finish, named);
  }
}
