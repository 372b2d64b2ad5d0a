package org.drag4d.scene.distillation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.raster.FeatureLoss;
import org.drag4d.splat.raster.FeatureRasterizer;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Finds the features of surfels whose drawings come nearest to features of views. As the surfels
 * stay where they are, a drawn feature F = Σ w f is linear in f, and with A = Σ w the loss
 *
 * <pre>½ Σ over views and pixels of A |F / A - target|² + ½ pull Σ over surfels of c |f - f₀|²
 * </pre>
 *
 * has one minimum, which conjugate gradients find in a few passes, without a learning rate. c = Σ w
 * of a surfel over all pixels is what the views see of it, and also the preconditioner; f₀ = Σ w
 * target / c, the mean of what is seen through the surfel, is where the search begins, and where
 * surfels stay that the views do not tell apart. Divided by A, a drawing is compared by what it
 * shows and not by how much of the pixel it covers. No gradient goes to the geometry (text-to-scene
 * section 8.3, step 4).
 */
final class FeatureFit {
  /** Pixels of less alpha show nothing. */
  private static final float LEAST_ALPHA = 1f / 255;

  /** The search ends where the gradient is this much shorter than at its begin. */
  private static final double CLOSE_ENOUGH = 1e-3;

  private final FeatureRasterizer rasterizer;
  private final FeatureRasterizer counter;
  private final List<TargetFeatures> targets;
  private final int channels;
  private final int stride;
  private final float pull;
  private final Progress progress;
  private long viewsDone;

  /** Prepares a fit to some views. */
  FeatureFit(
      Surfels surfels,
      int channels,
      List<TargetFeatures> targets,
      double pull,
      Workers workers,
      Progress progress) {
    rasterizer = new FeatureRasterizer(surfels, channels, workers);
    counter = new FeatureRasterizer(surfels, 1, workers);
    this.targets = targets;
    this.channels = channels;
    stride = rasterizer.stride();
    this.pull = (float) pull;
    this.progress = progress;
  }

  /** What was found. */
  record Fit(float[] rows, int unseen) {}

  /**
   * Searches.
   *
   * @param steps of conjugate gradients at most
   * @return rows of the surfels; 0 for those that no view sees
   */
  Fit solve(int steps) {
    int n = rasterizer.count();
    progress.begin("features of surfels", (3L + steps) * targets.size(), "views");
    float[] seen = seen();
    float[] f = new float[n * stride];
    pass(rasterizer, new float[n * stride], this::toTarget, f);
    divide(f, seen);
    float[] rest = new float[n * stride];
    pass(rasterizer, f, this::toRest, rest);
    float[] scaled = rest.clone();
    divide(scaled, seen);
    float[] way = scaled.clone();
    float[] turned = new float[n * stride];
    double[] size = products(rest, scaled);
    double[] sizeAtFirst = size;
    for (int i = 0; i < steps && !close(size, sizeAtFirst); i++) {
      pass(rasterizer, way, _ -> this::toShare, turned);
      addPull(turned, seen, way);
      double[] length = ratios(size, products(way, turned));
      addTimes(f, length, 1, way);
      addTimes(rest, length, -1, turned);
      System.arraycopy(rest, 0, scaled, 0, rest.length);
      divide(scaled, seen);
      double[] next = products(rest, scaled);
      turn(way, ratios(next, size), scaled);
      size = next;
    }
    int unseen = 0;
    for (float c : seen) {
      unseen += c > 0 ? 0 : 1;
    }
    return new Fit(f, unseen);
  }

  /** Returns features as [surfels, channels]. */
  float[] values(float[] rows) {
    return rasterizer.values(rows);
  }

  /** Returns the squared distance of what is drawn from the features of a view, summed. */
  double error(float[] rows, TargetFeatures target) {
    FeatureLoss distance =
        (x, y, alpha, values, at) -> {
          toShare(x, y, alpha, values, at);
          target.subtractFrom(x, y, 1, values, at);
          double sum = 0;
          for (int k = at; k < at + channels; k++) {
            sum += values[k] * values[k];
          }
          return sum;
        };
    return rasterizer.judge(rows, target.camera(), distance);
  }

