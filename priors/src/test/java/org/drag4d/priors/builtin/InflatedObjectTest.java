package org.drag4d.priors.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

class InflatedObjectTest {
  private static final int SIZE = 160;

  /** A figure of a disk on a bar: left half red, right half blue, green background. */
  private static Image picture() {
    Image picture = new Image(SIZE, SIZE, 3);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean in = inside(x, y);
        picture.set(x, y, 0, in && x < SIZE / 2 ? 0.9f : 0);
        picture.set(x, y, 1, in ? 0 : 1);
        picture.set(x, y, 2, in && x >= SIZE / 2 ? 0.9f : 0);
      }
    }
    return picture;
  }

  private static boolean inside(int x, int y) {
    return Math.hypot(x - 80, y - 55) < 40 || Math.abs(x - 80) < 18 && y >= 55 && y < 150;
  }

  private static Image mask() {
    Image mask = new Image(SIZE, SIZE, 1);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        mask.set(x, y, 0, inside(x, y) ? 1 : 0);
      }
    }
    return mask;
  }

  private static TriangleMesh mesh() {
    return new InflatedObject().generate(picture(), mask(), Progress.none());
  }

  @Test
  void fillsItsFrameAndHasTheProportionsOfTheOutline() {
    double[][] range = range(mesh());
    assertThat(range[1][1] - range[0][1]).isCloseTo(1, within(1e-5));
    assertThat(range[0][1]).isCloseTo(0, within(1e-6));
    assertThat(range[0][0]).isCloseTo(-range[1][0], within(1e-5));
    double height = 135 * 0.97; // three per cent are cut off to stand on
    assertThat(range[1][0] - range[0][0]).isCloseTo(80 / height, within(0.02));
    double depth = range[1][2] - range[0][2];
    assertThat(depth).isBetween(0.35, 0.60); // the disk: sqrt(c / 4) of its diameter and more
  }

  private static double[][] range(TriangleMesh mesh) {
    double[][] range = {{9, 9, 9}, {-9, -9, -9}};
    for (int i = 0; i < mesh.positions().length; i++) {
      range[0][i % 3] = Math.min(range[0][i % 3], mesh.positions()[i]);
      range[1][i % 3] = Math.max(range[1][i % 3], mesh.positions()[i]);
    }
    return range;
  }

  @Test
  void isClosedOnceVerticesOfTheSeamAreWelded() {
    TriangleMesh mesh = mesh();
    Map<String, Integer> places = new HashMap<>();
    int[] welded = new int[mesh.vertexCount()];
    for (int v = 0; v < welded.length; v++) {
      String place =
          mesh.positions()[3 * v]
              + " "
              + mesh.positions()[3 * v + 1]
              + " "
              + mesh.positions()[3 * v + 2];
      welded[v] = places.computeIfAbsent(place, p -> places.size());
    }
    Map<Long, Integer> balance = new HashMap<>();
    for (int t = 0; t < mesh.triangles().length; t += 3) {
      for (int c = 0; c < 3; c++) {
        long a = welded[mesh.triangles()[t + c]];
        long b = welded[mesh.triangles()[t + (c + 1) % 3]];
        if (a != b) {
          balance.merge(Math.min(a, b) << 32 | Math.max(a, b), a < b ? 1 : -1, Integer::sum);
        }
      }
    }
    assertThat(balance.values()).allMatch(sum -> sum == 0);
  }

  @Test
  void standsOnAFlatBase() {
    TriangleMesh mesh = mesh();
    double area = 0;
    for (int t = 0; t < mesh.triangles().length; t += 3) {
      boolean low = true;
      double[] e = new double[4];
      for (int c = 0; c < 3; c++) {
        int v = mesh.triangles()[t + c];
        low &= mesh.positions()[3 * v + 1] < 1e-4;
        if (c > 0) {
          int first = mesh.triangles()[t];
          e[2 * c - 2] = mesh.positions()[3 * v] - mesh.positions()[3 * first];
          e[2 * c - 1] = mesh.positions()[3 * v + 2] - mesh.positions()[3 * first + 2];
        }
      }
      area += low ? Math.abs(e[0] * e[3] - e[1] * e[2]) / 2 : 0;
    }
    assertThat(area).isGreaterThan(0.02);
  }

  @Test
  void showsThePictureInFrontAndNoBackgroundAnywhere() {
    TriangleMesh mesh = mesh();
    Image texture = mesh.texture().orElseThrow();
    for (int i = 1; i < texture.values().length; i += 3) {
      assertThat(texture.values()[i]).isLessThan(0.05f); // no green
    }
    for (int v = 0; v < mesh.vertexCount(); v++) {
      float x = mesh.positions()[3 * v];
      if (Math.abs(x) < 0.06) {
        continue; // where red and blue meet
      }
      int column = (int) (mesh.textureCoordinates()[2 * v] * texture.width());
      int row = (int) (mesh.textureCoordinates()[2 * v + 1] * texture.height());
      boolean front = mesh.normals()[3 * v + 2] > 0.3;
      if (front) {
        assertThat(texture.at(column, row, x < 0 ? 0 : 2)).isGreaterThan(0.7f);
      }
    }
  }

  @Test
  void isTheSameEveryTime() {
    TriangleMesh a = mesh();
    TriangleMesh b = mesh();
    assertThat(b.positions()).isEqualTo(a.positions());
    assertThat(b.texture()).isEqualTo(a.texture());
  }

  @Test
  void survivesOddMasks() {
    Image white = new Image(1, 1, 3, new float[] {1, 1, 1});
    InflatedObject inflate = new InflatedObject();
    TriangleMesh dot =
        inflate.generate(white, new Image(1, 1, 1, new float[] {1}), Progress.none());
    assertThat(dot.triangleCount()).isPositive();
    assertThatThrownBy(() -> inflate.generate(white, new Image(1, 1, 1), Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("empty");
    Image soft = mask();
    for (int i = 0; i < soft.values().length; i++) {
      soft.values()[i] *= 0.7f; // soft everywhere
    }
    assertThat(inflate.generate(picture(), soft, Progress.none()).triangleCount())
        .isGreaterThan(1000);
  }
}
