package org.drag4d.nets.vision;

import org.drag4d.geometry.Image;

/**
 * Resampling as Pillow does it, which most networks' reference front ends use: the filter widens
 * with the reduction, weights are normalised at the border, and each of the two passes (columns
 * first) rounds to 8 bits. Weights have 22 bits after the point, as there, so pixels are the same.
 */
public enum PillowFilter {
  /** A triangle: linear between pixels. */
  BILINEAR(1) {
    @Override
    double at(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },

  /** Keys' cubic with a = -1/2. */
  BICUBIC(2) {
    @Override
    double at(double x) {
      double t = Math.abs(x);
      if (t < 1) {
        return (1.5 * t - 2.5) * t * t + 1;
      }
      return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
    }
  },

  /** Lanczos with a window of three lobes. */
  LANCZOS(3) {
    @Override
    double at(double x) {
      return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  };

  private static final int BITS = 22;
  private static final int ONE = 1 << BITS;

  private final double support;

  PillowFilter(double support) {
    this.support = support;
  }

  abstract double at(double x);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** Returns a picture in another size, its values those of 8-bit pixels. */
  public Image resize(Image picture, int width, int height) {
    Image narrow =
        picture.width() == width
            ? picture.quantised()
            : squeezed(
                picture, picture.height(), picture.width(), width, picture.channels(), width);
    return narrow.height() == height
        ? narrow
        : squeezed(narrow, 1, narrow.height(), height, narrow.width() * narrow.channels(), width);
  }

  /**
   * Resamples along one axis.
   *
   * @param lines how often the axis occurs
   * @param from its length
   * @param to its new length
   * @param step how many numbers lie between neighbours of the axis
   */
  private Image squeezed(Image picture, int lines, int from, int to, int step, int width) {
    float[] old = picture.values();
    float[] values = new float[lines * to * step];
    double scale = (double) from / to;
    double widening = Math.max(1, scale);
    for (int target = 0; target < to; target++) {
      double centre = (target + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support * widening + 0.5));
      int last = Math.min(from, (int) (centre + support * widening + 0.5));
      double[] weights = new double[last - first];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = at((i + first - centre + 0.5) / widening);
        sum += weights[i];
      }
      int[] fixed = new int[weights.length];
      for (int i = 0; i < fixed.length; i++) {
        fixed[i] = (int) Math.round(weights[i] / sum * ONE);
      }
      for (int line = 0; line < lines; line++) {
        for (int s = 0; s < step; s++) {
          int value = ONE / 2;
          int at = (line * from + first) * step + s;
          for (int i = 0; i < weights.length; i++, at += step) {
            value += fixed[i] * Image.toByte(old[at]);
          }
          values[(line * to + target) * step + s] = Math.clamp(value >> BITS, 0, 255) / 255f;
        }
      }
    }
    int height = values.length / (width * picture.channels());
    return new Image(width, height, picture.channels(), values);
  }
}
