package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * (1 - s) mean|I - I*| + s (1 - mean SSIM), and its gradient with respect to I (surfel-splatting
 * section 8): window of 11 taps, standard deviation 1.5, zeros outside the picture, per channel,
 * mean over all pixels and channels. A pixel's weight multiplies its terms.
 *
 * <p>Blurs run down the columns first and then along the rows. The picture is worked on in bands
 * that fit into the cache together with the fields between the two blurs; the rows that the second
 * blur needs beyond a band are computed by both neighbours, which costs less than to write all
 * fields to memory and read them again.
 */
final class PhotometricLoss {
  private static final int BAND = 64;

  /** Taps of the window on either side of the middle. */
  private static final int REACH = 5;

  private static final int PAD = RowImage.PAD;

  // Rows of the working memory: blurs down the columns 0 to 4, of x, x², x y, y, y²; then along the
  // rows, 5 to 9; fields 10 to 12; 13 is for what is not wanted, 15 gathers the loss.
  private static final int IGNORED = 13;
  private static final int GATHERED = 15;
  private static final int ROWS = 16;

  private final PlaneKernels kernels;
  private final Workers workers;
  private final Workers.Body body = this::band;
  private final float[][] scratch;

  /** Per worker, the three fields of a band and of the rows around it. */
  private final float[][] fields;

  private RowImage rendered;
  private TargetPicture target;
  private RowImage gradient;
  private float structure;
  private int bands;
  private double[] bandLoss = new double[0];

  PhotometricLoss(PlaneKernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    scratch = new float[workers.count()][0];
    fields = new float[workers.count()][0];
  }

  /**
   * Computes loss and gradient.
   *
   * @param rendered three channels
   * @param target of the same size
   * @param structure share of D-SSIM, in [0, 1]
   * @param gradient receives dLoss / drendered
   * @return the loss
   */
  double evaluate(RowImage rendered, TargetPicture target, float structure, RowImage gradient) {
    this.rendered = rendered;
    this.target = target;
    this.structure = structure;
    this.gradient = gradient;
    bands = (rendered.height + BAND - 1) / BAND;
    if (bandLoss.length < 3 * bands) {
      bandLoss = new double[3 * bands];
    }
    int stride = rendered.stride;
    for (int w = 0; w < scratch.length; w++) {
      if (scratch[w].length < ROWS * stride) {
        scratch[w] = new float[ROWS * stride];
        fields[w] = new float[3 * (BAND + 2 * REACH) * stride];
      }
    }
    if (!target.cached() && target.cache.length != 0) {
      workers.forEach(3 * bands, this::cache);
      target.markCached();
    }
    workers.forEach(3 * bands, body);
    double loss = 0;
    for (int i = 0; i < 3 * bands; i++) {
      loss += bandLoss[i];
    }
    return loss;
  }

  /** Local statistics of the target, which never change. */
  private void cache(int task, int worker) {
    int channel = task / bands;
    int first = task % bands * BAND;
    int last = Math.min(rendered.height, first + BAND);
    float[] s = scratch[worker];
    for (int row = first; row < last; row++) {
      int to = target.cachePlace(channel, row);
      targetStatistics(channel, row, s, target.cache, to, target.cacheOffset());
    }
  }

  private void targetStatistics(
      int channel, int row, float[] s, float[] out, int to, int outStride) {
    int stride = rendered.stride;
    int at = (channel * rendered.height + row) * stride;
    int below = rendered.height - 1 - row;
    float[] y = target.picture.values;
    kernels.blurColumns(y, at, stride, row, below, s, 3 * stride);
    kernels.blurColumnsOfProduct(y, y, at, stride, row, below, s, 4 * stride);
    kernels.blurRows(s, 3 * stride, stride, out, to, outStride, 2, rendered.width);
  }

  private void band(int task, int worker) {
    int channel = task / bands;
    int first = task % bands * BAND;
    int last = Math.min(rendered.height, first + BAND);
    int stride = rendered.stride;
    float[] s = scratch[worker];
    Arrays.fill(s, 0, ROWS * stride, 0);
    statistics(channel, first, last, s, fields[worker]);
    double pixels = 3.0 * rendered.width * rendered.height;
    bandLoss[task] = gathered(s) * structure / pixels;
    Arrays.fill(s, GATHERED * stride, (GATHERED + 1) * stride, 0);
    combine(channel, first, last, s, fields[worker]);
    bandLoss[task] += gathered(s);
  }

  private double gathered(float[] s) {
    int from = GATHERED * rendered.stride + PAD;
    double sum = 0;
    for (int i = from; i < from + rendered.width; i++) {
      sum += s[i];
    }
    return sum;
  }

  /** Local statistics, SSIM and the fields whose blurs make the gradient. */
  private void statistics(int channel, int first, int last, float[] s, float[] fields) {
    int width = rendered.width;
    int height = rendered.height;
    int stride = rendered.stride;
    int rows = BAND + 2 * REACH;
    float scale = -structure / (3f * width * height);
    int end = Math.min(height, last + REACH);
    for (int row = Math.max(0, first - REACH); row < end; row++) {
      int at = (channel * height + row) * stride;
      float[] y = target.picture.values;
      kernels.blurMoments(rendered.values, y, at, stride, row, height - 1 - row, s, 0);
      kernels.blurRows(s, 0, stride, s, 5 * stride, stride, 3, width);
      float[] known = target.cache;
      int mean = target.cachePlace(channel, row);
      int square = mean + target.cacheOffset();
      if (mean < 0) {
        known = s;
        mean = 8 * stride;
        square = 9 * stride;
        targetStatistics(channel, row, s, s, mean, stride);
      }
      boolean own = row >= first && row < last;
      kernels.similarity(
          s,
          stride,
          known,
          mean,
          square,
          target.weights,
          target.weightPlace(row),
          scale,
          (own ? GATHERED : IGNORED) * stride,
          width);
      int to = (row - first + REACH) * stride;
      kernels.blurRows(s, 10 * stride, stride, fields, to, rows * stride, 3, width);
    }
  }

  /** The gradient out of the blurred fields, and L1. */
  private void combine(int channel, int first, int last, float[] s, float[] fields) {
    int width = rendered.width;
    int height = rendered.height;
    int stride = rendered.stride;
    int rows = BAND + 2 * REACH;
    float absolute = (1 - structure) / (3f * width * height);
    for (int row = first; row < last; row++) {
      boolean lower = (row - first & 1) == 1; // blurred together with the row above
      int blurred = lower ? 3 * stride : 0;
      for (int field = 0; field < 3 && !lower; field++) {
        int from = (field * rows + row - first + REACH) * stride;
        int below = height - 1 - row;
        int to = field * stride;
        if (row + 1 < last) {
          kernels.blurTwoRows(fields, from, stride, row, below, s, to, to + 3 * stride);
        } else {
          kernels.blurColumns(fields, from, stride, row, below, s, to);
        }
      }
      kernels.combine(
          s,
          blurred,
          stride,
          rendered.values,
          target.picture.values,
          (channel * height + row) * stride,
          target.weights,
          target.weightPlace(row),
          absolute,
          gradient.values,
          width);
    }
  }
}
