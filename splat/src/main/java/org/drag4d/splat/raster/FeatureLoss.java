package org.drag4d.splat.raster;

/** What is wished of the features of a pixel. Called by many threads at once. */
@FunctionalInterface
public interface FeatureLoss {
  /**
   * Judges a pixel.
   *
   * @param x column of the pixel
   * @param y row of the pixel
   * @param alpha Σ w of the pixel, in [0, 1]
   * @param values from place {@code at} on, a number per channel: Σ w f, to be replaced by the
   *     gradient of the loss with respect to it
   * @return the pixel's loss
   */
  double replace(int x, int y, float alpha, float[] values, int at);
}
