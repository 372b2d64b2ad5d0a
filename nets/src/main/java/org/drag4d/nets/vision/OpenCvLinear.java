package org.drag4d.nets.vision;

import org.drag4d.geometry.Image;

/**
 * OpenCV's {@code INTER_LINEAR} of 8-bit pictures, to the bit: linear between pixel centres without
 * a filter, weights in 11 bits, and sums cut as its vector code cuts them.
 */
final class OpenCvLinear {
  private static final int ONE = 1 << 11;

  private OpenCvLinear() {}

  /** Returns a picture in another size: 3 planes of whole numbers from 0 to 255. */
  static Planes resize(Image picture, int height, int width) {
    Planes old = Planes.of(picture);
    Planes result = new Planes(old.channels(), height, width);
    if (height == old.height() && width == old.width()) {
      for (int at = 0; at < result.values().length; at++) {
        result.values()[at] = Image.toByte(old.values()[at]);
      }
      return result;
    }
    Taps rows = Taps.of(old.height(), height, false);
    Taps columns = Taps.of(old.width(), width, true);
    int[] upper = new int[width];
    int[] lower = new int[width];
    for (int c = 0; c < old.channels(); c++) {
      for (int y = 0; y < height; y++) {
        across(old, c, Math.max(0, rows.first[y]), columns, upper);
        across(old, c, Math.min(old.height() - 1, rows.first[y] + 1), columns, lower);
        for (int x = 0; x < width; x++) {
          int sum =
              (rows.near[y] * (upper[x] >> 4) >> 16) + (rows.far[y] * (lower[x] >> 4) >> 16) + 2;
          result.values()[(c * height + y) * width + x] = Math.clamp(sum >> 2, 0, 255);
        }
      }
    }
    return result;
  }

  private static void across(Planes old, int channel, int row, Taps columns, int[] result) {
    for (int x = 0; x < result.length; x++) {
      int left = columns.first[x];
      int right = Math.min(old.width() - 1, left + 1);
      result[x] =
          Image.toByte(old.at(channel, row, left)) * columns.near[x]
              + Image.toByte(old.at(channel, row, right)) * columns.far[x];
    }
  }

  /**
   * Which old place is just before each new place, and the weights of it and of the next. Beyond
   * the outer centres columns take one pixel whole, rows take it twice, which rounds otherwise.
   */
  private record Taps(int[] first, int[] near, int[] far) {
    static Taps of(int from, int to, boolean stopped) {
      Taps taps = new Taps(new int[to], new int[to], new int[to]);
      double scale = 1 / ((double) to / from);
      for (int i = 0; i < to; i++) {
        float place = (float) ((i + 0.5) * scale - 0.5);
        int first = (int) Math.floor(place);
        float beyond = place - first;
        if (stopped && (first < 0 || first >= from - 1)) {
          first = Math.clamp(first, 0, from - 1);
          beyond = 0;
        }
        taps.first[i] = first;
        taps.near[i] = (int) Math.rint((1 - beyond) * ONE);
        taps.far[i] = (int) Math.rint(beyond * ONE);
      }
      return taps;
    }
  }
}
