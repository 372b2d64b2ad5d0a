package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

class PhotometricLossTest {
  private static final ScalarTileKernels KERNELS = new ScalarTileKernels();

  private static TargetPicture target(Image picture, float[] weights, boolean cache) {
    int w = picture.width();
    int h = picture.height();
    Pinhole camera = new Pinhole("t", w, h, w, w, w / 2.0, h / 2.0, Pose.IDENTITY);
    TrainingView view = new TrainingView(camera, picture, weights, new float[0], new float[0]);
    return new TargetPicture(view, KERNELS, cache, true);
  }

  private static double evaluate(
      RowImage x, TargetPicture y, double structure, RowImage gradient, int threads) {
    return evaluate(new VectorPlaneKernels(), x, y, structure, gradient, threads);
  }

  private static double evaluate(
      PlaneKernels kernels,
      RowImage x,
      TargetPicture y,
      double structure,
      RowImage gradient,
      int threads) {
    try (Workers workers = Workers.of(threads)) {
      return new PhotometricLoss(kernels, workers).evaluate(x, y, (float) structure, gradient);
    }
  }

  @Test
  void goldenVector() {
    RowImage x = new RowImage(16, 16, 3);
    Image y = new Image(16, 16, 3);
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        for (int c = 0; c < 3; c++) {
          x.values[x.place(c, i) + j] = (7 * j + 3 * i) % 11 / 10f;
          y.set(j, i, c, (5 * j + 2 * i) % 13 / 12f);
        }
      }
    }
    RowImage gradient = new RowImage(16, 16, 3);
    TargetPicture target = target(y, new float[0], false);
    assertThat(evaluate(x, target, .2, gradient, 1)).isCloseTo(.440909380, within(1e-6));
    assertThat(evaluate(x, target, 0, gradient, 1)).isCloseTo(.356901042, within(1e-6));
    assertThat(evaluate(x, target, 1, gradient, 1)).isCloseTo(1 - .223057267, within(1e-6));
    // d mean SSIM / dX of one of three equal channels, loss = 1 - SSIM
    double[][] expected = {{0, 0, -.002441720}, {8, 8, -.006868672}, {5, 11, -.018866236}};
    for (double[] e : expected) {
      for (int c = 0; c < 3; c++) {
        float g = gradient.values[gradient.place(c, (int) e[0]) + (int) e[1]];
        assertThat((double) g).isCloseTo(-e[2] / 3, within(2e-7));
      }
    }
  }

  @Test
  void gradientMatchesFiniteDifferencesWithWeights() {
    int w = 37;
    int h = 45;
    SplittableRandom random = new SplittableRandom(3);
    RowImage x = new RowImage(w, h, 3);
    Image y = new Image(w, h, 3);
    float[] weights = new float[w * h];
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        weights[i * w + j] = random.nextInt(5) == 0 ? 0 : (float) random.nextDouble();
        for (int c = 0; c < 3; c++) {
          y.set(j, i, c, (float) random.nextDouble());
          x.values[x.place(c, i) + j] = (float) (0.6 * y.at(j, i, c) + 0.3 * random.nextDouble());
        }
      }
    }
    RowImage gradient = new RowImage(w, h, 3);
    RowImage scratch = new RowImage(w, h, 3);
    TargetPicture target = target(y, weights, true);
    evaluate(x, target, .4, gradient, 2);
    double step = 2e-2;
    for (int k = 0; k < 60; k++) {
      int at = x.place(random.nextInt(3), random.nextInt(h)) + random.nextInt(w);
      float value = x.values[at];
      int i = (at / x.stride) % h;
      int j = at % x.stride - RowImage.PAD;
      float known = y.at(j, i, at / x.stride / h);
      if (Math.abs(value - known) < 2 * step) {
        continue; // the absolute value has a corner there
      }
      x.values[at] = (float) (value + step);
      double above = evaluate(x, target, .4, scratch, 1);
      x.values[at] = (float) (value - step);
      double below = evaluate(x, target, .4, scratch, 1);
      x.values[at] = value;
      assertThat((above - below) / (2 * step)).isCloseTo(gradient.values[at], within(3e-6));
    }
  }

  @Test
  void equalPicturesHaveNoLossAndAnyThreadsGiveTheSameGradient() {
    int w = 50;
    int h = 70;
    SplittableRandom random = new SplittableRandom(4);
    RowImage x = new RowImage(w, h, 3);
    Image y = new Image(w, h, 3);
    Image z = new Image(w, h, 3);
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        for (int c = 0; c < 3; c++) {
          y.set(j, i, c, (float) random.nextDouble());
          z.set(j, i, c, (float) random.nextDouble());
          x.values[x.place(c, i) + j] = y.at(j, i, c);
        }
      }
    }
    RowImage one = new RowImage(w, h, 3);
    RowImage two = new RowImage(w, h, 3);
    assertThat(evaluate(x, target(y, new float[0], false), .2, one, 1)).isCloseTo(0, within(1e-6));
    double a = evaluate(x, target(z, new float[0], false), .2, one, 1);
    double b = evaluate(x, target(z, new float[0], true), .2, two, 3);
    assertThat(a).isEqualTo(b);
    assertThat(one.values).isEqualTo(two.values);
    double c = evaluate(new ScalarPlaneKernels(), x, target(z, new float[0], false), .2, two, 2);
    assertThat(c).isCloseTo(a, within(1e-6));
    for (int i = 0; i < one.values.length; i++) {
      assertThat(Math.abs(one.values[i] - two.values[i])).isLessThan(2e-8f);
    }
  }
}
