package org.drag4d.splat.mesh;

import java.util.Arrays;
import java.util.Optional;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.Progress;

/**
 * Fewer triangles for nearly the same surface: edges are contracted in the order of the error that
 * this makes, the sum of squared distances to the planes of all triangles that met there (Garland
 * and Heckbert, "Surface simplification using quadric error metrics", 1997), plus what it takes
 * away from the colours.
 */
final class MeshSimplification {
  /**
   * Weight of squared colour differences against squared metres, times the area they smear over.
   */
  private static final double COLOUR_WEIGHT = 3e-3;

  /** Weight of the planes that hold borders in place. */
  private static final double BORDER_WEIGHT = 20;

  /** A contraction must not turn a triangle's normal by more than this cosine. */
  private static final double LEAST_TURN = 0.25;

  private final double[] position; // x y z per vertex
  private final float[] colour;
  private final double[] quadric; // upper triangle of a symmetric 4 x 4 matrix per vertex
  private final int[] triangle; // three vertices per triangle
  private final boolean[] gone; // per triangle
  private final int[] firstCorner; // per vertex; -1 for none
  private final int[] nextCorner; // per corner, of the same vertex; -1 at the end
  private final int[] version; // per vertex; counts changes, -1 when contracted away
  private int remaining;
  private final EdgeQueue queue;
  private final double[] target = new double[3];

  private MeshSimplification(TriangleMesh mesh) {
    int n = mesh.vertexCount();
    position = new double[3 * n];
    for (int i = 0; i < position.length; i++) {
      position[i] = mesh.positions()[i];
    }
    colour = mesh.colours().clone();
    quadric = new double[10 * n];
    triangle = mesh.triangles().clone();
    gone = new boolean[triangle.length / 3];
    firstCorner = new int[n];
    Arrays.fill(firstCorner, -1);
    nextCorner = new int[triangle.length];
    for (int c = triangle.length - 1; c >= 0; c--) {
      nextCorner[c] = firstCorner[triangle[c]];
      firstCorner[triangle[c]] = c;
    }
    version = new int[n];
    remaining = gone.length;
    queue = new EdgeQueue(2 * triangle.length);
  }

  /** Returns the mesh, simplified if it has more triangles than the budget. */
  static TriangleMesh toBudget(TriangleMesh mesh, int budget, Progress progress) {
    if (mesh.triangleCount() <= budget) {
      return mesh;
    }
    MeshSimplification work = new MeshSimplification(mesh);
    work.gatherQuadrics();
    work.queueAllEdges();
    work.contract(budget, progress);
    return work.result();
  }

  // ---------------------------------------------------------------- quadrics

  private void gatherQuadrics() {
    for (int t = 0; t < gone.length; t++) {
      double[] n = normal(t);
      double area2 = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
      if (area2 == 0) {
        continue;
      }
      for (int c = 0; c < 3; c++) {
        n[c] /= area2;
      }
      for (int c = 0; c < 3; c++) {
        addPlane(triangle[3 * t + c], n, triangle[3 * t], area2 / 2);
        int a = triangle[3 * t + c];
        int b = triangle[3 * t + (c + 1) % 3];
        if (isBorder(a, b)) {
          holdBorder(a, b, n);
        }
      }
    }
  }

  private boolean isBorder(int a, int b) {
    int shared = 0;
    for (int c = firstCorner[a]; c >= 0; c = nextCorner[c]) {
      shared += !gone[c / 3] && has(c / 3, b) ? 1 : 0;
    }
    return shared == 1;
  }

