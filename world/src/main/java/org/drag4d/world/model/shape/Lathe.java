package org.drag4d.world.model.shape;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** Turned forms about the y axis. */
public final class Lathe {
  private Lathe() {}

  /**
   * Turns a profile (x = radius, y = height). The outside lies to the right of the direction of
   * travel: draw the outside upwards, and the inside of a vessel downwards.
   */
  public static Solid turn(Profile profile, int sides) {
    return turn(profile, sides, 0, 0);
  }

  /** Turns a profile and gives it flutes or petals: radius × (1 + depth · cos(lobes · angle)). */
  public static Solid turn(Profile profile, int sides, int lobes, double depth) {
    Mesh mesh = new Mesh();
    List<Profile.Edge> edges = profile.edges(false);
    int[] ring = new int[edges.size()];
    for (int i = 0; i < edges.size(); i++) {
      Vec3 p = edges.get(i).point();
      Vec3 n = edges.get(i).normal();
      ring[i] = mesh.size();
      for (int j = 0; j < sides; j++) {
        double a = 2 * Math.PI * j / sides;
        double r = p.x() * (1 + depth * Math.cos(lobes * a));
        mesh.vertex(
            new Vec3(r * Math.cos(a), p.y(), r * Math.sin(a)),
            new Vec3(n.x() * Math.cos(a), n.y(), n.x() * Math.sin(a)));
      }
    }
    for (int i = 0; i + 1 < edges.size(); i++) {
      if (!edges.get(i).breaksAfter()) {
        mesh.grid(ring[i], 2, sides, true);
      }
    }
    return lobes == 0 ? mesh.build() : mesh.buildSmooth();
  }

  /** Returns a ball. */
  public static Solid ball(double radius, int sides) {
    return ellipsoid(radius, radius, sides);
  }

  /** Returns an ellipsoid of revolution about y. */
  public static Solid ellipsoid(double radius, double radiusY, int sides) {
    Mesh mesh = new Mesh();
    int rows = Math.max(4, sides / 2);
    for (int i = 0; i <= rows; i++) {
      double v = Math.PI * (i / (double) rows - 0.5);
      double c = i == 0 || i == rows ? 0 : Math.cos(v);
      for (int j = 0; j < sides; j++) {
        double a = 2 * Math.PI * j / sides;
        mesh.vertex(
            new Vec3(radius * c * Math.cos(a), radiusY * Math.sin(v), radius * c * Math.sin(a)),
            new Vec3(c * Math.cos(a) / radius, Math.sin(v) / radiusY, c * Math.sin(a) / radius));
      }
    }
    mesh.grid(0, rows + 1, sides, true);
    return mesh.build();
  }

  /** Returns an upright cylinder from y = 0 with rounded rims. */
  public static Solid cylinder(double radius, double height, double bevel, int sides) {
    double b = Math.min(bevel, 0.4 * Math.min(radius, height));
    return turn(
        Profile.from(0, 0)
            .to(radius - b, 0)
            .curve(radius, 0, radius, b)
            .to(radius, height - b)
            .curve(radius, height, radius - b, height)
            .to(0, height),
        sides);
  }
}
