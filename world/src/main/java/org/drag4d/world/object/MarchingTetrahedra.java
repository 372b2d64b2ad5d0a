package org.drag4d.world.object;

import java.util.Arrays;
import java.util.Optional;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;

/**
 * The surface on which a field is zero. Every cube of a lattice is divided into the six tetrahedra
 * that share its main diagonal; in a tetrahedron the surface is one or two triangles, and no case
 * is ambiguous. The result is closed and manifold if the field is positive all around the lattice.
 *
 * <p>A vertex lies on a lattice edge, where the field itself (not its interpolation) vanishes; its
 * normal is the field's gradient.
 */
public final class MarchingTetrahedra {
  /** Corners of a cube are numbered by bits: 1 for +x, 2 for +y, 4 for +z. */
  private static final int[][] TETRAHEDRA = {
    {0, 1, 3, 7}, {0, 5, 1, 7}, {0, 3, 2, 7}, {0, 2, 6, 7}, {0, 4, 5, 7}, {0, 6, 4, 7}
  };

  /** Share of an edge that vertices keep from its ends, so that triangles do not collapse. */
  private static final double NEAREST = 0.001;

  private final Lattice lattice;
  private final float[] values;
  private final ScalarField field;
  private final int[] offset = new int[8];

  /** Per edge direction (bits as for corners, minus 1) two layers of vertex numbers, -1 if none. */
  private final int[][] edgeVertex = new int[7][];

  private float[] positions = new float[3 << 14];
  private int vertices;
  private int[] triangles = new int[3 << 15];
  private int corners;

  private MarchingTetrahedra(Lattice lattice, float[] values, ScalarField field) {
    this.lattice = lattice;
    this.values = values;
    this.field = field;
    for (int c = 0; c < 8; c++) {
      offset[c] = lattice.index(c & 1, c >> 1 & 1, c >> 2 & 1);
    }
    for (int d = 0; d < 7; d++) {
      edgeVertex[d] = new int[2 * lattice.nx() * lattice.ny()];
      Arrays.fill(edgeVertex[d], -1);
    }
  }

  /**
   * Extracts the surface.
   *
   * @param values the field at all points of the lattice; only the sign matters away from the
   *     surface
   * @param field the field, asked along lattice edges that cross the surface and around vertices
   * @return positions, unit normals outwards and triangles counter-clockwise from outside; empty if
   *     the field has one sign
   */
  public static TriangleMesh surface(Lattice lattice, float[] values, ScalarField field) {
    MarchingTetrahedra work = new MarchingTetrahedra(lattice, values, field);
    for (int k = 0; k < lattice.nz() - 1; k++) {
      work.layer(k);
    }
    return work.mesh();
  }

  private void layer(int k) {
    int plane = lattice.nx() * lattice.ny();
    if (k > 0) { // layer k was the upper one of two and is now the lower one
      int from = (k & 1) == 0 ? plane : 0;
      for (int[] vertex : edgeVertex) {
        Arrays.fill(vertex, from, from + plane, -1);
      }
    }
    for (int j = 0; j < lattice.ny() - 1; j++) {
      for (int i = 0; i < lattice.nx() - 1; i++) {
        int base = lattice.index(i, j, k);
        int inside = 0;
        for (int c = 0; c < 8; c++) {
          inside |= values[base + offset[c]] < 0 ? 1 << c : 0;
        }
        if (inside != 0 && inside != 255) {
          for (int[] tetrahedron : TETRAHEDRA) {
            tetrahedron(i, j, k, inside, tetrahedron);
          }
        }
      }
    }
  }

  /** Cuts off the inside corners; the tetrahedra of the table are positively oriented. */
  private void tetrahedron(int i, int j, int k, int inside, int[] t) {
    int in = 0;
    int count = 0;
    for (int c = 0; c < 4; c++) {
      if ((inside >> t[c] & 1) != 0) {
        in |= 1 << c;
        count++;
      }
    }
    if (count == 0 || count == 4) {
      return;
    }
    if (count != 2) {
      // one corner differs from the other three: the triangle around it
      int alone = Integer.numberOfTrailingZeros(count == 1 ? in : ~in);
      int a = t[alone];
      int[] others = others(t, alone);
      int v0 = vertex(i, j, k, a, others[0]);
      int v1 = vertex(i, j, k, a, others[1]);
      int v2 = vertex(i, j, k, a, others[2]);
      if (count == 1) {
        triangle(v0, v1, v2);
      } else {
        triangle(v0, v2, v1);
      }
      return;
    }
    // two and two: a quadrilateral between the edges that join them
    int p = Integer.numberOfTrailingZeros(in);
    int q = Integer.numberOfTrailingZeros(in & ~(1 << p));
    int[] rest = others(t, p); // (p, rest) is positively oriented
    int turn = rest[0] == t[q] ? 0 : rest[1] == t[q] ? 1 : 2;
    int r = rest[(turn + 1) % 3]; // (p, q, r, s) is positively oriented
    int s = rest[(turn + 2) % 3];
    int pr = vertex(i, j, k, t[p], r);
    int ps = vertex(i, j, k, t[p], s);
    int qr = vertex(i, j, k, t[q], r);
    int qs = vertex(i, j, k, t[q], s);
    triangle(pr, ps, qs);
    triangle(pr, qs, qr);
  }

