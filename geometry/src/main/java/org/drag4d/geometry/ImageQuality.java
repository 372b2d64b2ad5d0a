package org.drag4d.geometry;

/**
 * How near one picture comes to another: PSNR and SSIM as 3DGS and 2DGS report them (values in [0,
 * 1], SSIM with an 11-tap Gaussian window of σ = 1.5 and zero padding, mean over channels).
 */
public final class ImageQuality {
  private static final int RADIUS = 5;
  private static final double C1 = 1e-4;
  private static final double C2 = 9e-4;
  private static final double[] WINDOW = window();

  private ImageQuality() {}

  /** Returns the peak signal-to-noise ratio in decibels; +infinity for equal pictures. */
  public static double psnr(Image a, Image b) {
    return psnr(a, b, new float[0]);
  }

  /**
   * Returns the peak signal-to-noise ratio in decibels over the pixels that count.
   *
   * @param weights [H, W] weight of each pixel; empty when all count 1
   */
  public static double psnr(Image a, Image b, float[] weights) {
    check(a, b);
    int channels = a.channels();
    double sum = 0;
    double count = 0;
    for (int pixel = 0; pixel < a.width() * a.height(); pixel++) {
      double weight = weights.length == 0 ? 1 : weights[pixel];
      for (int c = 0; c < channels; c++) {
        double d = a.values()[pixel * channels + c] - b.values()[pixel * channels + c];
        sum += weight * d * d;
      }
      count += weight * channels;
    }
    return -10 * Math.log10(sum / count);
  }

  /** Returns the structural similarity, 1 for equal pictures. */
  public static double ssim(Image a, Image b) {
    check(a, b);
    double sum = 0;
    for (int c = 0; c < a.channels(); c++) {
      sum += ssimOfChannel(a, b, c);
    }
    return sum / a.channels();
  }

  private static double ssimOfChannel(Image a, Image b, int channel) {
    int n = a.width() * a.height();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] xx = new double[n];
    double[] yy = new double[n];
    double[] xy = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a.values()[i * a.channels() + channel];
      y[i] = b.values()[i * a.channels() + channel];
      xx[i] = x[i] * x[i];
      yy[i] = y[i] * y[i];
      xy[i] = x[i] * y[i];
    }
    for (double[] plane : new double[][] {x, y, xx, yy, xy}) {
      blur(plane, a.width(), a.height());
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double similar = (2 * x[i] * y[i] + C1) * (2 * (xy[i] - x[i] * y[i]) + C2);
      double spread = xx[i] - x[i] * x[i] + yy[i] - y[i] * y[i] + C2;
      sum += similar / ((x[i] * x[i] + y[i] * y[i] + C1) * spread);
    }
    return sum / n;
  }

  private static void blur(double[] plane, int width, int height) {
    double[] half = new double[plane.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double sum = 0;
        int last = Math.min(width - 1, column + RADIUS);
        for (int k = Math.max(0, column - RADIUS); k <= last; k++) {
          sum += WINDOW[k - column + RADIUS] * plane[row * width + k];
        }
        half[row * width + column] = sum;
      }
    }
    for (int row = 0; row < height; row++) {
      int last = Math.min(height - 1, row + RADIUS);
      for (int column = 0; column < width; column++) {
        double sum = 0;
        for (int k = Math.max(0, row - RADIUS); k <= last; k++) {
          sum += WINDOW[k - row + RADIUS] * half[k * width + column];
        }
        plane[row * width + column] = sum;
      }
    }
  }

  private static double[] window() {
    double[] window = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int i = 0; i < window.length; i++) {
      window[i] = Math.exp(-(i - RADIUS) * (i - RADIUS) / (2 * 1.5 * 1.5));
      sum += window[i];
    }
    for (int i = 0; i < window.length; i++) {
      window[i] /= sum;
    }
    return window;
  }

  private static void check(Image a, Image b) {
    if (a.width() != b.width() || a.height() != b.height() || a.channels() != b.channels()) {
      throw new IllegalArgumentException(a + " and " + b + " cannot be compared");
    }
  }
}
