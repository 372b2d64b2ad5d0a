package org.drag4d.scene.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.FeatureField;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.raster.FeatureRasterizer;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

/** Features of a known field, distilled into surfels of the closed-form room. */
class FeatureDistillationTest {
  private static final int FIELD_CHANNELS = 24;
  private static final DistillationSettings SETTINGS =
      DistillationSettings.DEFAULT.withSizes(64, 64);

  /** Of the field's variance at a view from elsewhere, the mean explains none. */
  private static final double WANTED = 0.9;

  private static final Surfels SURFELS = FeatureField.surfels(12_000, 3);

  private static DistilledFeatures distilled(DistillationSettings settings, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return FeatureDistillation.distil(
          SURFELS,
          FeatureField.cameras(24, 64),
          new FeatureField(FIELD_CHANNELS, 32, 1),
          settings,
          workers,
          Progress.none());
    }
  }

  @Test
  void aViewFromElsewhereShowsTheField() {
    DistilledFeatures d = distilled(SETTINGS, 2);
    assertThat(d.components().explained()).isGreaterThan(0.9);
    assertThat(d.fit()).isGreaterThan(0.95);
    assertThat(d.heldOutFit().orElseThrow()).isGreaterThan(WANTED);
    assertThat(d.heldOut()).hasSize(3);
    Vec3 eye = new Vec3(-0.9, 1.2, 0.7);
    Pinhole elsewhere =
        Pinhole.ofVerticalFov("e", 64, 64, 70, Pose.lookingAt(eye, new Vec3(1.2, 0.8, -1.5)));
    double explained = explained(d, d.values(), elsewhere);
    assertThat(explained).isGreaterThan(WANTED);
    // features of other surfels do worse than the mean
    assertThat(explained(d, shuffled(d), elsewhere)).isLessThan(0);
  }

  /** 1 - squared distance to the exact field over the field's own from its mean, per pixel. */
  private static double explained(DistilledFeatures d, float[] values, Pinhole camera) {
    FeatureField field = new FeatureField(FIELD_CHANNELS, 32, 1);
    double[] mean = new double[FIELD_CHANNELS];
    double[] squares = new double[FIELD_CHANNELS];
    double[] error = new double[1];
    double[][] exact = new double[camera.width() * camera.height()][];
    for (int i = 0; i < exact.length; i++) {
      Vec3 ray = camera.worldRay(i % camera.width() + 0.5, i / camera.width() + 0.5);
      exact[i] = field.along(camera.centre(), ray);
      for (int k = 0; k < FIELD_CHANNELS; k++) {
        mean[k] += exact[i][k] / exact.length;
        squares[k] += exact[i][k] * exact[i][k];
      }
    }
    try (Workers workers = Workers.of(1)) {
      FeatureRasterizer rasterizer = new FeatureRasterizer(SURFELS, d.channels(), workers);
      rasterizer.judge(
          rasterizer.rows(values),
          camera,
          (x, y, alpha, drawn, at) -> {
            for (int j = 0; j < FIELD_CHANNELS; j++) {
              double told = d.components().mean()[j];
              for (int k = 0; k < d.channels(); k++) {
                told += d.components().basis()[k][j] * drawn[at + k] / Math.max(alpha, 1f / 255);
              }
              error[0] += Math.pow(told - exact[y * camera.width() + x][j], 2);
            }
            return 0;
          });
    }
    double spread = 0;
    for (int k = 0; k < FIELD_CHANNELS; k++) {
      spread += squares[k] - exact.length * mean[k] * mean[k];
    }
    return 1 - error[0] / spread;
  }

  private static float[] shuffled(DistilledFeatures d) {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = d.values().clone();
    int channels = d.channels();
    for (int i = SURFELS.count() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      for (int k = 0; k < channels; k++) {
        float t = values[i * channels + k];
        values[i * channels + k] = values[j * channels + k];
        values[j * channels + k] = t;
      }
    }
    return values;
  }

  @Test
  void sameBytesForAnyNumberOfThreads() {
    DistillationSettings few = SETTINGS.withViews(6).withSizes(40, 40);
    DistilledFeatures one = distilled(few, 1);
    DistilledFeatures three = distilled(few, 3);
    assertThat(three.values()).isEqualTo(one.values());
    assertThat(three.components().basis()).isEqualTo(one.components().basis());
    assertThat(three.preview().values()).isEqualTo(one.preview().values());
    assertThat(three.fit()).isEqualTo(one.fit());
  }

  @Test
  void surfelsThatNobodySeesHaveNoFeatures() {
    DistilledFeatures d = distilled(SETTINGS.withViews(1).withSizes(32, 32), 2);
    assertThat(d.heldOutFit()).isEmpty();
    assertThat(d.views()).isEqualTo(List.of("view0"));
    assertThat(d.unseen()).isBetween(SURFELS.count() / 2, SURFELS.count() - 100);
    int zero = 0;
    for (int i = 0; i < SURFELS.count(); i++) {
      zero += d.values()[i * d.channels()] == 0 ? 1 : 0;
    }
    assertThat(zero).isEqualTo(d.unseen());
  }
}
