package org.drag4d.priors.builtin;

import java.util.Arrays;
import java.util.Comparator;
import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/**
 * The texture of an inflated object: the picture for the front and, beside it, a back that has the
 * picture's colours but none of its features (object-composition sections 5.4, 5.5).
 *
 * @param picture three channels: front chart, gutter, back chart
 * @param chartWidth pixels of one chart, margins included
 * @param margin pixels around the object in each chart
 * @param columns pixels that the object's width takes
 * @param rows pixels that the object's height takes
 */
record TwoSidedTexture(Image picture, int chartWidth, int margin, int columns, int rows) {
  private static final int LARGEST = 1024;
  private static final int MARGIN = 8;

  /** Width of the rim that front and back share, in blocks of the coarse grid: about 3 %. */
  private static final int RIM = 4;

  /** Returns the texture coordinate of a share of the object's width, from the left. */
  double u(double share, boolean back) {
    return ((back ? chartWidth : 0) + margin + share * columns) / picture.width();
  }

  /** Returns the texture coordinate of a share of the object's height, from the top. */
  double v(double share) {
    return (margin + share * rows) / picture.height();
  }

  /**
   * Paints it.
   *
   * @param box left, top, width, height of the object in the picture, pixels
   */
  static TwoSidedTexture paint(Image picture, Image mask, int[] box, Progress progress) {
    double shrink = Math.max(1, (double) Math.max(box[2], box[3]) / LARGEST);
    int columns = Math.max(1, (int) Math.round(box[2] / shrink));
    int rows = Math.max(1, (int) Math.round(box[3] / shrink));
    int width = columns + 2 * MARGIN;
    int height = rows + 2 * MARGIN;
    float[] alpha = new float[width * height];
    float[] front = new float[3 * width * height];
    crop(picture, mask, box, columns, rows, alpha, front);
    boolean[] seen = wellSeen(alpha, width, height);
    bleed(front, seen.clone(), width, height);
    progress.check();
    float[] back = back(front, seen, width, height, progress);

    Image both = new Image(2 * width, height, 3);
    for (int y = 0; y < height; y++) {
      System.arraycopy(front, 3 * y * width, both.values(), 6 * y * width, 3 * width);
      System.arraycopy(back, 3 * y * width, both.values(), 3 * (2 * y * width + width), 3 * width);
    }
    return new TwoSidedTexture(both, width, MARGIN, columns, rows);
  }

