package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * From the sums of the pairs to the parameters (surfel-splatting sections 9.3 to 9.5, in the form
 * of M = [a b p] that {@link Projection} describes), and one step of Adam for the surfels that the
 * view saw. A surfel's moments and step count rest while it is not seen.
 *
 * <p>With G = [Σ h u u, Σ h u v, Σ h u; Σ h u v, Σ h v v, Σ h v; Σ e u, Σ e v, Σ e], where h =
 * alpha dLoss/dalpha on the disc, f = w z dLoss/dD and e = f - h (u² + v²): dLoss/dM = M⁻ᵀ G.
 */
final class SurfelUpdate {
  private static final int CHUNK = 512;
  private static final int BATCH = SurfelColumns.BATCH;

  /** Room for the higher colour coefficients of a surfel. */
  private static final int REST = 48;

  /** Floats from one surfel's sums to the next one's. */
  private static final int STRIDE = 32;

  private static final int ROW = SurfelRows.ROW;

  /** Place in a row of means where the number of steps of the surfel is kept. */
  static final int STEPS = SurfelRows.PARAMETERS;

  private static final float[] MEAN_CORRECTION = corrections(SurfelKernels.MEAN_DECAY, 256);
  private static final float[] SQUARE_CORRECTION = corrections(SurfelKernels.SQUARE_DECAY, 16384);

  private final SurfelKernels kernels;
  private final ColumnKernels calculations;
  private final Workers workers;
  private final Workers.Body body = this::chunk;
  private final Scratch[] scratch;

  private SurfelRows surfels;
  private View view;
  private Projection seen;
  private Binning bins;
  private float[] slots;
  private int activeDegree;
  private float opacityCost;
  private boolean apply;

  /** Learning rate of each parameter of a row. */
  final float[] rates = new float[ROW];

  /** Learning rate of the higher colour coefficients. */
  final float[] restRates = new float[REST];

  float[] mean = new float[0];
  float[] square = new float[0];
  float[] restMean = new float[0];
  float[] restSquare = new float[0];

  /** Sum over steps of the length of the screen-space gradient, and how many; per surfel. */
  float[] screenGradient = new float[0];

  /** For tests: the gradients of the rows of visible surfels, when they are not applied. */
  float[] gradients = new float[0];

  float[] restGradients = new float[0];

  private static final class Scratch {
    final float[] rows = new float[BATCH * ROW];
    final float[] rest = new float[BATCH * REST];
    final float[] sums = new float[BATCH * STRIDE];
    final int[] places = new int[BATCH];
    final int[] surfels = new int[BATCH];
    final SurfelColumns columns = new SurfelColumns();
    float touched;
    final double[] basis = new double[16];
    final double[] slope = new double[48];
    final double[] position = new double[3];
  }

  SurfelUpdate(TileKernels kernels, Workers workers) {
    this.kernels = kernels.surfels();
    calculations = kernels.columns();
    this.workers = workers;
    scratch = new Scratch[workers.count()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch();
    }
  }

  private static float[] corrections(double decay, int steps) {
    float[] table = new float[steps];
    for (int n = 0; n < steps; n++) {
      table[n] = (float) (1 / (1 - Math.pow(decay, n + 1)));
    }
    return table;
  }

  /** Makes room for the moments of so many surfels; new ones are zero. */
  void reserve(SurfelRows surfels, int count) {
    if (mean.length < count * ROW) {
      mean = Arrays.copyOf(mean, count * ROW);
      square = Arrays.copyOf(square, count * ROW);
      restMean = Arrays.copyOf(restMean, count * surfels.restStride);
      restSquare = Arrays.copyOf(restSquare, count * surfels.restStride);
      screenGradient = Arrays.copyOf(screenGradient, count * 2);
    }
  }

