package org.drag4d.world.trace;

import java.util.Arrays;

/**
 * A bounding volume tree with eight children a node, collapsed from the binary tree by opening
 * always the child with the largest surface (built-in-world section 2).
 *
 * <p>A child reference is a node's index (≥ 0) or what {@link LeafReference} says of a leaf.
 */
final class WideTree {
  private static final float PADDING = 4e-6f;

  /** Says what stands for a leaf. */
  interface LeafReference {
    /**
     * Returns the reference of a leaf.
     *
     * @param first where its primitives begin in the builder's order
     * @param count how many they are
     */
    int of(int first, int count);
  }

  final float[] nodes;
  final int[] children;

  /**
   * Collapses a binary tree.
   *
   * @param binary at least one primitive
   * @param firstNode the index of this tree's first node, its root
   * @param leaves called once per leaf, always in the same order
   */
  WideTree(SahBuilder binary, int firstNode, LeafReference leaves) {
    Collapse collapse = new Collapse(binary, firstNode, leaves);
    collapse.open(0);
    nodes = Arrays.copyOf(collapse.nodes, collapse.used * NodeTest.NODE_FLOATS);
    children = Arrays.copyOf(collapse.children, collapse.used * 8);
  }

  /** Makes a node one that no ray meets. */
  static void clear(float[] nodes, int base) {
    Arrays.fill(nodes, base, base + 24, 1e30f);
    Arrays.fill(nodes, base + 24, base + 48, -1e30f);
  }

  /** Returns the number of nodes. */
  int size() {
    return children.length / 8;
  }

  private static final class Collapse {
    private final SahBuilder binary;
    private final int firstNode;
    private final LeafReference leaves;
    private float[] nodes = new float[64 * NodeTest.NODE_FLOATS];
    private int[] children = new int[64 * 8];
    private int used;

    Collapse(SahBuilder binary, int firstNode, LeafReference leaves) {
      this.binary = binary;
      this.firstNode = firstNode;
      this.leaves = leaves;
    }

    int allocate() {
      if ((used + 1) * 8 > children.length) {
        nodes = Arrays.copyOf(nodes, nodes.length * 2);
        children = Arrays.copyOf(children, children.length * 2);
      }
      clear(nodes, used * NodeTest.NODE_FLOATS);
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
        // first, for it may move the arrays
        int reference = binary.left[b] < 0 ? leaves.of(binary.first[b], binary.count[b]) : open(b);
        children[node * 8 + i] = reference;
      }
      return firstNode + node;
    }
  }
}
