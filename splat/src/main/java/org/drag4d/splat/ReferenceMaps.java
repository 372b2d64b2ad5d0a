package org.drag4d.splat;

/**
 * All maps of a view in double precision (surfel-splatting section 6), or the gradient of a loss
 * with respect to them. Rows from the top; several channels of a pixel lie together.
 */
public final class ReferenceMaps {
  /** Pixels. */
  public final int width;

  /** Pixels. */
  public final int height;

  /** Feature channels. */
  public final int channels;

  /** [H, W, 3] Σ w c + T background. */
  public final double[] colour;

  /** [H, W, 3] Σ w n, camera frame. */
  public final double[] normal;

  /** [H, W] Σ w z, not divided by alpha. */
  public final double[] depthSum;

  /** [H, W] Σ w. */
  public final double[] alpha;

  /** [H, W] depth distortion, Σ over pairs of w w (m - m)². */
  public final double[] distortion;

  /** [H, W] z of the last surfel blended while T exceeds 0.5; 0 if none. */
  public final double[] medianDepth;

  /** [H, W, channels] Σ w f. */
  public final double[] features;

  /** Makes zeros. */
  public ReferenceMaps(int width, int height, int channels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    int pixels = width * height;
    colour = new double[3 * pixels];
    normal = new double[3 * pixels];
    depthSum = new double[pixels];
    alpha = new double[pixels];
    distortion = new double[pixels];
    medianDepth = new double[pixels];
    features = new double[channels * pixels];
  }

  /** Returns the maps as other rasterizers give them: expected depth, single precision. */
  public RenderedView toView() {
    float[] depth = new float[alpha.length];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = alpha[i] < 1.0 / 255 ? 0 : (float) (depthSum[i] / alpha[i]);
    }
    return new RenderedView(
        width,
        height,
        narrowed(colour),
        narrowed(alpha),
        depth,
        narrowed(medianDepth),
        narrowed(normal));
  }

  private static float[] narrowed(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
