package org.drag4d.splat.raster;

/**
 * weight × mean over the pixels of Σ over pairs of w w (m - m)² (2DGS equation 13; surfel-splatting
 * sections 6, 8 and 9.2), where m = far / (far - near) (1 - near / z). The sum over pairs is Σ w Σ
 * w m² - (Σ w m)², and differences of m are multiples of differences of 1 / z, so the moments are
 * those of 1 / z, counted from a depth nearby for the sake of single precision.
 *
 * @param weight of the mean; 0 switches the loss off
 */
record DistortionLoss(double weight) {
  /** No distortion. */
  static final DistortionLoss NONE = new DistortionLoss(0);

  private static final double NEAR = Projection.NEAR;
  private static final double FAR = 100;

  /** Squared dm / d(1/z). */
  private static final double SCALE2 = Math.pow(FAR * NEAR / (FAR - NEAR), 2);

  boolean on() {
    return weight > 0;
  }

  /**
   * Adds the gradient to the state of the backward walk.
   *
   * @param moments of all tiles
   * @return the tile's loss
   */
  double fill(float[] state, float[] maps, float[] moments, TileGrid grid, int tile) {
    int plane = grid.planeLength();
    int map = TilePass.place(grid, tile, 0);
    int at = TilePass.momentPlace(grid, tile);
    int right = grid.width() - (tile % grid.tilesX()) * grid.tileWidth();
    int bottom = grid.height() - (tile / grid.tilesX()) * grid.tileHeight();
    int lanes = grid.lanes();
    float scale = (float) (weight / ((double) grid.width() * grid.height()) * SCALE2);
    double loss = 0;
    for (int block = 0; block < TileGrid.BLOCKS; block++) {
      int x = (block & 7) * TileGrid.BLOCK_WIDTH;
      int y = (block >> 3) * grid.blockHeight();
      for (int lane = 0; lane < lanes; lane++) {
        if (x + (lane & 3) >= right || y + (lane >> 2) >= bottom) {
          continue; // outside the picture
        }
        int i = block * lanes + lane;
        float alpha = 1 - Math.abs(maps[map + i]);
        float mean = moments[at + TileKernels.MOMENT_MEAN * plane + i];
        float square = moments[at + TileKernels.MOMENT_SQUARE * plane + i];
        float value = scale * Math.max(0, alpha * square - mean * mean);
        state[TileKernels.DISTORTION_ALPHA * plane + i] = scale * alpha;
        state[TileKernels.DISTORTION_MEAN * plane + i] = scale * mean;
        state[TileKernels.DISTORTION_SQUARE * plane + i] = scale * square;
        state[TileKernels.DISTORTION_SHIFT * plane + i] =
            moments[at + TileKernels.MOMENT_SHIFT * plane + i];
        state[TileKernels.BEHIND * plane + i] += 2 * value; // quadratic in the weights
        loss += value;
      }
    }
    return loss;
  }
}
