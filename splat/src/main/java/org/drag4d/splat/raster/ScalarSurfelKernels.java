package org.drag4d.splat.raster;

import java.util.Arrays;

/** The loops over surfels in plain Java. */
final class ScalarSurfelKernels implements SurfelKernels {
  @Override
  public int inside(
      float[] x,
      float[] y,
      float[] z,
      float[] radius,
      int from,
      int to,
      float[] planes,
      int[] found) {
    int count = 0;
    for (int i = from; i < to; i++) {
      boolean inside = true;
      for (int p = 0; p < 4 * PLANES; p += 4) {
        float distance =
            planes[p] * x[i] + planes[p + 1] * y[i] + planes[p + 2] * z[i] + planes[p + 3];
        inside &= distance > (p == 0 ? 0 * radius[i] : -radius[i]);
      }
      if (inside) {
        found[count++] = i;
      }
    }
    return count;
  }

  @Override
  public void blockIntervals(
      float[] shapes,
      int shape,
      int blockHeight,
      int firstRow,
      int lastRow,
      float[] intervals,
      int at) {
    float ex = shapes[shape + Projection.ELLIPSE_X];
    float ey = shapes[shape + Projection.ELLIPSE_Y];
    float hy = shapes[shape + Projection.HALF_Y];
    float slope = shapes[shape + Projection.SLOPE];
    float longest2 = shapes[shape + Projection.LONGEST2];
    float inverseYy = shapes[shape + Projection.INVERSE_YY];
    float rightmost = shapes[shape + Projection.RIGHTMOST];
    float radius = shapes[shape + Projection.CIRCLE];
    float cx = shapes[shape + Projection.MIDDLE_X];
    float cy = shapes[shape + Projection.MIDDLE_Y];
    float slack = shapes[shape + Projection.SLACK];
    for (int i = at; i < at + WINDOW_ROWS; i++) {
      int row = firstRow + i - at;
      intervals[i] = intervals[2 * WINDOW_ROWS + i] = NOTHING;
      if (row > lastRow) {
        continue;
      }
      float ya = row * blockHeight + 0.5f;
      float yb = ya + blockHeight - 1;
      float ta = Math.max(ya - ey - slack, -hy);
      float tb = Math.min(yb - ey + slack, hy);
      if (ta <= tb) {
        float right = Math.clamp(rightmost, ta, tb);
        float left = Math.clamp(-rightmost, ta, tb);
        double insideRight = longest2 * Math.max(0, 1 - right * right * inverseYy);
        double insideLeft = longest2 * Math.max(0, 1 - left * left * inverseYy);
        intervals[i] = ex + slope * left - (float) Math.sqrt(insideLeft) - slack;
        intervals[WINDOW_ROWS + i] = ex + slope * right + (float) Math.sqrt(insideRight) + slack;
      }
      float d = Math.max(0, Math.max(ya - cy, cy - yb));
      float half2 = radius * radius - d * d;
      if (half2 >= 0) {
        float half = (float) Math.sqrt(half2) + slack;
        intervals[2 * WINDOW_ROWS + i] = cx - half;
        intervals[3 * WINDOW_ROWS + i] = cx + half;
      }
    }
  }

  @Override
  public void blockMasks(
      float[] intervals, int from, int firstColumn, int lastColumn, long[] masks, int at) {
    Arrays.fill(masks, at, at + WINDOW_MASKS, 0);
    for (int row = 0; row < WINDOW_ROWS; row++) {
      long mask = 0;
      for (int i = from + row; i < from + WINDOW_INTERVALS; i += 2 * WINDOW_ROWS) {
        int a = (int) Math.ceil((intervals[i] - 3.5f) * 0.25f) - firstColumn;
        int b = (int) Math.floor((intervals[i + WINDOW_ROWS] - 0.5f) * 0.25f);
        b = Math.min(b, lastColumn) - firstColumn;
        a = Math.max(a, 0);
        b = Math.min(b, WINDOW_COLUMNS - 1);
        mask |= a <= b ? (2L << b - a) - 1 << a : 0;
      }
      masks[at + (row >> 1)] |= mask << 32 * (row & 1);
    }
  }

  @Override
  public void sum(float[] slots, int[] pairs, int from, int to, float[] sums, int at) {
    Arrays.fill(sums, at, at + TileKernels.SUMS, 0);
    for (int i = from; i < to; i++) {
      int slot = pairs[i] * TileKernels.SUMS;
      for (int k = 0; k < TileKernels.SUMS; k++) {
        sums[at + k] += slots[slot + k];
      }
    }
  }

  @Override
  public boolean finite(float[] values, int at) {
    float check = 0;
    for (int i = at; i < at + 16; i++) {
      check += values[i] * 0;
    }
    return check == 0;
  }

  @Override
  public void adam(
      float[] values,
      int at,
      float[] gradients,
      int from,
      float[] mean,
      float[] square,
      int length,
      float[] rates,
      float meanCorrection,
      float squareCorrection) {
    for (int i = 0; i < length; i++) {
      float g = gradients[from + i];
      float m = mean[at + i] + (g - mean[at + i]) * (1 - MEAN_DECAY);
      float v = square[at + i] + (g * g - square[at + i]) * (1 - SQUARE_DECAY);
      mean[at + i] = m;
      square[at + i] = v;
      values[at + i] -=
          rates[i]
              * (m * meanCorrection / ((float) Math.sqrt(v * squareCorrection) + ADAM_EPSILON));
    }
  }
}
