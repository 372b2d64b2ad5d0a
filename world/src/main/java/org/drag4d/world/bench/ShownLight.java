package org.drag4d.world.bench;

import org.drag4d.world.look.Exposure;
import org.drag4d.world.look.Tone;

/** Light as a grey surface would show it, in 8 bits: the measure of built-in-world section 5. */
final class ShownLight {
  private static final double ALBEDO = 0.45;

  private ShownLight() {}

  /**
   * Returns display-encoded values from 0 to 1; NaN stays.
   *
   * @param irradiance three numbers a pixel
   */
  static float[] of(float[] irradiance, Exposure exposure) {
    float[] out = new float[irradiance.length];
    double[] c = new double[3];
    for (int i = 0; i < out.length; i += 3) {
      c[0] = ALBEDO / Math.PI * exposure.r() * irradiance[i];
      c[1] = ALBEDO / Math.PI * exposure.g() * irradiance[i + 1];
      c[2] = ALBEDO / Math.PI * exposure.b() * irradiance[i + 2];
      boolean known = !Double.isNaN(c[0] + c[1] + c[2]);
      Tone.map(c);
      for (int k = 0; k < 3; k++) {
        out[i + k] = known ? Math.round(255 * c[k]) / 255f : Float.NaN;
      }
    }
    return out;
  }

  /** Gathers squared differences. */
  static final class Difference {
    private double squares;
    private long count;

    void add(double a, double b) {
      squares += (a - b) * (a - b);
      count++;
    }

    /**
     * Adds a difference from what two independent estimates are estimates of: their noise, which
     * the plain square would count as difference, cancels in the mean of the products.
     */
    void add(double a, double b, double other) {
      squares += (a - b) * (a - other);
      count++;
    }

    long count() {
      return count;
    }

    /** Returns the peak signal-to-noise ratio in decibels. */
    double psnr() {
      return -10 * Math.log10(Math.max(squares / count, 1e-12));
    }
  }
}
