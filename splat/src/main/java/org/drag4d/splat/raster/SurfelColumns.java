package org.drag4d.splat.raster;

/**
 * A batch of surfels as columns, for the calculations that take hundreds of operations each: column
 * c holds its number of the surfels {@code 0..BATCH-1} from place {@code c * BATCH}. Double
 * precision, because slivers and discs that cross the camera's plane are ill-conditioned.
 */
final class SurfelColumns {
  /** Surfels of a batch; all columns together fit into the first cache. */
  static final int BATCH = 32;

  // What is put in: place relative to the camera in world axes, quaternion, standard deviations,
  // logarithm of the opacity.
  static final int PLACE = 0;
  static final int ROTATION = 3;
  static final int SCALE = 7;
  static final int LN_OPACITY = 9;

  // What follows from it: M = [a b p] in the camera's frame, n = a x b, det M and its inverse, one
  // over the quaternion's length (0 if it has none). The quaternion becomes a unit one.
  static final int A = 10;
  static final int B = 13;
  static final int P = 16;
  static final int N = 19;
  static final int DETERMINANT = 22;
  static final int INVERSE = 23;
  static final int UNIT = 24;

  // Projection: a record without colour, a shape, and whether the view can see it (1 or 0).
  static final int RECORD = 25;
  static final int SHAPE = RECORD + Projection.RECORD;
  static final int VISIBLE = SHAPE + Projection.SHAPE;

  // Gradients: the sums of the pairs, dLoss/dM, and what the parameters get. The screen-space
  // gradient (section 9.6) is in units of half the picture.
  static final int SUMS = 25;
  static final int D_A = SUMS + TileKernels.SUMS;
  static final int D_B = D_A + 3;
  static final int D_P = D_B + 3;
  static final int D_PLACE = D_P + 3;
  static final int D_ROTATION = D_PLACE + 3;
  static final int D_SCALE = D_ROTATION + 4;
  static final int SCREEN = D_SCALE + 2;

  // After a step, in the place of the sums: ln of the standard deviations and the opacity's logit,
  // and
  // the numbers that SurfelRows derives from them.
  static final int LOGARITHMS = SUMS;
  static final int DERIVED = LOGARITHMS + 3;

  private static final int COLUMNS = SCREEN + 1;

  // The camera: rotation to its frame (9), focal lengths, principal point, size of the picture.
  static final int FOCAL = 9;
  static final int PRINCIPAL = 11;
  static final int SIZE = 13;

  final double[] values = new double[COLUMNS * BATCH];
  final double[] camera = new double[15];

  void setCamera(View view) {
    System.arraycopy(view.rotation(), 0, camera, 0, 9);
    camera[FOCAL] = view.focalX();
    camera[FOCAL + 1] = view.focalY();
    camera[PRINCIPAL] = view.principalX();
    camera[PRINCIPAL + 1] = view.principalY();
    camera[SIZE] = view.width();
    camera[SIZE + 1] = view.height();
  }

  /** Puts a surfel in. */
  void put(int index, SurfelRows surfels, int surfel, double[] centre) {
    double[] c = values;
    float[] rows = surfels.rows;
    int at = surfel * SurfelRows.ROW;
    c[PLACE * BATCH + index] = rows[at] - centre[0];
    c[(PLACE + 1) * BATCH + index] = rows[at + 1] - centre[1];
    c[(PLACE + 2) * BATCH + index] = rows[at + 2] - centre[2];
    c[ROTATION * BATCH + index] = rows[at + SurfelRows.ROTATION];
    c[(ROTATION + 1) * BATCH + index] = rows[at + SurfelRows.ROTATION + 1];
    c[(ROTATION + 2) * BATCH + index] = rows[at + SurfelRows.ROTATION + 2];
    c[(ROTATION + 3) * BATCH + index] = rows[at + SurfelRows.ROTATION + 3];
    int derived = surfel * SurfelRows.DERIVED;
    c[SCALE * BATCH + index] = surfels.derived[derived + SurfelRows.SCALE];
    c[(SCALE + 1) * BATCH + index] = surfels.derived[derived + SurfelRows.SCALE + 1];
    c[LN_OPACITY * BATCH + index] = surfels.derived[derived + SurfelRows.LN_OPACITY];
  }

  /** Puts in the logarithms of a surfel. */
  void putLogarithms(int index, SurfelRows surfels, int surfel) {
    int at = surfel * SurfelRows.ROW;
    values[LOGARITHMS * BATCH + index] = surfels.rows[at + SurfelRows.LOG_SCALE];
    values[(LOGARITHMS + 1) * BATCH + index] = surfels.rows[at + SurfelRows.LOG_SCALE + 1];
    values[(LOGARITHMS + 2) * BATCH + index] = surfels.rows[at + SurfelRows.OPACITY_LOGIT];
  }
}
