package org.drag4d.compose.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/**
 * Where an object touches its support: within 1 % of its diagonal.
 *
 * @param ratio cells that touch over cells that the object covers, seen from above
 * @param stabilityMargin from the centre of mass, seen from above, to the edge of the convex hull
 *     of what touches, metres; negative outside
 */
record ContactArea(double ratio, double stabilityMargin) {
  /** Measures it. */
  static ContactArea of(Body body, Pose pose, Clearance clearance) {
    double cell = body.diagonal() / 20; // several samples fall into each
    double near = 0.01 * body.diagonal();
    Set<Long> covered = new HashSet<>();
    Set<Long> touching = new HashSet<>();
    List<Vec3> contacts = new ArrayList<>();
    for (float[] points : new float[][] {body.points(), body.vertices()}) {
      for (int i = 0; i < points.length / 3; i++) {
        Vec3 p = pose.apply(Body.at(points, i));
        long key = Math.round(p.x() / cell) << 32 ^ Math.round(p.z() / cell) & 0xffffffffL;
        covered.add(key);
        if (clearance.toSupport(p) < near) {
          touching.add(key);
          contacts.add(p);
        }
      }
    }
    double ratio = (double) touching.size() / Math.max(1, covered.size());
    return new ContactArea(ratio, margin(pose.apply(body.centreOfMass()), hull(contacts)));
  }

  /** Andrew's monotone chain over x and z, counter-clockwise with z to the right of x. */
  private static List<Vec3> hull(List<Vec3> points) {
    List<Vec3> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Vec3::x).thenComparingDouble(Vec3::z));
    List<Vec3> hull = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      int start = hull.size();
      for (Vec3 p : sorted) {
        while (hull.size() >= start + 2
            && turn(hull.get(hull.size() - 2), hull.getLast(), p) <= 0) {
          hull.removeLast();
        }
        hull.add(p);
      }
      if (!hull.isEmpty()) {
        hull.removeLast(); // the first of the other chain
      }
      sorted = sorted.reversed();
    }
    return hull;
  }

  private static double turn(Vec3 a, Vec3 b, Vec3 c) {
    return (b.x() - a.x()) * (c.z() - a.z()) - (b.z() - a.z()) * (c.x() - a.x());
  }

  private static double margin(Vec3 centre, List<Vec3> hull) {
    if (hull.isEmpty()) {
      return Double.NEGATIVE_INFINITY;
    }
    boolean inside = hull.size() > 2;
    double nearest = Double.MAX_VALUE;
    for (int i = 0; i < hull.size(); i++) {
      Vec3 a = hull.get(i);
      Vec3 b = hull.get((i + 1) % hull.size());
      inside &= turn(a, b, centre) >= 0;
      double ex = b.x() - a.x();
      double ez = b.z() - a.z();
      double px = centre.x() - a.x();
      double pz = centre.z() - a.z();
      double length = ex * ex + ez * ez;
      double t = length == 0 ? 0 : Math.clamp((px * ex + pz * ez) / length, 0, 1);
      nearest = Math.min(nearest, Math.hypot(px - t * ex, pz - t * ez));
    }
    return inside ? nearest : -nearest;
  }
}