  /** Sees a pixel's features, which begin at place {@code at}. */
  @FunctionalInterface
  interface Onlooker {
    void see(int x, int y, float[] values, int at);
  }

  /** Shows what is drawn, pixel by pixel, to somebody who many threads can talk to. */
  void look(float[] rows, TargetFeatures target, Onlooker onlooker) {
    FeatureLoss show =
        (x, y, alpha, values, at) -> {
          toShare(x, y, alpha, values, at);
          onlooker.see(x, y, values, at);
          return 0;
        };
    rasterizer.judge(rows, target.camera(), show);
  }

  /** Adds to {@code into}, which is cleared before, what all views give back. */
  private void pass(
      FeatureRasterizer with,
      float[] rows,
      Function<TargetFeatures, FeatureLoss> loss,
      float[] into) {
    Arrays.fill(into, 0);
    for (TargetFeatures target : targets) {
      progress.check();
      with.learn(rows, target.camera(), loss.apply(target), into);
      progress.advance(++viewsDone);
    }
  }

  /** Returns c of each surfel. */
  private float[] seen() {
    int n = counter.count();
    float[] rows = new float[n * counter.stride()];
    FeatureLoss one =
        (_, _, alpha, values, at) -> {
          values[at] = alpha < LEAST_ALPHA ? 0 : 1;
          return 0;
        };
    pass(counter, new float[rows.length], _ -> one, rows);
    return counter.values(rows);
  }

  private FeatureLoss toTarget(TargetFeatures target) {
    return (x, y, alpha, values, at) -> {
      if (alpha < LEAST_ALPHA) {
        Arrays.fill(values, at, at + channels, 0);
      } else {
        target.at(x, y, values, at);
      }
      return 0;
    };
  }

  private FeatureLoss toRest(TargetFeatures target) {
    return (x, y, alpha, values, at) -> {
      if (alpha < LEAST_ALPHA) {
        Arrays.fill(values, at, at + channels, 0);
      } else {
        target.subtractFrom(x, y, 1 / alpha, values, at);
      }
      return 0;
    };
  }

  private double toShare(int x, int y, float alpha, float[] values, int at) {
    float factor = alpha < LEAST_ALPHA ? 0 : 1 / alpha;
    for (int k = at; k < at + channels; k++) {
      values[k] *= factor;
    }
    return 0;
  }

  private void divide(float[] rows, float[] seen) {
    for (int i = 0; i < seen.length; i++) {
      float factor = seen[i] > 0 ? 1 / seen[i] : 0;
      for (int k = i * stride; k < (i + 1) * stride; k++) {
        rows[k] *= factor;
      }
    }
  }

  private void addPull(float[] rows, float[] seen, float[] way) {
    for (int i = 0; i < seen.length; i++) {
      float factor = pull * seen[i];
      for (int k = i * stride; k < (i + 1) * stride; k++) {
        rows[k] += factor * way[k];
      }
    }
  }

  /** Returns the scalar product of each channel. */
  private double[] products(float[] a, float[] b) {
    double[] sums = new double[channels];
    for (int i = 0; i < a.length; i += stride) {
      for (int k = 0; k < channels; k++) {
        sums[k] += (double) a[i + k] * b[i + k];
      }
    }
    return sums;
  }

  private static double[] ratios(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      result[k] = b[k] > 0 ? a[k] / b[k] : 0;
    }
    return result;
  }

  private void addTimes(float[] to, double[] factors, int sign, float[] from) {
    for (int i = 0; i < to.length; i += stride) {
      for (int k = 0; k < channels; k++) {
        to[i + k] += sign * (float) factors[k] * from[i + k];
      }
    }
  }

  private void turn(float[] way, double[] factors, float[] scaled) {
    for (int i = 0; i < way.length; i += stride) {
      for (int k = 0; k < channels; k++) {
        way[i + k] = scaled[i + k] + (float) factors[k] * way[i + k];
      }
    }
  }

  private static boolean close(double[] size, double[] first) {
    for (int k = 0; k < size.length; k++) {
      if (size[k] > CLOSE_ENOUGH * CLOSE_ENOUGH * first[k]) {
        return false;
      }
    }
    return true;
  }
}
