package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * (1 - s) mean|I - I*| + s (1 - mean SSIM), and its gradient with respect to I (surfel-splatting
 * section 8): window of 11 taps, standard deviation 1.5, zeros outside the picture, per channel,
 * mean over all pixels and channels. A pixel's weight multiplies its terms.
 *
 * <p>Blurs run down the columns first and then along the rows; rows are written so that the
 * compiler turns their loops into vectors.
 */
final class PhotometricLoss {
  private static final int BAND = 32;
  private static final int PAD = RowImage.PAD;
  private static final float C1 = 1e-4f;
  private static final float C2 = 9e-4f;
  private static final float T0 = 0.26601172f;
  private static final float T1 = 0.21300554f;
  private static final float T2 = 0.10936069f;
  private static final float T3 = 0.03600077f;
  private static final float T4 = 0.00759876f;
  private static final float T5 = 0.00102838f;

  private final Workers workers;
  private final Workers.Body statistics = this::statistics;
  private final Workers.Body combination = this::combine;
  private final float[][] scratch;

  private RowImage rendered;
  private TargetPicture target;
  private RowImage gradient;
  private float structure;
  private int bands;
  private RowImage fields;
  private double[] bandLoss = new double[0];

  PhotometricLoss(Workers workers) {
    this.workers = workers;
    scratch = new float[workers.count()][0];
  }

  /**
   * Computes loss and gradient.
   *
   * @param rendered three channels
   * @param target of the same size
   * @param structure share of D-SSIM, in [0, 1]
   * @param fields nine channels of working memory
   * @param gradient receives dLoss / drendered
   * @return the loss
   */
  double evaluate(
      RowImage rendered,
      TargetPicture target,
      float structure,
      RowImage fields,
      RowImage gradient) {
    this.rendered = rendered;
    this.target = target;
    this.structure = structure;
    this.gradient = gradient;
    bands = (rendered.height + BAND - 1) / BAND;
    this.fields = fields;
    if (bandLoss.length < 3 * bands) {
      bandLoss = new double[3 * bands];
    }
    for (int w = 0; w < scratch.length; w++) {
      if (scratch[w].length < 16 * rendered.stride) {
        scratch[w] = new float[16 * rendered.stride];
      }
    }
    workers.forEach(3 * bands, statistics);
    workers.forEach(3 * bands, combination);
    target.markCached();
    double loss = 0;
    for (int i = 0; i < 3 * bands; i++) {
      loss += bandLoss[i];
    }
    return loss;
  }

  /** Local statistics, SSIM and the fields whose blurs make the gradient. */
  private void statistics(int task, int worker) {
    int channel = task / bands;
    int first = task % bands * BAND;
    int last = Math.min(rendered.height, first + BAND);
    int width = rendered.width;
    int stride = rendered.stride;
    float[] s = scratch[worker];
    float[] x = rendered.values;
    float[] y = target.picture.values;
    int total = 15 * stride;
    Arrays.fill(s, 0, 16 * stride, 0);
    float scale = -structure / (3f * width * rendered.height);
    for (int row = first; row < last; row++) {
      // vertically: x, x², xy, y, y²
      blurColumns(x, channel, row, s, 0);
      blurColumnsOfProduct(x, x, channel, row, s, stride);
      blurColumnsOfProduct(x, y, channel, row, s, 2 * stride);
      blurRow(s, 0, s, 5 * stride, width);
      blurRow(s, stride, s, 6 * stride, width);
      blurRow(s, 2 * stride, s, 7 * stride, width);
      int cache = target.cachePlace(channel, row);
      float[] known = s;
      int mean = 8 * stride;
      int square = 9 * stride;
      if (cache >= 0 && target.cached()) {
        known = target.cache;
        mean = cache;
        square = cache + target.cacheOffset();
      } else {
        blurColumns(y, channel, row, s, 3 * stride);
        blurColumnsOfProduct(y, y, channel, row, s, 4 * stride);
        blurRow(s, 3 * stride, s, mean, width);
        blurRow(s, 4 * stride, s, square, width);
        if (cache >= 0) {
          System.arraycopy(s, mean, target.cache, cache, stride);
          System.arraycopy(s, square, target.cache, cache + target.cacheOffset(), stride);
        }
      }
      int weights = target.weightPlace(row);
      similarity(s, stride, known, mean, square, target.weights, weights, scale, total, width);
      blurRow(s, 10 * stride, fields.values, fields.place(channel, row) - PAD, width);
      blurRow(s, 11 * stride, fields.values, fields.place(3 + channel, row) - PAD, width);
      blurRow(s, 12 * stride, fields.values, fields.place(6 + channel, row) - PAD, width);
    }
    double loss = 0;
    for (int i = total + PAD; i < total + PAD + width; i++) {
      loss += s[i];
    }
    bandLoss[task] = loss * structure / (3.0 * width * rendered.height);
  }

  /** SSIM of a row of statistics and the three fields of its gradient, times the weights. */
  private static void similarity(
      float[] s,
      int stride,
      float[] known,
      int mean,
      int square,
      float[] weights,
      int weightPlace,
      float scale,
      int total,
      int width) {
    for (int i = PAD; i < PAD + width; i++) {
      float muX = s[5 * stride + i];
      float muY = known[mean + i];
      float sxx = s[6 * stride + i] - muX * muX;
      float sxy = s[7 * stride + i] - muX * muY;
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
      float weight = weights[weightPlace + i];
      float g = weight * scale;
      s[10 * stride + i] = g * dMu;
      s[11 * stride + i] = g * dxx;
      s[12 * stride + i] = g * dxy;
      s[total + i] += weight * (1 - ssim);
    }
  }

