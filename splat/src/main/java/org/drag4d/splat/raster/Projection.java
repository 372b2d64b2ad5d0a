package org.drag4d.splat.raster;

import org.drag4d.task.Workers;

/**
 * Which surfels a view sees, and as what. Per visible surfel:
 *
 * <ul>
 *   <li>a record of 16 floats for the kernels. With M = [a b p] of the plane in the camera's frame
 *       (see surfel-splatting section 4), M⁻¹ times the ray of a pixel is (u, v, 1) / z, and affine
 *       in the pixel's offset (dx, dy) from the projected centre: (0, 0, 1 / centre z) + dx A + dy
 *       B. The record holds A and B of the three rows, 1 / centre z, the projected centre, log2 of
 *       the opacity, the colour and the unit normal;
 *   <li>a shape of 8 floats for binning: centre and covariance of the ellipse beyond which the
 *       surfel's alpha is below 1/255 (section 5), radius and centre of the circle of the low-pass
 *       filter.
 * </ul>
 *
 * <p>Visible surfels are numbered in the order of the rows.
 */
final class Projection {
  static final int RECORD = 16;
  static final int A_U = 0;
  static final int B_U = 1;
  static final int A_V = 2;
  static final int B_V = 3;
  static final int A_K = 4;
  static final int B_K = 5;
  static final int C_K = 6;
  static final int CENTRE_X = 7;
  static final int CENTRE_Y = 8;
  static final int LOG2_OPACITY = 9;
  static final int RED = 10;
  static final int NORMAL = 13;

  static final int SHAPE = 8;
  static final int ELLIPSE_X = 0;
  static final int ELLIPSE_Y = 1;
  static final int COV_XX = 2;
  static final int COV_XY = 3;
  static final int COV_YY = 4;
  static final int CIRCLE = 5;
  static final int MIDDLE_X = 6;
  static final int MIDDLE_Y = 7;

  static final double NEAR = 0.2;
  private static final int CHUNK = 2048;
  private static final double LN_255 = Math.log(255);
  private static final double LOG2_E = 1 / Math.log(2);

  private final Workers workers;
  private final Workers.Body body = this::chunk;
  private final Workers.Body compaction = this::compact;

  // Inputs of the running pass.
  private SurfelRows surfels;
  private View view;
  private int activeDegree;

  /** Inward unit normals, in world axes, of the four sides of what the camera sees. */
  private final float[] sides = new float[12];

  // Per chunk.
  private int[] chunkCount = new int[0];
  private int[] chunkStart = new int[0];
  private int[] chunkSurfel = new int[0];
  private float[] chunkRecords = new float[0];
  private final double[][] bases;

  /** How many surfels are visible. */
  int visible;

  /** Row of each visible surfel. */
  int[] surfelOf = new int[0];

  float[] records = new float[0];
  float[] shapes = new float[0];

  /** Depth of the centre, as bits that order like the depth. */
  int[] depthKeys = new int[0];

  private float[] chunkShapes = new float[0];
  private int[] chunkKeys = new int[0];

  Projection(Workers workers) {
    this.workers = workers;
    bases = new double[workers.count()][16];
  }

  /** Looks at all surfels with colours up to a degree. */
  void project(SurfelRows surfels, View view, int activeDegree) {
    this.surfels = surfels;
    this.view = view;
    this.activeDegree = Math.min(activeDegree, surfels.degree);
    int n = surfels.count;
    int chunks = (n + CHUNK - 1) / CHUNK;
    if (chunkSurfel.length < n) {
      int room = n + n / 8;
      chunkSurfel = new int[room];
      chunkRecords = new float[room * RECORD];
      chunkShapes = new float[room * SHAPE];
      chunkKeys = new int[room];
      chunkCount = new int[room / CHUNK + 2];
      chunkStart = new int[room / CHUNK + 2];
    }
    pyramid();
    workers.forEach(chunks, body);
    visible = 0;
    for (int c = 0; c < chunks; c++) {
      chunkStart[c] = visible;
      visible += chunkCount[c];
    }
    if (surfelOf.length < visible) {
      int room = visible + visible / 4;
      surfelOf = new int[room];
      records = new float[room * RECORD];
      shapes = new float[room * SHAPE];
      depthKeys = new int[room];
    }
    workers.forEach(chunks, compaction);
  }

  private void compact(int chunk, int worker) {
    int from = chunk * CHUNK;
    int to = chunkStart[chunk];
    int n = chunkCount[chunk];
    System.arraycopy(chunkSurfel, from, surfelOf, to, n);
    System.arraycopy(chunkKeys, from, depthKeys, to, n);
    System.arraycopy(chunkRecords, from * RECORD, records, to * RECORD, n * RECORD);
    System.arraycopy(chunkShapes, from * SHAPE, shapes, to * SHAPE, n * SHAPE);
  }

