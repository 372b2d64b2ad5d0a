package org.drag4d.splat.raster;

/**
 * The loss terms that a pixel has for itself: known depth and known normals. Both are linear in the
 * sums of the pixel, so that transparency cannot hide an error and nothing is divided by alpha.
 *
 * @param depth weight of mean |D / known z - A|, with D = Σ w z and A = Σ w; near zero (0.1 %) the
 *     square takes over from the absolute value
 * @param normal weight of mean (1 - N · known normal)
 */
record GeometryLoss(float depth, float normal) {
  /** Where the absolute value becomes a square. */
  static final float SOFT = 1e-3f;

  /** Makes each known unknown of a plane 0 and each known 1: min(1, inverse depth × this). */
  static final float KNOWN = 1e6f;
}
