package org.drag4d.splat.mesh;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.drag4d.geometry.TriangleMesh;

/** Keeps the large connected pieces of a mesh (surfel-splatting section 13.3). */
final class MeshComponents {
  private static final int MOST = 50;
  private static final int LEAST_TRIANGLES = 50;

  private MeshComponents() {}

  /**
   * Returns the fifty largest pieces of at least fifty triangles (or the largest, if none is so
   * large), without triangles of no area and without unused vertices.
   */
  static TriangleMesh largest(TriangleMesh mesh) {
    int[] t = mesh.triangles();
    int[] parent = IntStream.range(0, mesh.vertexCount()).toArray();
    for (int i = 0; i < t.length; i += 3) {
      union(parent, t[i], t[i + 1]);
      union(parent, t[i], t[i + 2]);
    }
    int[] size = new int[parent.length];
    for (int i = 0; i < t.length; i += 3) {
      size[root(parent, t[i])]++;
    }
    int[] descending = Arrays.stream(size).filter(n -> n > 0).map(n -> -n).sorted().toArray();
    int least =
        descending.length == 0
            ? 0
            : Math.min(
                -descending[0],
                Math.max(LEAST_TRIANGLES, -descending[Math.min(descending.length, MOST) - 1]));
    int[] kept = new int[t.length];
    int n = 0;
    for (int i = 0; i < t.length; i += 3) {
      boolean degenerate = t[i] == t[i + 1] || t[i] == t[i + 2] || t[i + 1] == t[i + 2];
      if (!degenerate && size[root(parent, t[i])] >= least) {
        System.arraycopy(t, i, kept, n, 3);
        n += 3;
      }
    }
    return compact(mesh, Arrays.copyOf(kept, n));
  }

  /** Returns a mesh of these triangles with only the vertices they use. */
  static TriangleMesh compact(TriangleMesh mesh, int[] triangles) {
    int[] number = new int[mesh.vertexCount()];
    Arrays.fill(number, -1);
    int used = 0;
    int[] renumbered = new int[triangles.length];
    int[] source = new int[mesh.vertexCount()];
    for (int i = 0; i < triangles.length; i++) {
      int v = triangles[i];
      if (number[v] < 0) {
        source[used] = v;
        number[v] = used++;
      }
      renumbered[i] = number[v];
    }
    return new TriangleMesh(
        gather(mesh.positions(), source, used),
        gather(mesh.normals(), source, used),
        gather(mesh.colours(), source, used),
        new float[0],
        renumbered,
        Optional.empty());
  }

  private static float[] gather(float[] values, int[] source, int count) {
    if (values.length == 0) {
      return values;
    }
    float[] out = new float[3 * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, 3 * source[i], out, 3 * i, 3);
    }
    return out;
  }

  private static int root(int[] parent, int v) {
    int at = v;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static void union(int[] parent, int a, int b) {
    int x = root(parent, a);
    int y = root(parent, b);
    if (x < y) {
      parent[y] = x;
    } else {
      parent[x] = y;
    }
  }
}
