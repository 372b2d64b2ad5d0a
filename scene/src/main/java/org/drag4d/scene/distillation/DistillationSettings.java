package org.drag4d.scene.distillation;

/**
 * How features are distilled.
 *
 * @param channels numbers of a surfel, at least 1
 * @param pictureSize longer side of the pictures that are looked at, pixels
 * @param fitSize longer side of the drawings that are compared, pixels; features are coarser than
 *     pictures
 * @param views how many views are looked at, at most, evenly from all that there are
 * @param testEvery each so many-th view is held out, at least 2; 0 for none
 * @param steps of conjugate gradients, at most
 * @param pull towards the mean of what is seen through a surfel, relative to what the views say
 */
public record DistillationSettings(
    int channels, int pictureSize, int fitSize, int views, int testEvery, int steps, double pull) {
  /** 16 channels of 48 pictures of 512 pixels. */
  public static final DistillationSettings DEFAULT =
      new DistillationSettings(16, 512, 256, 48, 8, 4, 0.1);

  /** Checks the ranges. */
  public DistillationSettings {
    if (channels < 1
        || pictureSize < 1
        || fitSize < 1
        || views < 1
        || testEvery < 0
        || testEvery == 1
        || steps < 0) {
      throw new IllegalArgumentException("settings of distillation out of range");
    }
  }

  /** Returns the same with other channels. */
  public DistillationSettings withChannels(int other) {
    return new DistillationSettings(other, pictureSize, fitSize, views, testEvery, steps, pull);
  }

  /** Returns the same with pictures and drawings of another size. */
  public DistillationSettings withSizes(int picture, int fit) {
    return new DistillationSettings(channels, picture, fit, views, testEvery, steps, pull);
  }

  /** Returns the same with another number of views. */
  public DistillationSettings withViews(int most) {
    return new DistillationSettings(channels, pictureSize, fitSize, most, testEvery, steps, pull);
  }
}
