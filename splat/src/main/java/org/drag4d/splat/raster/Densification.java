package org.drag4d.splat.raster;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.drag4d.splat.DensityControl;

/**
 * Adds, moves and removes surfels between steps (surfel-splatting section 11). Runs on one thread;
 * every draw follows from the seed and the step.
 */
final class Densification {
  private static final int ROW = SurfelRows.ROW;

  /** A halved surfel has this share of the longer standard deviation. */
  private static final double HALF_SCALE = 0.65;

  /** Its centre moves by this share of the longer standard deviation. */
  private static final double HALF_OFFSET = 0.6;

  private final SurfelRows surfels;
  private final SurfelUpdate update;
  private final double extent;
  private final long seed;

  Densification(SurfelRows surfels, SurfelUpdate update, double extent, long seed) {
    this.surfels = surfels;
    this.update = update;
    this.extent = extent;
    this.seed = seed;
  }

  /**
   * Moves dead surfels to where the image wants change, and grows towards the budget: a surfel is
   * chosen with a probability proportional to its summed screen-space gradient and cut in two along
   * its longer axis.
   */
  void keepBudget(DensityControl.FixedBudget control, int step) {
    int n = surfels.count;
    float[] score = new float[n];
    int[] free = new int[n];
    int dead = 0;
    double total = 0;
    double deadLogit = logit(control.deadOpacity());
    for (int i = 0; i < n; i++) {
      float alive = surfels.rows[i * ROW + SurfelRows.OPACITY_LOGIT];
      if (!(alive > deadLogit) || Float.isNaN(surfels.radius[i])) {
        free[dead++] = i;
      } else {
        score[i] = update.screenGradient[2 * i];
        total += score[i];
      }
    }
    int target = (int) Math.clamp(n * (1 + control.growth()), n, Math.max(n, control.budget()));
    int wanted = Math.min(dead + target - n, n - dead);
    surfels.reserve(n + Math.max(0, wanted - dead));
    update.reserve(surfels, n + Math.max(0, wanted - dead));
    // Systematic sampling: evenly spaced marks on the line of all scores, nobody twice.
    SplittableRandom random = random(step);
    double spacing = total / Math.max(1, wanted);
    double mark = spacing * random.nextDouble();
    double sum = 0;
    int used = 0;
    for (int i = 0; i < n && used < wanted && total > 0; i++) {
      sum += score[i];
      if (sum > mark) {
        cut(i, used < dead ? free[used] : surfels.count++);
        used++;
        while (mark < sum) {
          mark += spacing;
        }
      }
    }
    Arrays.fill(update.screenGradient, 0);
  }

  /** The rule of 3DGS and 2DGS. */
  void cloneAndSplit(DensityControl.CloneAndSplit control, int step) {
    int n = surfels.count;
    int most = Math.max(n, control.budget());
    surfels.reserve(Math.min(most, 2 * n));
    update.reserve(surfels, Math.min(most, 2 * n));
    SplittableRandom random = random(step);
    double dense = control.dense() * extent;
    for (int i = 0; i < n && surfels.count < most; i++) {
      float steps = update.screenGradient[2 * i + 1];
      if (steps == 0 || update.screenGradient[2 * i] / steps < control.gradientThreshold()) {
        continue;
      }
      int child = surfels.count++;
      if (surfels.radius[i] <= SurfelRows.REACH * dense) {
        copy(i, child);
        clearMoments(child);
      } else {
        split(i, child, random);
      }
    }
    prune(control);
    Arrays.fill(update.screenGradient, 0);
  }

