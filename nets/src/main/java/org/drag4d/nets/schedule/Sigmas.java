package org.drag4d.nets.schedule;

import java.util.Arrays;

/** Lists of noise levels, falling. */
final class Sigmas {
  private static final double RHO = 7;

  private Sigmas() {}

  /** Returns the levels of Karras et al. 2022 (eq. 5) between two, both included, without the 0. */
  static double[] karras(double largest, double smallest, int count) {
    double high = Math.pow(largest, 1 / RHO);
    double low = Math.pow(smallest, 1 / RHO);
    double[] sigmas = new double[count];
    for (int i = 0; i < count; i++) {
      double part = count == 1 ? 0 : (double) i / (count - 1);
      sigmas[i] = Math.pow(high + part * (low - high), RHO);
    }
    return sigmas;
  }

  /** Returns the levels with a last one of 0. */
  static double[] endingAtZero(double[] sigmas) {
    return Arrays.copyOf(sigmas, sigmas.length + 1);
  }

  /** Returns x / sqrt(sigma² + data²). */
  static float[] scaled(float[] sample, double sigma, double data) {
    double factor = 1 / Math.sqrt(sigma * sigma + data * data);
    float[] scaled = new float[sample.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (sample[i] * factor);
    }
    return scaled;
  }
}
