package org.drag4d.world.trace;

import java.util.Arrays;

/**
 * A bounding volume tree with eight children a node, collapsed from the binary tree by opening
 * always the child with the largest surface (built-in-world section 2).
 *
 * <p>A child reference is a node index (≥ 0) or the complement of {@code first << 3 | count - 1}, a
 * range of primitives in {@code order}.
 */
final class WideTree {
  private static final float PADDING = 4e-6f;

  final float[] nodes;
  final int[] children;
  final int[] order;

  /**
   * Builds the tree over boxes.
   *
   * @param boxes min x y z, max x y z per primitive
   * @param leafSize most primitives in a leaf, up to 8
   */
  WideTree(float[] boxes, int leafSize) {
    SahBuilder binary = new SahBuilder(boxes, leafSize);
    order = binary.order;
    Collapse collapse = new Collapse(binary);
    if (order.length > 0) {
      collapse.open(0);
    } else {
      collapse.allocate();
    }
    nodes = Arrays.copyOf(collapse.nodes, collapse.used * NodeTest.NODE_FLOATS);
    children = Arrays.copyOf(collapse.children, collapse.used * 8);
  }

  static int firstOf(int leaf) {
    return ~leaf >>> 3;
  }

  static int countOf(int leaf) {
    return (~leaf & 7) + 1;
  }

  private static final class Collapse {
    private final SahBuilder binary;
    private float[] nodes = new float[64 * NodeTest.NODE_FLOATS];
    private int[] children = new int[64 * 8];
    private int used;

    Collapse(SahBuilder binary) {
      this.binary = binary;
    }

    int allocate() {
      if ((used + 1) * 8 > children.length) {
        nodes = Arrays.copyOf(nodes, nodes.length * 2);
        children = Arrays.copyOf(children, children.length * 2);
      }
      int base = used * NodeTest.NODE_FLOATS;
      Arrays.fill(nodes, base, base + 24, 1e30f);
      Arrays.fill(nodes, base + 24, base + 48, -1e30f);
      return used++;
    }

    int open(int root) {
      int[] slots = new int[8];
      int filled = 1;
      slots[0] = root;
      while (filled < 8) {
        int largest = -1;
        float area = -1;
        for (int i = 0; i < filled; i++) {
          float a = SahBuilder.halfArea(binary.bounds, slots[i] * 6);
          if (binary.left[slots[i]] >= 0 && a > area) {
            area = a;
            largest = i;
          }
        }
        if (largest < 0) {
          break;
        }
        int opened = slots[largest];
        slots[largest] = binary.left[opened];
        slots[filled++] = binary.right[opened];
      }
      int node = allocate();
      for (int i = 0; i < filled; i++) {
        int b = slots[i];
        for (int k = 0; k < 3; k++) {
          float low = binary.bounds[b * 6 + k];
          float high = binary.bounds[b * 6 + 3 + k];
          int at = node * NodeTest.NODE_FLOATS + k * 8 + i;
          nodes[at] = low - PADDING * (1 + Math.abs(low));
          nodes[at + 24] = high + PADDING * (1 + Math.abs(high));
        }
        int reference =
            binary.left[b] < 0 ? ~(binary.first[b] << 3 | binary.count[b] - 1) : open(b);
        children[node * 8 + i] = reference;
      }
      return node;
    }
  }
}
