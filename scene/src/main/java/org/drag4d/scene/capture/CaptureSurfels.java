package org.drag4d.scene.capture;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PointTree;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.geometry.capture.Capture;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Workers;

/**
 * Where training on a capture starts: at its known points; where there are none, at known depths;
 * where there are none either, at points that the pictures themselves tell ({@link PlaneSweep}),
 * and if they tell none, at random points of the space that the cameras look at.
 */
final class CaptureSurfels {
  /** Of points that may be wrong. */
  private static final double UNCERTAIN_LOGIT = 0; // opacity 0.5

  /** Of points on surfaces: what is behind them is hidden. */
  private static final double CERTAIN_LOGIT = 2.2; // opacity 0.9

  private static final int FEWEST_POINTS = 64;

  /** A surfel seen from its camera is at most so many times as large as the median one. */
  private static final double LARGEST_ANGLE = 3;

  /** Points of one's own may take this share of the limit; what is missing grows where it helps. */
  private static final double OWN_SHARE = 0.5;

  private static final int MOST_OWN_POINTS = 100_000;

  private CaptureSurfels() {}

  /** Makes the first surfels, at most {@code limit}. */
  static Surfels of(
      Capture capture,
      List<Pinhole> cameras,
      List<TrainingView> views,
      int limit,
      long seed,
      Workers workers) {
    if (capture.positions().length < 3 * FEWEST_POINTS) {
      return ofPictures(cameras, views, limit, seed, workers);
    }
    float[] positions = capture.positions();
    float[] colours = capture.colours();
    if (positions.length / 3 > limit) {
      int[] kept = every(positions.length / 3, limit);
      positions = pick(positions, kept);
      colours = pick(colours, kept);
    }
    return surfels(positions, colours, UNCERTAIN_LOGIT, cameras);
  }

  private static Surfels ofPictures(
      List<Pinhole> cameras, List<TrainingView> views, int limit, long seed, Workers workers) {
    int count = Math.clamp((int) (OWN_SHARE * limit), 1, MOST_OWN_POINTS);
    Space space = Space.of(cameras);
    float[] found = ofDepths(views, count, seed);
    double logit = CERTAIN_LOGIT;
    if (found.length / 6 < FEWEST_POINTS) {
      logit = UNCERTAIN_LOGIT;
      var sweep = new PlaneSweep(views, space.nearest(), space.farthest(), workers);
      found = sweep.points(count, seed, workers);
    }
    int n = found.length / 6;
    if (n < FEWEST_POINTS) {
      float[] positions = space.randomPoints(count, seed);
      float[] grey = new float[positions.length];
      Arrays.fill(grey, 0.5f);
      return surfels(positions, grey, UNCERTAIN_LOGIT, cameras);
    }
    int[] kept = every(n, Math.min(n, limit));
    float[] positions = new float[3 * kept.length];
    float[] colours = new float[3 * kept.length];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(found, 6 * kept[i], positions, 3 * i, 3);
      System.arraycopy(found, 6 * kept[i] + 3, colours, 3 * i, 3);
    }
    return surfels(positions, colours, logit, cameras);
  }

  /** Returns x y z red green blue of points at random pixels whose depth is known. */
  private static float[] ofDepths(List<TrainingView> views, int count, long seed) {
    var random = new SplittableRandom(seed);
    var points = new float[6 * count];
    int perView = (count + views.size() - 1) / views.size();
    int n = 0;
    for (TrainingView view : views) {
      float[] depth = view.zDepth();
      int width = view.camera().width();
      int known = 0;
      for (float z : depth) {
        known += z > 0 ? 1 : 0;
      }
      // Every known pixel in turn is taken with the chance that makes perView of them in all.
      int wanted = Math.min(perView, Math.min(known, count - n));
      for (int pixel = 0; pixel < depth.length && wanted > 0; pixel++) {
        if (!(depth[pixel] > 0) || random.nextInt(known--) >= wanted) {
          continue;
        }
        wanted--;
        Vec3 p = view.camera().unproject(pixel % width + 0.5, pixel / width + 0.5, depth[pixel]);
        points[6 * n] = (float) p.x();
        points[6 * n + 1] = (float) p.y();
        points[6 * n + 2] = (float) p.z();
        System.arraycopy(view.picture().values(), 3 * pixel, points, 6 * n + 3, 3);
        n++;
      }
    }
    return Arrays.copyOf(points, 6 * n);
  }

  /**
   * Each surfel is as large as the gaps to its neighbours and faces the nearest camera. Points that
   * stand alone are not made as large as the emptiness about them: they are mostly wrong.
   */
  private static Surfels surfels(
      float[] positions, float[] colours, double logit, List<Pinhole> views) {
    int n = positions.length / 3;
    var tree = new PointTree(positions);
    int[] near = new int[4];
    double[] squared = new double[4];
    double[] distances = new double[n];
    double[] angles = new double[n];
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
      Vec3 towards = nearestCamera(p, views).minus(p);
      distances[i] = Math.max(1e-9, towards.length());
      angles[i] = Math.sqrt(Math.max(1e-7, count == 0 ? 1e-4 : sum / count)) / distances[i];
      Quaternion q = Quaternion.facing(towards);
      rotations[4 * i] = (float) q.w();
      rotations[4 * i + 1] = (float) q.x();
      rotations[4 * i + 2] = (float) q.y();
      rotations[4 * i + 3] = (float) q.z();
      logits[i] = (float) logit;
      for (int c = 0; c < 3; c++) {
        harmonics[3 * i + c] = (float) ((colours[3 * i + c] - 0.5) / Surfels.C0);
      }
    }
    double[] sorted = angles.clone();
    Arrays.sort(sorted);
    double largest = LARGEST_ANGLE * sorted[n / 2];
    for (int i = 0; i < n; i++) {
      float scale = (float) Math.log(Math.min(angles[i], largest) * distances[i]);
      logScales[2 * i] = logScales[2 * i + 1] = scale;
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