  /**
   * Improves the visible surfels.
   *
   * @param opacityCost weight of the mean opacity in the loss
   * @param apply false to keep the gradients instead (for tests)
   */
  void update(
      SurfelRows surfels,
      View view,
      Projection seen,
      Binning bins,
      float[] slots,
      int activeDegree,
      double opacityCost,
      boolean apply) {
    this.surfels = surfels;
    this.view = view;
    this.seen = seen;
    this.bins = bins;
    this.slots = slots;
    this.activeDegree = Math.min(activeDegree, surfels.degree);
    this.opacityCost = (float) (opacityCost / Math.max(1, surfels.count));
    this.apply = apply;
    reserve(surfels, surfels.count);
    if (!apply) {
      gradients = new float[surfels.count * ROW];
      restGradients = new float[surfels.count * surfels.restStride];
    }
    for (Scratch s : scratch) {
      s.columns.setCamera(view);
    }
    workers.forEach((seen.places + CHUNK - 1) / CHUNK, body);
  }

  private void chunk(int chunk, int worker) {
    Scratch s = scratch[worker];
    int to = Math.min(seen.places, (chunk + 1) * CHUNK);
    int place = chunk * CHUNK;
    while (place < to) {
      int batch = 0;
      for (; place < to && batch < BATCH; place++) {
        if (seen.surfelOf[place] >= 0) {
          s.places[batch++] = place;
        }
      }
      touch(s, batch);
      batch(s, batch);
    }
  }

  /** Has what the batch needs fetched from memory. */
  private void touch(Scratch s, int batch) {
    if (batch == 0) {
      return;
    }
    int last = s.places[batch - 1];
    int from = bins.pairsStart[s.places[0]];
    int to = bins.pairsStart[last] + bins.pairsCount[last];
    for (int i = 0; i < batch; i++) {
      s.surfels[i] = seen.surfelOf[s.places[i]];
    }
    s.touched =
        SurfelKernels.touch(surfels.rows, ROW, s.surfels, 0, batch)
            + SurfelKernels.touch(mean, ROW, s.surfels, 0, batch)
            + SurfelKernels.touch(square, ROW, s.surfels, 0, batch)
            + SurfelKernels.touch(slots, TileKernels.SUMS, bins.pairsOf, from, to);
  }

  private void batch(Scratch s, int batch) {
    double[] c = s.columns.values;
    for (int i = 0; i < batch; i++) {
      int place = s.places[i];
      int from = bins.pairsStart[place];
      int sums = i * STRIDE;
      kernels.sum(slots, bins.pairsOf, from, from + bins.pairsCount[place], s.sums, sums);
      s.columns.put(i, surfels, s.surfels[i], view.centre());
      for (int k = 0; k < TileKernels.SUMS; k++) {
        c[(SurfelColumns.SUMS + k) * BATCH + i] = s.sums[sums + k];
      }
    }
    calculations.frame(s.columns, batch);
    calculations.planeGradient(s.columns, batch);
    calculations.parameterGradient(s.columns, batch);
    // Two loops: what is written number by number is not to be read as a vector at once.
    for (int i = 0; i < batch; i++) {
      gradient(s.surfels[i], i, s);
    }
    for (int i = 0; i < batch; i++) {
      int surfel = s.surfels[i];
      if (apply) {
        step(surfel, i, s);
        s.columns.putLogarithms(i, surfels, surfel);
      } else {
        int stride = surfels.restStride;
        System.arraycopy(s.rows, i * ROW, gradients, surfel * ROW, ROW);
        System.arraycopy(s.rest, i * REST, restGradients, surfel * stride, stride);
      }
    }
    if (apply) {
      calculations.derive(s.columns, batch);
      for (int i = 0; i < batch; i++) {
        surfels.derive(s.surfels[i], c, SurfelColumns.DERIVED * BATCH + i, BATCH);
      }
    }
  }

