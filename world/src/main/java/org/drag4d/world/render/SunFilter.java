package org.drag4d.world.render;

import java.util.Arrays;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.light.Lights;
import org.drag4d.world.look.Exposure;

/**
 * Smooths the half-shadow of the sun, and nothing else. What a few shadow rays per pixel say about
 * how much of the sun is visible is grainy where something far away hides a part of it, and only
 * there; and there it changes slowly: over the distance of what hides it times the sun's width. So
 * each pixel takes the mean over a share of that width (axis-aligned filtering of soft shadows,
 * Mehta, Wang and Ramamoorthi 2012), by an à-trous filter over pixels of the same part. Shadows of
 * things nearby, which are sharp, are kept apart and stay as they are.
 */
final class SunFilter {
  private static final float[] KERNEL = {1, 2f / 3, 1f / 6};
  private static final int ITERATIONS = 3;
  private static final int NEIGHBOURHOOD = 4;

  /** The filter's standard deviation as a share of the width of the half-shadow. */
  private static final float SHARE = 0.2f;

  /** No neighbour further away, as a share of the half-shadow, takes part. */
  private static final float REACH = 0.6f;

  private final int width;
  private final int height;
  private final boolean wraps;
  private final float footprint;

  /** What the sun adds where nothing hides it, three a pixel. */
  final float[] sunlight;

  /** What the pixel's own samples showed of it, three a pixel. */
  final float[] shown;

  /** The share of it that things nearby leave. */
  final float[] uncovered;

  /** The share of it that the pixel's own rays found. */
  final float[] found;

  /** The one part that all samples of a pixel met; -1 where they met several. */
  final int[] part;

  /** How far the pixel's surface is, metres. */
  final float[] distance;

  /** The width of the half-shadow of far things, metres; infinite where none hides the sun. */
  final float[] halfShadow;

  /**
   * Makes one for a picture.
   *
   * @param wraps whether the first column follows the last
   * @param footprint width of a pixel in radians
   */
  SunFilter(int width, int height, boolean wraps, double footprint) {
    this.width = width;
    this.height = height;
    this.wraps = wraps;
    this.footprint = (float) footprint;
    sunlight = new float[width * height * 3];
    shown = new float[width * height * 3];
    uncovered = new float[width * height];
    found = new float[width * height];
    part = new int[width * height];
    distance = new float[width * height];
    halfShadow = new float[width * height];
  }

  /**
   * Returns how near a thing must be for its half-shadow to be too narrow to be smoothed, metres.
   *
   * @param pixel width of the pixel on the surface, metres
   */
  static double sharpWithin(double pixel) {
    return pixel / (SHARE * 2 * Lights.SUN_SPREAD);
  }

  /** Adds the sun as the rays found it to a picture. */
  void addAsFound(float[] picture) {
    for (int i = 0; i < picture.length; i++) {
      picture[i] += shown[i];
    }
  }

  /**
   * Adds the sun to a picture with smooth half-shadows.
   *
   * @param exposure as in the weights of the picture's samples: the bright ones weigh less
   */
  void add(float[] picture, Exposure exposure, Workers workers, Progress progress) {
    float[] visible = new float[width * height];
    for (int i = 0; i < visible.length; i++) {
      boolean known = part[i] >= 0 && sunlight[i * 3 + 1] > 0 && uncovered[i] > 0;
      visible[i] = known ? Math.min(1, found[i] / uncovered[i]) : -1;
    }
    float[] sharpest = sharpest();
    float[] smooth = visible.clone();
    float[] spare = new float[visible.length];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      float[] from = smooth;
      float[] to = spare;
      int step = 1 << iteration;
      workers.forEach(
          height,
          (row, worker) -> {
            progress.check();
            for (int column = 0; column < width; column++) {
              to[row * width + column] = smoothed(from, sharpest, column, row, step);
            }
          });
      smooth = to;
      spare = from;
    }
    for (int i = 0; i < visible.length; i++) {
      if (smooth[i] == visible[i]) {
        for (int c = i * 3; c < i * 3 + 3; c++) {
          picture[c] += shown[c];
        }
      } else {
        addWeighed(picture, i, smooth[i] * uncovered[i], exposure);
      }
    }
  }

  /** Adds the sun to one pixel as samples would of which this share is lit. */
  private void addWeighed(float[] picture, int pixel, float share, Exposure exposure) {
    int o = pixel * 3;
    double dark =
        Math.max(
            picture[o] * exposure.r(),
            Math.max(picture[o + 1] * exposure.g(), picture[o + 2] * exposure.b()));
    double lit =
        Math.max(
            (picture[o] + sunlight[o]) * exposure.r(),
            Math.max(
                (picture[o + 1] + sunlight[o + 1]) * exposure.g(),
                (picture[o + 2] + sunlight[o + 2]) * exposure.b()));
    double weight = share / (1 + lit);
    double weighed = weight / (weight + (1 - share) / (1 + dark));
    for (int c = o; c < o + 3; c++) {
      picture[c] += (float) (sunlight[c] * weighed);
    }
  }

  private float smoothed(float[] from, float[] sharpest, int column, int row, int step) {
    int here = row * width + column;
    float own = from[here];
    float pixel = footprint * distance[here];
    float wide = sharpest[here];
    if (own < 0 || !(SHARE * wide >= step * pixel) || wide == Float.POSITIVE_INFINITY) {
      return own;
    }
    float reach = REACH * wide;
    float sum = 0;
    float value = 0;
    for (int j = -2; j <= 2; j++) {
      int y = row + j * step;
      if (y < 0 || y >= height) {
        continue;
      }
      for (int i = -2; i <= 2; i++) {
        int x = column + i * step;
        if (wraps) {
          x = Math.floorMod(x, width);
        } else if (x < 0 || x >= width) {
          continue;
        }
        int there = y * width + x;
        if (part[there] != part[here] || from[there] < 0) {
          continue;
        }
        float deeper = distance[there] - distance[here];
        float across = step * step * (i * i + j * j) * pixel * pixel;
        float far = (across + deeper * deeper) / (reach * reach);
        if (far > 1) {
          continue;
        }
        // a pixel counts by how much of the sun it could see
        float w = KERNEL[Math.abs(i)] * KERNEL[Math.abs(j)] * (1 - far) * uncovered[there];
        sum += w;
        value += w * from[there];
      }
    }
    return sum > 0 ? value / sum : own;
  }

  /** The narrowest half-shadow near each pixel: two minima, along rows and along columns. */
  private float[] sharpest() {
    float[] rows = new float[halfShadow.length];
    float[] all = new float[halfShadow.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float least = Float.POSITIVE_INFINITY;
        for (int i = -NEIGHBOURHOOD; i <= NEIGHBOURHOOD; i++) {
          int x = wraps ? Math.floorMod(column + i, width) : column + i;
          if (x >= 0 && x < width) {
            least = Math.min(least, halfShadow[row * width + x]);
          }
        }
        rows[row * width + column] = least;
      }
    }
    for (int row = 0; row < height; row++) {
      int first = Math.max(0, row - NEIGHBOURHOOD);
      int last = Math.min(height - 1, row + NEIGHBOURHOOD);
      Arrays.fill(all, row * width, row * width + width, Float.POSITIVE_INFINITY);
      for (int y = first; y <= last; y++) {
        for (int column = 0; column < width; column++) {
          int at = row * width + column;
          all[at] = Math.min(all[at], rows[y * width + column]);
        }
      }
    }
    return all;
  }
}
