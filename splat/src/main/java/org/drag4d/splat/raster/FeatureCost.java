package org.drag4d.splat.raster;

import java.util.SplittableRandom;

/**
 * Feature channels beside the steps of an engine, as learning both together would have them: drawn
 * from the lists of the step, compared with a picture of features, and the gradient taken back.
 */
public final class FeatureCost {
  private final TrainingEngine engine;
  private final FeaturePass pass;
  private final float[] features;
  private final float[] gradients;
  private final FeatureLoss towardsHalf;

  /**
   * Makes random features for all surfels of an engine.
   *
   * @param engine fixed in its number of surfels
   */
  public FeatureCost(TrainingEngine engine, int channels) {
    this.engine = engine;
    pass = new FeaturePass(engine.tiles.kernels, channels, engine.tiles.workers);
    int stride = pass.stride();
    features = new float[engine.count() * stride];
    gradients = new float[features.length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < features.length; i++) {
      features[i] = i % stride < channels ? (float) random.nextDouble(-1, 1) : 0;
    }
    towardsHalf =
        (_, _, alpha, values, at) -> {
          float sum = 0;
          for (int k = at; k < at + channels; k++) {
            float difference = values[k] - 0.5f * alpha;
            values[k] = difference;
            sum += difference * difference;
          }
          return sum;
        };
  }

  /** Does for the features what the engine's last step did for the rest; returns their loss. */
  public double step() {
    return pass.learn(
        engine.tiles.projection,
        engine.tiles.binning,
        engine.lastGrid,
        features,
        towardsHalf,
        gradients);
  }
}
