package org.drag4d.world.model.furniture;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Mesh;

/** Flower heads. */
public final class Blooms {
  private Blooms() {}

  /** Adds a flat flower of eight petals that looks along {@code facing}. */
  public static void daisy(Mesh mesh, Vec3 at, Vec3 facing, double r) {
    petals(mesh, at, facing, r, 8, 0.25, 0.55);
  }

  /** Adds a far flower: five petals of two facets. */
  public static void small(Mesh mesh, Vec3 at, Vec3 facing, double r) {
    Vec3 u = facing.cross(Math.abs(facing.y()) < 0.9 ? Vec3.UP : new Vec3(1, 0, 0)).normalised();
    Vec3 v = facing.cross(u);
    for (int i = 0; i < 5; i++) {
      double a = 2 * Math.PI * i / 5 + r * 40;
      Vec3 out = u.times(Math.cos(a)).plus(v.times(Math.sin(a)));
      Foliage.card(mesh, at, out.plus(facing.times(0.2)).normalised(), facing, r, 0.8 * r);
    }
  }

  /** Adds a full flower: rings of petals that open from upright to flat. */
  public static void rose(Mesh mesh, Vec3 at, Vec3 facing, double r) {
    petals(mesh, at, facing, 0.55 * r, 5, 2.2, 0.9);
    petals(mesh, at, facing, 0.8 * r, 6, 1.1, 0.8);
    petals(mesh, at, facing, r, 8, 0.45, 0.72);
    petals(mesh, at.plus(facing.times(-0.12 * r)), facing, 1.05 * r, 8, 0.1, 0.7);
  }

  private static void petals(
      Mesh mesh, Vec3 at, Vec3 facing, double r, int count, double upright, double width) {
    Vec3 u = facing.cross(Math.abs(facing.y()) < 0.9 ? Vec3.UP : new Vec3(1, 0, 0)).normalised();
    Vec3 v = facing.cross(u);
    for (int i = 0; i < count; i++) {
      double a = 2 * Math.PI * i / count + r * 40;
      Vec3 out = u.times(Math.cos(a)).plus(v.times(Math.sin(a)));
      Vec3 d = out.plus(facing.times(upright)).normalised();
      Vec3 face = facing.minus(out.times(upright)).normalised();
      Foliage.leaf(mesh, at.plus(out.times(0.06 * r)), d, face, r, width * r, 0);
    }
  }
}
