package org.drag4d.scene.capture;

import java.util.List;
import java.util.Random;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;

/**
 * The space that cameras see, judged by the cameras alone: about the point that they look at, or,
 * where they look apart from each other, around themselves.
 *
 * @param focus the point nearest to all optical axes
 * @param inwards whether the cameras look at it
 * @param reach mean distance of the cameras from it
 * @param spread largest distance of a camera from their middle
 */
record Space(Vec3 focus, boolean inwards, double reach, double spread) {

  static Space of(List<Pinhole> cameras) {
    Vec3 focus = focus(cameras);
    double reach = 0;
    double inward = 0;
    for (Pinhole camera : cameras) {
      Vec3 towards = focus.minus(camera.centre());
      reach += towards.length() / cameras.size();
      Vec3 axis = camera.cameraToWorld().rotation().zAxis();
      inward += axis.dot(towards) / (towards.length() + 1e-12) / cameras.size();
    }
    return new Space(focus, inward > 0.5, Math.max(reach, 1e-6), Math.max(spread(cameras), 1e-6));
  }

  /** Returns a z depth that little will be nearer than. */
  double nearest() {
    return inwards ? 0.3 * reach : 1.5 * spread;
  }

  /** Returns a z depth that little will be farther than, or so far that it hardly matters. */
  double farthest() {
    return inwards ? 3 * reach : 30 * spread;
  }

  /** Returns x y z of random points. */
  float[] randomPoints(int count, long seed) {
    var random = new Random(seed);
    float[] positions = new float[3 * count];
    for (int i = 0; i < count; i++) {
      Vec3 direction =
          new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
              .plus(new Vec3(1e-9, 0, 0))
              .normalised();
      double share = random.nextDouble();
      double distance =
          inwards
              ? 0.75 * reach * Math.cbrt(share)
              : 2 * spread * Math.pow(15, share); // evenly spread in the logarithm
      Vec3 p = focus.plus(direction.times(distance));
      positions[3 * i] = (float) p.x();
      positions[3 * i + 1] = (float) p.y();
      positions[3 * i + 2] = (float) p.z();
    }
    return positions;
  }

  /** Returns the point with the least squared distance to all optical axes, damped to the mean. */
  private static Vec3 focus(List<Pinhole> cameras) {
    double[][] a = new double[3][3];
    double[] b = new double[3];
    for (Pinhole camera : cameras) {
      Vec3 d = camera.cameraToWorld().rotation().zAxis();
      Vec3 o = camera.centre();
      double[] axis = {d.x(), d.y(), d.z()};
      double[] origin = {o.x(), o.y(), o.z()};
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          double m = (r == c ? 1.02 : 0) - axis[r] * axis[c];
          a[r][c] += m;
          b[r] += m * origin[c];
        }
      }
    }
    double det =
        a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
            - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
            + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
    double[] x = new double[3];
    for (int k = 0; k < 3; k++) { // Cramer's rule
      double[][] m = {a[0].clone(), a[1].clone(), a[2].clone()};
      for (int r = 0; r < 3; r++) {
        m[r][k] = b[r];
      }
      x[k] =
          (m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                  - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                  + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]))
              / det;
    }
    return new Vec3(x[0], x[1], x[2]);
  }

  private static double spread(List<Pinhole> cameras) {
    Vec3 mean = Vec3.ZERO;
    for (Pinhole camera : cameras) {
      mean = mean.plus(camera.centre().times(1.0 / cameras.size()));
    }
    double spread = 0;
    for (Pinhole camera : cameras) {
      spread = Math.max(spread, camera.centre().distance(mean));
    }
    return spread;
  }
}