  /** Averages the pixels under each texel, by alpha, so that no background gets in. */
  private static void crop(
      Image picture, Image mask, int[] box, int columns, int rows, float[] alpha, float[] colour) {
    int width = columns + 2 * MARGIN;
    double stepX = (double) box[2] / columns;
    double stepY = (double) box[3] / rows;
    for (int r = 0; r < rows + 2 * MARGIN; r++) {
      for (int c = 0; c < width; c++) {
        int x0 = (int) Math.floor(box[0] + (c - MARGIN) * stepX);
        int y0 = (int) Math.floor(box[1] + (r - MARGIN) * stepY);
        int x1 = Math.max(x0 + 1, (int) Math.floor(box[0] + (c - MARGIN + 1) * stepX));
        int y1 = Math.max(y0 + 1, (int) Math.floor(box[1] + (r - MARGIN + 1) * stepY));
        double sum = 0;
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int y = Math.max(0, y0); y < Math.min(picture.height(), y1); y++) {
          for (int x = Math.max(0, x0); x < Math.min(picture.width(), x1); x++) {
            double a = mask.at(x, y, 0);
            sum += a;
            red += a * picture.at(x, y, 0);
            green += a * picture.at(x, y, 1);
            blue += a * picture.at(x, y, 2);
          }
        }
        int at = r * width + c;
        alpha[at] = (float) (sum / ((x1 - x0) * (y1 - y0)));
        if (sum > 0) {
          colour[3 * at] = (float) (red / sum);
          colour[3 * at + 1] = (float) (green / sum);
          colour[3 * at + 2] = (float) (blue / sum);
        }
      }
    }
  }

  /**
   * Opaque pixels at least three pixels inside; where a part is too thin for that, its innermost
   * ones. "Opaque" is relative to the most opaque pixel: some files are soft everywhere.
   */
  private static boolean[] wellSeen(float[] alpha, int width, int height) {
    float most = 0;
    for (float a : alpha) {
      most = Math.max(most, a);
    }
    float opaque = 0.9f * most;
    int[] depth = new int[alpha.length]; // chessboard distance to what is not opaque, up to 4
    for (int i = 0; i < depth.length; i++) {
      depth[i] = alpha[i] >= opaque ? 4 : 0;
    }
    for (int ring = 1; ring < 4; ring++) {
      int[] next = depth.clone();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int at = y * width + x;
          if (depth[at] == 4 && touches(depth, width, height, x, y, ring - 1)) {
            next[at] = ring;
          }
        }
      }
      depth = next;
    }
    boolean[] seen = new boolean[alpha.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (depth[at] == 4 || depth[at] > 0 && isRidge(depth, width, height, x, y)) {
          seen[at] = true;
        }
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (seen[i]) {
        return seen;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      seen[i] = alpha[i] >= 0.5f * most && alpha[i] > 0;
    }
    return seen;
  }

  private static boolean touches(int[] depth, int width, int height, int x, int y, int value) {
    for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        if (depth[ny * width + nx] == value) {
          return true;
        }
      }
    }
    return false;
  }

  /** No deeper pixel within reach: the middle of a thin part. */
  private static boolean isRidge(int[] depth, int width, int height, int x, int y) {
    int own = depth[y * width + x];
    for (int ny = Math.max(0, y - 2); ny <= Math.min(height - 1, y + 2); ny++) {
      for (int nx = Math.max(0, x - 2); nx <= Math.min(width - 1, x + 2); nx++) {
        if (depth[ny * width + nx] > own) {
          return false;
        }
      }
    }
    return true;
  }

  /** Grows the known colours outwards, ring by ring, until everything has one. */
  private static void bleed(float[] colour, boolean[] known, int width, int height) {
    int[] ring = new int[known.length];
    int size = 0;
    boolean[] queued = known.clone();
    for (int at = 0; at < known.length; at++) {
      if (!known[at] && hasKnownNeighbour(known, width, height, at)) {
        ring[size++] = at;
        queued[at] = true;
      }
    }
    while (size > 0) {
      for (int n = 0; n < size; n++) {
        average(colour, known, width, height, ring[n]);
      }
      for (int n = 0; n < size; n++) {
        known[ring[n]] = true;
      }
      int[] next = new int[known.length];
      int count = 0;
      for (int n = 0; n < size; n++) {
        int x = ring[n] % width;
        int y = ring[n] / width;
        for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
          for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
            int at = ny * width + nx;
            if (!queued[at]) {
              queued[at] = true;
              next[count++] = at;
            }
          }
        }
      }
      ring = next;
      size = count;
    }
  }

  private static boolean hasKnownNeighbour(boolean[] known, int width, int height, int at) {
    int x = at % width;
    int y = at / width;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        if (known[ny * width + nx]) {
          return true;
        }
      }
    }
    return false;
  }

  private static void average(float[] colour, boolean[] known, int width, int height, int at) {
    int x = at % width;
    int y = at / width;
    double[] sum = new double[3];
    int count = 0;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        int n = ny * width + nx;
        if (known[n]) {
          count++;
          for (int c = 0; c < 3; c++) {
            sum[c] += colour[3 * n + c];
          }
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      colour[3 * at + c] = (float) (sum[c] / count);
    }
  }

  /**
   * The back: what the rim shows and, inside, the usual colours of each row; then the front's fine
   * grain returns, faded where it is stronger than usual, so that eyes and buttons do not.
   */
  private static float[] back(
      float[] front, boolean[] seen, int width, int height, Progress progress) {
    int block = Math.max(1, Math.max(width, height) / 128);
    int columns = (width + block - 1) / block;
    int rows = (height + block - 1) / block;
    int[] inside = new int[columns * rows];
    double[] coarse = new double[3 * columns * rows];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y / block * columns + x / block;
        inside[at] += seen[y * width + x] ? 1 : 0;
        int blockWidth = Math.min(block, width - x / block * block);
        int blockHeight = Math.min(block, height - y / block * block);
        for (int c = 0; c < 3; c++) {
          coarse[3 * at + c] +=
              front[3 * (y * width + x) + c] / (double) (blockWidth * blockHeight);
        }
      }
    }
    progress.check();
    paintInterior(coarse, rimDistance(inside, columns, rows), columns, rows);

    float[] grain = grain(front, seen, width, height, block);
    float[] back = new float[front.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        for (int c = 0; c < 3; c++) {
          double base = coarseAt(coarse, columns, rows, (x + 0.5) / block, (y + 0.5) / block, c);
          back[3 * at + c] = (float) Math.clamp(base + grain[at], 0, 1);
        }
      }
    }
    return back;
  }

  /** Chessboard distance in blocks to the outside. */
  private static int[] rimDistance(int[] inside, int columns, int rows) {
    int[] distance = new int[inside.length];
    Arrays.setAll(distance, i -> inside[i] > 0 ? Integer.MAX_VALUE / 2 : 0);
    for (int pass = 0; pass < 2; pass++) {
      for (int n = 0; n < distance.length; n++) {
        int at = pass == 0 ? n : distance.length - 1 - n;
        int x = at % columns;
        int y = at / columns;
        if (distance[at] == 0) {
          continue;
        }
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            boolean off = x + dx < 0 || y + dy < 0 || x + dx >= columns || y + dy >= rows;
            int there = off ? 0 : distance[at + dy * columns + dx];
            distance[at] = Math.min(distance[at], there + 1);
          }
        }
      }
    }
    return distance;
  }

  /**
   * Gives every run of blocks in a row its own usual colour, the median in which the rim counts
   * most: a definite colour, where an average of suit and gloves would be mud. Towards the rim it
   * goes over into what the rim shows.
   */
  private static void paintInterior(double[] colour, int[] distance, int columns, int rows) {
    double[] usual = colour.clone();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int end = x;
        while (end < columns && distance[y * columns + end] > 0) {
          end++;
        }
        for (int c = 0; c < 3 && end > x; c++) {
          double median = median(colour, distance, y * columns + x, y * columns + end, c);
          for (int i = x; i < end; i++) {
            usual[3 * (y * columns + i) + c] = median;
          }
        }
        x = end;
      }
    }
    for (int at = 0; at < distance.length; at++) {
      double share = Math.clamp((distance[at] - RIM) / 3.0, 0, 1);
      for (int c = 0; c < 3; c++) {
        colour[3 * at + c] += share * (usual[3 * at + c] - colour[3 * at + c]);
      }
    }
    for (int sweep = 0; sweep < 8; sweep++) {
      smooth(colour, distance, columns, rows);
    }
  }

  /** Weighted median of a channel over a run; weight 1 at the rim, a tenth far inside. */
  private static double median(double[] colour, int[] distance, int from, int to, int channel) {
    Integer[] order = new Integer[to - from];
    Arrays.setAll(order, i -> from + i);
    Arrays.sort(order, Comparator.comparingDouble(i -> colour[3 * i + channel]));
    double total = 0;
    for (int at : order) {
      total += weight(distance[at]);
    }
    double sum = 0;
    for (int at : order) {
      sum += weight(distance[at]);
      if (sum >= total / 2) {
        return colour[3 * at + channel];
      }
    }
    return colour[3 * from + channel];
  }

  private static double weight(int distance) {
    double d = (double) distance / (2 * RIM);
    return 0.1 + 0.9 / (1 + d * d);
  }

  /** Averages with the neighbours inside, beyond the rim only. */
  private static void smooth(double[] colour, int[] distance, int columns, int rows) {
    double[] before = colour.clone();
    for (int y = 1; y < rows - 1; y++) {
      for (int x = 1; x < columns - 1; x++) {
        int at = y * columns + x;
        if (distance[at] <= RIM) {
          continue;
        }
        for (int c = 0; c < 3; c++) {
          int i = 3 * at + c;
          double around =
              before[i - 3] + before[i + 3] + before[i - 3 * columns] + before[i + 3 * columns];
          colour[i] = 0.5 * before[i] + 0.125 * around;
        }
      }
    }
  }

  private static double coarseAt(
      double[] colour, int columns, int rows, double x, double y, int channel) {
    double cx = Math.clamp(x - 0.5, 0, columns - 1);
    double cy = Math.clamp(y - 0.5, 0, rows - 1);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(columns - 1, x0 + 1);
    int y1 = Math.min(rows - 1, y0 + 1);
    double fx = cx - x0;
    double fy = cy - y0;
    return (1 - fy)
            * ((1 - fx) * colour[3 * (y0 * columns + x0) + channel]
                + fx * colour[3 * (y0 * columns + x1) + channel])
        + fy
            * ((1 - fx) * colour[3 * (y1 * columns + x0) + channel]
                + fx * colour[3 * (y1 * columns + x1) + channel]);
  }

  /**
   * The fine light and dark of the front: what a blur takes away. Where it is stronger than usual
   * there is a feature, not grain, and it is faded out by the square of how much stronger it is.
   */
  private static float[] grain(float[] front, boolean[] seen, int width, int height, int block) {
    float[] smooth = boxBlur(front, width, height, Math.max(1, block));
    float[] grain = new float[seen.length];
    float[] strength = new float[front.length]; // of the grain, in the first of three channels
    float[] usual = new float[seen.length];
    int count = 0;
    for (int i = 0; i < seen.length; i++) {
      for (int c = 0; c < 3; c++) {
        grain[i] += (front[3 * i + c] - smooth[3 * i + c]) / 3;
      }
      strength[3 * i] = Math.abs(grain[i]);
    }
    strength = boxBlur(strength, width, height, 2 * Math.max(1, block));
    for (int i = 0; i < seen.length; i++) {
      if (seen[i]) {
        usual[count++] = strength[3 * i];
      }
    }
    Arrays.sort(usual, 0, count);
    float median = count == 0 ? 0 : usual[count / 2];
    for (int i = 0; i < seen.length; i++) {
      float ratio = median / Math.max(strength[3 * i], 1e-6f);
      grain[i] *= Math.min(1, ratio * ratio * ratio);
    }
    return grain;
  }

  /** Two box blurs of a radius, one along each axis at a time. */
  private static float[] boxBlur(float[] colour, int width, int height, int radius) {
    float[] result = colour;
    for (int pass = 0; pass < 2; pass++) {
      result = blurLines(result, width, height, 3, 3 * width, radius);
      result = blurLines(result, height, width, 3 * width, 3, radius);
    }
    return result;
  }

  private static float[] blurLines(
      float[] colour, int length, int lines, int step, int lineStep, int radius) {
    float[] result = new float[colour.length];
    for (int line = 0; line < lines; line++) {
      for (int c = 0; c < 3; c++) {
        int start = line * lineStep + c;
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
          sum += colour[start + step * Math.clamp(i, 0, length - 1)];
        }
        for (int i = 0; i < length; i++) {
          result[start + step * i] = (float) (sum / (2 * radius + 1));
          sum += colour[start + step * Math.min(length - 1, i + radius + 1)];
          sum -= colour[start + step * Math.max(0, i - radius)];
        }
      }
    }
    return result;
  }
}
