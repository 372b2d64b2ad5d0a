package org.drag4d.scene.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Resampling;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Workers;

/**
 * Points of a capture that came without any, by sweeping planes (Collins 1996): a small patch of a
 * picture is tried at many depths, and the depth at which its neighbours show the same colours is
 * kept. Where the colours do not tell (a bare wall), the depth is that of what surrounds the patch.
 *
 * <p>Where much of the pictures is black, the black is what stands behind a thing: nothing is where
 * any view shows black (the visual hull, Laurentini 1994).
 *
 * <p>The result is coarse and in places wrong; it is where optimisation starts, not where it ends.
 */
final class PlaneSweep {
  private static final int LONGEST_SIDE = 192;
  private static final int DEPTHS = 56;
  private static final int NEIGHBOURS = 5;

  /** As many of the neighbours have to agree; the others may be hidden. */
  private static final int AGREEING = 2;

  /** Pixels between the nine samples of a patch. */
  private static final double PATCH_STEP = 1.5;

  /** A depth is known where its cost is below this share of the mean cost of all depths. */
  private static final double TELLING = 0.55;

  /** Mean difference of colours from which on nothing agrees. */
  private static final double LARGEST_COST = 0.08;

  /** A patch darker than this before black shows nothing. */
  private static final float BLACK = 0.012f;

  /** Where more of the pictures is lit than this, black is a colour, not a background. */
  private static final double MOSTLY_LIT = 0.95;

  /** Patches next to each other whose median depth corrects one that sticks out. */
  private static final int AROUND = 9;

  private static final double STICKING_OUT = 1.12;

  /** A view as the sweep wants it: small. */
  private record Small(Pinhole camera, Image picture, float[] weights) {
    static Small of(TrainingView view) {
      Image picture = Resampling.within(view.picture(), LONGEST_SIDE);
      float[] weights = view.weights();
      if (weights.length > 0) {
        Image full = new Image(view.camera().width(), view.camera().height(), 1, weights);
        weights = Resampling.byArea(full, picture.width(), picture.height()).values();
      }
      return new Small(view.camera().resized(picture.width(), picture.height()), picture, weights);
    }
  }

  private final List<Small> views;
  private final double[] inverseDepths = new double[DEPTHS];
  private final double baseline;
  private final double shareThatShows;

  /**
   * Prepares a sweep.
   *
   * @param nearest smallest z depth of anything
   * @param farthest largest z depth of anything
   */
  PlaneSweep(List<TrainingView> views, double nearest, double farthest, Workers workers) {
    Small[] small = new Small[views.size()];
    workers.forEach(small.length, (i, worker) -> small[i] = Small.of(views.get(i)));
    this.views = List.of(small);
    for (int d = 0; d < DEPTHS; d++) {
      double t = d / (DEPTHS - 1.0);
      inverseDepths[d] = (1 - t) / farthest + t / nearest;
    }
    baseline = 0.02 * nearest;
    shareThatShows = shareThatShows();
  }

  /** What one view knows of the surface. */
  private static final class Found {
    final List<double[]> patches = new ArrayList<>(); // u, v, inverse depth, 1 if the colours tell
  }