  /** Adds a plane through a border edge, upright on its triangle. */
  private void holdBorder(int a, int b, double[] n) {
    double ex = position[3 * b] - position[3 * a];
    double ey = position[3 * b + 1] - position[3 * a + 1];
    double ez = position[3 * b + 2] - position[3 * a + 2];
    double[] upright = {ey * n[2] - ez * n[1], ez * n[0] - ex * n[2], ex * n[1] - ey * n[0]};
    double length =
        Math.sqrt(upright[0] * upright[0] + upright[1] * upright[1] + upright[2] * upright[2]);
    if (length > 0) {
      for (int c = 0; c < 3; c++) {
        upright[c] /= length;
      }
      addPlane(a, upright, a, BORDER_WEIGHT * length * length);
      addPlane(b, upright, a, BORDER_WEIGHT * length * length);
    }
  }

  private void addPlane(int vertex, double[] n, int through, double weight) {
    double d =
        -(n[0] * position[3 * through]
            + n[1] * position[3 * through + 1]
            + n[2] * position[3 * through + 2]);
    int q = 10 * vertex;
    quadric[q] += weight * n[0] * n[0];
    quadric[q + 1] += weight * n[0] * n[1];
    quadric[q + 2] += weight * n[0] * n[2];
    quadric[q + 3] += weight * n[0] * d;
    quadric[q + 4] += weight * n[1] * n[1];
    quadric[q + 5] += weight * n[1] * n[2];
    quadric[q + 6] += weight * n[1] * d;
    quadric[q + 7] += weight * n[2] * n[2];
    quadric[q + 8] += weight * n[2] * d;
    quadric[q + 9] += weight * d * d;
  }

  /** Returns the error of both ends' planes at a point. */
  private double error(int a, int b, double x, double y, double z) {
    double[] m = new double[10];
    for (int k = 0; k < 10; k++) {
      m[k] = quadric[10 * a + k] + quadric[10 * b + k];
    }
    return Math.max(
        0,
        m[0] * x * x
            + 2 * m[1] * x * y
            + 2 * m[2] * x * z
            + 2 * m[3] * x
            + m[4] * y * y
            + 2 * m[5] * y * z
            + 2 * m[6] * y
            + m[7] * z * z
            + 2 * m[8] * z
            + m[9]);
  }

  /** Finds where on or off the edge the error is least, into {@link #target}; returns the error. */
  private double place(int a, int b) {
    double mx = (position[3 * a] + position[3 * b]) / 2;
    double my = (position[3 * a + 1] + position[3 * b + 1]) / 2;
    double mz = (position[3 * a + 2] + position[3 * b + 2]) / 2;
    double best = error(a, b, mx, my, mz);
    set(mx, my, mz);
    for (int end : new int[] {a, b}) {
      double e = error(a, b, position[3 * end], position[3 * end + 1], position[3 * end + 2]);
      if (e < best * 0.999) {
        best = e;
        set(position[3 * end], position[3 * end + 1], position[3 * end + 2]);
      }
    }
    double e = solve(a, b, mx, my, mz, best);
    return e < best ? e : best;
  }

  private void set(double x, double y, double z) {
    target[0] = x;
    target[1] = y;
    target[2] = z;
  }

  /** Tries the point of zero gradient, if the planes fix one near the edge. */
  private double solve(int a, int b, double mx, double my, double mz, double best) {
    double[] m = new double[10];
    for (int k = 0; k < 10; k++) {
      m[k] = quadric[10 * a + k] + quadric[10 * b + k];
    }
    double c00 = m[4] * m[7] - m[5] * m[5];
    double c01 = m[2] * m[5] - m[1] * m[7];
    double c02 = m[1] * m[5] - m[2] * m[4];
    double det = m[0] * c00 + m[1] * c01 + m[2] * c02;
    double trace = m[0] + m[4] + m[7];
    if (Math.abs(det) < 1e-4 * trace * trace * trace) {
      return Double.POSITIVE_INFINITY; // flat or straight: the point could be anywhere along it
    }
    double c11 = m[0] * m[7] - m[2] * m[2];
    double c12 = m[1] * m[2] - m[0] * m[5];
    double c22 = m[0] * m[4] - m[1] * m[1];
    double x = -(c00 * m[3] + c01 * m[6] + c02 * m[8]) / det;
    double y = -(c01 * m[3] + c11 * m[6] + c12 * m[8]) / det;
    double z = -(c02 * m[3] + c12 * m[6] + c22 * m[8]) / det;
    double e = error(a, b, x, y, z);
    double far = squared(x - mx, y - my, z - mz);
    if (e < best && far < lengthSquared(a, b)) {
      set(x, y, z);
      return e;
    }
    return Double.POSITIVE_INFINITY;
  }