  /** The other three corners in the order in which (alone, others) is an even permutation of t. */
  private static int[] others(int[] t, int alone) {
    return switch (alone) {
      case 0 -> new int[] {t[1], t[2], t[3]};
      case 1 -> new int[] {t[0], t[3], t[2]};
      case 2 -> new int[] {t[0], t[1], t[3]};
      default -> new int[] {t[0], t[2], t[1]};
    };
  }

  private int vertex(int i, int j, int k, int cornerA, int cornerB) {
    // of two corners of one tetrahedron, one has all bits of the other
    int low = cornerA & cornerB;
    int high = cornerA | cornerB;
    int li = i + (low & 1);
    int lj = j + (low >> 1 & 1);
    int lk = k + (low >> 2 & 1);
    int direction = (high ^ low) - 1;
    int slot = ((lk & 1) * lattice.ny() + lj) * lattice.nx() + li;
    int known = edgeVertex[direction][slot];
    if (known >= 0) {
      return known;
    }
    int base = lattice.index(i, j, k);
    double a = values[base + offset[low]];
    double b = values[base + offset[high]];
    double x = lattice.x(li);
    double y = lattice.y(lj);
    double z = lattice.z(lk);
    double dx = (direction + 1 & 1) * lattice.spacing();
    double dy = (direction + 1 >> 1 & 1) * lattice.spacing();
    double dz = (direction + 1 >> 2 & 1) * lattice.spacing();
    double t = root(x, y, z, dx, dy, dz, a < 0, a, b);
    if (3 * vertices + 3 > positions.length) {
      positions = Arrays.copyOf(positions, 2 * positions.length);
    }
    positions[3 * vertices] = (float) (x + t * dx);
    positions[3 * vertices + 1] = (float) (y + t * dy);
    positions[3 * vertices + 2] = (float) (z + t * dz);
    edgeVertex[direction][slot] = vertices;
    return vertices++;
  }

  /** Regula falsi with the Illinois rule; the first guess is the linear one. */
  private double root(
      double x,
      double y,
      double z,
      double dx,
      double dy,
      double dz,
      boolean startsInside,
      double a,
      double b) {
    double lo = 0;
    double hi = 1;
    double t = Math.abs(a) < Math.abs(b) ? 0 : 1;
    if (Math.min(Math.abs(a), Math.abs(b)) < 1e-6 * Math.max(Math.abs(a), Math.abs(b))) {
      return Math.clamp(t, NEAREST, 1 - NEAREST); // the surface goes through a lattice point
    }
    int side = 0;
    for (int step = 0; step < 12; step++) {
      t = (lo * b - hi * a) / (b - a);
      if (!(t > lo && t < hi)) {
        t = 0.5 * (lo + hi);
      }
      double f = field.at(x + t * dx, y + t * dy, z + t * dz);
      if (Math.abs(f) < 1e-9) {
        break;
      }
      if (f < 0 == startsInside) {
        lo = t;
        a = f;
        b = side == -1 ? b / 2 : b;
        side = -1;
      } else {
        hi = t;
        b = f;
        a = side == 1 ? a / 2 : a;
        side = 1;
      }
    }
    return Math.clamp(t, NEAREST, 1 - NEAREST);
  }

  private void triangle(int a, int b, int c) {
    if (corners + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
  }

  private TriangleMesh mesh() {
    float[] p = Arrays.copyOf(positions, 3 * vertices);
    float[] n = new float[p.length];
    double e = 0.25 * lattice.spacing();
    for (int v = 0; v < vertices; v++) {
      double x = p[3 * v];
      double y = p[3 * v + 1];
      double z = p[3 * v + 2];
      Vec3 gradient =
          new Vec3(
              field.at(x + e, y, z) - field.at(x - e, y, z),
              field.at(x, y + e, z) - field.at(x, y - e, z),
              field.at(x, y, z + e) - field.at(x, y, z - e));
      double length = gradient.length();
      Vec3 unit = length > 0 ? gradient.times(1 / length) : Vec3.UP;
      n[3 * v] = (float) unit.x();
      n[3 * v + 1] = (float) unit.y();
      n[3 * v + 2] = (float) unit.z();
    }
    return new TriangleMesh(
        p, n, new float[0], new float[0], Arrays.copyOf(triangles, corners), Optional.empty());
  }
}
