package org.drag4d.splat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

/** Broken, empty and excessive scenes. */
class RobustnessTest {
  private static final float[] POISON = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_VALUE,
    1e20f,
    -1e20f,
    0
  };

  private static Surfels empty() {
    return new Surfels(0, new float[0], new float[0], new float[0], new float[0], new float[0]);
  }

  private static void onlyFinite(RenderedView view) {
    for (float[] map :
        List.of(view.colour(), view.alpha(), view.depth(), view.medianDepth(), view.normal())) {
      for (float value : map) {
        assertThat(Float.isFinite(value)).isTrue();
      }
    }
  }

  @Test
  void nothingIsBlackOnAllCameras() {
    try (Workers workers = Workers.of(2)) {
      for (Camera camera :
          List.of(
              RandomScenes.camera(1, 1, 1),
              RandomScenes.camera(1, 33, 17),
              Equirectangular.at("panorama", 2, Vec3.ZERO))) {
        RenderedView view = Rasterizers.best(workers).render(empty(), camera);
        assertThat(view.alpha()).hasSize(camera.width() * camera.height()).containsOnly(0);
        assertThat(view.colour()).containsOnly(0);
      }
    }
  }

  @Test
  void poisonedSurfelsNeverMakeBrokenPixelsAndAreAsTheReferenceSaysWhenNotFinite() {
    Pinhole camera = RandomScenes.camera(3, 40, 30);
    try (Workers workers = Workers.of(2)) {
      Rasterizer fast = Rasterizers.best(workers);
      for (float poison : POISON) {
        for (int field = 0; field < 5; field++) {
          Surfels s = RandomScenes.surfels(RandomScenes.Kind.SPARSE, 1, 3);
          float[] values =
              switch (field) {
                case 0 -> s.positions();
                case 1 -> s.rotations();
                case 2 -> s.logScales();
                case 3 -> s.opacityLogits();
                default -> s.sphericalHarmonics();
              };
          for (int i = 0; i < values.length; i += 7) {
            values[i] = poison;
          }
          onlyFinite(fast.render(s, Equirectangular.at("panorama", 16, Vec3.ZERO)));
          RenderedView view = fast.render(s, camera);
          if (field == 4 && Math.abs(poison) > 1e10f) {
            continue; // a colour that large may overflow, finite or not
          }
          onlyFinite(view);
          if (!Float.isFinite(poison)) {
            RenderedView expected = new ReferenceRasterizer().render(s, camera);
            for (int i = 0; i < view.alpha().length; i += 13) {
              assertThat(view.alpha()[i]).isCloseTo(expected.alpha()[i], within(5e-3f));
            }
          }
        }
      }
    }
  }

  @Test
  void trainingSurvivesPoisonedSurfels() {
    Surfels s = RandomScenes.surfels(RandomScenes.Kind.SPARSE, 0, 3);
    for (int i = 0; i < POISON.length; i++) {
      s.positions()[3 * i] = POISON[i];
      s.rotations()[4 * (i + 10)] = POISON[i];
      s.logScales()[2 * (i + 20)] = POISON[i];
      s.opacityLogits()[i + 30] = POISON[i];
    }
    Arrays.fill(s.rotations(), 4 * 40, 4 * 50, 0);
    Pinhole camera = RandomScenes.camera(3, 40, 30);
    float[] depth = new float[1200];
    Arrays.fill(depth, 2);
    TrainingView view =
        new TrainingView(camera, new Image(40, 30, 3), new float[0], depth, new float[3600]);
    try (Workers workers = Workers.of(2);
        SurfelTrainer trainer =
            new SurfelTrainer(s, List.of(view), TrainSettings.fromDepth(40, 80, 0), workers)) {
      TrainingReport report = trainer.run(Progress.none(), SurfelTrainer.Listener.NONE);
      assertThat(report.loss()).isFinite();
      onlyFinite(trainer.render(camera));
    }
  }

  @Test
  void manySurfelsInOneTile() {
    int n = 1_000_000;
    Surfels s =
        new Surfels(
            0,
            new float[3 * n],
            new float[4 * n],
            new float[2 * n],
            new float[n],
            new float[3 * n]);
    for (int i = 0; i < n; i++) {
      s.positions()[3 * i] = (i % 100) * 1e-4f;
      s.positions()[3 * i + 2] = 2 + i * 1e-6f;
      s.rotations()[4 * i] = 1;
      s.logScales()[2 * i] = s.logScales()[2 * i + 1] = -4;
      s.opacityLogits()[i] = -5;
      s.sphericalHarmonics()[3 * i] = 1;
    }
    Pinhole camera = Pinhole.ofVerticalFov("one", 32, 32, 60, Pose.IDENTITY);
    try (Workers workers = Workers.of(2)) {
      RenderedView view = Rasterizers.best(workers).render(s, camera);
      onlyFinite(view);
      assertThat(view.alpha()[16 * 32 + 16]).isGreaterThan(0.999f);
    }
  }
}
