package org.drag4d.priors.builtin;

import java.util.Arrays;

/**
 * The colour of a plain background as a quadratic function of place, fitted to the picture's
 * border.
 *
 * @param coefficients per Oklab channel the factors of 1, x, y, x², xy, y² with x and y in [-1, 1]
 * @param spread median Oklab distance of the border's pixels from the fit
 */
record BackgroundColour(double[][] coefficients, double spread) {
  private static final int TERMS = 6;

  /** Fits the border, leaving out again and again the half that fits worst. */
  static BackgroundColour ofBorder(float[] lab, int width, int height) {
    int[] border = border(width, height);
    double[][] fit = new double[3][TERMS];
    for (int c = 0; c < 3; c++) {
      double[] values = new double[border.length];
      for (int n = 0; n < border.length; n++) {
        values[n] = lab[3 * border[n] + c];
      }
      Arrays.sort(values);
      fit[c][0] = values[values.length / 2];
    }
    double[] distance = new double[border.length];
    double spread = 0;
    for (int round = 0; round < 6; round++) {
      for (int n = 0; n < border.length; n++) {
        distance[n] = distance(fit, lab, border[n], width, height);
      }
      double[] sorted = distance.clone();
      Arrays.sort(sorted);
      spread = sorted[sorted.length / 2];
      double limit = Math.max(sorted[(int) (0.6 * sorted.length)], 0.004);
      if (round < 5) {
        fit = leastSquares(lab, border, distance, limit, width, height);
      }
    }
    return new BackgroundColour(fit, spread);
  }

  private static int[] border(int width, int height) {
    int[] list = new int[2 * width + 2 * height - 4];
    int n = 0;
    for (int at = 0; at < width * height; at++) {
      int x = at % width;
      int y = at / width;
      if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
        list[n++] = at;
      }
    }
    return list;
  }

  /** Returns per pixel how far it is from the background's colour there. */
  float[] distances(float[] lab, int width, int height) {
    float[] distance = new float[width * height];
    for (int at = 0; at < distance.length; at++) {
      distance[at] = (float) distance(coefficients, lab, at, width, height);
    }
    return distance;
  }

  /** Returns the share of the border that is nearer than a tolerance. */
  double share(float[] distance, int width, int height, double tolerance) {
    int[] border = border(width, height);
    int plain = 0;
    for (int at : border) {
      plain += distance[at] < tolerance ? 1 : 0;
    }
    return (double) plain / border.length;
  }

  private static double distance(double[][] fit, float[] lab, int at, int width, int height) {
    double[] terms = terms(at, width, height);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double value = 0;
      for (int k = 0; k < TERMS; k++) {
        value += fit[c][k] * terms[k];
      }
      double d = lab[3 * at + c] - value;
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  private static double[] terms(int at, int width, int height) {
    double x = 2 * (at % width + 0.5) / width - 1;
    double y = 2 * (at / width + 0.5) / height - 1;
    return new double[] {1, x, y, x * x, x * y, y * y};
  }

  /** Normal equations with a little ridge, which keeps a one-sided border from swinging. */
  private static double[][] leastSquares(
      float[] lab, int[] border, double[] distance, double limit, int width, int height) {
    double[][] a = new double[TERMS][TERMS + 3];
    for (int n = 0; n < border.length; n++) {
      if (distance[n] > limit) {
        continue;
      }
      double[] t = terms(border[n], width, height);
      for (int i = 0; i < TERMS; i++) {
        for (int j = 0; j < TERMS; j++) {
          a[i][j] += t[i] * t[j];
        }
        for (int c = 0; c < 3; c++) {
          a[i][TERMS + c] += t[i] * lab[3 * border[n] + c];
        }
      }
    }
    for (int i = 1; i < TERMS; i++) {
      a[i][i] += 0.002 * a[0][0] + 1e-9;
    }
    for (int pivot = 0; pivot < TERMS; pivot++) { // positive definite: no exchange of rows needed
      for (int i = 0; i < TERMS; i++) {
        if (i != pivot) {
          double factor = a[i][pivot] / a[pivot][pivot];
          for (int j = pivot; j < TERMS + 3; j++) {
            a[i][j] -= factor * a[pivot][j];
          }
        }
      }
    }
    double[][] fit = new double[3][TERMS];
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < TERMS; k++) {
        fit[c][k] = a[k][TERMS + c] / a[k][k];
      }
    }
    return fit;
  }
}