  private void chunk(int chunk, int worker) {
    View v = view;
    double[] r = v.rotation();
    float r20 = (float) r[6];
    float r21 = (float) r[7];
    float r22 = (float) r[8];
    float ox = (float) v.centre()[0];
    float oy = (float) v.centre()[1];
    float oz = (float) v.centre()[2];
    float[] bounds = surfels.bounds;
    int from = chunk * CHUNK;
    int to = Math.min(surfels.count, from + CHUNK);
    int found = from;
    for (int i = from; i < to; i++) {
      float x = bounds[4 * i] - ox;
      float y = bounds[4 * i + 1] - oy;
      float z = bounds[4 * i + 2] - oz;
      float depth = r20 * x + r21 * y + r22 * z;
      float reach = -3.5f * bounds[4 * i + 3] - 1e-4f;
      if (depth > 0.19f
          && sides[0] * x + sides[1] * y + sides[2] * z > reach
          && sides[3] * x + sides[4] * y + sides[5] * z > reach
          && sides[6] * x + sides[7] * y + sides[8] * z > reach
          && sides[9] * x + sides[10] * y + sides[11] * z > reach
          && surfel(i, found, bases[worker])) {
        chunkSurfel[found++] = i;
      }
    }
    chunkCount[chunk] = found - from;
  }

  /** The sides of what the camera sees, 3 px further out because of the low-pass filter. */
  private void pyramid() {
    double margin = 3;
    side(0, view.focalX(), 0, view.principalX() + margin);
    side(3, -view.focalX(), 0, view.width() - view.principalX() + margin);
    side(6, 0, view.focalY(), view.principalY() + margin);
    side(9, 0, -view.focalY(), view.height() - view.principalY() + margin);
  }

  private void side(int at, double x, double y, double z) {
    double norm = Math.sqrt(x * x + y * y + z * z);
    double[] r = view.rotation();
    for (int k = 0; k < 3; k++) {
      sides[at + k] = (float) ((x * r[k] + y * r[3 + k] + z * r[6 + k]) / norm);
    }
  }

