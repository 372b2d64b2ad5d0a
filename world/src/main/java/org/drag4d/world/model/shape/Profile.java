package org.drag4d.world.model.shape;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;

/**
 * A line in the plane, drawn step by step: the outline of something turned, swept or cut out. Every
 * step returns a longer profile.
 *
 * @param points at least one; z is unused
 */
public record Profile(List<Vec3> points) {
  private static final int STEPS = 6;

  /** Copies the list. */
  public Profile {
    points = List.copyOf(points);
  }

  /** Starts at a point. */
  public static Profile from(double x, double y) {
    return new Profile(List.of(new Vec3(x, y, 0)));
  }

  /** Goes straight through points given as x y pairs. */
  public Profile to(double... xy) {
    List<Vec3> all = new ArrayList<>(points);
    for (int i = 0; i < xy.length; i += 2) {
      all.add(new Vec3(xy[i], xy[i + 1], 0));
    }
    return new Profile(all);
  }

  /** Goes to a point on a quadratic Bézier curve with one control point. */
  public Profile curve(double controlX, double controlY, double x, double y) {
    List<Vec3> all = new ArrayList<>(points);
    Vec3 a = points.getLast();
    for (int i = 1; i <= STEPS; i++) {
      double t = (double) i / STEPS;
      double s = 1 - t;
      all.add(
          new Vec3(
              s * s * a.x() + 2 * s * t * controlX + t * t * x,
              s * s * a.y() + 2 * s * t * controlY + t * t * y,
              0));
    }
    return new Profile(all);
  }

  /** Goes smoothly (Catmull–Rom) through points given as x y pairs. */
  public Profile smooth(double... xy) {
    List<Vec3> knots = new ArrayList<>();
    knots.add(points.getLast());
    for (int i = 0; i < xy.length; i += 2) {
      knots.add(new Vec3(xy[i], xy[i + 1], 0));
    }
    List<Vec3> all = new ArrayList<>(points);
    List<Vec3> line = Curves.smooth(knots, 4);
    all.addAll(line.subList(1, line.size()));
    return new Profile(all);
  }

  /** Returns the profile with x and y scaled. */
  public Profile scaled(double x, double y) {
    return new Profile(points.stream().map(p -> new Vec3(p.x() * x, p.y() * y, 0)).toList());
  }

  /** Returns the profile shifted. */
  public Profile shifted(double x, double y) {
    return new Profile(points.stream().map(p -> new Vec3(p.x() + x, p.y() + y, 0)).toList());
  }

  /** Returns an ellipse about the origin. */
  public static Profile ellipse(double radiusX, double radiusY, int sides) {
    List<Vec3> all = new ArrayList<>();
    for (int i = 0; i < sides; i++) {
      double a = 2 * Math.PI * i / sides;
      all.add(new Vec3(radiusX * Math.cos(a), radiusY * Math.sin(a), 0));
    }
    return new Profile(all);
  }

  /** Returns a rectangle about the origin with rounded corners. */
  public static Profile roundedRectangle(double width, double height, double radius, int steps) {
    double r = Math.min(radius, 0.499 * Math.min(width, height));
    List<Vec3> all = new ArrayList<>();
    for (int corner = 0; corner < 4; corner++) {
      double cx = (corner == 0 || corner == 3 ? 1 : -1) * (width / 2 - r);
      double cy = (corner < 2 ? 1 : -1) * (height / 2 - r);
      for (int i = 0; i <= steps; i++) {
        double a = Math.PI / 2 * (corner + (double) i / steps);
        all.add(new Vec3(cx + r * Math.cos(a), cy + r * Math.sin(a), 0));
      }
    }
    return new Profile(all);
  }

  /** Returns the closed outline counter-clockwise, without repeated points. */
  Profile counterClockwise() {
    List<Vec3> all = new ArrayList<>();
    for (Vec3 p : points) {
      if (all.isEmpty() || all.getLast().distance(p) > 1e-7) {
        all.add(p);
      }
    }
    if (all.size() > 1 && all.getFirst().distance(all.getLast()) < 1e-7) {
      all.removeLast();
    }
    double area = 0;
    for (int i = 0; i < all.size(); i++) {
      Vec3 p = all.get(i);
      Vec3 q = all.get((i + 1) % all.size());
      area += p.x() * q.y() - p.y() * q.x();
    }
    return new Profile(area < 0 ? all.reversed() : all);
  }

  /**
   * Returns the profile's points with a normal each, to the right of the direction of travel; where
   * the line turns by more than 38°, the point comes twice, once with each side's normal.
   */
  List<Edge> edges(boolean closed) {
    int n = points.size();
    List<Edge> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Vec3 p = points.get(i);
      boolean hasBefore = closed || i > 0;
      boolean hasAfter = closed || i < n - 1;
      Vec3 before = hasBefore ? right(points.get((i + n - 1) % n), p) : Vec3.ZERO;
      Vec3 after = hasAfter ? right(p, points.get((i + 1) % n)) : Vec3.ZERO;
      if (hasBefore && hasAfter && before.dot(after) < 0.79) {
        all.add(new Edge(p, before, true));
        all.add(new Edge(p, after, false));
      } else {
        Vec3 sum = before.plus(after);
        all.add(new Edge(p, sum.length() < 1e-9 ? before : sum.normalised(), false));
      }
    }
    return all;
  }

  private static Vec3 right(Vec3 a, Vec3 b) {
    Vec3 d = b.minus(a);
    double length = d.length();
    return length < 1e-12 ? Vec3.ZERO : new Vec3(d.y() / length, -d.x() / length, 0);
  }

  /**
   * A point of a profile with the normal of one side.
   *
   * @param breaksAfter whether a new side begins at the same place
   */
  record Edge(Vec3 point, Vec3 normal, boolean breaksAfter) {}
}
