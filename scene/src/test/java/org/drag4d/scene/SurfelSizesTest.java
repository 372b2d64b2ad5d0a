package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

/** Surfels do not come apart when somebody steps closer than the training views. */
class SurfelSizesTest {
  private static final int SIDE = 60;

  private static Pinhole camera(double distance) {
    return Pinhole.ofVerticalFov(
        "camera", 40, 40, 53.13, Pose.lookingAt(new Vec3(0, 0, distance), Vec3.ZERO));
  }

  /** A wall at z = 0 whose surfels lie a pixel of the camera at 2 m apart, and are far smaller. */
  private static Surfels wall() {
    double pixel = 2 / camera(2).focalX();
    int n = SIDE * SIDE;
    float[] positions = new float[3 * n];
    float[] rotations = new float[4 * n];
    float[] logScales = new float[2 * n];
    float[] logits = new float[n];
    float[] harmonics = new float[3 * n];
    for (int i = 0; i < n; i++) {
      positions[3 * i] = (float) ((i % SIDE - SIDE / 2.0 + 0.5) * pixel);
      positions[3 * i + 1] = (float) ((i / SIDE - SIDE / 2.0 + 0.5) * pixel);
      rotations[4 * i] = 1;
      logScales[2 * i] = (float) Math.log(0.05 * pixel);
      logScales[2 * i + 1] = (float) Math.log(i == 0 ? 9 * pixel : 0.05 * pixel);
      logits[i] = 2;
      harmonics[3 * i] = 1;
    }
    return new Surfels(0, positions, rotations, logScales, logits, harmonics);
  }

  private static double least(float[] alpha) {
    double least = 1;
    for (float a : alpha) {
      least = Math.min(least, a);
    }
    return least;
  }

  @Test
  void theTrainingViewHardlyChangesAndACloserOneHasNoHoles() {
    try (Workers workers = Workers.of(2);
        Rasterizer rasterizer = Rasterizers.best(workers)) {
      Surfels fine = wall();
      Surfels kept = SurfelSizes.noFinerThanSeen(fine, List.of(camera(4), camera(2)), workers);
      RenderedView before = rasterizer.render(fine, camera(2));
      RenderedView after = rasterizer.render(kept, camera(2));
      for (int i = 0; i < before.alpha().length; i++) {
        assertThat(after.alpha()[i]).isCloseTo(before.alpha()[i], within(0.03f));
      }
      assertThat(least(rasterizer.render(fine, camera(0.4)).alpha())).isLessThan(0.05);
      assertThat(least(rasterizer.render(kept, camera(0.4)).alpha())).isGreaterThan(0.8);
    }
  }

  @Test
  void onlyWhatIsTooSmallForTheFinestViewGrows() {
    try (Workers workers = Workers.of(3)) {
      Surfels fine = wall();
      Surfels kept = SurfelSizes.noFinerThanSeen(fine, List.of(camera(4), camera(2)), workers);
      double least = Math.log(Math.sqrt(0.5) * 2 / camera(2).focalX());
      assertThat(kept.logScales()[1]).isEqualTo(fine.logScales()[1]); // large already
      int middle = SIDE * SIDE / 2 + SIDE / 2;
      assertThat((double) kept.logScales()[2 * middle]).isCloseTo(least, within(1e-5));
      Surfels unseen =
          SurfelSizes.noFinerThanSeen(
              fine,
              List.of(
                  Pinhole.ofVerticalFov(
                      "away", 40, 40, 50, Pose.lookingAt(new Vec3(0, 0, 2), new Vec3(0, 0, 5)))),
              workers);
      assertThat(unseen.logScales()).isEqualTo(fine.logScales());
    }
  }
}
