package org.drag4d.splat;

import java.util.SplittableRandom;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** Random surfels in front of a random camera, some kinds of them nasty on purpose. */
public final class RandomScenes {
  /** What is special about a scene. */
  public enum Kind {
    /** A few dozen discs of all sizes. */
    SPARSE,
    /** Hundreds, many layers deep. */
    DENSE,
    /** One scale a hundredth of the other. */
    SLIVERS,
    /** Large discs around the camera, many crossing its plane. */
    CROSSING,
    /** Centres about 0.2 m deep. */
    NEAR,
    /** Logits from -8 to 8. */
    OPACITIES,
    /** Smaller than a pixel. */
    TINY
  }

  private RandomScenes() {}

  public static Pinhole camera(long seed, int width, int height) {
    SplittableRandom r = new SplittableRandom(seed * 77 + 5);
    Pose pose =
        new Pose(
            new Quaternion(1, r.nextDouble(-.2, .2), r.nextDouble(-.2, .2), r.nextDouble(-.2, .2)),
            new Vec3(r.nextDouble(-.1, .1), r.nextDouble(-.1, .1), r.nextDouble(-.1, .1)));
    return new Pinhole(
        "random",
        width,
        height,
        width * r.nextDouble(.5, 1.2),
        width * r.nextDouble(.5, 1.2),
        width * r.nextDouble(.3, .7),
        height * r.nextDouble(.3, .7),
        pose);
  }

  public static Surfels surfels(Kind kind, int degree, long seed) {
    SplittableRandom r = new SplittableRandom(seed);
    int n = kind == Kind.DENSE ? 600 : 60;
    int coefficients = 3 * (degree + 1) * (degree + 1);
    Surfels s =
        new Surfels(
            degree,
            new float[3 * n],
            new float[4 * n],
            new float[2 * n],
            new float[n],
            new float[coefficients * n]);
    for (int i = 0; i < n; i++) {
      double z = r.nextDouble(.5, 6);
      double large = Math.log(r.nextDouble(.02, .3));
      double small = large + r.nextDouble(-1, 0);
      double logit = r.nextDouble(-3, 3);
      switch (kind) {
        case SPARSE -> {}
        case DENSE -> logit = r.nextDouble(-2, 4);
        case SLIVERS -> small = large + Math.log(r.nextDouble(.003, .03));
        case CROSSING -> {
          z = r.nextDouble(.1, 1.5);
          large = Math.log(r.nextDouble(.2, 1.5));
          small = large + r.nextDouble(-2, 0);
        }
        case NEAR -> z = r.nextDouble(.15, .3);
        case OPACITIES -> logit = r.nextDouble(-8, 8);
        case TINY -> {
          large = Math.log(r.nextDouble(1e-5, 2e-2));
          small = large + r.nextDouble(-5, 0);
        }
      }
      s.positions()[3 * i] = (float) (z * r.nextDouble(-1.2, 1.2));
      s.positions()[3 * i + 1] = (float) (z * r.nextDouble(-1, 1));
      s.positions()[3 * i + 2] = (float) z;
      for (int k = 0; k < 4; k++) {
        s.rotations()[4 * i + k] = (float) r.nextGaussian();
      }
      s.logScales()[2 * i] = (float) large;
      s.logScales()[2 * i + 1] = (float) small;
      s.opacityLogits()[i] = (float) logit;
      for (int k = 0; k < coefficients; k++) {
        s.sphericalHarmonics()[coefficients * i + k] =
            (float) (k < 3 ? r.nextDouble(-1.5, 1.7) : r.nextDouble(-.3, .3));
      }
    }
    return s;
  }
}
