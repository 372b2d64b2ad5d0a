package org.drag4d.splat.mesh;

import java.util.Arrays;

/**
 * Edges by cost, cheapest first; equal costs by the ends' numbers, so that the order never depends
 * on anything else. An edge remembers the versions of its ends, by which its user knows whether it
 * is still the same edge. A binary heap in plain arrays.
 */
final class EdgeQueue {
  private double[] cost;
  private int[] entry; // a, b, version of a, version of b
  private int size;
  private final int[] popped = new int[4];

  EdgeQueue(int capacity) {
    cost = new double[Math.max(16, capacity)];
    entry = new int[4 * cost.length];
  }

  void push(double edgeCost, int a, int b, int versionA, int versionB) {
    if (size == cost.length) {
      cost = Arrays.copyOf(cost, 2 * size);
      entry = Arrays.copyOf(entry, 8 * size);
    }
    int at = size++;
    set(at, edgeCost, a, b, versionA, versionB);
    while (at > 0 && before(at, (at - 1) / 2)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  /** Takes the cheapest edge off; false if there is none. */
  boolean pop() {
    if (size == 0) {
      return false;
    }
    System.arraycopy(entry, 0, popped, 0, 4);
    size--;
    cost[0] = cost[size];
    System.arraycopy(entry, 4 * size, entry, 0, 4);
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        return true;
      }
      if (child + 1 < size && before(child + 1, child)) {
        child++;
      }
      if (!before(child, at)) {
        return true;
      }
      swap(at, child);
      at = child;
    }
  }

  private boolean before(int x, int y) {
    if (cost[x] != cost[y]) {
      return cost[x] < cost[y];
    }
    return entry[4 * x] != entry[4 * y]
        ? entry[4 * x] < entry[4 * y]
        : entry[4 * x + 1] < entry[4 * y + 1];
  }

  private void swap(int x, int y) {
    double c = cost[x];
    cost[x] = cost[y];
    cost[y] = c;
    for (int k = 0; k < 4; k++) {
      int e = entry[4 * x + k];
      entry[4 * x + k] = entry[4 * y + k];
      entry[4 * y + k] = e;
    }
  }

  private void set(int at, double edgeCost, int a, int b, int versionA, int versionB) {
    cost[at] = edgeCost;
    entry[4 * at] = a;
    entry[4 * at + 1] = b;
    entry[4 * at + 2] = versionA;
    entry[4 * at + 3] = versionB;
  }

  /** Returns the first end of the edge last taken off. */
  int a() {
    return popped[0];
  }

  /** Returns the second end of the edge last taken off. */
  int b() {
    return popped[1];
  }

  /** Returns the version of the first end when the edge was queued. */
  int versionA() {
    return popped[2];
  }

  /** Returns the version of the second end when the edge was queued. */
  int versionB() {
    return popped[3];
  }
}
