package org.drag4d.world.trace;

import java.util.Arrays;

/**
 * Builds a binary bounding volume tree by the surface area heuristic over 16 bins (Wald 2007), the
 * raw material of {@link WideTree}.
 */
final class SahBuilder {
  private static final int BINS = 16;

  /** For so few primitives eight bins will do, and their clearing costs half. */
  private static final int FEW = 16;

  private static final float BOX_COST = 1.2f;

  private final float[] boxes;
  private final int leafSize;
  final int[] order;
  // per node: bounds, and either two children or (left = -1) a range of the order
  float[] bounds;
  int[] left;
  int[] right;
  int[] first;
  int[] count;
  int nodes;

  private final float[] binBounds = new float[BINS * 6];
  private final int[] binCount = new int[BINS];
  private final float[] rightArea = new float[BINS];

  /**
   * Builds.
   *
   * @param boxes min x y z, max x y z per primitive
   * @param leafSize most primitives in a leaf
   */
  SahBuilder(float[] boxes, int leafSize) {
    this.boxes = boxes;
    this.leafSize = leafSize;
    int n = boxes.length / 6;
    order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    int capacity = Math.max(1, 2 * n);
    bounds = new float[capacity * 6];
    left = new int[capacity];
    right = new int[capacity];
    first = new int[capacity];
    count = new int[capacity];
    build(0, n);
  }

  private int build(int from, int n) {
    int node = nodes++;
    float[] centre = boundsOf(node, from, n);
    left[node] = -1;
    first[node] = from;
    count[node] = n;
    if (n <= 1) {
      return node;
    }
    int middle = split(node, from, n, centre);
    if (middle > from) {
      left[node] = build(from, middle - from);
      right[node] = build(middle, from + n - middle);
    }
    return node;
  }

  /** Writes the node's bounds and returns those of the box centres (doubled). */
  private float[] boundsOf(int node, int from, int n) {
    float[] c = {
      Float.MAX_VALUE,
      Float.MAX_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      -Float.MAX_VALUE,
      -Float.MAX_VALUE
    };
    float[] b = c.clone();
    for (int i = from; i < from + n; i++) {
      int o = order[i] * 6;
      for (int k = 0; k < 3; k++) {
        float lo = boxes[o + k];
        float hi = boxes[o + 3 + k];
        b[k] = Math.min(b[k], lo);
        b[3 + k] = Math.max(b[3 + k], hi);
        c[k] = Math.min(c[k], lo + hi);
        c[3 + k] = Math.max(c[3 + k], lo + hi);
      }
    }
    System.arraycopy(b, 0, bounds, node * 6, 6);
    return c;
  }

  /** Partitions the range and returns where the second half starts, or {@code from} for a leaf. */
  private int split(int node, int from, int n, float[] centre) {
    int bins = binsFor(n);
    int bestAxis = -1;
    int bestBin = 0;
    float bestCost = Float.MAX_VALUE;
    for (int axis = 0; axis < 3; axis++) {
      float low = centre[axis];
      float extent = centre[3 + axis] - low;
      if (!(extent > 1e-9f)) {
        continue;
      }
      fillBins(from, n, axis, low, bins, bins / extent);
      float area = 0;
      float[] sum = emptyBox();
      int right = 0;
      for (int i = bins - 1; i > 0; i--) {
        grow(sum, i);
        right += binCount[i];
        area = halfArea(sum, 0);
        rightArea[i] = right == 0 ? 0 : area * cost(right);
      }
      sum = emptyBox();
      int leftCount = 0;
      for (int i = 0; i < bins - 1; i++) {
        grow(sum, i);
        leftCount += binCount[i];
        if (leftCount == 0 || leftCount == n) {
          continue;
        }
        float cost = halfArea(sum, 0) * cost(leftCount) + rightArea[i + 1];
        if (cost < bestCost) {
          bestCost = cost;
          bestAxis = axis;
          bestBin = i;
        }
      }
    }
    float own = halfArea(bounds, node * 6);
    boolean leafIsCheaper = bestAxis < 0 || own * (cost(n) - BOX_COST) <= bestCost;
    if (n <= leafSize && leafIsCheaper) {
      return from;
    }
    if (bestAxis < 0) {
      return from + n / 2;
    }
    return partition(from, n, bestAxis, bestBin, centre);
  }

  /** Returns what testing so many primitives costs: a leaf costs the same however full it is. */
  private int cost(int n) {
    return Math.max(n, leafSize);
  }

  private int partition(int from, int n, int axis, int bin, float[] centre) {
    float low = centre[axis];
    int bins = binsFor(n);
    float scale = bins / (centre[3 + axis] - low);
    int a = from;
    int b = from + n - 1;
    while (a <= b) {
      if (binOf(order[a], axis, low, bins, scale) <= bin) {
        a++;
      } else {
        int swap = order[a];
        order[a] = order[b];
        order[b] = swap;
        b--;
      }
    }
    return a;
  }

  private static int binsFor(int n) {
    return n <= FEW ? BINS / 2 : BINS;
  }

  private int binOf(int primitive, int axis, float low, int bins, float scale) {
    float centre = boxes[primitive * 6 + axis] + boxes[primitive * 6 + 3 + axis];
    return Math.min(bins - 1, (int) ((centre - low) * scale));
  }

  private void fillBins(int from, int n, int axis, float low, int bins, float scale) {
    Arrays.fill(binCount, 0);
    for (int i = 0; i < bins * 6; i += 6) {
      Arrays.fill(binBounds, i, i + 3, Float.MAX_VALUE);
      Arrays.fill(binBounds, i + 3, i + 6, -Float.MAX_VALUE);
    }
    for (int i = from; i < from + n; i++) {
      int o = order[i] * 6;
      int bin = binOf(order[i], axis, low, bins, scale);
      binCount[bin]++;
      int q = bin * 6;
      for (int k = 0; k < 3; k++) {
        binBounds[q + k] = Math.min(binBounds[q + k], boxes[o + k]);
        binBounds[q + 3 + k] = Math.max(binBounds[q + 3 + k], boxes[o + 3 + k]);
      }
    }
  }

  private static float[] emptyBox() {
    float m = Float.MAX_VALUE;
    return new float[] {m, m, m, -m, -m, -m};
  }

  private void grow(float[] box, int bin) {
    int q = bin * 6;
    for (int k = 0; k < 3; k++) {
      box[k] = Math.min(box[k], binBounds[q + k]);
      box[3 + k] = Math.max(box[3 + k], binBounds[q + 3 + k]);
    }
  }

  static float halfArea(float[] box, int at) {
    float x = box[at + 3] - box[at];
    float y = box[at + 4] - box[at + 1];
    float z = box[at + 5] - box[at + 2];
    return x < 0 ? 0 : x * y + y * z + z * x;
  }
}
