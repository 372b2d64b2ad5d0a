package org.drag4d.splat.raster;

import java.util.Arrays;

/** Stable sort of the numbers 0, 1, 2, ... by keys that are not negative. */
final class DepthSort {
  /** Bits of a digit: counters of this many fit into the first cache, beside all else. */
  private static final int DIGIT = 8;

  private static final int DIGITS = 4;
  private static final int MASK = (1 << DIGIT) - 1;

  /** Up to so many are inserted one by one. */
  private static final int FEW = 24;

  /** Key (high half) and number (low half). */
  private long[] items = new long[0];

  private long[] other = new long[0];
  private final int[] counters = new int[DIGITS << DIGIT];

  /** Makes room for so many. */
  void reserve(int count) {
    if (items.length < count) {
      items = new long[count + count / 4];
      other = new long[items.length];
    }
  }

  /** Sets the key of a number. */
  void put(int number, int key) {
    items[number] = (long) key << 32 | number;
  }

  /** Returns the number at a place of the sorted sequence. */
  int index(int place) {
    return (int) items[place];
  }

  /** Sorts the first numbers. */
  void sort(int count) {
    if (count <= FEW) {
      insert(count);
      return;
    }
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < count; i++) {
      long item = items[i];
      least = item < least ? item : least;
      most = item > most ? item : most;
    }
    int low = (int) (least >>> 32);
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros((int) (most >>> 32) - low);
    int passes = (bits + DIGIT - 1) / DIGIT;
    Arrays.fill(counters, 0, passes << DIGIT, 0);
    for (int pass = 0; pass < passes; pass++) {
      int first = pass << DIGIT;
      int shift = pass * DIGIT;
      for (int i = 0; i < count; i++) {
        counters[first + ((int) (items[i] >>> 32) - low >>> shift & MASK)]++;
      }
      int sum = 0;
      for (int d = first; d <= first + MASK; d++) {
        int here = counters[d];
        counters[d] = sum;
        sum += here;
      }
      for (int i = 0; i < count; i++) {
        long item = items[i];
        other[counters[first + ((int) (item >>> 32) - low >>> shift & MASK)]++] = item;
      }
      long[] t = items;
      items = other;
      other = t;
    }
  }

  private void insert(int count) {
    for (int i = 1; i < count; i++) {
      long item = items[i];
      int k = i - 1;
      for (; k >= 0 && items[k] > item; k--) {
        items[k + 1] = items[k];
      }
      items[k + 1] = item;
    }
  }
}
