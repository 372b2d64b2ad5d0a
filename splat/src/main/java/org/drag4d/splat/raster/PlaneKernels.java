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
   * Blurs the products of two pictures down the columns, for one row.
   *
   * @param a rows
   * @param b rows of the same picture or another of its size
   * @param at place of the row, its pad included
   * @param stride from row to row
   * @param above how many rows there are above, at most 5 matter
   * @param below how many rows there are below, at most 5 matter
   * @param out receives the row from place {@code to}
   */
  void blurColumnsOfProduct(
      float[] a, float[] b, int at, int stride, int above, int below, float[] out, int to);

  /** Blurs a picture down the columns, for one row; see the other method. */
  void blurColumns(float[] in, int at, int stride, int above, int below, float[] out, int to);

  /**
   * Blurs x, x² and x y down the columns, for one row; see the other methods. What they have in
   * common is loaded once.
   *
   * @param out receives the three rows from place {@code to}, {@code stride} apart
   */
  default void blurMoments(
      float[] x, float[] y, int at, int stride, int above, int below, float[] out, int to) {
    blurColumns(x, at, stride, above, below, out, to);
    blurColumnsOfProduct(x, x, at, stride, above, below, out, to + stride);
    blurColumnsOfProduct(x, y, at, stride, above, below, out, to + 2 * stride);
  }

  /**
   * Blurs a picture down the columns, for a row and the one below it; see the other method.
   *
   * @param below how many rows there are below the upper of the two
   * @param to place of the upper row's result
   * @param toLower place of the lower row's
   */
  default void blurTwoRows(
      float[] in, int at, int stride, int above, int below, float[] out, int to, int toLower) {
    blurColumns(in, at, stride, above, below, out, to);
    blurColumns(in, at + stride, stride, above + 1, below - 1, out, toLower);
  }

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
   * @param s rows with pads: 5 to 7 hold means of x, x², x y; 10 to 12 receive the fields
   * @param known holds the means of y and y²
   * @param mean place of the former
   * @param square place of the latter
   * @param weights a row with pads
   * @param scale what the fields are multiplied by
   * @param gathered place in s of a row that gathers weight × (1 - SSIM)
   */
  void similarity(
      float[] s,
      int stride,
      float[] known,
      int mean,
      int square,
      float[] weights,
      int weight,
      float scale,
      int gathered,
      int width);

  /**
   * Gradient of a row out of the blurred fields, plus that of L1; row 15 of s gathers weight × |x -
   * y|.
   *
   * @param blurred place in s of three rows of blurred fields
   * @param absolute weight of |x - y|
   */
  void combine(
      float[] s,
      int blurred,
      int stride,
      float[] x,
      float[] y,
      int at,
      float[] weights,
      int weight,
      float absolute,
      float[] out,
      int width);

  /** to[i] = colour[i] + |transmittance[i]| × behind. */
  void compose(float[] maps, int colour, int transmittance, float behind, float[] to, int n);

  /** behind[i] += d[i] (colour[i] + |transmittance[i]| × background), in the state's planes. */
  void addColour(
      float[] state,
      int d,
      int behind,
      float[] maps,
      int colour,
      int transmittance,
      float background,
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

  /** Gradient and value of one axis of the loss of known normals; adds to the loss. */
  void normalLoss(
      float[] state,
      int d,
      int behind,
      float[] maps,
      int normal,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n);
}
