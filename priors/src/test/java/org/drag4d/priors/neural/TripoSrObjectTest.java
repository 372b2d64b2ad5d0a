package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.triposr.TripoSrFiles;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** A tiny TripoSR whose random field has a surface (tools/parity/tiny_models.py). */
class TripoSrObjectTest {
  private static final Path FOLDER = Path.of("src/test/resources/models/triposr");

  private static TripoSrObject prior(int cells) {
    return new TripoSrObject(
        new TripoSrFiles(FOLDER.resolve("config.yaml"), FOLDER.resolve("model.ckpt")),
        new TripoSrObject.Settings(cells, 25));
  }

  private static final Image MASK = disc();

  private static Image disc() {
    Image mask = new Image(60, 40, 1);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        mask.set(x, y, 0, Math.hypot(x - 40, (y - 20) * 1.5) < 15 ? 1 : 0);
      }
    }
    return mask;
  }

  private static Image picture() {
    Image picture = new Image(60, 40, 3);
    for (int at = 0; at < picture.values().length; at++) {
      picture.values()[at] = at % 7 / 7f;
    }
    return picture;
  }

  @Test
  void theSurfaceIsClosedColouredAndStandsAtTheOrigin() {
    prior(48).generate(picture(), MASK, Progress.none());
    long before = Scope.liveObjects();
    TriangleMesh mesh = prior(48).generate(picture(), MASK, Progress.none());
    assertThat(Scope.liveObjects()).isEqualTo(before);
    Map<Long, Integer> edges = new HashMap<>();
    double volume = 0;
    for (int t = 0; t < mesh.triangles().length; t += 3) {
      int[] corner = {mesh.triangles()[t], mesh.triangles()[t + 1], mesh.triangles()[t + 2]};
      for (int c = 0; c < 3; c++) {
        long edge = (long) corner[c] << 32 | corner[(c + 1) % 3];
        assertThat(edges.merge(edge, 1, Integer::sum)).isEqualTo(1);
      }
      volume += vertex(mesh, corner[0]).dot(vertex(mesh, corner[1]).cross(vertex(mesh, corner[2])));
    }
    edges.keySet().forEach(e -> assertThat(edges).containsKey(e >>> 32 | e << 32));
    assertThat(volume).as("triangles face outwards").isPositive();
    double[] low = {9, 9, 9};
    double[] high = {-9, -9, -9};
    for (int at = 0; at < mesh.positions().length; at++) {
      low[at % 3] = Math.min(low[at % 3], mesh.positions()[at]);
      high[at % 3] = Math.max(high[at % 3], mesh.positions()[at]);
    }
    assertThat(low[1]).isCloseTo(0, within(1e-6));
    assertThat(low[0] + high[0]).isCloseTo(0, within(1e-5));
    assertThat(Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2])))
        .isCloseTo(1, within(1e-5));
    assertThat(mesh.colours()).hasSameSizeAs(mesh.positions());
    for (float colour : mesh.colours()) {
      assertThat(colour).isBetween(0f, 1f);
    }
  }

  private static Vec3 vertex(TriangleMesh mesh, int v) {
    float[] p = mesh.positions();
    return new Vec3(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
  }

  @Test
  void theObjectFillsItsSquareOnGrey() {
    Image square = ObjectPicture.prepare(picture(), MASK, 100);
    int left = 100;
    int right = 0;
    for (int x = 0; x < 100; x++) {
      for (int y = 0; y < 100; y++) {
        if (Math.abs(square.at(x, y, 0) - 0.5f) > 0.02f
            || Math.abs(square.at(x, y, 1) - 0.5f) > 0.02f) {
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
    }
    assertThat(square.at(0, 0, 0)).isEqualTo(0.5f);
    assertThat(right - left + 1).isBetween(81, 90);
    assertThat((left + right) / 2.0).isCloseTo(49.5, within(2.5));
  }
}
