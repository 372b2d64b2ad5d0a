package org.drag4d.scene.capture;

import java.util.List;
import java.util.Random;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PointTree;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.geometry.capture.Capture;
import org.drag4d.splat.Surfels;

/**
 * Where training on a capture starts: at its known points, or, where there are none, at random
 * points of the space that the cameras look at.
 */
final class CaptureSurfels {
  private static final double OPACITY_LOGIT = 0; // opacity 0.5
  private static final int RANDOM_POINTS = 50_000;

  private CaptureSurfels() {}

  /** Makes the first surfels, at most {@code limit}. */
  static Surfels of(Capture capture, List<Pinhole> views, int limit, long seed) {
    boolean known = capture.positions().length >= 3 * 64;
    float[] positions =
        known ? capture.positions() : randomPoints(views, Math.min(limit, RANDOM_POINTS), seed);
    float[] colours = known ? capture.colours() : grey(positions.length);
    if (positions.length / 3 > limit) {
      int[] kept = every(positions.length / 3, limit);
      positions = pick(positions, kept);
      colours = pick(colours, kept);
    }
    return surfels(positions, colours, views);
  }

  /** Each surfel is as large as the gaps to its neighbours and faces the nearest camera. */
  private static Surfels surfels(float[] positions, float[] colours, List<Pinhole> views) {
    int n = positions.length / 3;
    var tree = new PointTree(positions);
    int[] near = new int[4];
    double[] squared = new double[4];
    float[] rotations = new float[4 * n];
    float[] logScales = new float[2 * n];
    float[] logits = new float[n];
    float[] harmonics = new float[3 * n];
    for (int i = 0; i < n; i++) {
      Vec3 p = new Vec3(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
      tree.nearest(p.x(), p.y(), p.z(), near, squared);
      double sum = 0;
      int count = 0;
      for (int k = 1; k < 4; k++) { // the first is the point itself
        if (near[k] >= 0) {
          sum += squared[k];
          count++;
        }
      }
      double spacing = Math.max(1e-7, count == 0 ? 1e-2 : sum / count);
      logScales[2 * i] = logScales[2 * i + 1] = (float) (0.5 * Math.log(spacing));
      Quaternion q = Quaternion.facing(nearestCamera(p, views).minus(p));
      rotations[4 * i] = (float) q.w();
      rotations[4 * i + 1] = (float) q.x();
      rotations[4 * i + 2] = (float) q.y();
      rotations[4 * i + 3] = (float) q.z();
      logits[i] = (float) OPACITY_LOGIT;
      for (int c = 0; c < 3; c++) {
        harmonics[3 * i + c] = (float) ((colours[3 * i + c] - 0.5) / Surfels.C0);
      }
    }
    return new Surfels(0, positions.clone(), rotations, logScales, logits, harmonics);
  }

  private static Vec3 nearestCamera(Vec3 p, List<Pinhole> views) {
    Vec3 best = views.getFirst().centre();
    for (Pinhole view : views) {
      Vec3 centre = view.centre();
      if (p.distance(centre) < p.distance(best)) {
        best = centre;
      }
    }
    return best;
  }

  /**
   * Returns points in the space that cameras see: a ball about the point that they look at, or,
   * where they look apart from each other, shells around them.
   */
  private static float[] randomPoints(List<Pinhole> views, int count, long seed) {
    var random = new Random(seed);
    Vec3 focus = focus(views);
    double reach = 0;
    double inward = 0;
    for (Pinhole view : views) {
      Vec3 centre = view.centre();
      Vec3 towards = focus.minus(centre);
      reach += towards.length() / views.size();
      Vec3 axis = view.cameraToWorld().rotation().zAxis();
      inward += axis.dot(towards) / (towards.length() + 1e-12) / views.size();
    }
    boolean inside = inward > 0.5;
    double spread = Math.max(spread(views), 1e-6);
    float[] positions = new float[3 * count];
    for (int i = 0; i < count; i++) {
      Vec3 direction =
          new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
              .plus(new Vec3(1e-9, 0, 0))
              .normalised();
      double share = random.nextDouble();
      Vec3 p;
      if (inside) {
        p = focus.plus(direction.times(0.75 * reach * Math.cbrt(share)));
      } else { // distances spread evenly in the logarithm
        p = focus.plus(direction.times(2 * spread * Math.pow(15, share)));
      }
      positions[3 * i] = (float) p.x();
      positions[3 * i + 1] = (float) p.y();
      positions[3 * i + 2] = (float) p.z();
    }
    return positions;
  }

  /** Returns the point with the least squared distance to all optical axes, damped to the mean. */
  private static Vec3 focus(List<Pinhole> views) {
    double[][] a = new double[3][3];
    double[] b = new double[3];
    for (Pinhole camera : views) {
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

  private static double spread(List<Pinhole> views) {
    Vec3 mean = Vec3.ZERO;
    for (Pinhole view : views) {
      mean = mean.plus(view.centre().times(1.0 / views.size()));
    }
    double spread = 0;
    for (Pinhole view : views) {
      spread = Math.max(spread, view.centre().distance(mean));
    }
    return spread;
  }

  private static float[] grey(int length) {
    float[] colours = new float[length];
    java.util.Arrays.fill(colours, 0.5f);
    return colours;
  }

  private static int[] every(int count, int wanted) {
    int[] kept = new int[wanted];
    for (int i = 0; i < wanted; i++) {
      kept[i] = (int) ((long) i * count / wanted);
    }
    return kept;
  }

  private static float[] pick(float[] triples, int[] kept) {
    float[] picked = new float[3 * kept.length];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(triples, 3 * kept[i], picked, 3 * i, 3);
    }
    return picked;
  }
}
