package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * (1 - s) mean|I - I*| + s (1 - mean SSIM), and its gradient with respect to I (surfel-splatting
 * section 8): window of 11 taps, standard deviation 1.5, zeros outside the picture, per channel,
 * mean over all pixels and channels. A pixel's weight multiplies its terms.
 *
 * <p>Blurs run down the columns first and then along the rows, four rows at a time: the rows that
 * the next four need are kept in a ring that stays in the cache, so that nothing is written to
 * memory but the gradient. The rows that the second blur needs beyond a band are computed by both
 * neighbours.
 */
final class PhotometricLoss {
  /** Rows of a task. */
  private static final int BAND = 64;

  /** Taps of the window on either side of the middle. */
  private static final int REACH = 5;

  /** Rows of a group. */
  private static final int GROUP = 4;

  /** Groups that the taps of one group's rows reach. */
  private static final int RING = 5;

  private static final int PAD = RowImage.PAD;

  /** What is blurred of a picture or pair of pictures: three rows per row. */
  private static final int FIELDS = 3;

  private static final int GROUP_ROWS = FIELDS * GROUP;

  // Rows of the working memory: rings of products, of products of the target, and of blurred
  // fields;
  // a group blurred down the columns, then along the rows; its fields; means of the target; what is
  // not wanted, and sums.
  private static final int PRODUCTS = 0;
  private static final int TARGETS = RING * GROUP_ROWS;
  private static final int GRADIENTS = 2 * RING * GROUP_ROWS;
  private static final int COLUMNS = 3 * RING * GROUP_ROWS;
  private static final int MEANS = COLUMNS + GROUP_ROWS;
  private static final int FIELD = MEANS + GROUP_ROWS;
  private static final int KNOWN = FIELD + GROUP_ROWS;
  private static final int IGNORED = KNOWN + GROUP_ROWS;
  private static final int DISSIMILAR = IGNORED + 1;
  private static final int DIFFERENT = DISSIMILAR + 1;
  private static final int ROWS = DIFFERENT + 1;

  private final PlaneKernels kernels;
  private final Workers workers;
  private final Workers.Body body = this::band;
  private final Workers.Body caching = this::cache;
  private final AlignedFloats[] memory;
  private final float[][] scratch;

  private RowImage rendered;
  private TargetPicture target;
  private RowImage gradient;
  private float structure;
  private int bands;
  private int stride;
  private double[] bandLoss = new double[0];

