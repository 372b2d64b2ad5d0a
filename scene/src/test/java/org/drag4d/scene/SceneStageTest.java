package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

/** The whole of stage 1 at a size for tests, on a room that is known in closed form. */
class SceneStageTest {
  private static final SceneSettings SETTINGS =
      new SceneSettings(5, 512, 1, 64, 75, 8, 75, 1, 0.05, 0.75, 20_000, 6_000, 150, 64, 3_000);

  private static OptimisedScene run(boolean seesFromElsewhere, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return SceneStage.run(
          new SceneInputs("", new BoxRoom(seesFromElsewhere)), SETTINGS, workers, Progress.none());
    }
  }

  /** Views that were not trained on, a step and a half away from the panorama's centre. */
  private static List<Pinhole> heldOut() {
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      Vec3 eye = new Vec3(-0.3 + 0.7 * (k % 2), 1.1, -1 + 0.9 * (k / 2));
      Vec3 ahead = new Vec3(Math.sin(1.3 + 1.6 * k), -0.15, Math.cos(1.3 + 1.6 * k));
      cameras.add(
          Pinhole.ofVerticalFov("held_" + k, 64, 64, 70, Pose.lookingAt(eye, eye.plus(ahead))));
    }
    return cameras;
  }

  @Test
  void theRoomComesOutAsItIs() {
    OptimisedScene scene = run(true, 2);
    double worst = Double.POSITIVE_INFINITY;
    try (Workers workers = Workers.of(2);
        Rasterizer rasterizer = Rasterizers.best(workers)) {
      for (Pinhole camera : heldOut()) {
        RenderedView view = rasterizer.render(scene.surfels(), camera);
        TrainingView exact = BoxRoom.view(camera);
        worst = Math.min(worst, psnr(view.colour(), exact.picture().values()));
        assertThat(medianDepthError(view, exact))
            .as(camera.name())
            .isLessThan(0.01); // few, wide surfels on plain walls
      }
    }
    assertThat(worst).isGreaterThan(26);
    assertThat(scene.surfels().count()).isBetween(4_000, SETTINGS.surfels());
    assertThat(scene.floor().orElseThrow().offset()).isCloseTo(0, within(0.01));
    assertMeshIsNearTheWalls(scene.mesh());
  }

  private static double psnr(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return -10 * Math.log10(sum / a.length);
  }

  private static double medianDepthError(RenderedView view, TrainingView exact) {
    List<Double> errors = new ArrayList<>();
    for (int at = 0; at < view.depth().length; at++) {
      if (exact.zDepth()[at] > 0) {
        errors.add(
            Math.abs(view.medianDepth()[at] - exact.zDepth()[at]) / (double) exact.zDepth()[at]);
      }
    }
    Collections.sort(errors);
    return errors.get(errors.size() / 2);
  }

  private static void assertMeshIsNearTheWalls(TriangleMesh mesh) {
    assertThat(mesh.triangleCount()).isBetween(500, SETTINGS.meshTriangles());
    int near = 0;
    for (int v = 0; v < mesh.vertexCount(); v++) {
      float[] p = mesh.positions();
      Vec3 at = new Vec3(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
      near += SceneStepsTest.offSurface(at) < 0.06 ? 1 : 0;
    }
    assertThat(near / (double) mesh.vertexCount()).isGreaterThan(0.9);
  }

  @Test
  void threadsDoNotMatter() {
    OptimisedScene one = run(false, 1);
    OptimisedScene three = run(false, 3);
    assertThat(one.surfels().positions()).isEqualTo(three.surfels().positions());
    assertThat(one.surfels().sphericalHarmonics()).isEqualTo(three.surfels().sphericalHarmonics());
    assertThat(one.points().positions()).isEqualTo(three.points().positions());
    assertThat(one.mesh().positions()).isEqualTo(three.mesh().positions());
    assertThat(one.mesh().triangles()).isEqualTo(three.mesh().triangles());
  }
}
