package org.drag4d.splat.raster;

import static org.drag4d.splat.raster.Projection.A_K;
import static org.drag4d.splat.raster.Projection.A_U;
import static org.drag4d.splat.raster.Projection.A_V;
import static org.drag4d.splat.raster.Projection.B_K;
import static org.drag4d.splat.raster.Projection.B_U;
import static org.drag4d.splat.raster.Projection.B_V;
import static org.drag4d.splat.raster.Projection.CENTRE_X;
import static org.drag4d.splat.raster.Projection.CENTRE_Y;
import static org.drag4d.splat.raster.Projection.C_K;
import static org.drag4d.splat.raster.Projection.LOG2_OPACITY;
import static org.drag4d.splat.raster.Projection.RED;

import java.util.Arrays;

/** The kernels in plain Java, for when jdk.incubator.vector is missing. Blocks are 4 × 4 pixels. */
final class ScalarTileKernels implements TileKernels {
  private static final int LANES = 16;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public PlaneKernels planes() {
    return new ScalarPlaneKernels();
  }

  @Override
  public SurfelKernels surfels() {
    return new ScalarSurfelKernels();
  }

  @Override
  public ColumnKernels columns() {
    return new ScalarColumnKernels();
  }

  @Override
  public FeatureKernels features() {
    return new ScalarFeatureKernels(LANES);
  }

  @Override
  public void gather(
      float[] all, int[] which, int from, int to, float x, float y, float[] records) {
    int at = 0;
    for (int i = from; i < to; i++) {
      System.arraycopy(all, which[i] * Projection.RECORD, records, at, Projection.RECORD);
      records[at + CENTRE_X] -= x;
      records[at + CENTRE_Y] -= y;
      at += Projection.RECORD;
    }
  }

  @Override
  public void alphas(float[] r, int[] list, int from, int to, int block, float[] out) {
    int x = (block & 7) * 4;
    int y = (block >> 3) * (LANES / 4);
    int o = 0;
    for (int i = from; i < to; i++) {
      int at = list[i];
      for (int l = 0; l < LANES; l++) {
        float dx = x + (l & 3) + 0.5f - r[at + CENTRE_X];
        float dy = y + (l >> 2) + 0.5f - r[at + CENTRE_Y];
        float k = dx * r[at + A_K] + (dy * r[at + B_K] + r[at + C_K]);
        boolean inFront = k <= LARGEST_K && k > SMALLEST_K;
        float z = inFront ? 1 / k : 0;
        float qu = dx * r[at + A_U] + dy * r[at + B_U];
        float qv = dx * r[at + A_V] + dy * r[at + B_V];
        float disc = (qu * qu + qv * qv) * (z * z);
        float filter = 2 * (dx * dx + dy * dy);
        float rho = disc < filter ? disc : filter;
        float e = rho * EXPONENT + r[at + LOG2_OPACITY];
        out[o + l] = inFront && e >= LOG2_SMALLEST_ALPHA ? Math.min(LARGEST_ALPHA, exp2(e)) : 0;
        out[o + LANES + l] = z;
      }
      o += 2 * LANES;
    }
  }

  private static float exp2(float e) {
    return (float) Math.exp(e * 0.6931471805599453);
  }

  @Override
  public boolean blend(
      float[] r,
      int[] list,
      int from,
      int to,
      float[] prepared,
      float[] maps,
      int at,
      int plane,
      boolean median) {
    boolean finished = true;
    for (int l = 0; l < LANES; l++) {
      int p = at + l;
      float t = maps[p];
      for (int i = from; i < to && t > 0; i++) {
        int o = (i - from) * 2 * LANES + l;
        float alpha = prepared[o];
        if (alpha == 0) {
          continue;
        }
        float w = alpha * t;
        float next = t - w;
        if (next < STOP) {
          t = -t;
          break;
        }
        int s = list[i] + RED;
        float z = prepared[o + LANES];
        for (int k = 0; k < 3; k++) {
          maps[p + (COLOUR + k) * plane] += w * r[s + k];
          maps[p + (NORMAL + k) * plane] += w * r[s + 3 + k];
        }
        maps[p + DEPTH * plane] += w * z;
        if (median && t > 0.5f) {
          maps[p + MEDIAN * plane] = z;
        }
        t = next;
      }
      maps[p] = t;
      finished &= t < 0;
    }
    return finished;
  }

  @Override
  public void moments(
      int from, int to, float[] prepared, float[] maps, int at, float[] moments, int place) {
    int plane = TileGrid.BLOCKS * LANES + 16;
    for (int l = 0; l < LANES; l++) {
      float t = maps[at + l];
      int p = place + l;
      for (int i = from; i < to && t > 0; i++) {
        int o = (i - from) * 2 * LANES + l;
        float w = prepared[o] * t;
        if (w == 0) {
          continue;
        }
        if (t - w < STOP) {
          break;
        }
        t -= w;
        float k = 1 / prepared[o + LANES];
        if (moments[p + MOMENT_SHIFT * plane] == 0) {
          moments[p + MOMENT_SHIFT * plane] = k;
        }
        float kappa = k - moments[p + MOMENT_SHIFT * plane];
        moments[p + MOMENT_MEAN * plane] += w * kappa;
        moments[p + MOMENT_SQUARE * plane] += w * kappa * kappa;
      }
    }
  }