  /**
   * Finds points.
   *
   * @param count about how many
   * @return positions and colours, x y z red green blue per point
   */
  float[] points(int count, long seed, Workers workers) {
    Found[] found = new Found[views.size()];
    int perView = Math.max(16, (int) (count / (views.size() * shareThatShows)));
    workers.forEach(found.length, (i, worker) -> found[i] = sweep(i, perView, seed));
    int total = Arrays.stream(found).mapToInt(f -> f.patches.size()).sum();
    float[] points = new float[6 * total];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      Small view = views.get(i);
      for (double[] patch : found[i].patches) {
        Vec3 p = view.camera.unproject(patch[0], patch[1], 1 / patch[2]);
        points[6 * n] = (float) p.x();
        points[6 * n + 1] = (float) p.y();
        points[6 * n + 2] = (float) p.z();
        for (int c = 0; c < 3; c++) {
          points[6 * n + 3 + c] = (float) colour(view.picture, patch[0], patch[1], c);
        }
        n++;
      }
    }
    return points;
  }

  /** Returns the share of all pixels that show something; not 0. */
  private double shareThatShows() {
    long shown = 1;
    long all = 1;
    for (Small view : views) {
      for (int v = 0; v < view.picture.height(); v++) {
        for (int u = 0; u < view.picture.width(); u++) {
          shown += shows(view, u, v) ? 1 : 0;
          all++;
        }
      }
    }
    return (double) shown / all;
  }

  private Found sweep(int index, int count, long seed) {
    Small view = views.get(index);
    SplittableRandom random = new SplittableRandom(seed * 31 + index);
    List<Small> neighbours = neighbours(view);
    Found found = new Found();
    int w = view.picture.width();
    int h = view.picture.height();
    double side = Math.sqrt((double) w * h / count);
    for (double top = 0; top < h; top += side) {
      for (double left = 0; left < w; left += side) {
        double u = left + side * random.nextDouble();
        double v = top + side * random.nextDouble();
        if (u < w && v < h && shows(view, u, v)) {
          double[] patch = {u, v, 0, 0};
          match(view, neighbours, patch);
          found.patches.add(patch);
        }
      }
    }
    settle(found.patches);
    found.patches.removeIf(
        patch -> carved(view.camera.unproject(patch[0], patch[1], 1 / patch[2])));
    return found;
  }

  /** Says whether some view sees the background where a point would have to be. */
  private boolean carved(Vec3 point) {
    if (shareThatShows > MOSTLY_LIT) {
      return false;
    }
    for (Small view : views) {
      Vec3 at = view.camera.project(point);
      int w = view.picture.width();
      if (at.z() > 1e-6
          && at.x() >= 1
          && at.y() >= 1
          && at.x() < w - 1
          && at.y() < view.picture.height() - 1
          && isBackground(view, (int) at.x(), (int) at.y())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBackground(Small view, int column, int row) {
    int w = view.picture.width();
    for (int j = row - 1; j <= row + 1; j++) {
      for (int i = column - 1; i <= column + 1; i++) {
        int pixel = j * w + i;
        boolean counts = view.weights.length == 0 || view.weights[pixel] > 0.5f;
        if (!counts || brightest(view, pixel) > BLACK) {
          return false;
        }
      }
    }
    return true;
  }

  private static float brightest(Small view, int pixel) {
    float[] values = view.picture.values();
    return Math.max(values[3 * pixel], Math.max(values[3 * pixel + 1], values[3 * pixel + 2]));
  }

  private static boolean shows(Small view, double u, double v) {
    int pixel = (int) v * view.picture.width() + (int) u;
    return brightest(view, pixel) > BLACK
        && (view.weights.length == 0 || view.weights[pixel] > 0.5f);
  }

  /** The views that look at the same things from another place, the most alike first. */
  private List<Small> neighbours(Small view) {
    Vec3 axis = view.camera.cameraToWorld().rotation().zAxis();
    Vec3 centre = view.camera.centre();
    return views.stream()
        .filter(other -> other.camera.centre().distance(centre) > baseline)
        .filter(other -> other.camera.cameraToWorld().rotation().zAxis().dot(axis) > 0.5)
        .sorted(
            Comparator.comparingDouble(
                other -> -other.camera.cameraToWorld().rotation().zAxis().dot(axis)))
        .limit(NEIGHBOURS)
        .toList();
  }

  /** Finds the depth of a patch; leaves it 0 where too few neighbours see it. */
  private void match(Small view, List<Small> neighbours, double[] patch) {
    double[] costs = new double[DEPTHS];
    double sum = 0;
    int tried = 0;
    int best = -1;
    double[] own = new double[27];
    for (int k = 0; k < 9; k++) {
      for (int c = 0; c < 3; c++) {
        own[3 * k + c] =
            colour(
                view.picture,
                patch[0] + (k % 3 - 1) * PATCH_STEP,
                patch[1] + (k / 3 - 1) * PATCH_STEP,
                c);
      }
    }
    for (int d = 0; d < DEPTHS; d++) {
      boolean empty = carved(view.camera.unproject(patch[0], patch[1], 1 / inverseDepths[d]));
      costs[d] =
          empty ? Double.MAX_VALUE : cost(view, neighbours, patch, own, 1 / inverseDepths[d]);
      if (costs[d] < Double.MAX_VALUE) {
        sum += costs[d];
        tried++;
        best = best < 0 || costs[d] < costs[best] ? d : best;
      }
    }
    if (best < 0) {
      return;
    }
    patch[2] = inverseDepths[best];
    if (best > 0 && best < DEPTHS - 1 && costs[best - 1] + costs[best + 1] < 1e9) {
      double bend = costs[best - 1] - 2 * costs[best] + costs[best + 1];
      double shift = bend > 1e-9 ? 0.5 * (costs[best - 1] - costs[best + 1]) / bend : 0;
      patch[2] += Math.clamp(shift, -0.5, 0.5) * (inverseDepths[1] - inverseDepths[0]);
    }
    boolean tells = tried > 2 && costs[best] < LARGEST_COST && costs[best] < TELLING * sum / tried;
    patch[3] = tells ? 1 : 0;
  }

  /** Mean difference of colours over the neighbours that agree best. */
  private static double cost(
      Small view, List<Small> neighbours, double[] patch, double[] own, double zDepth) {
    double[] lowest = new double[AGREEING];
    Arrays.fill(lowest, Double.MAX_VALUE);
    Vec3[] points = new Vec3[9];
    for (int k = 0; k < 9; k++) {
      points[k] =
          view.camera.unproject(
              patch[0] + (k % 3 - 1) * PATCH_STEP, patch[1] + (k / 3 - 1) * PATCH_STEP, zDepth);
    }
    for (Small other : neighbours) {
      double difference = 0;
      boolean seen = true;
      for (int k = 0; k < 9 && seen; k++) {
        Vec3 at = other.camera.project(points[k]);
        seen =
            at.z() > 1e-6
                && at.x() >= 0
                && at.y() >= 0
                && at.x() <= other.picture.width()
                && at.y() <= other.picture.height();
        for (int c = 0; c < 3 && seen; c++) {
          difference += Math.abs(colour(other.picture, at.x(), at.y(), c) - own[3 * k + c]) / 27;
        }
      }
      if (seen && difference < lowest[AGREEING - 1]) {
        lowest[AGREEING - 1] = difference;
        Arrays.sort(lowest);
      }
    }
    return lowest[AGREEING - 1] == Double.MAX_VALUE
        ? Double.MAX_VALUE
        : Arrays.stream(lowest).sum() / AGREEING;
  }

  /** Gives patches that do not tell, or that stick out, the median depth of those around them. */
  private static void settle(List<double[]> patches) {
    List<double[]> telling = patches.stream().filter(p -> p[3] > 0).toList();
    double[] settled = new double[patches.size()];
    for (int i = 0; i < settled.length; i++) {
      double[] patch = patches.get(i);
      double[] distances = new double[AROUND];
      double[] depths = new double[AROUND];
      Arrays.fill(distances, Double.MAX_VALUE);
      int known = 0;
      for (double[] other : telling) {
        double distance = Math.hypot(other[0] - patch[0], other[1] - patch[1]);
        if (distance >= distances[AROUND - 1]) {
          continue;
        }
        int at = AROUND - 1;
        for (; at > 0 && distances[at - 1] > distance; at--) {
          distances[at] = distances[at - 1];
          depths[at] = depths[at - 1];
        }
        distances[at] = distance;
        depths[at] = other[2];
        known = Math.min(AROUND, known + 1);
      }
      settled[i] = patch[2];
      if (known > 0) {
        Arrays.sort(depths, 0, known);
        double median = depths[known / 2];
        double ratio = Math.max(patch[2] / median, median / patch[2]);
        if (patch[3] == 0 || ratio > STICKING_OUT) {
          settled[i] = median;
        }
      }
    }
    for (int i = 0; i < settled.length; i++) {
      patches.get(i)[2] = settled[i];
    }
    patches.removeIf(patch -> !(patch[2] > 0));
  }

  private static double colour(Image picture, double u, double v, int channel) {
    double x = Math.clamp(u - 0.5, 0, picture.width() - 1.001);
    double y = Math.clamp(v - 0.5, 0, picture.height() - 1.001);
    int i = (int) x;
    int j = (int) y;
    double a = x - i;
    double b = y - j;
    float[] values = picture.values();
    int at = (j * picture.width() + i) * 3 + channel;
    int right = picture.width() > 1 ? 3 : 0;
    int below = picture.height() > 1 ? 3 * picture.width() : 0;
    return (1 - b) * ((1 - a) * values[at] + a * values[at + right])
        + b * ((1 - a) * values[at + below] + a * values[at + below + right]);
  }
}
