package org.drag4d.world.model.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** A cross-section carried along a curve. */
public final class Sweep {
  private Sweep() {}

  /** Returns a round tube of constant radius with flat ends. */
  public static Solid tube(List<Vec3> curve, double radius, int sides) {
    return tube(curve, t -> radius, sides);
  }

  /** Returns a round tube whose radius follows the share of the way, 0 to 1. */
  public static Solid tube(List<Vec3> curve, DoubleUnaryOperator radius, int sides) {
    return along(curve, Profile.ellipse(1, 1, sides), radius, Vec3.ZERO, false);
  }

  /** Returns a closed ring: the curve's last point joins its first. */
  public static Solid ring(List<Vec3> curve, Profile section, Vec3 up) {
    return along(curve, section, t -> 1, up, true);
  }

  /**
   * Carries a closed section along a curve.
   *
   * @param curve at least two different points
   * @param section outline; its y axis is kept as near to {@code up} as the curve allows, its x
   *     axis is y × direction
   * @param scale of the section at the share of the way, 0 to 1
   * @param up direction of the section's y axis; zero turns the section as little as possible
   * @param closed whether the last point joins the first; otherwise the ends are capped
   */
  public static Solid along(
      List<Vec3> curve, Profile section, DoubleUnaryOperator scale, Vec3 up, boolean closed) {
    List<Vec3> line = withoutRepeats(curve, closed);
    int n = line.size();
    Profile outline = section.counterClockwise();
    List<Profile.Edge> edges = outline.edges(true);
    Mesh mesh = new Mesh();
    Vec3 v = up;
    List<Vec3[]> frames = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Vec3 before = line.get(closed ? (i + n - 1) % n : Math.max(0, i - 1));
      Vec3 after = line.get(closed ? (i + 1) % n : Math.min(n - 1, i + 1));
      Vec3 here = line.get(i);
      Vec3 direction = unitSum(here.minus(before), after.minus(here));
      Vec3 reference = up.length() > 0 ? up : v;
      if (reference.length() == 0 || reference.cross(direction).length() < 1e-6) {
        reference = Math.abs(direction.y()) < 0.9 ? Vec3.UP : new Vec3(0, 0, 1);
      }
      v = reference.minus(direction.times(reference.dot(direction))).normalised();
      frames.add(new Vec3[] {v.cross(direction), v, direction});
    }
    int columns = edges.size();
    for (int i = 0; i < n; i++) {
      Vec3[] f = frames.get(i);
      double s = scale.applyAsDouble(n == 1 ? 0 : (double) i / (closed ? n : n - 1));
      for (Profile.Edge edge : edges) {
        Vec3 p = edge.point();
        Vec3 q = edge.normal();
        mesh.vertex(
            line.get(i).plus(f[0].times(p.x() * s)).plus(f[1].times(p.y() * s)),
            f[0].times(q.x()).plus(f[1].times(q.y())));
      }
    }
    for (int i = 0; i < (closed ? n : n - 1); i++) {
      int k = (i + 1) % n;
      for (int j = 0; j < columns; j++) {
        if (!edges.get(j).breaksAfter()) {
          int m = (j + 1) % columns;
          mesh.quad(i * columns + j, i * columns + m, k * columns + m, k * columns + j);
        }
      }
    }
    if (!closed) {
      cap(mesh, line.getFirst(), frames.getFirst(), outline, scale.applyAsDouble(0), -1);
      cap(mesh, line.getLast(), frames.getLast(), outline, scale.applyAsDouble(1), 1);
    }
    return mesh.build();
  }

  private static void cap(
      Mesh mesh, Vec3 at, Vec3[] frame, Profile outline, double scale, int sign) {
    if (scale < 1e-6) {
      return;
    }
    Vec3 normal = frame[2].times(sign);
    int first = mesh.size();
    for (Vec3 p : outline.points()) {
      mesh.vertex(
          at.plus(frame[0].times(p.x() * scale)).plus(frame[1].times(p.y() * scale)), normal);
    }
    for (int[] t : Plate.triangulate(outline.points())) {
      if (sign > 0) {
        mesh.triangle(first + t[0], first + t[1], first + t[2]);
      } else {
        mesh.triangle(first + t[0], first + t[2], first + t[1]);
      }
    }
  }

  private static List<Vec3> withoutRepeats(List<Vec3> curve, boolean closed) {
    List<Vec3> line = new ArrayList<>();
    for (Vec3 p : curve) {
      if (line.isEmpty() || line.getLast().distance(p) > 1e-6) {
        line.add(p);
      }
    }
    if (closed && line.getFirst().distance(line.getLast()) < 1e-6) {
      line.removeLast();
    }
    return line;
  }

  private static Vec3 unitSum(Vec3 a, Vec3 b) {
    Vec3 u = a.length() > 0 ? a.normalised() : Vec3.ZERO;
    Vec3 w = b.length() > 0 ? b.normalised() : Vec3.ZERO;
    Vec3 sum = u.plus(w);
    return sum.length() > 1e-9 ? sum.normalised() : (u.length() > 0 ? u : w);
  }
}
