package org.drag4d.scene.distillation;

import org.drag4d.geometry.Pinhole;

/**
 * The reduced features of a view: what the surfels' features should look like from there.
 *
 * @param camera of the size in which both are compared
 * @param width columns of the features; each stands for an equal share of the picture's width
 * @param height rows of the features
 * @param channels numbers of a place
 * @param values [height, width, channels]
 */
record TargetFeatures(Pinhole camera, int width, int height, int channels, float[] values) {

  /** Writes the features at the middle of a pixel, between the four places next to it. */
  void at(int x, int y, float[] result, int at) {
    float u = Math.clamp((x + 0.5f) * width / camera.width() - 0.5f, 0, width - 1);
    float v = Math.clamp((y + 0.5f) * height / camera.height() - 0.5f, 0, height - 1);
    int left = (int) u;
    int top = (int) v;
    float alongX = u - left;
    float alongY = v - top;
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    int a = (top * width + left) * channels;
    int b = (top * width + right) * channels;
    int c = (bottom * width + left) * channels;
    int d = (bottom * width + right) * channels;
    float wa = (1 - alongX) * (1 - alongY);
    float wb = alongX * (1 - alongY);
    float wc = (1 - alongX) * alongY;
    float wd = alongX * alongY;
    for (int k = 0; k < channels; k++) {
      result[at + k] =
          wa * values[a + k] + wb * values[b + k] + wc * values[c + k] + wd * values[d + k];
    }
  }

  /** Writes the features at the middle of a pixel minus a multiple of what stands there. */
  void subtractFrom(int x, int y, float factor, float[] result, int at) {
    float[] here = new float[channels];
    at(x, y, here, 0);
    for (int k = 0; k < channels; k++) {
      result[at + k] = here[k] - factor * result[at + k];
    }
  }

  /** Returns the sum of squares over pixels and channels: the error of who always says 0. */
  double squares() {
    float[] here = new float[channels];
    double sum = 0;
    for (int y = 0; y < camera.height(); y++) {
      for (int x = 0; x < camera.width(); x++) {
        at(x, y, here, 0);
        for (int k = 0; k < channels; k++) {
          sum += here[k] * here[k];
        }
      }
    }
    return sum;
  }
}
