package org.drag4d.splat;

/**
 * A set of 2D Gaussians in stored form, as files and the optimiser keep them. The arrays are the
 * data, not copies.
 *
 * @param degree degree of the spherical harmonics, 0 to 3
 * @param positions x y z per surfel, world metres
 * @param rotations w x y z per surfel, not normalised; columns of the rotation: two tangents,
 *     normal
 * @param logScales natural logarithm of the two standard deviations in metres, per surfel
 * @param opacityLogits logit of the opacity, per surfel
 * @param sphericalHarmonics (degree + 1)² × 3 per surfel, coefficient by coefficient, red green
 *     blue inside; colour = max(0, Σ basis · coefficient + 0.5), sRGB
 */
public record Surfels(
    int degree,
    float[] positions,
    float[] rotations,
    float[] logScales,
    float[] opacityLogits,
    float[] sphericalHarmonics) {

  /** Degree-0 basis function: colour = C0 · coefficient + 0.5. */
  public static final double C0 = 0.28209479177387814;

  /** Checks that the arrays belong together. */
  public Surfels {
    int n = opacityLogits.length;
    if (degree < 0 || degree > 3) {
      throw new IllegalArgumentException("spherical harmonics of degree " + degree);
    }
    if (positions.length != 3 * n
        || rotations.length != 4 * n
        || logScales.length != 2 * n
        || sphericalHarmonics.length != 3 * (degree + 1) * (degree + 1) * n) {
      throw new IllegalArgumentException("the arrays of the surfels differ in length");
    }
  }

  /** Returns how many surfels there are. */
  public int count() {
    return opacityLogits.length;
  }

  /** Returns how many spherical-harmonics coefficients a colour channel has. */
  public int coefficientsPerChannel() {
    return (degree + 1) * (degree + 1);
  }
}
