package org.drag4d.world.look;

/**
 * Linear red, green, blue: an albedo, a radiance, an intensity.
 *
 * @param r red
 * @param g green
 * @param b blue
 */
public record Rgb(double r, double g, double b) {
  /** Returns this scaled. */
  public Rgb times(double factor) {
    return new Rgb(r * factor, g * factor, b * factor);
  }

  /** Returns the colour between this (at 0) and other (at 1). */
  public Rgb mix(Rgb other, double fraction) {
    return new Rgb(
        r + (other.r - r) * fraction, g + (other.g - g) * fraction, b + (other.b - b) * fraction);
  }

  /** Returns the linear colour of an sRGB value written as 0xRRGGBB. */
  public static Rgb ofSrgb(int hex) {
    return new Rgb(linear(hex >> 16 & 255), linear(hex >> 8 & 255), linear(hex & 255));
  }

  private static double linear(int value) {
    double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }
}
