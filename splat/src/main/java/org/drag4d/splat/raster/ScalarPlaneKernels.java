package org.drag4d.splat.raster;

import java.util.Arrays;

/** The loops in plain Java. */
final class ScalarPlaneKernels implements PlaneKernels {
  private static final float[] TAPS = {T0, T1, T2, T3, T4, T5};
  private static final int PAD = RowImage.PAD;

  @Override
  public void products(float[] x, float[] y, int at, int n, float[] out, int to, int step) {
    for (int i = 0; i < n; i++) {
      float value = x[at + i];
      out[to + i] = value;
      out[to + step + i] = value * value;
      out[to + 2 * step + i] = value * y[at + i];
    }
  }

  @Override
  public void blurColumns(
      float[] in, int a, int b, int c, int d, int e, int stride, float[] out, int to) {
    int[] groups = {a, b, c, d, e};
    for (int row = 0; row < 4; row++) {
      Arrays.fill(out, to + row * stride, to + (row + 1) * stride, 0);
      for (int k = -5; k <= 5; k++) {
        int source = groups[(8 + row + k) / 4] + (8 + row + k) % 4 * stride;
        for (int i = 0; i < stride; i++) {
          out[to + row * stride + i] += TAPS[Math.abs(k)] * in[source + i];
        }
      }
    }
  }

  @Override
  public void blurRows(
      float[] in,
      int from,
      int fromStride,
      float[] out,
      int to,
      int toStride,
      int rows,
      int width) {
    for (int row = 0; row < rows; row++) {
      for (int i = PAD; i < PAD + width; i++) {
        int k = from + row * fromStride + i;
        float sum = T0 * in[k];
        for (int tap = 1; tap <= 5; tap++) {
          sum += TAPS[tap] * (in[k - tap] + in[k + tap]);
        }
        out[to + row * toStride + i] = sum;
      }
    }
  }

  @Override
  public void similarity(
      float[] s,
      int from,
      int to,
      int step,
      float[] known,
      int mean,
      int square,
      float[] weights,
      int weight,
      float scale,
      int gathered,
      int width) {
    for (int i = PAD; i < PAD + width; i++) {
      float muX = s[from + i];
      float muY = known[mean + i];
      float sxx = s[from + step + i] - muX * muX;
      float sxy = s[from + 2 * step + i] - muX * muY;
      float syy = known[square + i] - muY * muY;
      float a = 2 * muX * muY + C1;
      float b = 2 * sxy + C2;
      float d = muX * muX + muY * muY + C1;
      float e = sxx + syy + C2;
      float inverse = 1 / (d * e);
      float ssim = a * b * inverse;
      float dxx = -ssim * d * inverse;
      float dxy = 2 * a * inverse;
      float dMu = 2 * muY * b * inverse - 2 * muX * ssim * e * inverse - 2 * muX * dxx - muY * dxy;
      float w = weights[weight + i];
      float g = w * scale;
      s[to + i] = g * dMu;
      s[to + step + i] = g * dxx;
      s[to + 2 * step + i] = g * dxy;
      s[gathered + i] += w * (1 - ssim);
    }
  }

  @Override
  public void combine(
      float[] s,
      int blurred,
      int step,
      float[] x,
      float[] y,
      int at,
      float[] weights,
      int weight,
      float absolute,
      int gathered,
      float[] out,
      int width) {
    for (int i = PAD; i < PAD + width; i++) {
      float difference = x[at + i] - y[at + i];
      float w = weights[weight + i] * absolute;
      s[gathered + i] += w * Math.abs(difference);
      out[at + i] =
          w * Math.signum(difference)
              + s[blurred + i]
              + 2 * x[at + i] * s[blurred + step + i]
              + y[at + i] * s[blurred + 2 * step + i];
    }
  }

  @Override
  public void compose(
      float[] maps, int colour, int transmittance, float behind, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = maps[colour + i] + Math.abs(maps[transmittance + i]) * behind;
    }
  }

  @Override
  public void colours(
      float[] state,
      int d,
      int behind,
      int plane,
      float[] maps,
      int colour,
      int transmittance,
      float[] background,
      int n) {
    for (int i = 0; i < n; i++) {
      float through = Math.abs(maps[transmittance + i]);
      float sum = 0;
      for (int c = 0; c < 3; c++) {
        float seen = maps[colour + c * plane + i] + through * background[c];
        sum += state[d + c * plane + i] * seen;
      }
      state[behind + i] = sum;
    }
  }

  @Override
  public void depthLoss(
      float[] state,
      int dDepth,
      int dAlpha,
      int behind,
      float[] maps,
      int depth,
      int transmittance,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n) {
    for (int i = 0; i < n; i++) {
      float inverse = known[source + i];
      float counts = Math.min(1, inverse * GeometryLoss.KNOWN);
      float alpha = 1 - Math.abs(maps[transmittance + i]);
      float residual = maps[depth + i] * inverse - alpha * counts;
      float sign = Math.max(-1, Math.min(1, residual * (1 / GeometryLoss.SOFT)));
      float toDepth = weight * sign * inverse;
      float toAlpha = -weight * sign * counts;
      state[dDepth + i] = toDepth;
      state[dAlpha + i] = toAlpha;
      state[behind + i] += toDepth * maps[depth + i] + toAlpha * alpha;
      loss[i] = sign * (residual - sign * (GeometryLoss.SOFT / 2));
    }
  }

  @Override
  public void normalLoss(
      float[] state,
      int d,
      int behind,
      int plane,
      float[] maps,
      int normal,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n) {
    for (int i = 0; i < n; i++) {
      float sum = 0;
      for (int c = 0; c < 3 * plane; c += plane) {
        float along = known[source + c + i];
        float seen = maps[normal + c + i];
        state[d + c + i] = -weight * along;
        state[behind + i] -= weight * along * seen;
        sum += along * (along - seen); // known normals have unit length
      }
      loss[i] = sum;
    }
  }
}
