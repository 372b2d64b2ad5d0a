package org.drag4d.splat.raster;

/**
 * The loops over rows of pictures and planes of tiles: the photometric loss and what a pixel has
 * for itself. Lengths are multiples of 16; what lies beyond a picture's width is zero and stays so.
 */
interface PlaneKernels {
  /** Taps of the SSIM window, from the middle outwards; standard deviation 1.5. */
  float T0 = 0.26601172f;

  float T1 = 0.21300554f;
  float T2 = 0.10936069f;
  float T3 = 0.03600077f;
  float T4 = 0.00759876f;
  float T5 = 0.00102838f;

  /** Constants of SSIM. */
  float C1 = 1e-4f;

  float C2 = 9e-4f;

  /**
   * Writes x, x² and x y of a row.
   *
   * @param at place of the row in x and y, its pad included
   * @param n floats of the row, pads included
   * @param out receives three rows from place {@code to}, {@code step} apart
   */
  void products(float[] x, float[] y, int at, int n, float[] out, int to, int step);

  /**
   * Blurs four rows down the columns. What is loaded once serves four times.
   *
   * @param in groups of four rows, {@code stride} from row to row
   * @param a place of the group two before that of the four rows
   * @param b place of the group before
   * @param c place of the four rows
   * @param d place of the group after
   * @param e place of the group two after
   * @param out receives four rows from place {@code to}
   */
  void blurColumns(float[] in, int a, int b, int c, int d, int e, int stride, float[] out, int to);

  /**
   * Blurs along rows.
   *
   * @param in rows with pads, the first from place {@code from}, {@code fromStride} apart
   * @param out receives the rows with pads, {@code toStride} apart; the pads become zero
   * @param rows how many
   * @param width pixels
   */
  void blurRows(
      float[] in, int from, int fromStride, float[] out, int to, int toStride, int rows, int width);

  /**
   * SSIM of a row and the three fields whose blurs make its gradient (surfel-splatting section 8).
   *
   * @param s rows with pads
   * @param from place in s of the means of x; those of x² and x y follow, {@code step} apart
   * @param to place in s of three rows that receive the fields, {@code step} apart
   * @param known holds the means of y and y²
   * @param mean place of the former
   * @param square place of the latter
   * @param weights a row with pads
   * @param scale what the fields are multiplied by
   * @param gathered place in s of a row that gathers weight × (1 - SSIM)
   */
  void similarity(
      float[] s,
      int from,
      int to,
      int step,
      float[] known,
      int mean,
      int square,
      float[] weights,
      int weight,
      float scale,
      int gathered,
      int width);

  /**
   * Gradient of a row out of the blurred fields, plus that of L1.
   *
   * @param blurred place in s of three rows of blurred fields, {@code step} apart
   * @param absolute weight of |x - y|
   * @param gathered place in s of a row that gathers weight × |x - y|
   */
  void combine(
      float[] s,
      int blurred,
      int step,
      float[] x,
      float[] y,
      int at,
      float[] weights,
      int weight,
      float absolute,
      int gathered,
      float[] out,
      int width);

  /** to[i] = colour[i] + |transmittance[i]| × behind. */
  void compose(float[] maps, int colour, int transmittance, float behind, float[] to, int n);

  /**
   * behind[i] = Σ over the three channels of d[i] (colour[i] + |transmittance[i]| × background).
   *
   * @param d place of the first channel's plane in the state, {@code plane} apart from the next
   * @param colour place of the first channel's plane in the maps, {@code plane} apart from the next
   */
  void colours(
      float[] state,
      int d,
      int behind,
      int plane,
      float[] maps,
      int colour,
      int transmittance,
      float[] background,
      int n);

  /**
   * Gradient and value of the loss of known depth; see {@link GeometryLoss}.
   *
   * @param known 1 / known z, from place {@code source}
   * @param loss receives the loss per pixel, without the weight
   */
  void depthLoss(
      float[] state,
      int dDepth,
      int dAlpha,
      int behind,
      float[] maps,
      int depth,
      int transmittance,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n);

  /**
   * Gradient and value of the loss of known normals.
   *
   * @param d place of the first axis's plane in the state, {@code plane} apart from the next
   * @param normal place of the first axis's plane in the maps, {@code plane} apart from the next
   * @param source place of the first axis's plane in {@code known}, {@code plane} apart too
   * @param loss receives the loss per pixel, without the weight
   */
  void normalLoss(
      float[] state,
      int d,
      int behind,
      int plane,
      float[] maps,
      int normal,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n);
}
