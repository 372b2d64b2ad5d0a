package org.drag4d.splat.raster;

/**
 * The inner loops of feature channels, one implementation per instruction set, beside those of
 * {@link TileKernels}.
 *
 * <p>For one block of pixels and some surfels, both ways are a product of small matrices with the
 * same weights w = alpha T: Σ over surfels of w f gives the pixels' features, Σ over pixels of w dF
 * gives the surfels' gradients. Vectors lie along the channels, which makes neither way add up
 * lanes: a row of features, of a surfel or of a pixel, is {@link #stride} floats, of which those
 * beyond the channels are 0.
 */
interface FeatureKernels {
  /** Returns the floats from row to row of so many channels. */
  int stride(int channels);

  /**
   * Turns what {@link TileKernels#alphas} prepared into weights: the very ones of {@link
   * TileKernels#blend}, bit by bit. A finished pixel's transmittance is kept negated.
   *
   * @param count surfels
   * @param transmittance of pixels; place {@code at} is the block's first
   * @param weights receives a vector per surfel
   * @param to place of the first of them
   * @return whether all pixels of the block are finished
   */
  boolean weights(
      float[] prepared, int count, float[] transmittance, int at, float[] weights, int to);

  /**
   * Adds surfels to the pixels of a block.
   *
   * @param weights a vector per surfel
   * @param weight place of the first of them
   * @param rows features; the surfel of record r has row r / {@link Projection#RECORD}
   * @param list places of records
   * @param from first entry of the list
   * @param count entries, as many as there are weights
   * @param stride floats from row to row
   * @param pixels rows of pixels; place {@code at} is the block's first
   */
  void blend(
      float[] weights,
      int weight,
      float[] rows,
      int[] list,
      int from,
      int count,
      int stride,
      float[] pixels,
      int at);

  /**
   * Adds the gradients of the pixels of a block to those of surfels.
   *
   * @param pixels dLoss / d{@code pixels} of {@link #blend}
   * @param slots receives dLoss / drows; the row of record 0 begins at place {@code slot}
   */
  void collect(
      float[] weights,
      int weight,
      float[] pixels,
      int at,
      int[] list,
      int from,
      int count,
      int stride,
      float[] slots,
      int slot);

  /**
   * Copies the rows of some pairs together.
   *
   * @param features a row per surfel
   * @param surfelOf the surfel at each place
   * @param places of pairs
   * @param from first pair
   * @param to end of the pairs
   * @param rows receives a row per pair
   */
  void gather(
      float[] features, int[] surfelOf, int[] places, int from, int to, int stride, float[] rows);

  /**
   * Adds slots to a row.
   *
   * @param pairs numbers of slots
   * @param from first entry of {@code pairs}
   * @param to end of the entries
   * @param rows the row begins at place {@code row}
   */
  void sum(float[] slots, int[] pairs, int from, int to, int stride, float[] rows, int row);
}
