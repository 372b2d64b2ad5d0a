package org.drag4d.world.model;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/** Whether a segment meets a part: plain Möller–Trumbore over all triangles. */
final class Hits {
  private Hits() {}

  static boolean segment(Part part, Vec3 from, Vec3 to) {
    Pose back = part.localToWorld().inverse();
    Vec3 o = back.apply(from).times(1 / part.scale());
    Vec3 d = back.apply(to).times(1 / part.scale()).minus(o);
    float[] p = part.solid().positions();
    int[] t = part.solid().triangles();
    for (int i = 0; i < t.length; i += 3) {
      Vec3 a = at(p, t[i]);
      Vec3 e1 = at(p, t[i + 1]).minus(a);
      Vec3 e2 = at(p, t[i + 2]).minus(a);
      Vec3 h = d.cross(e2);
      double det = e1.dot(h);
      if (Math.abs(det) < 1e-14) {
        continue;
      }
      Vec3 s = o.minus(a);
      double u = s.dot(h) / det;
      Vec3 q = s.cross(e1);
      double v = d.dot(q) / det;
      double w = e2.dot(q) / det;
      if (u >= 0 && v >= 0 && u + v <= 1 && w > 0 && w < 1) {
        return true;
      }
    }
    return false;
  }

  private static Vec3 at(float[] p, int vertex) {
    return new Vec3(p[3 * vertex], p[3 * vertex + 1], p[3 * vertex + 2]);
  }
}