  /** The gradient out of the blurred fields, and L1. */
  private void combine(int task, int worker) {
    int channel = task / bands;
    int first = task % bands * BAND;
    int last = Math.min(rendered.height, first + BAND);
    int width = rendered.width;
    int stride = rendered.stride;
    float[] s = scratch[worker];
    float[] x = rendered.values;
    float[] y = target.picture.values;
    float[] out = gradient.values;
    float[] weights = target.weights;
    int total = 15 * stride;
    Arrays.fill(s, total, total + stride, 0);
    float absolute = (1 - structure) / (3f * width * rendered.height);
    for (int row = first; row < last; row++) {
      blurColumns(fields.values, channel, row, s, 0);
      blurColumns(fields.values, 3 + channel, row, s, stride);
      blurColumns(fields.values, 6 + channel, row, s, 2 * stride);
      int at = rendered.place(channel, row);
      int to = gradient.place(channel, row);
      int weight = target.weightPlace(row) + PAD;
      for (int i = 0; i < width; i++) {
        float difference = x[at + i] - y[at + i];
        float w = weights[weight + i] * absolute;
        s[total + i] += w * Math.abs(difference);
        out[to + i] =
            w * Math.signum(difference)
                + s[PAD + i]
                + 2 * x[at + i] * s[stride + PAD + i]
                + y[at + i] * s[2 * stride + PAD + i];
      }
    }
    double loss = 0;
    for (int i = total; i < total + width; i++) {
      loss += s[i];
    }
    bandLoss[task] += loss;
  }

  /** Blurs down the columns, for one row; zeros outside. Writes a row with its pads. */
  private void blurColumns(float[] in, int channel, int row, float[] out, int to) {
    int height = rendered.height;
    int stride = rendered.stride;
    int base = channel * height * stride;
    int at = base + row * stride;
    if (row >= 5 && row + 5 < height) {
      int s2 = 2 * stride;
      int s3 = 3 * stride;
      int s4 = 4 * stride;
      int s5 = 5 * stride;
      for (int i = 0; i < stride; i++) {
        int k = at + i;
        float sum = T0 * in[k];
        sum = Math.fma(T1, in[k - stride] + in[k + stride], sum);
        sum = Math.fma(T2, in[k - s2] + in[k + s2], sum);
        sum = Math.fma(T3, in[k - s3] + in[k + s3], sum);
        sum = Math.fma(T4, in[k - s4] + in[k + s4], sum);
        out[to + i] = Math.fma(T5, in[k - s5] + in[k + s5], sum);
      }
      return;
    }
    for (int i = 0; i < stride; i++) {
      out[to + i] = 0;
    }
    for (int k = Math.max(-5, -row); k <= 5 && row + k < height; k++) {
      float tap = tap(k);
      int source = at + k * stride;
      for (int i = 0; i < stride; i++) {
        out[to + i] = Math.fma(tap, in[source + i], out[to + i]);
      }
    }
  }

  private void blurColumnsOfProduct(
      float[] a, float[] b, int channel, int row, float[] out, int to) {
    int height = rendered.height;
    int stride = rendered.stride;
    int base = channel * height * stride;
    int at = base + row * stride;
    if (row >= 5 && row + 5 < height) {
      int s2 = 2 * stride;
      int s3 = 3 * stride;
      int s4 = 4 * stride;
      int s5 = 5 * stride;
      for (int i = 0; i < stride; i++) {
        int k = at + i;
        float sum = T0 * (a[k] * b[k]);
        sum =
            Math.fma(
                T1, Math.fma(a[k - stride], b[k - stride], a[k + stride] * b[k + stride]), sum);
        sum = Math.fma(T2, Math.fma(a[k - s2], b[k - s2], a[k + s2] * b[k + s2]), sum);
        sum = Math.fma(T3, Math.fma(a[k - s3], b[k - s3], a[k + s3] * b[k + s3]), sum);
        sum = Math.fma(T4, Math.fma(a[k - s4], b[k - s4], a[k + s4] * b[k + s4]), sum);
        out[to + i] = Math.fma(T5, Math.fma(a[k - s5], b[k - s5], a[k + s5] * b[k + s5]), sum);
      }
      return;
    }
    for (int i = 0; i < stride; i++) {
      out[to + i] = 0;
    }
    for (int k = Math.max(-5, -row); k <= 5 && row + k < height; k++) {
      float tap = tap(k);
      int source = at + k * stride;
      for (int i = 0; i < stride; i++) {
        out[to + i] = Math.fma(tap, a[source + i] * b[source + i], out[to + i]);
      }
    }
  }

  /** Blurs along a row that has zeros on both sides; the pads of the result stay as they are. */
  private static void blurRow(float[] in, int from, float[] out, int to, int width) {
    for (int i = PAD; i < PAD + width; i++) {
      int k = from + i;
      float sum = T0 * in[k];
      sum = Math.fma(T1, in[k - 1] + in[k + 1], sum);
      sum = Math.fma(T2, in[k - 2] + in[k + 2], sum);
      sum = Math.fma(T3, in[k - 3] + in[k + 3], sum);
      sum = Math.fma(T4, in[k - 4] + in[k + 4], sum);
      out[to + i] = Math.fma(T5, in[k - 5] + in[k + 5], sum);
    }
  }

  private static float tap(int k) {
    return switch (Math.abs(k)) {
      case 0 -> T0;
      case 1 -> T1;
      case 2 -> T2;
      case 3 -> T3;
      case 4 -> T4;
      default -> T5;
    };
  }
}
