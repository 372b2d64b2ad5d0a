package org.drag4d.splat;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;

/**
 * A posed picture to learn from.
 *
 * @param camera where it was taken; its size is the picture's
 * @param picture three channels, sRGB in [0, 1]
 * @param weights [H, W] weight of each pixel in the photometric loss (0 = masked out); empty when
 *     all count 1
 * @param zDepth [H, W] known z depth in metres, 0 where unknown or sky; empty if there is none
 * @param normal [H, W, 3] known unit normals in the camera's frame, 0 where unknown; empty if there
 *     are none
 */
public record TrainingView(
    Pinhole camera, Image picture, float[] weights, float[] zDepth, float[] normal) {

  /** Checks that everything has the camera's size. */
  public TrainingView {
    int pixels = camera.width() * camera.height();
    if (picture.width() != camera.width()
        || picture.height() != camera.height()
        || picture.channels() != 3
        || (weights.length != 0 && weights.length != pixels)
        || (zDepth.length != 0 && zDepth.length != pixels)
        || (normal.length != 0 && normal.length != 3 * pixels)) {
      throw new IllegalArgumentException(camera.name() + ": the maps differ in size");
    }
  }
}
