package org.drag4d.priors.neural;

import org.drag4d.geometry.Image;

/**
 * Lanczos resampling with a window of three lobes as Pillow does it, which the networks' reference
 * front ends use: the filter widens with the reduction, weights are normalised at the border, and
 * each of the two passes (columns first) rounds to 8 bits.
 */
final class Lanczos {
  private static final double LOBES = 3;

  private Lanczos() {}

  /** Returns a picture in another size. */
  static Image resize(Image picture, int width, int height) {
    Image narrow = picture.width() == width ? picture.quantised() : across(picture, width);
    return narrow.height() == height ? narrow : turned(across(turned(narrow), height));
  }

  private static Image across(Image picture, int width) {
    int channels = picture.channels();
    Image result = new Image(width, picture.height(), channels);
    double scale = (double) picture.width() / width;
    double widening = Math.max(1, scale);
    double support = LOBES * widening;
    for (int x = 0; x < width; x++) {
      double centre = (x + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int last = Math.min(picture.width(), (int) (centre + support + 0.5));
      double[] weights = new double[last - first];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = filter((i + first - centre + 0.5) / widening);
        sum += weights[i];
      }
      for (int y = 0; y < picture.height(); y++) {
        for (int c = 0; c < channels; c++) {
          double value = 0;
          for (int i = 0; i < weights.length; i++) {
            value += weights[i] * Image.toByte(picture.at(first + i, y, c));
          }
          long rounded = Math.clamp(Math.round(value / sum), 0L, 255L);
          result.set(x, y, c, rounded / 255f);
        }
      }
    }
    return result;
  }

  private static double filter(double x) {
    return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static Image turned(Image picture) {
    Image result = new Image(picture.height(), picture.width(), picture.channels());
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        for (int c = 0; c < picture.channels(); c++) {
          result.set(y, x, c, picture.at(x, y, c));
        }
      }
    }
    return result;
  }
}
