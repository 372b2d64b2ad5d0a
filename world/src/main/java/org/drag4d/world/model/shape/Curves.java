package org.drag4d.world.model.shape;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;

/** Lines in space that tubes and mouldings follow. */
public final class Curves {
  private Curves() {}

  /** Returns a Catmull–Rom curve through the knots, with some steps from each to the next. */
  public static List<Vec3> smooth(List<Vec3> knots, int steps) {
    if (knots.size() < 3) {
      return List.copyOf(knots);
    }
    List<Vec3> all = new ArrayList<>();
    for (int i = 0; i + 1 < knots.size(); i++) {
      Vec3 b = knots.get(i);
      Vec3 c = knots.get(i + 1);
      Vec3 a = i > 0 ? knots.get(i - 1) : b.times(2).minus(c);
      Vec3 d = i + 2 < knots.size() ? knots.get(i + 2) : c.times(2).minus(b);
      for (int k = 0; k < steps; k++) {
        all.add(catmullRom(a, b, c, d, (double) k / steps));
      }
    }
    all.add(knots.getLast());
    return all;
  }

  private static Vec3 catmullRom(Vec3 a, Vec3 b, Vec3 c, Vec3 d, double t) {
    double t2 = t * t;
    double t3 = t2 * t;
    return a.times(-0.5 * t3 + t2 - 0.5 * t)
        .plus(b.times(1.5 * t3 - 2.5 * t2 + 1))
        .plus(c.times(-1.5 * t3 + 2 * t2 + 0.5 * t))
        .plus(d.times(0.5 * t3 - 0.5 * t2));
  }

  /** Returns a smooth curve through points given as x y z triples. */
  public static List<Vec3> through(double... xyz) {
    return smooth(points(xyz), 5);
  }

  /** Returns straight pieces through points given as x y z triples. */
  public static List<Vec3> points(double... xyz) {
    List<Vec3> all = new ArrayList<>();
    for (int i = 0; i < xyz.length; i += 3) {
      all.add(new Vec3(xyz[i], xyz[i + 1], xyz[i + 2]));
    }
    return all;
  }

  /**
   * Returns an ellipse in the x-y plane, counter-clockwise from +x, without repeating its start.
   */
  public static List<Vec3> ellipse(double radiusX, double radiusY, int steps) {
    return Profile.ellipse(radiusX, radiusY, steps).points();
  }

  /** Returns an arc in the x-y plane about the origin. */
  public static List<Vec3> arc(
      double radiusX, double radiusY, double fromDegrees, double toDegrees, int steps) {
    List<Vec3> all = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double a = Math.toRadians(fromDegrees + (toDegrees - fromDegrees) * i / steps);
      all.add(new Vec3(radiusX * Math.cos(a), radiusY * Math.sin(a), 0));
    }
    return all;
  }
}
