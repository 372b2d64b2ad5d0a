package org.drag4d.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;

/**
 * Parts of an object without a network: k-means on position, normal and colour (object-composition
 * section 8.3). It stands where the paper clusters DINO features.
 *
 * @param partOfPoint per point its part, from 1
 * @param parts in order of their number: from the bottom up
 */
record PartClusters(int[] partOfPoint, List<ObjectSurfels.Part> parts) {
  private static final double NORMAL = 0.3;
  private static final double COLOUR = 0.5;
  private static final int FEATURES = 9;
  private static final int ROUNDS = 30;

  /** Points that take part in the search; all are assigned afterwards. */
  private static final int SEARCHED = 8000;

  /** Clusters points of an object. */
  static PartClusters of(
      float[] positions, float[] normals, float[] colours, int k, long seed, Progress progress) {
    int n = positions.length / 3;
    double longest = longestSide(positions);
    float[] features = new float[FEATURES * n];
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < 3; axis++) {
        int at = FEATURES * i + axis;
        features[at] = (float) (positions[3 * i + axis] / longest);
        features[at + 3] = (float) (NORMAL * normals[3 * i + axis]);
        features[at + 6] = (float) (COLOUR * colours[3 * i + axis]);
      }
    }
    double[][] centres = search(features, n, k, seed, progress);
    int[] cluster = new int[n];
    for (int i = 0; i < n; i++) {
      cluster[i] = nearest(features, i, centres);
    }
    return numbered(positions, colours, cluster, centres.length);
  }

  private static double longestSide(float[] positions) {
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < positions.length; i++) {
      low[i % 3] = Math.min(low[i % 3], positions[i]);
      high[i % 3] = Math.max(high[i % 3], positions[i]);
    }
    double longest = 1e-12;
    for (int axis = 0; axis < 3; axis++) {
      longest = Math.max(longest, high[axis] - low[axis]);
    }
    return longest;
  }

  /** Lloyd's rounds from k-means++ centres, on an evenly spread subset. */
  private static double[][] search(float[] features, int n, int k, long seed, Progress progress) {
    int searched = Math.min(n, SEARCHED);
    int[] subset = new int[searched];
    Arrays.setAll(subset, s -> (int) ((long) s * n / searched));
    double[][] centres = start(features, subset, k, seed);
    int[] cluster = new int[searched];
    for (int round = 0; round < ROUNDS; round++) {
      progress.check();
      double[][] sums = new double[centres.length][FEATURES + 1];
      boolean changed = round == 0;
      for (int s = 0; s < searched; s++) {
        int c = nearest(features, subset[s], centres);
        changed |= c != cluster[s];
        cluster[s] = c;
        for (int f = 0; f < FEATURES; f++) {
          sums[c][f] += features[FEATURES * subset[s] + f];
        }
        sums[c][FEATURES]++;
      }
      if (!changed) {
        break;
      }
      for (int c = 0; c < centres.length; c++) {
        for (int f = 0; f < FEATURES && sums[c][FEATURES] > 0; f++) {
          centres[c][f] = sums[c][f] / sums[c][FEATURES];
        }
      }
    }
    return centres;
  }

  private static double[][] start(float[] features, int[] subset, int k, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[][] centres = new double[Math.min(k, subset.length)][];
    double[] distance = new double[subset.length];
    Arrays.fill(distance, 1);
    for (int c = 0; c < centres.length; c++) {
      double target = random.nextDouble() * Arrays.stream(distance).sum();
      int chosen = 0;
      while (chosen < subset.length - 1 && (target -= distance[chosen]) > 0) {
        chosen++;
      }
      centres[c] = new double[FEATURES];
      for (int f = 0; f < FEATURES; f++) {
        centres[c][f] = features[FEATURES * subset[chosen] + f];
      }
      for (int s = 0; s < subset.length; s++) {
        double d = squared(features, subset[s], centres[c]);
        distance[s] = c == 0 ? d : Math.min(distance[s], d);
      }
    }
    return centres;
  }

  private static int nearest(float[] features, int point, double[][] centres) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int c = 0; c < centres.length; c++) {
      double d = squared(features, point, centres[c]);
      if (d < least) {
        least = d;
        best = c;
      }
    }
    return best;
  }

  private static double squared(float[] features, int point, double[] centre) {
    double sum = 0;
    for (int f = 0; f < FEATURES; f++) {
      double d = features[FEATURES * point + f] - centre[f];
      sum += d * d;
    }
    return sum;
  }

  /** Leaves out empty clusters and numbers the others from the bottom up, then left to right. */
  private static PartClusters numbered(
      float[] positions, float[] colours, int[] cluster, int clusters) {
    double[][] sums = new double[clusters][7];
    for (int i = 0; i < cluster.length; i++) {
      double[] sum = sums[cluster[i]];
      for (int axis = 0; axis < 3; axis++) {
        sum[axis] += positions[3 * i + axis];
        sum[axis + 3] += colours[3 * i + axis];
      }
      sum[6]++;
    }
    List<Integer> order = new ArrayList<>();
    for (int c = 0; c < clusters; c++) {
      if (sums[c][6] > 0) {
        order.add(c);
      }
    }
    order.sort(
        Comparator.<Integer>comparingDouble(c -> sums[c][1] / sums[c][6])
            .thenComparingDouble(c -> sums[c][0] / sums[c][6]));
    int[] partOf = new int[clusters];
    List<ObjectSurfels.Part> parts = new ArrayList<>();
    for (int c : order) {
      double[] s = sums[c];
      Vec3 centre = new Vec3(s[0], s[1], s[2]).times(1 / s[6]);
      Vec3 colour = new Vec3(s[3], s[4], s[5]).times(1 / s[6]);
      parts.add(new ObjectSurfels.Part(parts.size() + 1, (int) s[6], centre, colour));
      partOf[c] = parts.size();
    }
    int[] partOfPoint = new int[cluster.length];
    Arrays.setAll(partOfPoint, i -> partOf[cluster[i]]);
    return new PartClusters(partOfPoint, parts);
  }
}
