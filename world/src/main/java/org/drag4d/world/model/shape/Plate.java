package org.drag4d.world.model.shape;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** Flat things cut from a sheet, and straight mouldings. */
public final class Plate {
  private Plate() {}

  /**
   * Returns an outline of the x-y plane given thickness along z (about z = 0), its two rims
   * bevelled inwards.
   */
  public static Solid cut(Profile outline, double thickness, double bevel) {
    Profile flat = outline.counterClockwise();
    List<Vec3> rim = flat.points();
    List<Vec3> face = inset(rim, Math.min(bevel, thickness * 0.45));
    double b = Math.min(bevel, thickness * 0.45);
    List<Profile.Edge> edges = flat.edges(true);
    Mesh mesh = new Mesh();
    double h = thickness / 2;
    int n = rim.size();
    int back = mesh.size();
    for (Vec3 p : face) {
      mesh.vertex(new Vec3(p.x(), p.y(), -h), new Vec3(0, 0, -1));
    }
    int front = mesh.size();
    for (Vec3 p : face) {
      mesh.vertex(new Vec3(p.x(), p.y(), h), new Vec3(0, 0, 1));
    }
    for (int[] t : triangulate(face)) {
      mesh.triangle(front + t[0], front + t[1], front + t[2]);
      mesh.triangle(back + t[0], back + t[2], back + t[1]);
    }
    int low = mesh.size();
    for (Profile.Edge e : edges) {
      mesh.vertex(new Vec3(e.point().x(), e.point().y(), -h + b), e.normal());
    }
    int high = mesh.size();
    for (Profile.Edge e : edges) {
      mesh.vertex(new Vec3(e.point().x(), e.point().y(), h - b), e.normal());
    }
    int m = edges.size();
    int corner = 0;
    for (int j = 0; j < m; j++) {
      int k = (j + 1) % m;
      boolean gap = edges.get(j).breaksAfter();
      int here = corner;
      int next = gap ? corner : (corner + 1) % n;
      if (!gap) {
        mesh.quad(low + j, low + k, high + k, high + j);
        corner++;
      }
      if (b > 0) {
        mesh.quad(high + j, high + k, front + next, front + here);
        mesh.quad(low + k, low + j, back + here, back + next);
      }
    }
    return mesh.build();
  }

  /**
   * Returns a straight moulding along x from {@code -length/2} to {@code +length/2}. The section is
   * drawn in (z, y): how far it stands out and how high. Each end is cut by the slope {@code mitre}
   * (x gained per metre of z): +1 for an outer corner, -1 for an inner one, 0 square.
   */
  public static Solid moulding(Profile section, double length, double mitreStart, double mitreEnd) {
    // The section's (z, y) plane seen along +x: y to the right, z up, so the axes swap.
    Profile outline =
        new Profile(section.points().stream().map(p -> new Vec3(p.y(), p.x(), 0)).toList())
            .counterClockwise();
    List<Profile.Edge> edges = outline.edges(true);
    Mesh mesh = new Mesh();
    for (int end = 0; end < 2; end++) {
      for (Profile.Edge e : edges) {
        double z = e.point().y();
        double x = end == 0 ? -length / 2 - mitreStart * z : length / 2 + mitreEnd * z;
        mesh.vertex(new Vec3(x, e.point().x(), z), new Vec3(0, e.normal().x(), e.normal().y()));
      }
    }
    int m = edges.size();
    for (int j = 0; j < m; j++) {
      if (!edges.get(j).breaksAfter()) {
        int k = (j + 1) % m;
        mesh.quad(j, k, m + k, m + j);
      }
    }
    for (int end = 0; end < 2; end++) {
      int first = mesh.size();
      double mitre = end == 0 ? mitreStart : mitreEnd;
      Vec3 normal = new Vec3(end == 0 ? -1 : 1, 0, -mitre);
      for (Vec3 p : outline.points()) {
        double x = end == 0 ? -length / 2 - mitre * p.y() : length / 2 + mitre * p.y();
        mesh.vertex(new Vec3(x, p.x(), p.y()), normal);
      }
      for (int[] t : triangulate(outline.points())) {
        if (end == 1) {
          mesh.triangle(first + t[0], first + t[1], first + t[2]);
        } else {
          mesh.triangle(first + t[0], first + t[2], first + t[1]);
        }
      }
    }
    return mesh.build();
  }

  private static List<Vec3> inset(List<Vec3> rim, double distance) {
    int n = rim.size();
    List<Vec3> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Vec3 p = rim.get(i);
      Vec3 a = p.minus(rim.get((i + n - 1) % n)).normalised();
      Vec3 b = rim.get((i + 1) % n).minus(p).normalised();
      Vec3 left = new Vec3(-a.y() - b.y(), a.x() + b.x(), 0);
      double length = left.length();
      if (length < 1e-6) {
        all.add(p);
        continue;
      }
      double cos = Math.max(0.5, length / 2);
      all.add(p.plus(left.times(distance / (length * cos))));
    }
    return all;
  }

  /** Cuts a simple counter-clockwise polygon into triangles by clipping ears. */
  static List<int[]> triangulate(List<Vec3> polygon) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      left.add(i);
    }
    List<int[]> all = new ArrayList<>();
    while (left.size() > 3) {
      int best = -1;
      double bestShape = Double.NEGATIVE_INFINITY;
      int n = left.size();
      for (int i = 0; i < n; i++) {
        Vec3 a = polygon.get(left.get((i + n - 1) % n));
        Vec3 b = polygon.get(left.get(i));
        Vec3 c = polygon.get(left.get((i + 1) % n));
        double area = cross(a, b, c);
        double shape = area / (1e-12 + a.distance(c) * a.distance(c));
        if (area > 0 && shape > bestShape && isEar(polygon, left, i)) {
          best = i;
          bestShape = shape;
        }
      }
      if (best < 0) {
        best = 0; // degenerate: clip anything so that the loop ends
      }
      all.add(new int[] {left.get((best + n - 1) % n), left.get(best), left.get((best + 1) % n)});
      left.remove(best);
    }
    if (left.size() == 3) {
      all.add(new int[] {left.get(0), left.get(1), left.get(2)});
    }
    return all;
  }

  private static boolean isEar(List<Vec3> polygon, List<Integer> left, int i) {
    int n = left.size();
    Vec3 a = polygon.get(left.get((i + n - 1) % n));
    Vec3 b = polygon.get(left.get(i));
    Vec3 c = polygon.get(left.get((i + 1) % n));
    for (int k = 2; k < n - 1; k++) {
      Vec3 p = polygon.get(left.get((i + k) % n));
      if (cross(a, b, p) > 0 && cross(b, c, p) > 0 && cross(c, a, p) > 0) {
        return false;
      }
    }
    return true;
  }

  private static double cross(Vec3 a, Vec3 b, Vec3 c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }
}