  /** Takes a surfel's gradient out of the columns. */
  private void gradient(int surfel, int index, Scratch s) {
    double[] c = s.columns.values;
    float[] row = s.rows;
    int to = index * ROW;
    for (int k = 0; k < 3; k++) {
      s.position[k] = c[(SurfelColumns.D_PLACE + k) * BATCH + index];
    }
    for (int k = 0; k < 4; k++) {
      row[to + SurfelRows.ROTATION + k] = (float) c[(SurfelColumns.D_ROTATION + k) * BATCH + index];
    }
    for (int k = 0; k < 2; k++) {
      row[to + SurfelRows.LOG_SCALE + k] = (float) c[(SurfelColumns.D_SCALE + k) * BATCH + index];
    }
    double transparency = surfels.derived[surfel * SurfelRows.DERIVED + SurfelRows.TRANSPARENCY];
    double sum = s.sums[index * STRIDE + TileKernels.SUM_H];
    row[to + SurfelRows.OPACITY_LOGIT] =
        (float) (transparency * (sum + opacityCost * (1 - transparency)));
    colour(surfel, index, s);
    for (int k = 0; k < 3; k++) {
      row[to + SurfelRows.POSITION + k] = (float) s.position[k];
    }
    if (apply) {
      screenGradient[2 * surfel] += (float) c[SurfelColumns.SCREEN * BATCH + index];
      screenGradient[2 * surfel + 1]++;
    }
  }

  private void step(int surfel, int index, Scratch s) {
    if (!kernels.finite(s.rows, index * ROW)) {
      return; // better no step than a broken surfel
    }
    int at = surfel * ROW;
    int steps = (int) mean[at + STEPS];
    float meanCorrection = MEAN_CORRECTION[Math.min(steps, MEAN_CORRECTION.length - 1)];
    float squareCorrection = SQUARE_CORRECTION[Math.min(steps, SQUARE_CORRECTION.length - 1)];
    kernels.adam(
        surfels.rows,
        at,
        s.rows,
        index * ROW,
        mean,
        square,
        ROW,
        rates,
        meanCorrection,
        squareCorrection);
    mean[at + STEPS] = steps + 1;
    if (activeDegree > 0) {
      kernels.adam(
          surfels.rest,
          surfel * surfels.restStride,
          s.rest,
          index * REST,
          restMean,
          restSquare,
          surfels.restStride,
          restRates,
          meanCorrection,
          squareCorrection);
    }
  }

  /** Colour coefficients, and what the direction adds to the position's gradient. */
  private void colour(int i, int index, Scratch s) {
    int record = s.places[index] * Projection.RECORD + Projection.RED;
    int sums = index * STRIDE + TileKernels.SUM_COLOUR;
    float[] g = s.sums;
    for (int c = 0; c < 3; c++) {
      if (!(seen.records[record + c] > 0)) {
        g[sums + c] = 0; // clamped
      }
      s.rows[index * ROW + SurfelRows.COLOUR + c] = (float) (SphericalHarmonics.C0 * g[sums + c]);
    }
    if (activeDegree == 0) {
      return;
    }
    int rest = index * REST;
    Arrays.fill(s.rest, rest, rest + REST, 0);
    double[] columns = s.columns.values;
    double wx = columns[SurfelColumns.PLACE * BATCH + index];
    double wy = columns[(SurfelColumns.PLACE + 1) * BATCH + index];
    double wz = columns[(SurfelColumns.PLACE + 2) * BATCH + index];
    double distance = 1 / Math.sqrt(wx * wx + wy * wy + wz * wz);
    double x = wx * distance;
    double y = wy * distance;
    double z = wz * distance;
    SphericalHarmonics.basis(activeDegree, x, y, z, s.basis);
    SphericalHarmonics.basisGradient(activeDegree, x, y, z, s.slope);
    double gx = 0;
    double gy = 0;
    double gz = 0;
    int functions = (activeDegree + 1) * (activeDegree + 1);
    for (int k = 1; k < functions; k++) {
      double weight = 0;
      for (int c = 0; c < 3; c++) {
        int at = 3 * (k - 1) + c;
        double d = g[sums + c];
        s.rest[rest + at] = (float) (s.basis[k] * d);
        weight += d * surfels.rest[i * surfels.restStride + at];
      }
      gx += weight * s.slope[3 * k];
      gy += weight * s.slope[3 * k + 1];
      gz += weight * s.slope[3 * k + 2];
    }
    double along = gx * x + gy * y + gz * z;
    s.position[0] += (gx - along * x) * distance;
    s.position[1] += (gy - along * y) * distance;
    s.position[2] += (gz - along * z) * distance;
  }
}
