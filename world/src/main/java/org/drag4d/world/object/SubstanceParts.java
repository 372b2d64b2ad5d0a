package org.drag4d.world.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;

/**
 * The surface divided by what it is made of. A triangle across a border is cut along it, because
 * whole triangles would give saw-toothed borders.
 */
final class SubstanceParts {
  private final List<Substance> substances;
  private final double[][] distance; // per substance and vertex
  private final List<Growing> solids = new ArrayList<>();
  private final TriangleMesh surface;

  private SubstanceParts(TriangleMesh surface, Sculpture sculpture) {
    this.surface = surface;
    Map<Substance, Integer> number = new LinkedHashMap<>();
    for (Piece piece : sculpture.pieces()) {
      number.putIfAbsent(piece.substance(), number.size());
    }
    substances = List.copyOf(number.keySet());
    int n = surface.vertexCount();
    distance = new double[substances.size()][n];
    float[] p = surface.positions();
    for (double[] row : distance) {
      Arrays.fill(row, Double.MAX_VALUE);
      solids.add(new Growing());
    }
    for (Piece piece : sculpture.pieces()) {
      double[] row = distance[number.get(piece.substance())];
      for (int v = 0; v < n; v++) {
        row[v] = Math.min(row[v], piece.distance(p[3 * v], p[3 * v + 1], p[3 * v + 2]));
      }
    }
  }

  /** Returns one part a substance. */
  static List<Part> of(TriangleMesh surface, Sculpture sculpture) {
    SubstanceParts work = new SubstanceParts(surface, sculpture);
    work.divide();
    List<Part> parts = new ArrayList<>();
    for (int s = 0; s < work.substances.size(); s++) {
      Solid solid = work.solids.get(s).solid();
      if (solid.triangleCount() > 0) {
        parts.add(part(solid, work.substances.get(s)));
      }
    }
    return parts;
  }

  /** Returns a mesh as a part. */
  static Part part(TriangleMesh mesh, Substance substance, String label) {
    Solid solid = new Solid(mesh.positions(), mesh.normals(), mesh.triangles());
    return new Part(solid, Pose.IDENTITY, 1, substance.material(), label, 1);
  }

  private static Part part(Solid solid, Substance substance) {
    return new Part(solid, Pose.IDENTITY, 1, substance.material(), "object", 1);
  }

  private void divide() {
    int[] t = surface.triangles();
    for (int i = 0; i < t.length; i += 3) {
      int a = owner(t[i]);
      int b = owner(t[i + 1]);
      int c = owner(t[i + 2]);
      if (a == b && b == c) {
        solids.get(a).triangle(point(t[i]), point(t[i + 1]), point(t[i + 2]));
      } else if (a == b) {
        cut(t[i + 2], t[i], t[i + 1], c, a);
      } else if (b == c) {
        cut(t[i], t[i + 1], t[i + 2], a, b);
      } else if (a == c) {
        cut(t[i + 1], t[i + 2], t[i], b, a);
      } else {
        solids.get(a).triangle(point(t[i]), point(t[i + 1]), point(t[i + 2]));
      }
    }
  }

  /** Cuts a triangle whose first corner is of one substance and whose other two are of another. */
  private void cut(int alone, int second, int third, int own, int others) {
    double[] p = point(alone);
    double[] q = point(second);
    double[] r = point(third);
    double[] pq = between(p, q, crossing(alone, second, own, others));
    double[] pr = between(p, r, crossing(alone, third, own, others));
    solids.get(own).triangle(p, pq, pr);
    solids.get(others).triangle(pq, q, r);
    solids.get(others).triangle(pq, r, pr);
  }

  private double crossing(int from, int to, int own, int others) {
    double a = distance[own][from] - distance[others][from];
    double b = distance[own][to] - distance[others][to];
    return a == b ? 0.5 : Math.clamp(a / (a - b), 0, 1);
  }

  private int owner(int vertex) {
    int nearest = 0;
    for (int s = 1; s < distance.length; s++) {
      if (distance[s][vertex] < distance[nearest][vertex]) {
        nearest = s;
      }
    }
    return nearest;
  }

  private double[] point(int vertex) {
    double[] point = new double[6];
    for (int axis = 0; axis < 3; axis++) {
      point[axis] = surface.positions()[3 * vertex + axis];
      point[axis + 3] = surface.normals()[3 * vertex + axis];
    }
    return point;
  }

  private static double[] between(double[] a, double[] b, double share) {
    double[] point = new double[6];
    for (int i = 0; i < 6; i++) {
      point[i] = a[i] + share * (b[i] - a[i]);
    }
    double length = Math.sqrt(point[3] * point[3] + point[4] * point[4] + point[5] * point[5]);
    for (int i = 3; i < 6 && length > 0; i++) {
      point[i] /= length;
    }
    return point;
  }

  /** Triangles that share no vertices, collected one by one. */
  static final class Growing {
    private float[] positions = new float[9 << 10];
    private float[] normals = new float[9 << 10];
    private int count;

    void triangle(double[] a, double[] b, double[] c) {
      if (3 * count + 9 > positions.length) {
        positions = Arrays.copyOf(positions, 2 * positions.length);
        normals = Arrays.copyOf(normals, 2 * normals.length);
      }
      for (double[] corner : new double[][] {a, b, c}) {
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * count + axis] = (float) corner[axis];
          normals[3 * count + axis] = (float) corner[axis + 3];
        }
        count++;
      }
    }

    Solid solid() {
      int[] triangles = new int[count];
      Arrays.setAll(triangles, i -> i);
      return new Solid(
          Arrays.copyOf(positions, 3 * count), Arrays.copyOf(normals, 3 * count), triangles);
    }
  }
}
