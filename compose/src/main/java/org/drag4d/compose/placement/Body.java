package org.drag4d.compose.placement;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;

/**
 * An object as the physics sees it: points of equal weight spread evenly over its surface (O and
 * m_p of equation 10), in the object frame and in metres.
 *
 * @param points x y z per sample
 * @param normals x y z per sample, unit length, outwards
 * @param vertices x y z of the vertices that the mesh's triangles use, among which is every lowest
 *     point
 * @param low least corner of the box around the mesh
 * @param high greatest corner of that box
 * @param centreOfMass of the volume, or of the surface where that is not closed
 */
public record Body(
    float[] points, float[] normals, float[] vertices, Vec3 low, Vec3 high, Vec3 centreOfMass) {

  /**
   * Samples a mesh: one point in every equal share of its area.
   *
   * @param mesh finite, at least one triangle with an area
   * @param scale metres per unit of the mesh
   * @param count how many samples
   * @param seed one seed, one set of samples
   */
  public static Body of(TriangleMesh mesh, double scale, int count, long seed) {
    float[] vertices = mesh.positions().clone();
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = (float) (vertices[i] * scale);
    }
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int vertex : mesh.triangles()) {
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], vertices[3 * vertex + axis]);
        high[axis] = Math.max(high[axis], vertices[3 * vertex + axis]);
      }
    }
    double thinnest =
        1e-6 * Math.hypot(high[1] - low[1], Math.hypot(high[0] - low[0], high[2] - low[2]));
    for (int axis = 0; axis < 3; axis++) { // a flat card is a thin box
      high[axis] = Math.max(high[axis], low[axis] + thinnest);
    }
    int triangles = mesh.triangleCount();
    double[] areaUpTo = new double[triangles];
    double area = 0;
    double volume = 0;
    Vec3 moment = Vec3.ZERO;
    Vec3 surfaceMoment = Vec3.ZERO;
    for (int t = 0; t < triangles; t++) {
      Vec3 a = at(vertices, mesh.triangles()[3 * t]);
      Vec3 b = at(vertices, mesh.triangles()[3 * t + 1]);
      Vec3 c = at(vertices, mesh.triangles()[3 * t + 2]);
      Vec3 sum = a.plus(b).plus(c);
      double share = b.minus(a).cross(c.minus(a)).length() / 2;
      double tetrahedron = a.dot(b.cross(c)) / 6;
      area += share;
      volume += tetrahedron;
      moment = moment.plus(sum.times(tetrahedron / 4));
      surfaceMoment = surfaceMoment.plus(sum.times(share / 3));
      areaUpTo[t] = area;
    }
    Vec3 corner = new Vec3(low[0], low[1], low[2]);
    Vec3 opposite = new Vec3(high[0], high[1], high[2]);
    Vec3 size = opposite.minus(corner);
    boolean closed = volume > 0.01 * size.x() * size.y() * size.z();
    Vec3 centre =
        closed ? moment.times(1 / volume) : surfaceMoment.times(1 / Math.max(area, 1e-300));
    float[] points = new float[3 * count];
    float[] normals = new float[3 * count];
    sample(mesh.triangles(), vertices, areaUpTo, seed, points, normals);
    return new Body(points, normals, used(mesh, vertices), corner, opposite, centre);
  }

  /** The vertices that triangles use: files may hold others, far away. */
  private static float[] used(TriangleMesh mesh, float[] vertices) {
    boolean[] isUsed = new boolean[vertices.length / 3];
    for (int vertex : mesh.triangles()) {
      isUsed[vertex] = true;
    }
    float[] used = new float[vertices.length];
    int count = 0;
    for (int v = 0; v < isUsed.length; v++) {
      if (isUsed[v]) {
        System.arraycopy(vertices, 3 * v, used, 3 * count++, 3);
      }
    }
    return Arrays.copyOf(used, 3 * count);
  }

  private static void sample(
      int[] triangles, float[] vertices, double[] areaUpTo, long seed, float[] p, float[] n) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int count = p.length / 3;
    double area = areaUpTo[areaUpTo.length - 1];
    int t = 0;
    for (int s = 0; s < count; s++) {
      double target = (s + random.nextDouble()) / count * area;
      while (t < areaUpTo.length - 1 && areaUpTo[t] < target) {
        t++;
      }
      Vec3 a = at(vertices, triangles[3 * t]);
      Vec3 b = at(vertices, triangles[3 * t + 1]);
      Vec3 c = at(vertices, triangles[3 * t + 2]);
      double root = Math.sqrt(random.nextDouble());
      double v = random.nextDouble();
      Vec3 point = a.times(1 - root).plus(b.times(root * (1 - v))).plus(c.times(root * v));
      Vec3 cross = b.minus(a).cross(c.minus(a));
      double length = cross.length();
      Vec3 normal = length > 0 ? cross.times(1 / length) : Vec3.UP;
      put(p, s, point);
      put(n, s, normal);
    }
  }

  /** Returns how many samples there are. */
  public int count() {
    return points.length / 3;
  }

  /** Returns the edge lengths of the box. */
  public Vec3 size() {
    return high.minus(low);
  }

  /** Returns D, the diagonal of the box, by which the physics measures everything. */
  public double diagonal() {
    return size().length();
  }

  static Vec3 at(float[] points, int index) {
    return new Vec3(points[3 * index], points[3 * index + 1], points[3 * index + 2]);
  }

  static void put(float[] points, int index, Vec3 value) {
    points[3 * index] = (float) value.x();
    points[3 * index + 1] = (float) value.y();
    points[3 * index + 2] = (float) value.z();
  }
}
