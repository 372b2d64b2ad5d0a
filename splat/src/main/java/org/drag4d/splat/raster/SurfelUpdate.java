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
  private static final int ROW = SurfelRows.ROW;

  /** Place in a row of means where the number of steps of the surfel is kept. */
  static final int STEPS = SurfelRows.PARAMETERS;

  private static final float[] MEAN_CORRECTION = corrections(TileKernels.MEAN_DECAY, 256);
  private static final float[] SQUARE_CORRECTION = corrections(TileKernels.SQUARE_DECAY, 16384);

  private final TileKernels kernels;
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
  final float[] restRates = new float[48];

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
    final float[] row = new float[ROW];
    final float[] rest = new float[48];
    final double[] sums = new double[TileKernels.SUMS];
    final double[] basis = new double[16];
    final double[] slope = new double[48];
    final double[] position = new double[3];
  }

  SurfelUpdate(TileKernels kernels, Workers workers) {
    this.kernels = kernels;
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
    workers.forEach((seen.visible + CHUNK - 1) / CHUNK, body);
  }

  private void chunk(int chunk, int worker) {
    Scratch s = scratch[worker];
    int to = Math.min(seen.visible, (chunk + 1) * CHUNK);
    for (int v = chunk * CHUNK; v < to; v++) {
      sum(v, s.sums);
      int surfel = seen.surfelOf[v];
      gradient(surfel, v, s);
      if (!apply) {
        System.arraycopy(s.row, 0, gradients, surfel * ROW, ROW);
        System.arraycopy(s.rest, 0, restGradients, surfel * surfels.restStride, surfels.restStride);
        continue;
      }
      step(surfel, s);
    }
  }

  /** Sums the slots of a surfel in the order of the tiles. */
  private void sum(int visible, double[] sums) {
    Arrays.fill(sums, 0);
    int start = bins.pairsStart[visible];
    int end = start + bins.pairsCount[visible];
    for (int i = start; i < end; i++) {
      int at = bins.pairsOf[i] * TileKernels.SUMS;
      for (int k = 0; k < TileKernels.SUMS; k++) {
        sums[k] += slots[at + k];
      }
    }
  }

  private void step(int surfel, Scratch s) {
    float check = 0;
    for (int k = 0; k < SurfelRows.PARAMETERS; k++) {
      check += s.row[k] * 0;
    }
    if (check != 0) {
      return; // not finite: better no step than a broken surfel
    }
    int at = surfel * ROW;
    int steps = (int) mean[at + STEPS];
    float meanCorrection = MEAN_CORRECTION[Math.min(steps, MEAN_CORRECTION.length - 1)];
    float squareCorrection = SQUARE_CORRECTION[Math.min(steps, SQUARE_CORRECTION.length - 1)];
    kernels.adam(
        surfels.rows, at, s.row, mean, square, ROW, rates, meanCorrection, squareCorrection);
    mean[at + STEPS] = steps + 1;
    if (activeDegree > 0) {
      kernels.adam(
          surfels.rest,
          surfel * surfels.restStride,
          s.rest,
          restMean,
          restSquare,
          surfels.restStride,
          restRates,
          meanCorrection,
          squareCorrection);
    }
    surfels.updateBounds(surfel);
  }

  private void gradient(int i, int visible, Scratch s) {
    double[] r = view.rotation();
    double[] c = view.centre();
    float[] rows = surfels.rows;
    double[] g = s.sums;
    int at = i * ROW;
    double wx = rows[at] - c[0];
    double wy = rows[at + 1] - c[1];
    double wz = rows[at + 2] - c[2];
    double px = r[0] * wx + r[1] * wy + r[2] * wz;
    double py = r[3] * wx + r[4] * wy + r[5] * wz;
    double pz = r[6] * wx + r[7] * wy + r[8] * wz;
    double qw = rows[at + SurfelRows.ROTATION];
    double qx = rows[at + SurfelRows.ROTATION + 1];
    double qy = rows[at + SurfelRows.ROTATION + 2];
    double qz = rows[at + SurfelRows.ROTATION + 3];
    double norm2 = qw * qw + qx * qx + qy * qy + qz * qz;
    boolean degenerate = norm2 < 1e-24;
    if (degenerate) {
      qw = norm2 = 1;
      qx = qy = qz = 0;
    }
    double unit = 1 / Math.sqrt(norm2);
    qw *= unit;
    qx *= unit;
    qy *= unit;
    qz *= unit;
    double su = Math.exp(rows[at + SurfelRows.LOG_SCALE]);
    double sv = Math.exp(rows[at + SurfelRows.LOG_SCALE + 1]);
    double ux = 1 - 2 * (qy * qy + qz * qz);
    double uy = 2 * (qx * qy + qw * qz);
    double uz = 2 * (qx * qz - qw * qy);
    double vx = 2 * (qx * qy - qw * qz);
    double vy = 1 - 2 * (qx * qx + qz * qz);
    double vz = 2 * (qy * qz + qw * qx);
    double ax = su * (r[0] * ux + r[1] * uy + r[2] * uz);
    double ay = su * (r[3] * ux + r[4] * uy + r[5] * uz);
    double az = su * (r[6] * ux + r[7] * uy + r[8] * uz);
    double bx = sv * (r[0] * vx + r[1] * vy + r[2] * vz);
    double by = sv * (r[3] * vx + r[4] * vy + r[5] * vz);
    double bz = sv * (r[6] * vx + r[7] * vy + r[8] * vz);
    double nx = ay * bz - az * by;
    double ny = az * bx - ax * bz;
    double nz = ax * by - ay * bx;
    double det = nx * px + ny * py + nz * pz;
    double inverse = 1 / det;
    // Rows of M⁻¹.
    double i0x = (by * pz - bz * py) * inverse;
    double i0y = (bz * px - bx * pz) * inverse;
    double i0z = (bx * py - by * px) * inverse;
    double i1x = (py * az - pz * ay) * inverse;
    double i1y = (pz * ax - px * az) * inverse;
    double i1z = (px * ay - py * ax) * inverse;
    double i2x = nx * inverse;
    double i2y = ny * inverse;
    double i2z = nz * inverse;
    double uu = g[TileKernels.SUM_UU];
    double uv = g[TileKernels.SUM_UV];
    double vv = g[TileKernels.SUM_VV];
    double hu = g[TileKernels.SUM_U];
    double hv = g[TileKernels.SUM_V];
    double eu = g[TileKernels.SUM_EU];
    double ev = g[TileKernels.SUM_EV];
    double e = g[TileKernels.SUM_F] - uu - vv;
    // dM = M⁻ᵀ G, column by column.
    double dax = i0x * uu + i1x * uv + i2x * eu;
    double day = i0y * uu + i1y * uv + i2y * eu;
    double daz = i0z * uu + i1z * uv + i2z * eu;
    double dbx = i0x * uv + i1x * vv + i2x * ev;
    double dby = i0y * uv + i1y * vv + i2y * ev;
    double dbz = i0z * uv + i1z * vv + i2z * ev;
    double dpx = i0x * hu + i1x * hv + i2x * e;
    double dpy = i0y * hu + i1y * hv + i2y * e;
    double dpz = i0z * hu + i1z * hv + i2z * e;
    // The filter moves with the projected centre; 2 = 1 / sigma².
    double fx = 2 * g[TileKernels.SUM_DX] * view.focalX() / pz;
    double fy = 2 * g[TileKernels.SUM_DY] * view.focalY() / pz;
    dpx += fx;
    dpy += fy;
    dpz -= (fx * px + fy * py) / pz;

    // Section 9.6, in units of half the picture.
    double screenX = (dax * az + dbx * bz + dpx * pz) / view.focalX() * view.width() / 2;
    double screenY = (day * az + dby * bz + dpy * pz) / view.focalY() * view.height() / 2;
    if (apply) {
      screenGradient[2 * i] += (float) Math.sqrt(screenX * screenX + screenY * screenY);
      screenGradient[2 * i + 1]++;
    }

    float[] row = s.row;
    row[SurfelRows.LOG_SCALE] = (float) (ax * dax + ay * day + az * daz);
    row[SurfelRows.LOG_SCALE + 1] = (float) (bx * dbx + by * dby + bz * dbz);
    double opacity = 1 / (1 + Math.exp(-rows[at + SurfelRows.OPACITY_LOGIT]));
    row[SurfelRows.OPACITY_LOGIT] =
        (float) ((1 - opacity) * g[TileKernels.SUM_H] + opacityCost * opacity * (1 - opacity));
    double[] position = s.position;
    position[0] = r[0] * dpx + r[3] * dpy + r[6] * dpz;
    position[1] = r[1] * dpx + r[4] * dpy + r[7] * dpz;
    position[2] = r[2] * dpx + r[5] * dpy + r[8] * dpz;
    colour(i, visible, wx, wy, wz, s);
    row[0] = (float) position[0];
    row[1] = (float) position[1];
    row[2] = (float) position[2];

    // Gradient of the rotation matrix in world axes, columns for the tangents and the normal.
    double facing = det > 0 ? -1 : 1;
    double gnx = facing * g[TileKernels.SUM_NORMAL];
    double gny = facing * g[TileKernels.SUM_NORMAL + 1];
    double gnz = facing * g[TileKernels.SUM_NORMAL + 2];
    double g11 = su * (r[0] * dax + r[3] * day + r[6] * daz);
    double g21 = su * (r[1] * dax + r[4] * day + r[7] * daz);
    double g31 = su * (r[2] * dax + r[5] * day + r[8] * daz);
    double g12 = sv * (r[0] * dbx + r[3] * dby + r[6] * dbz);
    double g22 = sv * (r[1] * dbx + r[4] * dby + r[7] * dbz);
    double g32 = sv * (r[2] * dbx + r[5] * dby + r[8] * dbz);
    double g13 = r[0] * gnx + r[3] * gny + r[6] * gnz;
    double g23 = r[1] * gnx + r[4] * gny + r[7] * gnz;
    double g33 = r[2] * gnx + r[5] * gny + r[8] * gnz;
    double dw = 2 * (qx * (g32 - g23) + qy * (g13 - g31) + qz * (g21 - g12));
    double dx =
        2 * (-2 * qx * (g22 + g33) + qy * (g12 + g21) + qz * (g13 + g31) + qw * (g32 - g23));
    double dy = 2 * (qx * (g12 + g21) - 2 * qy * (g11 + g33) + qz * (g23 + g32) + qw * (g13 - g31));
    double dz = 2 * (qx * (g13 + g31) + qy * (g23 + g32) - 2 * qz * (g11 + g22) + qw * (g21 - g12));
    double along = dw * qw + dx * qx + dy * qy + dz * qz;
    if (degenerate) {
      unit = 0;
    }
    row[SurfelRows.ROTATION] = (float) ((dw - qw * along) * unit);
    row[SurfelRows.ROTATION + 1] = (float) ((dx - qx * along) * unit);
    row[SurfelRows.ROTATION + 2] = (float) ((dy - qy * along) * unit);
    row[SurfelRows.ROTATION + 3] = (float) ((dz - qz * along) * unit);
  }

  /** Colour coefficients, and what the direction adds to the position's gradient. */
  private void colour(int i, int visible, double wx, double wy, double wz, Scratch s) {
    int record = visible * Projection.RECORD + Projection.RED;
    double[] g = s.sums;
    for (int c = 0; c < 3; c++) {
      if (!(seen.records[record + c] > 0)) {
        g[TileKernels.SUM_COLOUR + c] = 0; // clamped
      }
      s.row[SurfelRows.COLOUR + c] =
          (float) (SphericalHarmonics.C0 * g[TileKernels.SUM_COLOUR + c]);
    }
    if (activeDegree == 0) {
      return;
    }
    Arrays.fill(s.rest, 0);
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
        double d = g[TileKernels.SUM_COLOUR + c];
        s.rest[at] = (float) (s.basis[k] * d);
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