  PhotometricLoss(PlaneKernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    memory = new AlignedFloats[workers.count()];
    scratch = new float[workers.count()][];
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
    if (bandLoss.length < FIELDS * bands) {
      bandLoss = new double[FIELDS * bands];
    }
    boolean otherWidth = stride != rendered.stride;
    stride = rendered.stride;
    for (int w = 0; w < scratch.length; w++) {
      if (otherWidth) {
        memory[w] = new AlignedFloats(ROWS * stride);
      }
      scratch[w] = memory[w].settled();
    }
    if (!target.cached() && target.cache.length != 0) {
      workers.forEach(3 * bands, caching);
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
    int from = first / GROUP - 2;
    int to = (last + GROUP - 1) / GROUP;
    for (int group = from; group < to + 2; group++) {
      products(target.picture.values, TARGETS, channel, group, s);
      if (group >= from + 4) {
        int row = (group - 2) * GROUP;
        int at = target.cachePlace(channel, row);
        int end = Math.min(last, row + GROUP);
        targetMeans(group - 2, row, end, s, target.cache, at, target.cacheOffset());
      }
    }
  }

  /** Means of y and y² of some rows of a group. */
  private void targetMeans(int group, int from, int to, float[] s, float[] out, int at, int step) {
    for (int field = 0; field < 2; field++) {
      blurColumns(s, TARGETS, field, group);
      alongRows(s, COLUMNS, field, from % GROUP, to - from, out, at + field * step);
    }
  }

  private void band(int task, int worker) {
    int channel = task / bands;
    int first = task % bands * BAND;
    int last = Math.min(rendered.height, first + BAND);
    float[] s = scratch[worker];
    Arrays.fill(s, DISSIMILAR * stride, ROWS * stride, 0);
    int from = first / GROUP;
    int to = (last + GROUP - 1) / GROUP;
    for (int group = from - 4; group < to + 4; group++) {
      products(rendered.values, PRODUCTS, channel, group, s);
      if (target.cache.length == 0) {
        products(target.picture.values, TARGETS, channel, group, s);
      }
      if (group >= from) {
        fields(channel, group - 2, first, last, s);
      }
      if (group >= from + 4) {
        combine(channel, group - 4, last, s);
      }
    }
    double pixels = 3.0 * rendered.width * rendered.height;
    bandLoss[task] = gathered(s, DISSIMILAR) * structure / pixels + gathered(s, DIFFERENT);
  }

  private double gathered(float[] s, int row) {
    int from = row * stride + PAD;
    double sum = 0;
    for (int i = from; i < from + rendered.width; i++) {
      sum += s[i];
    }
    return sum;
  }

  /** Place in a ring of a group's rows of a field. */
  private int place(int ring, int field, int group) {
    return (ring + Math.floorMod(group, RING) * GROUP_ROWS + field * GROUP) * stride;
  }

  /** Puts a group into a ring of products; rows outside the picture are zero. */
  private void products(float[] x, int ring, int channel, int group, float[] s) {
    for (int k = 0; k < GROUP; k++) {
      int row = group * GROUP + k;
      int to = place(ring, 0, group) + k * stride;
      if (row >= 0 && row < rendered.height) {
        int at = (channel * rendered.height + row) * stride;
        kernels.products(x, target.picture.values, at, stride, s, to, GROUP * stride);
      } else {
        clear(s, to);
      }
    }
  }

  /** Clears one row of each field. */
  private void clear(float[] s, int at) {
    for (int field = 0; field < FIELDS; field++) {
      int from = at + field * GROUP * stride;
      Arrays.fill(s, from, from + stride, 0);
    }
  }

  /** Blurs a group of a field down the columns. */
  private void blurColumns(float[] s, int ring, int field, int group) {
    kernels.blurColumns(
        s,
        place(ring, field, group - 2),
        place(ring, field, group - 1),
        place(ring, field, group),
        place(ring, field, group + 1),
        place(ring, field, group + 2),
        stride,
        s,
        (COLUMNS + field * GROUP) * stride);
  }

  /** Blurs some rows of a group of a field along the rows. */
  private void alongRows(
      float[] s, int group, int field, int first, int rows, float[] out, int to) {
    int from = (group + field * GROUP + first) * stride;
    kernels.blurRows(s, from, stride, out, to, stride, rows, rendered.width);
  }

  /**
   * Local statistics, SSIM and the fields whose blurs make the gradient, those already blurred
   * along the rows, for the rows of a group that the band needs.
   */
  private void fields(int channel, int group, int first, int last, float[] s) {
    int width = rendered.width;
    int height = rendered.height;
    float scale = -structure / (3f * width * height);
    int top = group * GROUP;
    int from = Math.max(top, Math.max(0, first - REACH));
    int to = Math.min(top + GROUP, Math.min(height, last + REACH));
    for (int row = top; row < top + GROUP; row++) {
      if (row < 0 || row >= height) {
        clear(s, place(GRADIENTS, 0, group) + (row - top) * stride);
      }
    }
    if (from >= to) {
      return;
    }
    float[] known = target.cache;
    int mean = target.cachePlace(channel, from);
    int square = mean + target.cacheOffset();
    if (mean < 0) {
      known = s;
      mean = KNOWN * stride;
      square = mean + GROUP * stride;
      targetMeans(group, from, to, s, s, mean, GROUP * stride);
    }
    for (int field = 0; field < FIELDS; field++) {
      blurColumns(s, PRODUCTS, field, group);
      int means = (MEANS + field * GROUP) * stride;
      alongRows(s, COLUMNS, field, from - top, to - from, s, means);
    }
    for (int row = from; row < to; row++) {
      int k = (row - from) * stride;
      boolean own = row >= first && row < last;
      kernels.similarity(
          s,
          MEANS * stride + k,
          FIELD * stride + k,
          GROUP * stride,
          known,
          mean + k,
          square + k,
          target.weights,
          target.weightPlace(row),
          scale,
          (own ? DISSIMILAR : IGNORED) * stride,
          width);
    }
    for (int field = 0; field < FIELDS; field++) {
      int gradients = place(GRADIENTS, field, group) + (from - top) * stride;
      alongRows(s, FIELD, field, 0, to - from, s, gradients);
    }
  }

  /** The gradient out of the blurred fields, and L1, for a group. */
  private void combine(int channel, int group, int last, float[] s) {
    int width = rendered.width;
    int height = rendered.height;
    float absolute = (1 - structure) / (3f * width * height);
    for (int field = 0; field < FIELDS; field++) {
      blurColumns(s, GRADIENTS, field, group);
    }
    int top = group * GROUP;
    for (int row = top; row < Math.min(last, top + GROUP); row++) {
      kernels.combine(
          s,
          (COLUMNS + row - top) * stride,
          GROUP * stride,
          rendered.values,
          target.picture.values,
          (channel * height + row) * stride,
          target.weights,
          target.weightPlace(row),
          absolute,
          DIFFERENT * stride,
          gradient.values,
          width);
    }
  }
}
