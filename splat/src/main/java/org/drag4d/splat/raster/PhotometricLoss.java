package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * (1 - s) mean|I - I*| + s (1 - mean SSIM), and its gradient with respect to I (surfel-splatting
 * section 8): window of 11 taps, standard deviation 1.5, zeros outside the picture, per channel,
 * mean over all pixels and channels. A pixel's weight multiplies its terms.
 *
 * <p>Blurs run down the columns first and then along the rows.
 */
final class PhotometricLoss {
  private static final int BAND = 32;
  private static final int PAD = RowImage.PAD;

  private final PlaneKernels kernels;
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

  PhotometricLoss(PlaneKernels kernels, Workers workers) {
    this.kernels = kernels;
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
      int at = (channel * rendered.height + row) * stride;
      int below = rendered.height - 1 - row;
      kernels.blurColumns(x, at, stride, row, below, s, 0);
      kernels.blurColumnsOfProduct(x, x, at, stride, row, below, s, stride);
      kernels.blurColumnsOfProduct(x, y, at, stride, row, below, s, 2 * stride);
      kernels.blurRows(s, 0, stride, s, 5 * stride, stride, 3, width);
      int cache = target.cachePlace(channel, row);
      float[] known = s;
      int mean = 8 * stride;
      int square = 9 * stride;
      if (cache >= 0 && target.cached()) {
        known = target.cache;
        mean = cache;
        square = cache + target.cacheOffset();
      } else {
        kernels.blurColumns(y, at, stride, row, below, s, 3 * stride);
        kernels.blurColumnsOfProduct(y, y, at, stride, row, below, s, 4 * stride);
        kernels.blurRows(s, 3 * stride, stride, s, mean, stride, 2, width);
        if (cache >= 0) {
          System.arraycopy(s, mean, target.cache, cache, stride);
          System.arraycopy(s, square, target.cache, cache + target.cacheOffset(), stride);
        }
      }
      int weight = target.weightPlace(row);
      kernels.similarity(s, stride, known, mean, square, target.weights, weight, scale, width);
      int field = 3 * rendered.height * stride;
      kernels.blurRows(s, 10 * stride, stride, fields.values, at, field, 3, width);
    }
    double loss = 0;
    for (int i = total + PAD; i < total + PAD + width; i++) {
      loss += s[i];
    }
    bandLoss[task] = loss * structure / (3.0 * width * rendered.height);
  }

  /** The gradient out of the blurred fields, and L1. */
  private void combine(int task, int worker) {
    int channel = task / bands;
    int first = task % bands * BAND;
    int last = Math.min(rendered.height, first + BAND);
    int width = rendered.width;
    int stride = rendered.stride;
    float[] s = scratch[worker];
    int total = 15 * stride;
    Arrays.fill(s, total, total + stride, 0);
    float absolute = (1 - structure) / (3f * width * rendered.height);
    for (int row = first; row < last; row++) {
      int below = rendered.height - 1 - row;
      for (int field = 0; field < 3; field++) {
        int from = ((3 * field + channel) * rendered.height + row) * stride;
        kernels.blurColumns(fields.values, from, stride, row, below, s, field * stride);
      }
      int at = (channel * rendered.height + row) * stride;
      int weight = target.weightPlace(row);
      kernels.combine(
          s,
          stride,
          rendered.values,
          target.picture.values,
          at,
          target.weights,
          weight,
          absolute,
          gradient.values,
          width);
    }
    double loss = 0;
    for (int i = total + PAD; i < total + PAD + width; i++) {
      loss += s[i];
    }
    bandLoss[task] += loss;
  }
}