  private double lengthSquared(int a, int b) {
    return squared(
        position[3 * a] - position[3 * b],
        position[3 * a + 1] - position[3 * b + 1],
        position[3 * a + 2] - position[3 * b + 2]);
  }

  private static double squared(double x, double y, double z) {
    return x * x + y * y + z * z;
  }

  // ---------------------------------------------------------------- contraction

  private void queueAllEdges() {
    for (int t = 0; t < gone.length; t++) {
      for (int c = 0; c < 3; c++) {
        int a = triangle[3 * t + c];
        int b = triangle[3 * t + (c + 1) % 3];
        if (a < b || isBorder(a, b)) {
          push(a, b);
        }
      }
    }
  }

  private void push(int a, int b) {
    double cost = place(a, b);
    if (colour.length > 0) {
      double difference =
          squared(
              colour[3 * a] - colour[3 * b],
              colour[3 * a + 1] - colour[3 * b + 1],
              colour[3 * a + 2] - colour[3 * b + 2]);
      cost += COLOUR_WEIGHT * difference * lengthSquared(a, b);
    }
    cost += 1e-9 * lengthSquared(a, b); // on a plane, short edges first
    queue.push(cost, a, b, version[a], version[b]);
  }

  private void contract(int budget, Progress progress) {
    int start = remaining;
    progress.begin("simplifying the mesh", start - budget, "triangles");
    int steps = 0;
    while (remaining > budget && queue.pop()) {
      if (++steps % 4096 == 0) {
        progress.advance(start - remaining);
      }
      int a = queue.a();
      int b = queue.b();
      if (version[a] == queue.versionA() && version[b] == queue.versionB()) {
        place(a, b);
        if (mayContract(a, b)) {
          contract(a, b);
        }
      }
    }
  }

  /** Checks that the surface stays a surface, and that no triangle turns over. */
  private boolean mayContract(int a, int b) {
    int common = 0;
    int shared = 0;
    for (int c = firstCorner[a]; c >= 0; c = nextCorner[c]) {
      int t = c / 3;
      if (gone[t]) {
        continue;
      }
      if (has(t, b)) {
        shared++;
      }
    }
    for (int c = firstCorner[a]; c >= 0; c = nextCorner[c]) {
      int t = c / 3;
      if (gone[t]) {
        continue;
      }
      for (int k = 0; k < 3; k++) {
        int v = triangle[3 * t + k];
        if (v != a && v != b && isFirstMention(a, c, v) && adjacent(v, b)) {
          common++;
        }
      }
    }
    return shared >= 1 && shared <= 2 && common == shared && !turnsOver(a, b) && !turnsOver(b, a);
  }

  private boolean isFirstMention(int a, int corner, int v) {
    for (int c = firstCorner[a]; c != corner; c = nextCorner[c]) {
      if (!gone[c / 3] && has(c / 3, v)) {
        return false;
      }
    }
    return true;
  }

  private boolean adjacent(int v, int b) {
    for (int c = firstCorner[v]; c >= 0; c = nextCorner[c]) {
      if (!gone[c / 3] && has(c / 3, b)) {
        return true;
      }
    }
    return false;
  }

