package org.drag4d.priors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.priors.builtin.GrabCutSegmenter;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** Distances and overlaps that can be worked out by hand. */
class EvaluationTest {
  /** A box standing on y = 0, its middle at x = z = 0. */
  private static TriangleMesh box(double width, double height, double depth) {
    float[] positions = new float[24];
    for (int corner = 0; corner < 8; corner++) {
      positions[3 * corner] = (float) (((corner & 1) - 0.5) * width);
      positions[3 * corner + 1] = (float) ((corner >> 1 & 1) * height);
      positions[3 * corner + 2] = (float) (((corner >> 2) - 0.5) * depth);
    }
    int[] triangles = {
      0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1,
      3, 5, 3, 7, 5
    };
    return new TriangleMesh(
        positions, new float[0], new float[0], new float[0], triangles, Optional.empty());
  }

  @Test
  void planesThatLieApartAreAsFarAsThat() {
    SplittableRandom random = new SplittableRandom(3);
    float[] one = SurfaceDistance.points(box(1, 1, 1e-6), 20_000, random);
    float[] other = SurfaceDistance.points(box(1, 1, 1e-6), 20_000, random);
    assertThat(SurfaceDistance.of(one, other).distance()).isLessThan(0.01);
    assertThat(SurfaceDistance.of(one, other).fScore()).isEqualTo(1);
    for (int at = 2; at < other.length; at += 3) {
      other[at] += 0.2f;
    }
    assertThat(SurfaceDistance.of(one, other).distance()).isCloseTo(0.2, within(2e-3));
    assertThat(SurfaceDistance.of(one, other).fScore()).isZero();
  }

  /** As many points on each side of a box as its area has a share. */
  @Test
  void pointsAreSpreadEvenly() {
    float[] points = SurfaceDistance.points(box(2, 1, 1), 60_000, new SplittableRandom(5));
    int ends = 0;
    int top = 0;
    for (int at = 0; at < points.length; at += 3) {
      ends += Math.abs(Math.abs(points[at]) - 1) < 1e-5 ? 1 : 0;
      top += Math.abs(points[at + 1] - 1) < 1e-5 ? 1 : 0;
    }
    assertThat(ends / 60_000.0).isCloseTo(0.2, within(0.01)); // 2 of 10
    assertThat(top / 60_000.0).isCloseTo(0.2, within(0.01)); // 2 of 10
  }

  /** A generator that makes the true thing, in the picture's view, has no distance. */
  @Test
  void theTruthIsNear() {
    TriangleMesh truth = box(0.4, 1.2, 0.3);
    ObjectGenerator honest =
        new ObjectGenerator() {
          @Override
          public String name() {
            return "honest";
          }

          @Override
          public TriangleMesh generate(Image picture, Image mask, Progress progress) {
            float[] positions = truth.positions().clone();
            double angle = Math.toRadians(-30);
            for (int at = 0; at < positions.length; at += 3) {
              double x = positions[at];
              double z = positions[at + 2];
              positions[at] = (float) (x * Math.cos(angle) + z * Math.sin(angle));
              positions[at + 2] = (float) (z * Math.cos(angle) - x * Math.sin(angle)) + 0.1f;
            }
            return new TriangleMesh(
                positions,
                truth.normals(),
                truth.colours(),
                truth.textureCoordinates(),
                truth.triangles(),
                truth.texture());
          }
        };
    Image mask = new Image(20, 40, 1);
    Arrays.fill(mask.values(), 1);
    List<ObjectTable.Row> rows =
        ObjectTable.measure(
            new ObjectTable.Known("box", new Image(20, 40, 3), mask, truth, 30),
            honest,
            7,
            Progress.none());
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().method()).isEqualTo("honest");
    assertThat(rows.getFirst().distance()).isLessThan(0.015);
    assertThat(rows.getFirst().fScore()).isGreaterThan(0.999);
    assertThat(rows.getLast().method()).isEqualTo(ObjectTable.CARD);
    assertThat(rows.getLast().distance()).isGreaterThan(2 * rows.getFirst().distance());
    assertThat(ObjectTable.means(rows)).hasSize(2);
  }

  @Test
  void masksOverlapAsTheirAreasSay() {
    Image left = new Image(10, 4, 1);
    Image middle = new Image(10, 4, 1);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        left.set(x, y, 0, 0.6f);
        middle.set(x + 3, y, 0, 1);
      }
    }
    assertThat(MaskTable.iou(left, middle)).isCloseTo(3.0 / 9, within(1e-12));
    assertThat(MaskTable.iou(left, left)).isEqualTo(1);
  }

  /** What is pasted is where its mask says, and is found again. */
  @Test
  void pastedObjectsAreFound() {
    Image object = new Image(60, 80, 4);
    for (int y = 10; y < 70; y++) {
      for (int x = 15; x < 45; x++) {
        object.set(x, y, 0, 0.9f);
        object.set(x, y, 2, 0.1f);
        object.set(x, y, 3, 1);
      }
    }
    Image background = new Image(100, 100, 3);
    for (int at = 0; at < background.values().length; at++) {
      background.values()[at] = at % 3 == 1 ? 0.5f : 0.3f + at % 7 * 0.02f;
    }
    MaskTable.Known known = MaskTable.pasted("thing", object, background, 0.5, 0.5, 0.6);
    int inside = 0;
    for (int at = 0; at < known.truth().values().length; at++) {
      if (known.truth().values()[at] == 1) {
        inside++;
        assertThat(known.picture().values()[3 * at]).isGreaterThan(0.85f);
      } else if (known.truth().values()[at] == 0) {
        assertThat(known.picture().values()[3 * at]).isLessThan(0.5f);
      }
    }
    assertThat(inside).isBetween(700, 1250);
    List<MaskTable.Row> rows =
        MaskTable.measure(known, List.of(GrabCutSegmenter.NAME), Progress.none());
    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.iou()).isGreaterThan(0.8));
    assertThat(MaskTable.means(rows)).extracting(MaskTable.Mean::box).containsExactly(false, true);
  }
}
