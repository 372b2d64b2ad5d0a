package org.drag4d.geometry;

/** The sRGB transfer curve (IEC 61966-2-1) between stored values and light, both in [0, 1]. */
public final class Srgb {
  private Srgb() {}

  /** Returns the light of a stored value. */
  public static float toLinear(float encoded) {
    return (float)
        (encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4));
  }

  /** Returns the stored value of a light. */
  public static float fromLinear(float linear) {
    return (float)
        (linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
  }
}