  private SplittableRandom random(int step) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
  }

  /** Two children at random places of the parent, smaller by 1.6. */
  private void split(int parent, int child, SplittableRandom random) {
    copy(parent, child);
    float[] rows = surfels.rows;
    for (int side : new int[] {child, parent}) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      double[] axes = axes(side);
      double su = Math.exp(rows[side * ROW + SurfelRows.LOG_SCALE]) * u;
      double sv = Math.exp(rows[side * ROW + SurfelRows.LOG_SCALE + 1]) * v;
      for (int k = 0; k < 3; k++) {
        rows[side * ROW + k] += (float) (su * axes[k] + sv * axes[3 + k]);
      }
      rows[side * ROW + SurfelRows.LOG_SCALE] -= (float) Math.log(1.6);
      rows[side * ROW + SurfelRows.LOG_SCALE + 1] -= (float) Math.log(1.6);
      rows[side * ROW + SurfelRows.ORIGIN] = -1;
      clearMoments(side);
      surfels.derive(side);
    }
  }

  private void prune(DensityControl.CloneAndSplit control) {
    double least = logit(control.pruneOpacity());
    double largest = control.pruneSize() * extent;
    int kept = 0;
    for (int i = 0; i < surfels.count; i++) {
      if (surfels.rows[i * ROW + SurfelRows.OPACITY_LOGIT] > least
          && surfels.radius[i] <= SurfelRows.REACH * largest) {
        if (kept != i) {
          move(i, kept);
        }
        kept++;
      }
    }
    surfels.count = kept;
  }

  private void move(int from, int to) {
    copy(from, to);
    System.arraycopy(update.mean, from * ROW, update.mean, to * ROW, ROW);
    System.arraycopy(update.square, from * ROW, update.square, to * ROW, ROW);
    int stride = surfels.restStride;
    System.arraycopy(update.restMean, from * stride, update.restMean, to * stride, stride);
    System.arraycopy(update.restSquare, from * stride, update.restSquare, to * stride, stride);
    surfels.rows[to * ROW + SurfelRows.ORIGIN] = surfels.rows[from * ROW + SurfelRows.ORIGIN];
  }

  private void copy(int from, int to) {
    System.arraycopy(surfels.rows, from * ROW, surfels.rows, to * ROW, ROW);
    int stride = surfels.restStride;
    System.arraycopy(surfels.rest, from * stride, surfels.rest, to * stride, stride);
    surfels.rows[to * ROW + SurfelRows.ORIGIN] = -1;
    surfels.derive(to);
  }

  private void clearMoments(int i) {
    Arrays.fill(update.mean, i * ROW, (i + 1) * ROW, 0);
    Arrays.fill(update.square, i * ROW, (i + 1) * ROW, 0);
    int stride = surfels.restStride;
    Arrays.fill(update.restMean, i * stride, (i + 1) * stride, 0);
    Arrays.fill(update.restSquare, i * stride, (i + 1) * stride, 0);
  }

  /** Cuts a surfel in two halves along its longer axis. */
  private void cut(int parent, int child) {
    float[] rows = surfels.rows;
    copy(parent, child);
    int at = parent * ROW;
    int axis = rows[at + SurfelRows.LOG_SCALE] >= rows[at + SurfelRows.LOG_SCALE + 1] ? 0 : 1;
    double[] axes = axes(parent);
    double offset = HALF_OFFSET * Math.exp(rows[at + SurfelRows.LOG_SCALE + axis]);
    for (int k = 0; k < 3; k++) {
      float d = (float) (offset * axes[3 * axis + k]);
      rows[at + k] += d;
      rows[child * ROW + k] -= d;
    }
    for (int side : new int[] {parent, child}) {
      rows[side * ROW + SurfelRows.LOG_SCALE + axis] += (float) Math.log(HALF_SCALE);
      clearMoments(side);
      surfels.derive(side);
    }
  }

  /** The two tangents in world axes. */
  private double[] axes(int i) {
    int at = i * ROW + SurfelRows.ROTATION;
    double w = surfels.rows[at];
    double x = surfels.rows[at + 1];
    double y = surfels.rows[at + 2];
    double z = surfels.rows[at + 3];
    double norm2 = w * w + x * x + y * y + z * z;
    if (norm2 < 1e-24) {
      return new double[] {1, 0, 0, 0, 1, 0};
    }
    double two = 2 / norm2;
    return new double[] {
      1 - two * (y * y + z * z),
      two * (x * y + w * z),
      two * (x * z - w * y),
      two * (x * y - w * z),
      1 - two * (x * x + z * z),
      two * (y * z + w * x)
    };
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
