package org.drag4d.priors.builtin;

import org.drag4d.geometry.Image;

/**
 * The Oklab colour space (B. Ottosson, 2020): lightness and two opponent axes, perceptually even.
 */
final class Oklab {
  private Oklab() {}

  /** Returns L a b per pixel of an sRGB picture. */
  static float[] of(Image picture) {
    int pixels = picture.width() * picture.height();
    float[] lab = new float[3 * pixels];
    for (int i = 0; i < pixels; i++) {
      int at = i * picture.channels();
      double r = linear(picture.values()[at]);
      double g = linear(picture.values()[at + 1]);
      double b = linear(picture.values()[at + 2]);
      double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
      double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
      double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
      lab[3 * i] = (float) (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s);
      lab[3 * i + 1] = (float) (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s);
      lab[3 * i + 2] = (float) (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }
    return lab;
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }
}
