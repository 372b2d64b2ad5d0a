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
 *   <li>a shape of 16 floats for binning: the ellipse beyond which the surfel's alpha is below
 *       1/255 (section 5), the circle of the low-pass filter, and what follows from them.
 * </ul>
 *
 * <p>Visible surfels have places in the order of the rows, with a few gaps: those that passed the
 * test of their bounding spheres, and then turned out to be invisible.
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

  static final int SHAPE = 16;

  /** Centre of the ellipse and half its width and height. */
  static final int ELLIPSE_X = 0;

  static final int ELLIPSE_Y = 1;
  static final int HALF_X = 2;
  static final int HALF_Y = 3;

  /**
   * Of the ellipse's intervals on the rows: dx / dy of their middles, squared half length of the
   * longest, 1 / half height squared, and y of the rightmost point from the centre.
   */
  static final int SLOPE = 4;

  static final int LONGEST2 = 5;
  static final int INVERSE_YY = 6;
  static final int RIGHTMOST = 7;

  /** Radius and centre of the circle. */
  static final int CIRCLE = 8;

  static final int MIDDLE_X = 9;
  static final int MIDDLE_Y = 10;

  /** What intervals are longer for the sake of rounding. */
  static final int SLACK = 11;

  /** Bounds of ellipse and circle together. */
  static final int LEFT = 12;

  static final int RIGHT = 13;
  static final int TOP = 14;
  static final int BOTTOM = 15;

  static final double NEAR = 0.2;

  /** Numbers beyond this are not worked with. */
  static final double LARGEST_NUMBER = 1e30;

  /** Value of {@link #HALF_X} for a disc that crosses the camera's plane. */
  static final float CROSSING = -1;

  /** The same at the place of an invisible surfel. */
  static final float NOTHING = -2;

  /** Pixels, and share of the place, that intervals are longer for the sake of rounding. */
  static final float ABSOLUTE_SLACK = 2e-3f;

  static final float RELATIVE_SLACK = 1e-6f;

  /** Added to squares of half axes, so that a sliver can be divided by. */
  static final double SLIVER = 1e-12;

  /** Value of {@link #depthKeys} there. */
  static final int GAP = 0;

  private static final int CHUNK = 2048;
  private static final int BATCH = SurfelColumns.BATCH;

  private final SurfelKernels kernels;
  private final ColumnKernels calculations;
  private final Workers workers;
  private final Workers.Body culling = this::cull;
  private final Workers.Body body = this::chunk;
  private final Scratch[] scratch;

  // Inputs of the running pass.
  private SurfelRows surfels;
  private View view;
  private int activeDegree;

  /** Near plane and sides of what the camera sees, as {@link SurfelKernels#inside} wants them. */
  private final float[] planes = new float[4 * SurfelKernels.PLANES];

  // Per chunk: how many passed the test, where their places begin, how many are visible.
  private int[] chunkCount = new int[0];
  private int[] chunkStart = new int[0];
  private int[] chunkVisible = new int[0];

  /** The surfels that passed the test; those of a chunk from the chunk's first number. */
  private int[] passed = new int[0];

  /** How many surfels are visible. */
  int visible;

  /** How many places there are. */
  int places;

  /** Row of the surfel at each place; -1 in a gap. */
  int[] surfelOf = new int[0];

  float[] records = new float[0];
  float[] shapes = new float[0];

  /** Depth of the centre, as bits that order like the depth. */
  int[] depthKeys = new int[0];

  private static final class Scratch {
    final int[] inside = new int[CHUNK];
    final double[] basis = new double[16];
    final SurfelColumns columns = new SurfelColumns();
  }

  Projection(TileKernels kernels, Workers workers) {
    this.kernels = kernels.surfels();
    calculations = kernels.columns();
    this.workers = workers;
    scratch = new Scratch[workers.count()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch();
    }
  }

  /** Looks at all surfels with colours up to a degree. */
  void project(SurfelRows surfels, View view, int activeDegree) {
    this.surfels = surfels;
    this.view = view;
    this.activeDegree = Math.min(activeDegree, surfels.degree);
    int n = surfels.count;
    int chunks = (n + CHUNK - 1) / CHUNK;
    if (passed.length < n) {
      int room = n + n / 8;
      passed = new int[room];
      chunkCount = new int[room / CHUNK + 2];
      chunkStart = new int[room / CHUNK + 2];
      chunkVisible = new int[room / CHUNK + 2];
    }
    for (Scratch s : scratch) {
      s.columns.setCamera(view);
    }
    pyramid();
    workers.forEach(chunks, culling);
    places = 0;
    for (int c = 0; c < chunks; c++) {
      chunkStart[c] = places;
      places += chunkCount[c];
    }
    if (surfelOf.length < places) {
      int room = places + places / 4;
      surfelOf = new int[room];
      records = new float[room * RECORD];
      shapes = new float[room * SHAPE];
      depthKeys = new int[room];
    }
    workers.forEach(chunks, body);
    visible = 0;
    for (int c = 0; c < chunks; c++) {
      visible += chunkVisible[c];
    }
  }

  private void cull(int chunk, int worker) {
    SurfelRows s = surfels;
    int from = chunk * CHUNK;
    int to = Math.min(s.count, from + CHUNK);
    int[] inside = scratch[worker].inside;
    int count = kernels.inside(s.x, s.y, s.z, s.radius, from, to, planes, inside);
    System.arraycopy(inside, 0, passed, from, count);
    chunkCount[chunk] = count;
  }

  private void chunk(int chunk, int worker) {
    Scratch s = scratch[worker];
    int first = chunk * CHUNK;
    int count = chunkCount[chunk];
    int place = chunkStart[chunk];
    int end = place + count;
    for (int from = 0; from < count; from += BATCH) {
      int batch = Math.min(BATCH, count - from);
      for (int i = 0; i < batch; i++) {
        s.columns.put(i, surfels, passed[first + from + i], view.centre());
      }
      calculations.frame(s.columns, batch);
      calculations.record(s.columns, batch);
      calculations.shape(s.columns, batch);
      for (int i = 0; i < batch; i++) {
        if (s.columns.values[SurfelColumns.VISIBLE * BATCH + i] != 0) {
          take(s, i, passed[first + from + i], place++);
        }
      }
    }
    chunkVisible[chunk] = place - chunkStart[chunk];
    for (; place < end; place++) {
      surfelOf[place] = -1;
      depthKeys[place] = GAP;
      shapes[place * SHAPE + HALF_X] = NOTHING;
    }
  }

  /** Takes a visible surfel out of the columns. */
  private void take(Scratch s, int index, int surfel, int place) {
    double[] c = s.columns.values;
    int at = SurfelColumns.SHAPE * BATCH + index;
    for (int k = 0; k < SHAPE; k++) {
      shapes[place * SHAPE + k] = (float) c[at + k * BATCH];
    }
    at = SurfelColumns.RECORD * BATCH + index;
    int to = place * RECORD;
    for (int k = 0; k < RED; k++) {
      records[to + k] = (float) c[at + k * BATCH];
    }
    for (int k = NORMAL; k < RECORD; k++) {
      records[to + k] = (float) c[at + k * BATCH];
    }
    double wx = c[SurfelColumns.PLACE * BATCH + index];
    double wy = c[(SurfelColumns.PLACE + 1) * BATCH + index];
    double wz = c[(SurfelColumns.PLACE + 2) * BATCH + index];
    colour(surfel, to + RED, wx, wy, wz, s.basis);
    float depth = (float) c[(SurfelColumns.P + 2) * BATCH + index];
    depthKeys[place] = Float.floatToRawIntBits(depth);
    surfelOf[place] = surfel;
  }

  /**
   * The sides of what the camera sees, 3 px further out because of the low-pass filter. Rounding of
   * large coordinates is allowed for.
   */
  private void pyramid() {
    double margin = 3;
    plane(0, 0, 0, 1, NEAR);
    plane(1, view.focalX(), 0, view.principalX() + margin, 0);
    plane(2, -view.focalX(), 0, view.width() - view.principalX() + margin, 0);
    plane(3, 0, view.focalY(), view.principalY() + margin, 0);
    plane(4, 0, -view.focalY(), view.height() - view.principalY() + margin, 0);
  }

  private void plane(int index, double x, double y, double z, double distance) {
    double norm = Math.sqrt(x * x + y * y + z * z);
    double[] r = view.rotation();
    double offset = -distance;
    double rounding = 1e-4;
    for (int k = 0; k < 3; k++) {
      double along = (x * r[k] + y * r[3 + k] + z * r[6 + k]) / norm;
      planes[4 * index + k] = (float) along;
      offset -= along * view.centre()[k];
      rounding += 1e-6 * Math.abs(along * view.centre()[k]);
    }
    planes[4 * index + 3] = (float) (offset + rounding);
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
    records[o] = (float) Math.max(0, red);
    records[o + 1] = (float) Math.max(0, green);
    records[o + 2] = (float) Math.max(0, blue);
  }
}
