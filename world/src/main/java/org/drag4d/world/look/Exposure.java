package org.drag4d.world.look;

/**
 * One exposure and white balance for all views of a world (built-in-world section 6).
 *
 * @param r factor of the red channel
 * @param g factor of green
 * @param b factor of blue
 */
public record Exposure(double r, double g, double b) {
  private static final double KEY = 0.23;
  private static final double DARKEST = 0.003;
  private static final double BRIGHTEST = 6;
  private static final double LEFT_OUT = 4;
  private static final double BALANCE_INDOORS = 0.45;
  private static final double BALANCE_OUTDOORS = 0.12;

  /**
   * Measures a panorama.
   *
   * @param radiance height × width × 3, linear, equirectangular
   * @param width pixels
   * @param indoors whether lamps and coloured walls are to be balanced; a wood stays green
   */
  public static Exposure measure(float[] radiance, int width, boolean indoors) {
    double balance = indoors ? BALANCE_INDOORS : BALANCE_OUTDOORS;
    int height = radiance.length / 3 / width;
    double weights = 0;
    double logSum = 0;
    double greyWeights = 0;
    double[] grey = new double[3];
    for (int row = 0; row < height; row++) {
      double w = Math.cos(((row + 0.5) / height - 0.5) * Math.PI);
      for (int column = 0; column < width; column++) {
        int o = (row * width + column) * 3;
        double y = luminance(radiance[o], radiance[o + 1], radiance[o + 2]);
        weights += w;
        logSum += w * Math.log(Math.clamp(y, DARKEST, BRIGHTEST));
        if (y <= LEFT_OUT) {
          greyWeights += w;
          for (int k = 0; k < 3; k++) {
            grey[k] += w * Math.log(Math.max(radiance[o + k], 1e-4));
          }
        }
      }
    }
    double exposure = KEY / Math.exp(logSum / weights);
    double[] factor = new double[3];
    double mean = (grey[0] + grey[1] + grey[2]) / 3;
    for (int k = 0; k < 3; k++) {
      double cast = greyWeights == 0 ? 0 : (grey[k] - mean) / greyWeights;
      factor[k] = exposure * Math.exp(-balance * cast);
    }
    return new Exposure(factor[0], factor[1], factor[2]);
  }

  /** Returns the luminance of a linear colour (Rec. 709). */
  public static double luminance(double r, double g, double b) {
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}
