package org.drag4d.world.model.shape;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** A solid in the making: vertices and triangles are added, then {@link #build()} closes it. */
public final class Mesh {
  private float[] positions = new float[3 * 64];
  private float[] normals = new float[3 * 64];
  private int vertices;
  private int[] triangles = new int[3 * 64];
  private int corners;

  /** Adds a vertex and returns its index. The normal is made unit length. */
  public int vertex(Vec3 position, Vec3 normal) {
    double length = normal.length();
    double f = length > 1e-30 ? 1 / length : 0;
    return vertex(
        position.x(),
        position.y(),
        position.z(),
        normal.x() * f,
        f == 0 ? 1 : normal.y() * f,
        normal.z() * f);
  }

  private int vertex(double x, double y, double z, double nx, double ny, double nz) {
    if (3 * vertices == positions.length) {
      positions = Arrays.copyOf(positions, 2 * positions.length);
      normals = Arrays.copyOf(normals, 2 * normals.length);
    }
    int at = 3 * vertices;
    positions[at] = (float) x;
    positions[at + 1] = (float) y;
    positions[at + 2] = (float) z;
    normals[at] = (float) nx;
    normals[at + 1] = (float) ny;
    normals[at + 2] = (float) nz;
    return vertices++;
  }

  /** Adds a triangle, counter-clockwise from outside; one without area is left out. */
  public void triangle(int a, int b, int c) {
    if (same(a, b) || same(b, c) || same(c, a)) {
      return;
    }
    if (corners + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
  }

  private boolean same(int a, int b) {
    return positions[3 * a] == positions[3 * b]
        && positions[3 * a + 1] == positions[3 * b + 1]
        && positions[3 * a + 2] == positions[3 * b + 2];
  }

  /** Adds two triangles. */
  public void quad(int a, int b, int c, int d) {
    triangle(a, b, c);
    triangle(a, c, d);
  }

  /** Adds a flat convex polygon with corners counter-clockwise from outside. */
  public void polygon(Vec3... corner) {
    Vec3 normal = Vec3.ZERO;
    for (int i = 0; i < corner.length; i++) {
      normal = normal.plus(corner[i].cross(corner[(i + 1) % corner.length]));
    }
    int first = vertices;
    for (Vec3 p : corner) {
      vertex(p, normal);
    }
    for (int i = 2; i < corner.length; i++) {
      triangle(first, first + i - 1, first + i);
    }
  }

  /** Adds a grid of quads over {@code rows × columns} vertices that begin at {@code first}. */
  public void grid(int first, int rows, int columns, boolean closedAcross) {
    int quads = closedAcross ? columns : columns - 1;
    for (int i = 0; i + 1 < rows; i++) {
      for (int j = 0; j < quads; j++) {
        int k = (j + 1) % columns;
        quad(
            first + i * columns + j,
            first + (i + 1) * columns + j,
            first + (i + 1) * columns + k,
            first + i * columns + k);
      }
    }
  }

  /** Adds a copy of a solid at a pose. */
  public Mesh add(Solid solid, Pose pose) {
    return add(solid, pose, 1);
  }

  /** Adds a copy of a solid at a pose after scaling it uniformly. */
  public Mesh add(Solid solid, Pose pose, double scale) {
    int first = vertices;
    float[] p = solid.positions();
    float[] n = solid.normals();
    for (int i = 0; i < p.length; i += 3) {
      Vec3 at = pose.apply(new Vec3(p[i], p[i + 1], p[i + 2]).times(scale));
      vertex(at, pose.applyToDirection(new Vec3(n[i], n[i + 1], n[i + 2])));
    }
    int[] t = solid.triangles();
    for (int i = 0; i < t.length; i += 3) {
      triangle(first + t[i], first + t[i + 1], first + t[i + 2]);
    }
    return this;
  }

  /** Returns how many vertices there are so far. */
  public int size() {
    return vertices;
  }

  /** Returns the solid with the normals that were given. */
  public Solid build() {
    return new Solid(
        Arrays.copyOf(positions, 3 * vertices),
        Arrays.copyOf(normals, 3 * vertices),
        Arrays.copyOf(triangles, corners));
  }

  /** Returns the solid with normals averaged by area over the triangles at each vertex. */
  public Solid buildSmooth() {
    Solid raw = build();
    return new Solid(
        raw.positions(),
        areaNormals(raw.positions(), raw.normals(), raw.triangles()),
        raw.triangles());
  }

  /** Returns a solid whose every point is moved by a map; normals follow the moved triangles. */
  public static Solid bend(Solid solid, UnaryOperator<Vec3> map) {
    float[] p = solid.positions().clone();
    for (int i = 0; i < p.length; i += 3) {
      Vec3 q = map.apply(new Vec3(p[i], p[i + 1], p[i + 2]));
      p[i] = (float) q.x();
      p[i + 1] = (float) q.y();
      p[i + 2] = (float) q.z();
    }
    return new Solid(p, areaNormals(p, solid.normals(), solid.triangles()), solid.triangles());
  }

  /** Returns a solid at a pose of its own. */
  public static Solid moved(Solid solid, Pose pose) {
    return new Mesh().add(solid, pose).build();
  }

  private static float[] areaNormals(float[] p, float[] fallback, int[] triangles) {
    double[] sum = new double[p.length];
    for (int t = 0; t < triangles.length; t += 3) {
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      double ux = p[b] - p[a];
      double uy = p[b + 1] - p[a + 1];
      double uz = p[b + 2] - p[a + 2];
      double vx = p[c] - p[a];
      double vy = p[c + 1] - p[a + 1];
      double vz = p[c + 2] - p[a + 2];
      double nx = uy * vz - uz * vy;
      double ny = uz * vx - ux * vz;
      double nz = ux * vy - uy * vx;
      for (int corner : new int[] {a, b, c}) {
        sum[corner] += nx;
        sum[corner + 1] += ny;
        sum[corner + 2] += nz;
      }
    }
    float[] n = new float[p.length];
    for (int i = 0; i < p.length; i += 3) {
      double length =
          Math.sqrt(sum[i] * sum[i] + sum[i + 1] * sum[i + 1] + sum[i + 2] * sum[i + 2]);
      for (int k = 0; k < 3; k++) {
        n[i + k] = length > 1e-18 ? (float) (sum[i + k] / length) : fallback[i + k];
      }
    }
    return n;
  }
}
