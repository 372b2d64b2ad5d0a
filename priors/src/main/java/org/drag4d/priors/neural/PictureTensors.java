package org.drag4d.priors.neural;

import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.nets.torch.Tensors;

/** Pictures as networks take them, [1, 3, h, w] from -1 to 1, and back. */
final class PictureTensors {
  private PictureTensors() {}

  /** Returns the first three channels as a tensor of the scope around. */
  static Tensor of(Image picture) {
    return packed(picture, 2, -1);
  }

  /** Returns the same from 0 to 1. */
  static Tensor unit(Image picture) {
    return packed(picture, 1, 0);
  }

  private static Tensor packed(Image picture, float factor, float shift) {
    return Tensors.of(planes(picture, factor, shift), 1, 3, picture.height(), picture.width());
  }

  /** Returns the first three channels one after the other, each value times a factor, shifted. */
  static float[] planes(Image picture, float factor, float shift) {
    int pixels = picture.width() * picture.height();
    float[] planes = new float[3 * pixels];
    for (int at = 0; at < pixels; at++) {
      for (int c = 0; c < 3; c++) {
        planes[c * pixels + at] = factor * picture.values()[picture.channels() * at + c] + shift;
      }
    }
    return planes;
  }

  /** Returns the picture of a tensor [1, 3, h, w]; what lies beyond -1 and 1 is clamped. */
  static Image image(Tensor tensor) {
    return image(
        Tensors.floats(tensor), Math.toIntExact(tensor.size(3)), Math.toIntExact(tensor.size(2)));
  }

  /** Returns the picture of planes [3, h, w] from -1 to 1. */
  static Image image(float[] planes, int width, int height) {
    int pixels = width * height;
    float[] values = new float[3 * pixels];
    for (int at = 0; at < pixels; at++) {
      for (int c = 0; c < 3; c++) {
        values[3 * at + c] = Math.clamp(0.5f * planes[c * pixels + at] + 0.5f, 0, 1);
      }
    }
    return new Image(width, height, 3, values);
  }
}
