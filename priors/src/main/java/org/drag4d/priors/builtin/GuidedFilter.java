package org.drag4d.priors.builtin;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/**
 * The guided filter with a colour guide (He, Sun and Tang 2013, equations 19 to 21): in every
 * window the output is a linear function of the guide's colour, so that a hard mask takes on the
 * soft edges of the picture under it. The filter is one step of solving the matting Laplacian.
 */
final class GuidedFilter {
  private final int width;
  private final int height;
  private final int radius;

  private GuidedFilter(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    this.radius = radius;
  }

  /**
   * Returns the linear functions of all pixels, to be applied to this guide or to a larger version
   * of it.
   *
   * @param guide three channels or four, of which three count
   * @param mask one number a pixel
   * @param radius of the square windows, pixels
   * @param epsilon variances of colour (0..1) smaller than this count as flat
   * @return per pixel three factors of red, green, blue and a constant
   */
  static float[] coefficients(
      Image guide, float[] mask, int radius, double epsilon, Progress progress) {
    return new GuidedFilter(guide.width(), guide.height(), radius)
        .fit(guide, mask, epsilon, progress);
  }

  /** Returns the mean of a one-channel picture over the window of each pixel. */
  static Image means(Image picture, int radius) {
    float[] mean =
        new GuidedFilter(picture.width(), picture.height(), radius).mean(picture.values());
    return new Image(picture.width(), picture.height(), 1, mean);
  }

  private float[] fit(Image guide, float[] mask, double epsilon, Progress progress) {
    int pixels = width * height;
    int channels = guide.channels();
    float[] values = guide.values();
    // means of: r g b, mask, r*mask g*mask b*mask, rr rg rb gg gb bb
    float[][] means = new float[13][];
    float[] product = new float[pixels];
    for (int m = 0; m < 13; m++) {
      progress.check();
      for (int at = 0; at < pixels; at++) {
        float r = values[channels * at];
        float g = values[channels * at + 1];
        float b = values[channels * at + 2];
        product[at] =
            switch (m) {
              case 0 -> r;
              case 1 -> g;
              case 2 -> b;
              case 3 -> mask[at];
              case 4 -> r * mask[at];
              case 5 -> g * mask[at];
              case 6 -> b * mask[at];
              case 7 -> r * r;
              case 8 -> r * g;
              case 9 -> r * b;
              case 10 -> g * g;
              case 11 -> g * b;
              default -> b * b;
            };
      }
      means[m] = mean(product);
    }
    float[][] linear = new float[4][pixels];
    for (int at = 0; at < pixels; at++) {
      solve(means, at, epsilon, linear);
    }
    float[] result = new float[4 * pixels];
    for (int k = 0; k < 4; k++) {
      progress.check();
      float[] smooth = mean(linear[k]);
      for (int at = 0; at < pixels; at++) {
        result[4 * at + k] = smooth[at];
      }
    }
    return result;
  }

  /** a = (Σ + εU)⁻¹ cov(guide, mask), b = mean(mask) - aᵀ mean(guide), by Cramer's rule. */
  private static void solve(float[][] means, int at, double epsilon, float[][] linear) {
    double r = means[0][at];
    double g = means[1][at];
    double b = means[2][at];
    double p = means[3][at];
    double rp = means[4][at] - r * p;
    double gp = means[5][at] - g * p;
    double bp = means[6][at] - b * p;
    double rr = means[7][at] - r * r + epsilon;
    double rg = means[8][at] - r * g;
    double rb = means[9][at] - r * b;
    double gg = means[10][at] - g * g + epsilon;
    double gb = means[11][at] - g * b;
    double bb = means[12][at] - b * b + epsilon;
    double c0 = gg * bb - gb * gb;
    double c1 = gb * rb - rg * bb;
    double c2 = rg * gb - gg * rb;
    double determinant = rr * c0 + rg * c1 + rb * c2;
    double ar = (c0 * rp + c1 * gp + c2 * bp) / determinant;
    double ag = (c1 * rp + (rr * bb - rb * rb) * gp + (rg * rb - rr * gb) * bp) / determinant;
    double ab = (c2 * rp + (rg * rb - rr * gb) * gp + (rr * gg - rg * rg) * bp) / determinant;
    linear[0][at] = (float) ar;
    linear[1][at] = (float) ag;
    linear[2][at] = (float) ab;
    linear[3][at] = (float) (p - ar * r - ag * g - ab * b);
  }

  /** Means over the windows, cut off at the picture's border; running sums in double. */
  private float[] mean(float[] values) {
    float[] narrow = new float[values.length];
    for (int y = 0; y < height; y++) {
      line(values, y * width, 1, width, narrow);
    }
    float[] result = new float[values.length];
    for (int x = 0; x < width; x++) {
      line(narrow, x, width, height, result);
    }
    return result;
  }

  private void line(float[] from, int start, int step, int length, float[] to) {
    double sum = 0;
    for (int i = 0; i < Math.min(radius, length); i++) {
      sum += from[start + i * step];
    }
    for (int i = 0; i < length; i++) {
      if (i + radius < length) {
        sum += from[start + (i + radius) * step];
      }
      if (i - radius - 1 >= 0) {
        sum -= from[start + (i - radius - 1) * step];
      }
      int inside = Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1;
      to[start + i * step] = (float) (sum / inside);
    }
  }
}
