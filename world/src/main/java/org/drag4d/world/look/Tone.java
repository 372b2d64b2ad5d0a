package org.drag4d.world.look;

/**
 * From light to the screen: Sobotka's AgX in Wrensch's polynomial form with a little more punch
 * (built-in-world section 6). The result is display-encoded; no further curve follows.
 */
public final class Tone {
  private static final double LOWEST = -12.47393;
  private static final double HIGHEST = 4.026069;
  private static final double POWER = 1.18;
  private static final double SATURATION = 1.22;

  private Tone() {}

  /**
   * Maps one colour.
   *
   * @param c linear exposed red, green, blue; overwritten by encoded values in [0, 1]
   */
  public static void map(double[] c) {
    double r = c[0];
    double g = c[1];
    double b = c[2];
    double x = curve(0.842479 * r + 0.0784336 * g + 0.0792237 * b);
    double y = curve(0.0423282 * r + 0.878469 * g + 0.0791661 * b);
    double z = curve(0.0423757 * r + 0.0784336 * g + 0.879143 * b);
    double grey = 0.2126 * x + 0.7152 * y + 0.0722 * z;
    x = grey + SATURATION * (x - grey);
    y = grey + SATURATION * (y - grey);
    z = grey + SATURATION * (z - grey);
    c[0] = Math.clamp(1.196879 * x - 0.0980209 * y - 0.0990297 * z, 0.0, 1.0);
    c[1] = Math.clamp(-0.0528969 * x + 1.151903 * y - 0.0989612 * z, 0.0, 1.0);
    c[2] = Math.clamp(-0.0529716 * x - 0.0980435 * y + 1.151074 * z, 0.0, 1.0);
  }

  private static double curve(double light) {
    double stops = Math.log(Math.max(light, 1e-10)) * (1 / Math.log(2));
    double x = Math.clamp((stops - LOWEST) / (HIGHEST - LOWEST), 0.0, 1.0);
    double x2 = x * x;
    double x4 = x2 * x2;
    double encoded =
        15.5 * x4 * x2
            - 40.14 * x4 * x
            + 31.96 * x4
            - 6.868 * x2 * x
            + 0.4298 * x2
            + 0.1191 * x
            - 0.00232;
    return Math.pow(Math.max(encoded, 0), POWER);
  }
}
