package org.drag4d.scene;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/**
 * The prior that believes which parts of pictures are alike: the targets of L_distill of the paper
 * (equation 9, text-to-scene section 8.3).
 */
public interface FeatureExtractor {
  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Looks at a picture.
   *
   * @param picture three channels
   */
  Features features(Image picture, Progress progress);

  /** Lets go of what is kept from one picture to the next, such as a network's weights. */
  default void release() {}

  /**
   * Numbers that are alike where a picture shows alike parts.
   *
   * @param width columns; each stands for an equal share of the picture's width
   * @param height rows
   * @param channels numbers of a place
   * @param values [height, width, channels]
   */
  record Features(int width, int height, int channels, float[] values) {
    /** Checks the size. */
    public Features {
      if (values.length != width * height * channels) {
        throw new IllegalArgumentException(
            values.length + " values for " + width + " x " + height + " x " + channels);
      }
    }
  }
}
