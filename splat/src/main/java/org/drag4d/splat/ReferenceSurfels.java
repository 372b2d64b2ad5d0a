package org.drag4d.splat;

/**
 * Surfels in double precision, with any number of feature channels: what the reference rasterizer
 * works on. The same shape holds a gradient with respect to every parameter.
 *
 * @param degree of the spherical harmonics, 0 to 3
 * @param channels feature channels per surfel
 * @param positions x y z per surfel
 * @param rotations w x y z per surfel, as stored
 * @param logScales two per surfel
 * @param opacityLogits one per surfel
 * @param sphericalHarmonics (degree + 1)² × 3 per surfel
 * @param features channels per surfel
 */
public record ReferenceSurfels(
    int degree,
    int channels,
    double[] positions,
    double[] rotations,
    double[] logScales,
    double[] opacityLogits,
    double[] sphericalHarmonics,
    double[] features) {

  /** Widens stored surfels; they have no features. */
  public static ReferenceSurfels of(Surfels s) {
    return new ReferenceSurfels(
        s.degree(),
        0,
        widened(s.positions()),
        widened(s.rotations()),
        widened(s.logScales()),
        widened(s.opacityLogits()),
        widened(s.sphericalHarmonics()),
        new double[0]);
  }

  /** Returns zeros of the same shape. */
  public ReferenceSurfels zeros() {
    return new ReferenceSurfels(
        degree,
        channels,
        new double[positions.length],
        new double[rotations.length],
        new double[logScales.length],
        new double[opacityLogits.length],
        new double[sphericalHarmonics.length],
        new double[features.length]);
  }

  /** Returns how many surfels there are. */
  public int count() {
    return opacityLogits.length;
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
