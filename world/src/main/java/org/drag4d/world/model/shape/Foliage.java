package org.drag4d.world.model.shape;

import org.drag4d.geometry.Vec3;

/** Leaves, petals and blades, added to a mesh one by one. They are seen from both sides. */
public final class Foliage {
  private Foliage() {}

  /**
   * Adds a leaf of four bent facets with a fold along its midrib.
   *
   * @param base where the stalk ends
   * @param direction unit vector from base to tip
   * @param face unit vector out of its upper side, roughly at a right angle to the direction
   * @param droop how far the tip sinks, in lengths
   */
  public static void leaf(
      Mesh mesh, Vec3 base, Vec3 direction, Vec3 face, double length, double width, double droop) {
    Vec3 side = direction.cross(face);
    if (side.length() < 1e-6) {
      side = direction.cross(new Vec3(direction.z(), direction.x(), direction.y()));
    }
    side = side.normalised();
    Vec3 up = side.cross(direction);
    Vec3 middle =
        base.plus(direction.times(0.45 * length))
            .plus(up.times(-0.04 * length - 0.2 * droop * length));
    Vec3 tip = base.plus(direction.times(length)).plus(new Vec3(0, -droop * length, 0));
    Vec3 lift = up.times(0.16 * width);
    Vec3 left = middle.plus(side.times(-width / 2)).plus(lift);
    Vec3 right = middle.plus(side.times(width / 2)).plus(lift);
    Vec3 leftward = up.plus(side.times(0.3));
    Vec3 rightward = up.plus(side.times(-0.3));
    int b = mesh.vertex(base, up);
    int m = mesh.vertex(middle, up);
    int t = mesh.vertex(tip, up.plus(direction.times(0.4)));
    int l = mesh.vertex(left, leftward);
    int r = mesh.vertex(right, rightward);
    mesh.triangle(b, r, m);
    mesh.triangle(b, m, l);
    mesh.triangle(m, r, t);
    mesh.triangle(l, m, t);
  }

  /** Adds a far leaf: a diamond of two facets folded along its midrib. */
  public static void card(
      Mesh mesh, Vec3 base, Vec3 direction, Vec3 face, double length, double width) {
    Vec3 side = direction.cross(face);
    side = side.length() < 1e-6 ? new Vec3(direction.z(), 0, -direction.x()) : side;
    side = side.length() < 1e-6 ? new Vec3(1, 0, 0) : side.normalised();
    Vec3 up = side.cross(direction);
    Vec3 middle = base.plus(direction.times(0.5 * length)).plus(up.times(0.12 * width));
    int b = mesh.vertex(base, up);
    int t = mesh.vertex(base.plus(direction.times(length)), up.plus(direction.times(0.3)));
    int l = mesh.vertex(middle.plus(side.times(-width / 2)), up.plus(side.times(0.3)));
    int r = mesh.vertex(middle.plus(side.times(width / 2)), up.plus(side.times(-0.3)));
    mesh.triangle(b, r, t);
    mesh.triangle(b, t, l);
  }

  /** Adds a blade of grass or a strap-like leaf: a ribbon that bends over and ends in a point. */
  public static void blade(
      Mesh mesh, Vec3 base, Vec3 lean, double height, double width, double bend, int steps) {
    Vec3 across = lean.cross(Vec3.UP);
    across = across.length() < 1e-9 ? new Vec3(1, 0, 0) : across.normalised();
    int first = mesh.size();
    for (int i = 0; i <= steps; i++) {
      double t = (double) i / steps;
      double x = bend * height * t * t;
      double y = height * (t - 0.35 * Math.min(1.4, bend) * t * t * t);
      Vec3 p = base.plus(lean.times(x)).plus(new Vec3(0, y, 0));
      Vec3 normal = new Vec3(0, 0.4 + 2 * bend * t, 0).minus(lean.times(1 - 0.35 * bend * t));
      double w = width / 2 * (i == steps ? 0.02 : Math.sqrt(1 - t * t) * (0.75 + 0.5 * t));
      mesh.vertex(p.minus(across.times(w)), normal);
      mesh.vertex(p.plus(across.times(w)), normal);
    }
    for (int i = 0; i < steps; i++) {
      int at = first + 2 * i;
      mesh.quad(at, at + 1, at + 3, at + 2);
    }
  }
}