  @Override
  public boolean geometry(float[] r, int at, int[] blocks, int count, float[] out) {
    int o = 0;
    for (int i = 0; i < count; i++) {
      int block = blocks[i];
      for (int l = 0; l < LANES; l++) {
        float dx = (block & 7) * 4 + (l & 3) + 0.5f - r[at + CENTRE_X];
        float dy = (block >> 3) * (LANES / 4) + (l >> 2) + 0.5f - r[at + CENTRE_Y];
        float k = dx * r[at + A_K] + (dy * r[at + B_K] + r[at + C_K]);
        boolean inFront = k <= LARGEST_K && k > SMALLEST_K;
        float z = inFront ? 1 / k : 0;
        float qu = dx * r[at + A_U] + dy * r[at + B_U];
        float qv = dx * r[at + A_V] + dy * r[at + B_V];
        float disc = (qu * qu + qv * qv) * (z * z);
        float filter = 2 * (dx * dx + dy * dy);
        float rho = disc < filter ? disc : filter;
        float e = rho * EXPONENT + r[at + LOG2_OPACITY];
        float alpha = inFront && e >= LOG2_SMALLEST_ALPHA ? exp2(e) : 0;
        float free = alpha > LARGEST_ALPHA ? 0 : 1;
        out[o + l] = Math.min(LARGEST_ALPHA, alpha);
        out[o + LANES + l] = z;
        out[o + 2 * LANES + l] = qu * z;
        out[o + 3 * LANES + l] = qv * z;
        out[o + 4 * LANES + l] = disc < filter ? free : 0;
        out[o + 5 * LANES + l] = disc < filter ? 0 : free;
      }
      o += GEOMETRY * LANES;
    }
    return true;
  }

  @Override
  public void chain(
      float[] r,
      int at,
      int[] blocks,
      int count,
      float[] geometry,
      boolean filtered,
      float[] state,
      int plane,
      float[] sums,
      boolean distortion) {
    Arrays.fill(sums, 0, SUMS * LANES, 0);
    for (int i = 0; i < count; i++) {
      int block = blocks[i];
      for (int l = 0; l < LANES; l++) {
        int o = i * GEOMETRY * LANES + l;
        int b = block * LANES + l;
        float alpha = geometry[o];
        float t = state[b];
        if (alpha == 0 || t <= 0) {
          continue;
        }
        float w = alpha * t;
        float next = t - w;
        if (next < STOP) {
          state[b] = -t;
          continue;
        }
        state[b] = next;
        float z = geometry[o + LANES];
        float u = geometry[o + 2 * LANES];
        float v = geometry[o + 3 * LANES];
        float zd = z * state[b + D_DEPTH * plane];
        float g = state[b + D_ALPHA * plane] + zd;
        for (int k = 0; k < 3; k++) {
          float dc = state[b + (D_COLOUR + k) * plane];
          float dn = state[b + (D_NORMAL + k) * plane];
          g += dc * r[at + RED + k] + dn * r[at + RED + 3 + k];
          sums[(SUM_COLOUR + k) * LANES + l] += w * dc;
          sums[(SUM_NORMAL + k) * LANES + l] += w * dn;
        }
        float f = w * zd;
        if (distortion) {
          float k = 1 / z;
          float kappa = k - state[b + DISTORTION_SHIFT * plane];
          float mean = state[b + DISTORTION_MEAN * plane];
          float slope = kappa * state[b + DISTORTION_ALPHA * plane] - mean;
          g += kappa * (slope - mean) + state[b + DISTORTION_SQUARE * plane];
          f -= 2 * w * k * slope;
        }
        float behind = state[b + BEHIND * plane] - w * g;
        state[b + BEHIND * plane] = behind;
        float h = w * g - alpha / (1 - alpha) * behind;
        float onDisc = h * geometry[o + 4 * LANES];
        float onFilter = h * geometry[o + 5 * LANES];
        float e = f - onDisc * (u * u + v * v);
        sums[SUM_UU * LANES + l] += onDisc * u * u;
        sums[SUM_UV * LANES + l] += onDisc * u * v;
        sums[SUM_VV * LANES + l] += onDisc * v * v;
        sums[SUM_U * LANES + l] += onDisc * u;
        sums[SUM_V * LANES + l] += onDisc * v;
        sums[SUM_EU * LANES + l] += e * u;
        sums[SUM_EV * LANES + l] += e * v;
        sums[SUM_F * LANES + l] += f;
        sums[SUM_H * LANES + l] += onDisc + onFilter;
        float dx = (block & 7) * 4 + (l & 3) + 0.5f - r[at + CENTRE_X];
        float dy = (block >> 3) * (LANES / 4) + (l >> 2) + 0.5f - r[at + CENTRE_Y];
        sums[SUM_DX * LANES + l] += onFilter * dx;
        sums[SUM_DY * LANES + l] += onFilter * dy;
      }
    }
  }

  @Override
  public void total(float[] sums, float[] slots, int slot) {
    for (int k = 0; k < SUMS; k++) {
      float sum = 0;
      for (int l = 0; l < LANES; l++) {
        sum += sums[k * LANES + l];
      }
      slots[slot + k] = sum;
    }
  }
}
