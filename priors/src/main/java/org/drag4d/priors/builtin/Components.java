package org.drag4d.priors.builtin;

import java.util.Arrays;

/** Regions of a mask that hang together through their four neighbours. */
final class Components {
  private Components() {}

  /**
   * Numbers the regions in reading order of their first pixels.
   *
   * @param inside the mask
   * @param label receives per pixel the number of its region, from 1; 0 outside
   * @return sizes in pixels by number; the first (outside) is 0
   */
  static int[] label(boolean[] inside, int[] label, int width, int height) {
    Arrays.fill(label, 0);
    int[] sizes = new int[16];
    int count = 1;
    int[] stack = new int[width * height];
    for (int start = 0; start < inside.length; start++) {
      if (!inside[start] || label[start] != 0) {
        continue;
      }
      if (count == sizes.length) {
        sizes = Arrays.copyOf(sizes, 2 * count);
      }
      int size = 0;
      label[start] = count;
      stack[size++] = start;
      while (size > 0) {
        int at = stack[--size];
        sizes[count]++;
        int x = at % width;
        for (int d = 0; d < 4; d++) {
          int n = d == 0 ? at - 1 : d == 1 ? at + 1 : d == 2 ? at - width : at + width;
          boolean off = d == 0 && x == 0 || d == 1 && x == width - 1;
          if (!off && n >= 0 && n < inside.length && inside[n] && label[n] == 0) {
            label[n] = count;
            stack[size++] = n;
          }
        }
      }
      count++;
    }
    return Arrays.copyOf(sizes, count);
  }
}
