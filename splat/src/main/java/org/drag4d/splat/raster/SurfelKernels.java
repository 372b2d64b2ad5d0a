package org.drag4d.splat.raster;

/** The inner loops over surfels, one implementation per instruction set. */
interface SurfelKernels {
  /** Decay rates and guard of Adam. */
  float MEAN_DECAY = 0.9f;

  float SQUARE_DECAY = 0.999f;
  float ADAM_EPSILON = 1e-15f;

  /** Planes that {@link #inside} tests: the near plane and the four sides of the view. */
  int PLANES = 5;

  /**
   * Finds the surfels whose bounding spheres are not wholly outside one of some planes.
   *
   * @param x of the centres
   * @param y of the centres
   * @param z of the centres
   * @param radius of the spheres; NaN for a surfel that is not to be found
   * @param from first surfel
   * @param to end of the surfels
   * @param planes {@link #PLANES} times inward unit normal and offset: inside is where normal · p +
   *     offset exceeds 0
   * @param found receives the numbers, in their order, from its start
   * @return how many
   */
  int inside(
      float[] x,
      float[] y,
      float[] z,
      float[] radius,
      int from,
      int to,
      float[] planes,
      int[] found);

  /**
   * What a surfel covers in {@link #WINDOW_ROWS} rows of blocks: for the ellipse and the circle of
   * its shape one interval each. Exact, because both are convex.
   *
   * @param shapes of {@link Projection}
   * @param shape place of the surfel's
   * @param blockHeight pixels
   * @param firstRow first row of blocks
   * @param lastRow last row of blocks that counts
   * @param intervals receives from place {@code at} x of the left ends ({@link #NOTHING} if a row
   *     is not touched) and right ends of the ellipse, then of the circle, a number per row each
   */
  void blockIntervals(
      float[] shapes,
      int shape,
      int blockHeight,
      int firstRow,
      int lastRow,
      float[] intervals,
      int at);

  /**
   * Which blocks have pixel centres in {@link #blockIntervals}.
   *
   * @param from place of the intervals
   * @param firstColumn first column of blocks, which bit 0 stands for; bit 31 is the last
   * @param lastColumn last column of blocks that counts
   * @param masks receives from place {@code at} the columns that are touched, 32 bits per row: the
   *     upper row of two in the low half
   */
  void blockMasks(
      float[] intervals, int from, int firstColumn, int lastColumn, long[] masks, int at);

  /** Right of all pixels. */
  float NOTHING = 1e6f;

  /** Rows and columns of blocks that are looked at together. */
  int WINDOW_ROWS = 16;

  int WINDOW_COLUMNS = 32;

  /** Places that the intervals of so many rows take, and the masks. */
  int WINDOW_INTERVALS = 4 * WINDOW_ROWS;

  int WINDOW_MASKS = WINDOW_ROWS / 2;

  /**
   * Adds up the slots of a surfel, in their order.
   *
   * @param slots {@link TileKernels#SUMS} floats per pair
   * @param pairs which pairs
   * @param from first entry of the pairs
   * @param to end of the entries
   * @param sums receives the totals, from place {@code at}
   */
  void sum(float[] slots, int[] pairs, int from, int to, float[] sums, int at);

  /**
   * Reads rows for nothing but to have them in the cache: the loads of such a loop overlap, which
   * those of the long calculations that follow do not.
   *
   * @param rows the rows
   * @param length floats of a row
   * @param which numbers of rows
   * @param from first entry of {@code which}
   * @param to end of the entries
   * @return something that depends on all of them, so that the reading is not left out
   */
  static float touch(float[] rows, int length, int[] which, int from, int to) {
    float a = 0;
    float b = 0;
    for (int i = from; i < to; i++) {
      int at = which[i] * length;
      a += rows[at];
      b += rows[at + length - 1];
    }
    return a + b;
  }

  /** Says whether 16 numbers from a place on are all finite. */
  boolean finite(float[] values, int at);

  /**
   * One step of Adam (Kingma and Ba, 2015; no weight decay) for some parameters of one surfel.
   *
   * @param values the parameters, from place {@code at}
   * @param gradients theirs, from place {@code from}
   * @param mean running means, same places as the values
   * @param square running mean squares, same places as the values
   * @param length how many; a multiple of 16
   * @param rates the learning rate of each, from 0
   * @param meanCorrection 1 / (1 - 0.9^steps)
   * @param squareCorrection 1 / (1 - 0.999^steps)
   */
  void adam(
      float[] values,
      int at,
      float[] gradients,
      int from,
      float[] mean,
      float[] square,
      int length,
      float[] rates,
      float meanCorrection,
      float squareCorrection);
}
