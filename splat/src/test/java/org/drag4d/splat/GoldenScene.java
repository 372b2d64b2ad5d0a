package org.drag4d.splat;

import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** The test scene of surfel-splatting section 15.3; its expected values come from there. */
final class GoldenScene {
  static final double[] BACKGROUND = {.2, .5, .7};

  private GoldenScene() {}

  static Pinhole camera() {
    Pose worldToCamera = new Pose(new Quaternion(1, 0, .1, 0), new Vec3(.05, -.1, .2));
    return new Pinhole("golden", 16, 16, 20, 22, 8.25, 7.5, worldToCamera.inverse());
  }

  static ReferenceSurfels surfels() {
    double[] colours = {.8, .3, .1, .2, .5, .9, .4, .7, .3, .9, .1, .6};
    double[] coefficients = new double[12];
    for (int i = 0; i < 12; i++) {
      coefficients[i] = (colours[i] - .5) / Surfels.C0;
    }
    double[] scales = {.30, .20, .45, .25, .60, .50, .004, .003};
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.log(scales[i]);
    }
    return new ReferenceSurfels(
        0,
        2,
        new double[] {.1, -.05, 2.0, -.2, .1, 2.4, .3, .3, 3.0, -.05, .15, 1.7},
        new double[] {.9, .2, -.3, .1, 1, 0, .4, .3, .7, -.5, .1, .2, 1, .3, .2, -.1},
        scales,
        new double[] {.8, .3, 1.5, -.4},
        coefficients,
        new double[] {1, -.5, .3, .8, -.7, .2, .5, .5});
  }

  /** The gradient of the test's loss: the weights of section 15.3. */
  static ReferenceMaps weights() {
    ReferenceMaps d = new ReferenceMaps(16, 16, 2);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        int at = y * 16 + x;
        for (int c = 0; c < 3; c++) {
          d.colour[3 * at + c] = weight(x, y, c, 0);
          d.normal[3 * at + c] = weight(x, y, c, 1);
        }
        d.depthSum[at] = weight(x, y, 0, 2);
        d.alpha[at] = weight(x, y, 0, 3);
        d.distortion[at] = 1000 * weight(x, y, 0, 4);
        d.medianDepth[at] = weight(x, y, 0, 5);
        for (int c = 0; c < 2; c++) {
          d.features[2 * at + c] = weight(x, y, c, 6);
        }
      }
    }
    return d;
  }

  private static double weight(int x, int y, int channel, int kind) {
    return Math.sin(.7 * x + 1.3 * y + 2.1 * channel + kind);
  }

  static double loss(ReferenceMaps maps, ReferenceMaps weights) {
    return dot(maps.colour, weights.colour)
        + dot(maps.normal, weights.normal)
        + dot(maps.depthSum, weights.depthSum)
        + dot(maps.alpha, weights.alpha)
        + dot(maps.distortion, weights.distortion)
        + dot(maps.medianDepth, weights.medianDepth)
        + dot(maps.features, weights.features);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
