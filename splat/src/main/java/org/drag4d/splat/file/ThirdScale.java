package org.drag4d.splat.file;

import java.util.Arrays;
import org.drag4d.splat.Surfels;

/** The third scale that surfels do not have and viewers of 3D Gaussians ask for. */
final class ThirdScale {
  /** How much thinner than wide a surfel is written. */
  private static final double THINNESS = 1e-6;

  private ThirdScale() {}

  /** Returns ln(1e-6 · median scale) (surfel-splatting section 14.1). */
  static float logOf(Surfels surfels) {
    float[] sorted = surfels.logScales().clone();
    Arrays.sort(sorted);
    float median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    return (float) (Math.log(THINNESS) + median);
  }
}