  private boolean turnsOver(int a, int b) {
    double x = position[3 * a];
    double y = position[3 * a + 1];
    double z = position[3 * a + 2];
    for (int c = firstCorner[a]; c >= 0; c = nextCorner[c]) {
      int t = c / 3;
      if (gone[t] || has(t, b)) {
        continue;
      }
      double[] before = normal(t);
      System.arraycopy(target, 0, position, 3 * a, 3);
      double[] after = normal(t);
      position[3 * a] = x;
      position[3 * a + 1] = y;
      position[3 * a + 2] = z;
      double dot = before[0] * after[0] + before[1] * after[1] + before[2] * after[2];
      double lengths =
          Math.sqrt(
              squared(before[0], before[1], before[2]) * squared(after[0], after[1], after[2]));
      if (!(dot > LEAST_TURN * lengths)) {
        return true;
      }
    }
    return false;
  }

  private double[] normal(int t) {
    int a = 3 * triangle[3 * t];
    int b = 3 * triangle[3 * t + 1];
    int c = 3 * triangle[3 * t + 2];
    double ux = position[b] - position[a];
    double uy = position[b + 1] - position[a + 1];
    double uz = position[b + 2] - position[a + 2];
    double vx = position[c] - position[a];
    double vy = position[c + 1] - position[a + 1];
    double vz = position[c + 2] - position[a + 2];
    return new double[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
  }

  private boolean has(int t, int v) {
    return triangle[3 * t] == v || triangle[3 * t + 1] == v || triangle[3 * t + 2] == v;
  }

  /** Moves a to the target and gives it everything of b. */
  private void contract(int a, int b) {
    double whole = Math.sqrt(lengthSquared(a, b));
    double fromA =
        Math.sqrt(
            squared(
                target[0] - position[3 * a],
                target[1] - position[3 * a + 1],
                target[2] - position[3 * a + 2]));
    float t = whole > 0 ? (float) Math.clamp(fromA / whole, 0, 1) : 0.5f;
    for (int c = 0; c < 3 && colour.length > 0; c++) {
      colour[3 * a + c] += t * (colour[3 * b + c] - colour[3 * a + c]);
    }
    System.arraycopy(target, 0, position, 3 * a, 3);
    for (int k = 0; k < 10; k++) {
      quadric[10 * a + k] += quadric[10 * b + k];
    }
    int last = -1;
    for (int c = firstCorner[b]; c >= 0; c = nextCorner[c]) {
      int tri = c / 3;
      if (!gone[tri] && has(tri, a)) {
        gone[tri] = true;
        remaining--;
      }
      triangle[c] = a;
      last = c;
    }
    if (last >= 0) {
      nextCorner[last] = firstCorner[a];
      firstCorner[a] = firstCorner[b];
      firstCorner[b] = -1;
    }
    version[b] = -1;
    version[a]++;
    dropGoneCorners(a);
    for (int c = firstCorner[a]; c >= 0; c = nextCorner[c]) {
      for (int k = 1; k < 3; k++) {
        int v = triangle[c / 3 * 3 + (c % 3 + k) % 3];
        if (k == 1 || isBorder(a, v)) {
          push(a, v);
        }
      }
    }
  }

  private void dropGoneCorners(int a) {
    int kept = -1;
    for (int c = firstCorner[a]; c >= 0; c = nextCorner[c]) {
      if (!gone[c / 3]) {
        if (kept < 0) {
          firstCorner[a] = c;
        } else {
          nextCorner[kept] = c;
        }
        kept = c;
      }
    }
    if (kept < 0) {
      firstCorner[a] = -1;
    } else {
      nextCorner[kept] = -1;
    }
  }

  private TriangleMesh result() {
    float[] p = new float[position.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = (float) position[i];
    }
    int[] kept = new int[3 * remaining];
    int n = 0;
    for (int t = 0; t < gone.length; t++) {
      if (!gone[t]) {
        System.arraycopy(triangle, 3 * t, kept, n, 3);
        n += 3;
      }
    }
    TriangleMesh all =
        new TriangleMesh(p, new float[0], colour, new float[0], kept, Optional.empty());
    return MeshComponents.compact(all, kept);
  }
}
