package org.drag4d.priors.builtin;

import java.util.Arrays;
import org.drag4d.task.Progress;

/**
 * A picture cut into small patches of one colour each (SLIC: Achanta et al. 2012): k-means over
 * colour and place together, from a regular grid, each patch looking only around itself; then what
 * does not hang together with its patch is given to a neighbour.
 *
 * @param count how many there are
 * @param label the patch of every pixel
 */
record Superpixels(int count, int[] label) {
  private static final int ROUNDS = 6;

  /** How much a patch's width of distance counts against colour; 100 is black to white. */
  private static final double COMPACTNESS = 12;

  /**
   * Cuts a picture.
   *
   * @param lab Oklab, three numbers a pixel
   * @param wanted about how many patches
   */
  static Superpixels of(float[] lab, int width, int height, int wanted, Progress progress) {
    double step = Math.max(2, Math.sqrt((double) width * height / wanted));
    int columns = Math.max(1, (int) Math.round(width / step));
    int rows = Math.max(1, (int) Math.round(height / step));
    int count = columns * rows;
    double[] centres = new double[5 * count];
    for (int k = 0; k < count; k++) {
      int x = (int) ((k % columns + 0.5) * width / columns);
      int y = (int) ((k / columns + 0.5) * height / rows);
      set(centres, k, lab, y * width + x, x, y);
    }
    int[] label = new int[width * height];
    double[] best = new double[width * height];
    double place = COMPACTNESS * COMPACTNESS / (step * step);
    int reach = (int) Math.ceil(1.5 * step);
    for (int round = 0; round < ROUNDS; round++) {
      progress.check();
      Arrays.fill(best, Double.MAX_VALUE);
      for (int k = 0; k < count; k++) {
        int cx = (int) centres[5 * k + 3];
        int cy = (int) centres[5 * k + 4];
        for (int y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
          for (int x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
            int at = y * width + x;
            double d = 0;
            for (int c = 0; c < 3; c++) {
              double difference = 100 * lab[3 * at + c] - centres[5 * k + c];
              d += difference * difference;
            }
            double dx = x - centres[5 * k + 3];
            double dy = y - centres[5 * k + 4];
            d += place * (dx * dx + dy * dy);
            if (d < best[at]) {
              best[at] = d;
              label[at] = k;
            }
          }
        }
      }
      moveCentres(centres, label, lab, width, count);
    }
    return joined(label, width, height, (int) (step * step / 4));
  }

  private static void set(double[] centres, int k, float[] lab, int at, int x, int y) {
    for (int c = 0; c < 3; c++) {
      centres[5 * k + c] = 100 * lab[3 * at + c];
    }
    centres[5 * k + 3] = x;
    centres[5 * k + 4] = y;
  }

  private static void moveCentres(
      double[] centres, int[] label, float[] lab, int width, int count) {
    double[] sums = new double[5 * count];
    int[] sizes = new int[count];
    for (int at = 0; at < label.length; at++) {
      int k = label[at];
      sizes[k]++;
      for (int c = 0; c < 3; c++) {
        sums[5 * k + c] += 100 * lab[3 * at + c];
      }
      sums[5 * k + 3] += at % width;
      sums[5 * k + 4] += at / width;
    }
    for (int k = 0; k < count; k++) {
      for (int c = 0; c < 5 && sizes[k] > 0; c++) {
        centres[5 * k + c] = sums[5 * k + c] / sizes[k];
      }
    }
  }

  /** Numbers connected pieces anew; pieces that are too small go to the piece before them. */
  private static Superpixels joined(int[] from, int width, int height, int least) {
    int[] label = new int[from.length];
    Arrays.fill(label, -1);
    int[] stack = new int[from.length];
    int[] piece = new int[from.length];
    int count = 0;
    for (int start = 0; start < from.length; start++) {
      if (label[start] >= 0) {
        continue;
      }
      int size = 0;
      int before = -1;
      int top = 0;
      label[start] = count;
      stack[top++] = start;
      while (top > 0) {
        int at = stack[--top];
        piece[size++] = at;
        int x = at % width;
        for (int d = 0; d < 4; d++) {
          int n = d == 0 ? at - 1 : d == 1 ? at + 1 : d == 2 ? at - width : at + width;
          boolean off = d == 0 && x == 0 || d == 1 && x == width - 1;
          if (off || n < 0 || n >= width * height) {
            continue;
          }
          if (label[n] < 0 && from[n] == from[start]) {
            label[n] = count;
            stack[top++] = n;
          } else if (label[n] >= 0 && label[n] != count) {
            before = label[n];
          }
        }
      }
      if (size < least && before >= 0) {
        for (int i = 0; i < size; i++) {
          label[piece[i]] = before;
        }
      } else {
        count++;
      }
    }
    return new Superpixels(count, label);
  }
}
