package org.drag4d.priors.builtin;

import java.util.Arrays;
import org.drag4d.task.Progress;

/**
 * Which parts of a picture stand out from what reaches its border, after Zhu, Liang, Wei and Sun,
 * "Saliency Optimization from Robust Background Detection" (CVPR 2014): a patch belongs to the
 * background as far as the region of its colour touches the border for its size; a patch stands out
 * by its contrast to background patches around it; both are balanced by least squares with a
 * smoothness term. No training, no network.
 */
final class BackgroundSaliency {
  private static final int PATCHES = 300;

  /** Colour distances are Oklab times 100; these are the paper's values (section 3 and 4). */
  private static final double SIGMA_COLOUR = 10;

  private static final double SIGMA_BORDER = 1;
  private static final double SIGMA_PLACE = 0.25;
  private static final double SMOOTHNESS = 0.1;

  private final Superpixels patches;
  private final int count;
  private final double[] colour;
  private final double[] place;
  private final boolean[] onBorder;
  private final boolean[] adjacent;

  private BackgroundSaliency(Superpixels patches, float[] lab, int width, int height) {
    this.patches = patches;
    count = patches.count();
    colour = new double[3 * count];
    place = new double[2 * count];
    onBorder = new boolean[count];
    adjacent = new boolean[count * count];
    int[] label = patches.label();
    int[] sizes = new int[count];
    for (int at = 0; at < label.length; at++) {
      int k = label[at];
      int x = at % width;
      int y = at / width;
      sizes[k]++;
      for (int c = 0; c < 3; c++) {
        colour[3 * k + c] += 100 * lab[3 * at + c];
      }
      place[2 * k] += (x + 0.5) / Math.max(width, height);
      place[2 * k + 1] += (y + 0.5) / Math.max(width, height);
      onBorder[k] |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
      if (x + 1 < width) {
        meet(k, label[at + 1]);
      }
      if (y + 1 < height) {
        meet(k, label[at + width]);
      }
    }
    for (int k = 0; k < count; k++) {
      for (int c = 0; c < 3; c++) {
        colour[3 * k + c] /= sizes[k];
      }
      place[2 * k] /= sizes[k];
      place[2 * k + 1] /= sizes[k];
    }
  }

  private void meet(int a, int b) {
    adjacent[a * count + b] |= a != b;
    adjacent[b * count + a] |= a != b;
  }

  /**
   * Returns per pixel how much it stands out, in [0, 1].
   *
   * @param lab Oklab, three numbers a pixel
   */
  static float[] of(float[] lab, int width, int height, Progress progress) {
    Superpixels patches = Superpixels.of(lab, width, height, PATCHES, progress);
    double[] saliency = new BackgroundSaliency(patches, lab, width, height).optimised(progress);
    double least = Arrays.stream(saliency).min().orElse(0);
    double range = Math.max(1e-9, Arrays.stream(saliency).max().orElse(1) - least);
    float[] pixels = new float[width * height];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (float) ((saliency[patches.label()[at]] - least) / range);
    }
    return pixels;
  }

  private double colourDistance(int a, int b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = colour[3 * a + c] - colour[3 * b + c];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  private static double gauss(double distance, double sigma) {
    return Math.exp(-distance * distance / (2 * sigma * sigma));
  }

  /** Equations 1 to 5: boundary connectivity and what it says about being background. */
  private double[] background(Progress progress) {
    // Steps smaller than the usual smallest one are noise inside a region and cost nothing.
    double noise = 0;
    for (int a = 0; a < count; a++) {
      double least = Double.MAX_VALUE;
      for (int b = 0; b < count; b++) {
        least = adjacent[a * count + b] ? Math.min(least, colourDistance(a, b)) : least;
      }
      noise += least == Double.MAX_VALUE ? 0 : least / count;
    }
    double[] background = new double[count];
    double[] distance = new double[count];
    boolean[] done = new boolean[count];
    for (int from = 0; from < count; from++) {
      progress.check();
      geodesic(from, noise, distance, done);
      double area = 0;
      double border = 0;
      for (int to = 0; to < count; to++) {
        double same = gauss(distance[to], SIGMA_COLOUR);
        area += same;
        border += onBorder[to] ? same : 0;
      }
      background[from] = 1 - gauss(border / Math.sqrt(area), SIGMA_BORDER);
    }
    return background;
  }

  /** Shortest ways over neighbouring patches; all patches on the border are neighbours. */
  private void geodesic(int from, double noise, double[] distance, boolean[] done) {
    Arrays.fill(distance, Double.MAX_VALUE);
    Arrays.fill(done, false);
    distance[from] = 0;
    for (int n = 0; n < count; n++) {
      int nearest = -1;
      for (int k = 0; k < count; k++) {
        if (!done[k] && (nearest < 0 || distance[k] < distance[nearest])) {
          nearest = k;
        }
      }
      if (distance[nearest] > 4 * SIGMA_COLOUR) {
        return; // the rest is too far to count
      }
      done[nearest] = true;
      for (int k = 0; k < count; k++) {
        boolean neighbours = adjacent[nearest * count + k] || onBorder[nearest] && onBorder[k];
        if (neighbours && !done[k]) {
          double step = Math.max(0, colourDistance(nearest, k) - noise);
          distance[k] = Math.min(distance[k], distance[nearest] + step);
        }
      }
    }
  }

  /** Equation 7: contrast to what is background nearby. */
  private double[] contrast(double[] background) {
    double[] contrast = new double[count];
    double most = 1e-9;
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double dx = place[2 * a] - place[2 * b];
        double dy = place[2 * a + 1] - place[2 * b + 1];
        contrast[a] +=
            colourDistance(a, b) * gauss(Math.sqrt(dx * dx + dy * dy), SIGMA_PLACE) * background[b];
      }
      most = Math.max(most, contrast[a]);
    }
    for (int a = 0; a < count; a++) {
      contrast[a] /= most;
    }
    return contrast;
  }

  /** Equation 9: a linear system, symmetric and positive definite, solved by elimination. */
  private double[] optimised(Progress progress) {
    double[] background = background(progress);
    double[] contrast = contrast(background);
    int columns = count + 1;
    double[] a = new double[count * columns];
    for (int i = 0; i < count; i++) {
      a[i * columns + i] += background[i] + contrast[i];
      a[i * columns + count] = contrast[i];
      for (int j = 0; j < count; j++) {
        boolean neighbours = adjacent[i * count + j] || onBorder[i] && onBorder[j] && i != j;
        if (neighbours) {
          double weight = gauss(colourDistance(i, j), SIGMA_COLOUR) + SMOOTHNESS;
          a[i * columns + i] += weight;
          a[i * columns + j] -= weight;
        }
      }
      a[i * columns + i] += 1e-9;
    }
    for (int pivot = 0; pivot < count; pivot++) {
      progress.check();
      for (int i = pivot + 1; i < count; i++) {
        double factor = a[i * columns + pivot] / a[pivot * columns + pivot];
        for (int j = pivot; factor != 0 && j < columns; j++) {
          a[i * columns + j] -= factor * a[pivot * columns + j];
        }
      }
    }
    double[] saliency = new double[count];
    for (int i = count - 1; i >= 0; i--) {
      double sum = a[i * columns + count];
      for (int j = i + 1; j < count; j++) {
        sum -= a[i * columns + j] * saliency[j];
      }
      saliency[i] = sum / a[i * columns + i];
    }
    return saliency;
  }
}