  /**
   * Writes record, shape and key of a surfel. Double precision throughout: slivers and discs that
   * cross the camera's plane are ill-conditioned.
   *
   * @return whether it can touch a pixel
   */
  private boolean surfel(int i, int to, double[] basis) {
    View v = view;
    double[] r = v.rotation();
    float[] rows = surfels.rows;
    int at = i * SurfelRows.ROW;
    double wx = rows[at] - v.centre()[0];
    double wy = rows[at + 1] - v.centre()[1];
    double wz = rows[at + 2] - v.centre()[2];
    double pz = r[6] * wx + r[7] * wy + r[8] * wz;
    double logit = rows[at + SurfelRows.OPACITY_LOGIT];
    double exp = Math.exp(-logit);
    double radius2 = 2 * (LN_255 - Math.log(1 + exp)) + 1e-4;
    if (!(pz > NEAR) || !(radius2 > 1e-4)) {
      return false;
    }
    double px = r[0] * wx + r[1] * wy + r[2] * wz;
    double py = r[3] * wx + r[4] * wy + r[5] * wz;

    double qw = rows[at + SurfelRows.ROTATION];
    double qx = rows[at + SurfelRows.ROTATION + 1];
    double qy = rows[at + SurfelRows.ROTATION + 2];
    double qz = rows[at + SurfelRows.ROTATION + 3];
    double norm2 = qw * qw + qx * qx + qy * qy + qz * qz;
    if (norm2 < 1e-24) {
      qw = norm2 = 1;
      qx = qy = qz = 0;
    }
    double two = 2 / norm2;
    double su = Math.exp(rows[at + SurfelRows.LOG_SCALE]);
    double sv = Math.exp(rows[at + SurfelRows.LOG_SCALE + 1]);
    double ux = 1 - two * (qy * qy + qz * qz);
    double uy = two * (qx * qy + qw * qz);
    double uz = two * (qx * qz - qw * qy);
    double vx = two * (qx * qy - qw * qz);
    double vy = 1 - two * (qx * qx + qz * qz);
    double vz = two * (qy * qz + qw * qx);
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
    double ifx = inverse / v.focalX();
    double ify = inverse / v.focalY();
    if (!Double.isFinite(ifx * ify)) {
      return false; // seen exactly edge-on, or too large or too small for numbers
    }
    double depth = 1 / pz;
    double cx = v.focalX() * px * depth + v.principalX();
    double cy = v.focalY() * py * depth + v.principalY();

    // Section 5, with the projected centre as origin.
    double txu = v.focalX() * ax + (v.principalX() - cx) * az;
    double txv = v.focalX() * bx + (v.principalX() - cx) * bz;
    double tyu = v.focalY() * ay + (v.principalY() - cy) * az;
    double tyv = v.focalY() * by + (v.principalY() - cy) * bz;
    double dww = radius2 * (az * az + bz * bz) - pz * pz;
    double circle = Math.sqrt(radius2 / 2);
    int shape = to * SHAPE;
    if (dww < -1e-6 * pz * pz) {
      double f = radius2 / dww;
      double ex = f * (txu * az + txv * bz);
      double ey = f * (tyu * az + tyv * bz);
      double cxx = ex * ex - f * (txu * txu + txv * txv);
      double cyy = ey * ey - f * (tyu * tyu + tyv * tyv);
      double cxy = ex * ey - f * (txu * tyu + txv * tyv);
      double hx = Math.sqrt(cxx);
      double hy = Math.sqrt(cyy);
      if (Math.max(cx + circle, cx + ex + hx) < 0.5
          || Math.min(cx - circle, cx + ex - hx) > v.width() - 0.5
          || Math.max(cy + circle, cy + ey + hy) < 0.5
          || Math.min(cy - circle, cy + ey - hy) > v.height() - 0.5) {
        return false;
      }
      chunkShapes[shape + ELLIPSE_X] = (float) (cx + ex);
      chunkShapes[shape + ELLIPSE_Y] = (float) (cy + ey);
      chunkShapes[shape + COV_XX] = (float) cxx;
      chunkShapes[shape + COV_XY] = (float) cxy;
      chunkShapes[shape + COV_YY] = (float) cyy;
    } else {
      chunkShapes[shape + COV_XX] = -1; // crosses the camera's plane: no ellipse
    }
    chunkShapes[shape + CIRCLE] = (float) circle;
    chunkShapes[shape + MIDDLE_X] = (float) cx;
    chunkShapes[shape + MIDDLE_Y] = (float) cy;
    chunkKeys[to] = Float.floatToRawIntBits((float) pz);

    float[] record = chunkRecords;
    int o = to * RECORD;
    record[o + A_U] = (float) ((by * pz - bz * py) * ifx);
    record[o + B_U] = (float) ((bz * px - bx * pz) * ify);
    record[o + A_V] = (float) ((py * az - pz * ay) * ifx);
    record[o + B_V] = (float) ((pz * ax - px * az) * ify);
    record[o + A_K] = (float) (nx * ifx);
    record[o + B_K] = (float) (ny * ify);
    record[o + C_K] = (float) depth;
    record[o + CENTRE_X] = (float) cx;
    record[o + CENTRE_Y] = (float) cy;
    record[o + LOG2_OPACITY] = (float) (-LOG2_E * Math.log(1 + exp));
    if (!Float.isFinite(
        record[o] * 0 + record[o + 1] * 0 + record[o + 2] * 0 + record[o + 3] * 0)) {
      return false;
    }
    double facing = (det > 0 ? -1 : 1) / Math.sqrt(nx * nx + ny * ny + nz * nz);
    record[o + NORMAL] = (float) (nx * facing);
    record[o + NORMAL + 1] = (float) (ny * facing);
    record[o + NORMAL + 2] = (float) (nz * facing);
    colour(i, o + RED, wx, wy, wz, basis);
    return true;
  }

  private void colour(int i, int o, double wx, double wy, double wz, double[] basis) {
    int at = i * SurfelRows.ROW + SurfelRows.COLOUR;
    double red = SphericalHarmonics.C0 * surfels.rows[at] + 0.5;
    double green = SphericalHarmonics.C0 * surfels.rows[at + 1] + 0.5;
    double blue = SphericalHarmonics.C0 * surfels.rows[at + 2] + 0.5;
    if (activeDegree > 0) {
      double distance = 1 / Math.sqrt(wx * wx + wy * wy + wz * wz);
      SphericalHarmonics.basis(activeDegree, wx * distance, wy * distance, wz * distance, basis);
      int rest = i * surfels.restStride;
      int functions = (activeDegree + 1) * (activeDegree + 1);
      for (int k = 1; k < functions; k++) {
        red += basis[k] * surfels.rest[rest++];
        green += basis[k] * surfels.rest[rest++];
        blue += basis[k] * surfels.rest[rest++];
      }
    }
    chunkRecords[o] = (float) Math.max(0, red);
    chunkRecords[o + 1] = (float) Math.max(0, green);
    chunkRecords[o + 2] = (float) Math.max(0, blue);
  }
}
