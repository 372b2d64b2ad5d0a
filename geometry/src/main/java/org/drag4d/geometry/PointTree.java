package org.drag4d.geometry;

import java.util.Arrays;

/**
 * Finds the points of a cloud that are nearest to a place: a k-d tree without nodes, the points
 * themselves ordered so that the middle of every range splits it.
 */
public final class PointTree {
  private static final int LEAF = 8;

  private final float[] positions;
  private final int[] order;
  private final byte[] axes;

  /**
   * Builds the tree.
   *
   * @param positions x y z per point; kept, not copied
   */
  public PointTree(float[] positions) {
    this.positions = positions;
    int n = positions.length / 3;
    order = new int[n];
    Arrays.setAll(order, i -> i);
    axes = new byte[n];
    split(0, n);
  }

  /** Returns how many points there are. */
  public int count() {
    return order.length;
  }

  /**
   * Finds the nearest points.
   *
   * @param x of the place
   * @param y of the place
   * @param z of the place
   * @param indices receives the points, the nearest first; -1 where there are fewer points
   * @param squaredDistances receives their squared distances; as long as {@code indices}
   */
  public void nearest(double x, double y, double z, int[] indices, double[] squaredDistances) {
    Arrays.fill(indices, -1);
    Arrays.fill(squaredDistances, Double.POSITIVE_INFINITY);
    search(0, order.length, x, y, z, indices, squaredDistances);
  }

  private void search(
      int from, int to, double x, double y, double z, int[] indices, double[] squared) {
    if (to - from <= LEAF) {
      for (int i = from; i < to; i++) {
        offer(order[i], x, y, z, indices, squared);
      }
      return;
    }
    int middle = (from + to) >>> 1;
    int axis = axes[middle];
    double place = axis == 0 ? x : axis == 1 ? y : z;
    double away = place - positions[3 * order[middle] + axis];
    offer(order[middle], x, y, z, indices, squared);
    if (away < 0) {
      search(from, middle, x, y, z, indices, squared);
      if (away * away < squared[squared.length - 1]) {
        search(middle + 1, to, x, y, z, indices, squared);
      }
    } else {
      search(middle + 1, to, x, y, z, indices, squared);
      if (away * away < squared[squared.length - 1]) {
        search(from, middle, x, y, z, indices, squared);
      }
    }
  }

  private void offer(int point, double x, double y, double z, int[] indices, double[] squared) {
    double dx = positions[3 * point] - x;
    double dy = positions[3 * point + 1] - y;
    double dz = positions[3 * point + 2] - z;
    double d = dx * dx + dy * dy + dz * dz;
    int slot = squared.length - 1;
    if (!(d < squared[slot])) {
      return;
    }
    while (slot > 0 && d < squared[slot - 1]) {
      squared[slot] = squared[slot - 1];
      indices[slot] = indices[slot - 1];
      slot--;
    }
    squared[slot] = d;
    indices[slot] = point;
  }

  private void split(int from, int to) {
    if (to - from <= LEAF) {
      return;
    }
    int axis = longestAxis(from, to);
    int middle = (from + to) >>> 1;
    select(from, to - 1, middle, axis);
    axes[middle] = (byte) axis;
    split(from, middle);
    split(middle + 1, to);
  }

  private int longestAxis(int from, int to) {
    int axis = 0;
    float longest = -1;
    for (int a = 0; a < 3; a++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        float value = positions[3 * order[i] + a];
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      if (high - low > longest) {
        longest = high - low;
        axis = a;
      }
    }
    return axis;
  }

  /** Hoare's selection: afterwards the point of rank {@code k} along the axis is in its place. */
  private void select(int left, int right, int k, int axis) {
    while (left < right) {
      float pivot = positions[3 * order[(left + right) >>> 1] + axis];
      int i = left;
      int j = right;
      while (i <= j) {
        while (positions[3 * order[i] + axis] < pivot) {
          i++;
        }
        while (positions[3 * order[j] + axis] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = order[i];
          order[i++] = order[j];
          order[j--] = swapped;
        }
      }
      if (k <= j) {
        right = j;
      } else if (k >= i) {
        left = i;
      } else {
        return;
      }
    }
  }
}
