package org.drag4d.priors.neural;

import org.drag4d.geometry.Image;

/**
 * How Diffusion360 closes a panorama (text-to-scene section 7.4): after every step the leftmost
 * columns of the latents are faded into what the rightmost columns say, so that the last columns
 * come to repeat the first ones. The panorama's true period is then shorter than its width by that
 * overlap.
 */
final class CircularBlending {
  /** The overlap is this part of the width. */
  private static final int SHARE = 32;

  private CircularBlending() {}

  /** Returns how many columns overlap. */
  static int overlap(int width) {
    return Math.max(1, width / SHARE);
  }

  /**
   * Fades the left edge into the right one.
   *
   * @param values [rows, width], for instance all channels and rows of latents
   * @param overlap columns
   * @return a new array
   */
  static float[] blend(float[] values, int width, int overlap) {
    float[] blended = values.clone();
    for (int row = 0; row < values.length; row += width) {
      for (int x = 0; x < overlap; x++) {
        float part = (float) x / overlap;
        float right = values[row + width - overlap + x];
        blended[row + x] = right * (1 - part) + values[row + x] * part;
      }
    }
    return blended;
  }

  /**
   * Closes a decoded panorama. Networks that learned to repeat the first columns at the end join
   * without the repetition; others may join as they are: whichever seam is smoother counts.
   *
   * @param overlap columns of the picture that may be repeated
   * @return a picture of one period, which its caller brings to the wanted width
   */
  static Image period(Image panorama, int overlap) {
    int w = panorama.width();
    double asItIs = seam(panorama, w);
    double shorter = seam(panorama, w - overlap);
    if (asItIs <= shorter) {
      return panorama;
    }
    Image result = new Image(w - overlap, panorama.height(), panorama.channels());
    int row = (w - overlap) * panorama.channels();
    for (int j = 0; j < panorama.height(); j++) {
      System.arraycopy(
          panorama.values(), j * w * panorama.channels(), result.values(), j * row, row);
    }
    return result;
  }

  /** The mean difference across the seam of a panorama cut to a width. */
  private static double seam(Image panorama, int width) {
    double sum = 0;
    for (int j = 0; j < panorama.height(); j++) {
      for (int c = 0; c < panorama.channels(); c++) {
        sum += Math.abs(panorama.at(width - 1, j, c) - panorama.at(0, j, c));
      }
    }
    return sum / panorama.height();
  }
}
