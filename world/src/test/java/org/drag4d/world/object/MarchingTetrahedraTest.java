package org.drag4d.world.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.junit.jupiter.api.Test;

class MarchingTetrahedraTest {
  private static TriangleMesh mesh(ScalarField field, double spacing) {
    Lattice lattice =
        Lattice.covering(new Vec3(-1.5, -1.5, -1.5), new Vec3(1.5, 1.5, 1.5), spacing);
    float[] values = new float[lattice.size()];
    for (int k = 0; k < lattice.nz(); k++) {
      for (int j = 0; j < lattice.ny(); j++) {
        for (int i = 0; i < lattice.nx(); i++) {
          values[lattice.index(i, j, k)] =
              (float) field.at(lattice.x(i), lattice.y(j), lattice.z(k));
        }
      }
    }
    return MarchingTetrahedra.surface(lattice, values, field);
  }

  /** Every edge is walked once in each direction: closed, manifold, consistently turned. */
  static void assertClosed(int[] triangles) {
    Map<Long, Integer> walked = new HashMap<>();
    for (int t = 0; t < triangles.length; t += 3) {
      for (int c = 0; c < 3; c++) {
        long a = triangles[t + c];
        long b = triangles[t + (c + 1) % 3];
        walked.merge(a << 32 | b, 1, Integer::sum);
      }
    }
    walked.forEach(
        (edge, times) -> {
          assertThat(times).isEqualTo(1);
          assertThat(walked).containsKey(edge << 32 | edge >>> 32);
        });
  }

  static double volume(TriangleMesh mesh) {
    double volume = 0;
    for (int t = 0; t < mesh.triangles().length; t += 3) {
      Vec3[] p = new Vec3[3];
      for (int c = 0; c < 3; c++) {
        int v = mesh.triangles()[t + c];
        p[c] =
            new Vec3(
                mesh.positions()[3 * v], mesh.positions()[3 * v + 1], mesh.positions()[3 * v + 2]);
      }
      volume += p[0].dot(p[1].cross(p[2])) / 6;
    }
    return volume;
  }

  @Property(tries = 20)
  void ballIsClosedAndHasItsVolume(
      @ForAll @DoubleRange(min = -0.3, max = 0.3) double x,
      @ForAll @DoubleRange(min = -0.3, max = 0.3) double y,
      @ForAll @DoubleRange(min = 0.4, max = 1.1) double r) {
    TriangleMesh mesh = mesh((a, b, c) -> Math.hypot(Math.hypot(a - x, b - y), c) - r, 0.1);
    assertClosed(mesh.triangles());
    assertThat(volume(mesh)).isCloseTo(4.0 / 3 * Math.PI * r * r * r, within(0.03 * r));
    for (int v = 0; v < mesh.vertexCount(); v++) {
      Vec3 p =
          new Vec3(
              mesh.positions()[3 * v] - x,
              mesh.positions()[3 * v + 1] - y,
              mesh.positions()[3 * v + 2]);
      Vec3 n =
          new Vec3(mesh.normals()[3 * v], mesh.normals()[3 * v + 1], mesh.normals()[3 * v + 2]);
      assertThat(n.dot(p.times(1 / r))).isGreaterThan(0.998);
    }
  }

  @Test
  void randomFieldsAreClosedToo() {
    for (int seed = 0; seed < 10; seed++) {
      int s = seed;
      TriangleMesh mesh =
          mesh(
              (x, y, z) ->
                  Math.max(
                      Math.sin(5 * x + s) * Math.sin(4 * y - s) + Math.cos(6 * z + 2 * x) * 0.7,
                      Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z))) - 1.32),
              0.11);
      assertThat(mesh.triangleCount()).isGreaterThan(1000);
      assertClosed(mesh.triangles());
    }
  }

  @Test
  void oneSignGivesNothing() {
    assertThat(mesh((x, y, z) -> 1, 0.5).triangleCount()).isZero();
    assertThat(mesh((x, y, z) -> -1, 0.5).triangleCount()).isZero();
  }
}
