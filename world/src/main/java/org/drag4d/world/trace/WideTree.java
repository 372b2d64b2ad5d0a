package org.drag4d.world.trace;

import java.util.Arrays;

/**
 * A bounding volume tree with up to eight children a node, cut from a binary tree so that the
 * expected number of nodes and leaves that a ray visits is the smallest there is: for every binary
 * node the cheapest way to stand for it by one to seven children, from the leaves upwards (Wald et
 * al. 2008 for the cost, Ylitie et al. 2017 section 4.1 for the way).
 *
 * <p>A child reference is a node's index (≥ 0) or what {@link LeafReference} says of a leaf.
 */
final class WideTree {
  /** Visiting a leaf costs so many visits of a node. */
  private static final float LEAF_COST = 1.2f;

  private static final int WIDTH = 8;

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

  /** See {@link WideNode}. */
  final int[] nodes;

  /**
   * Cuts a binary tree.
   *
   * @param binary at least one primitive
   * @param leafSize most primitives in a leaf
   * @param firstNode the index of this tree's first node, its root
   * @param leaves called once per leaf, always in the same order
   */
  WideTree(SahBuilder binary, int leafSize, int firstNode, LeafReference leaves) {
    Cut cut = new Cut(binary, leafSize, firstNode, leaves);
    cut.open(0);
    nodes = Arrays.copyOf(cut.nodes, WideNode.length(cut.used));
  }

  /** Returns the number of nodes. */
  int size() {
    return (nodes.length - WideNode.FIRST) / WideNode.SIZE;
  }

  private static final class Cut {
    private final SahBuilder binary;
    private final int firstNode;
    private final LeafReference leaves;
    // per binary node and number of children that stand for it: how many of them the left half
    // gets, 0 if fewer will do. For one, which is a leaf or a node of its own: 1 if it is a leaf.
    // For eight: the children of that node
    private final byte[] leftShare;
    private final float[] boxes = new float[WIDTH * 6];
    private int[] nodes = new int[WideNode.length(64)];
    private int used;

    Cut(SahBuilder binary, int leafSize, int firstNode, LeafReference leaves) {
      this.binary = binary;
      this.firstNode = firstNode;
      this.leaves = leaves;
      leftShare = new byte[binary.nodes * (WIDTH + 1)];
      float[] cost = new float[binary.nodes * WIDTH];
      // children have higher numbers than their parents
      for (int node = binary.nodes - 1; node >= 0; node--) {
        float area = SahBuilder.halfArea(binary.bounds, node * 6);
        float asLeaf = binary.count[node] <= leafSize ? area * LEAF_COST : Float.MAX_VALUE;
        int c = node * WIDTH;
        int s = node * (WIDTH + 1);
        if (binary.left[node] < 0) {
          Arrays.fill(cost, c, c + WIDTH, asLeaf);
          leftShare[s + 1] = 1;
          continue;
        }
        int l = binary.left[node] * WIDTH;
        int r = binary.right[node] * WIDTH;
        float asNode = area + split(cost, l, r, WIDTH, Float.MAX_VALUE, s);
        leftShare[s + 1] = (byte) (asLeaf <= asNode ? 1 : 0);
        cost[c + 1] = Math.min(asLeaf, asNode);
        for (int i = 2; i < WIDTH; i++) {
          cost[c + i] = split(cost, l, r, i, cost[c + i - 1], s);
        }
      }
    }

    /** Shares children out to the halves, if that costs less than another way. */
    private float split(float[] cost, int l, int r, int children, float otherwise, int s) {
      float least = otherwise;
      for (int k = 1; k < children; k++) {
        float both = cost[l + k] + cost[r + children - k];
        if (both < least) {
          least = both;
          leftShare[s + children] = (byte) k;
        }
      }
      return least;
    }

    /** Makes a node of a binary one, and all below it; returns its index. */
    int open(int root) {
      int[] slots = new int[WIDTH];
      int filled = collect(root, WIDTH, slots, 0);
      sortBySurface(slots, filled);
      if (WideNode.length(used + 1) > nodes.length) {
        nodes = Arrays.copyOf(nodes, nodes.length * 2);
      }
      int node = used++;
      for (int i = 0; i < filled; i++) {
        System.arraycopy(binary.bounds, slots[i] * 6, boxes, i * 6, 6);
      }
      WideNode.store(nodes, WideNode.at(node), boxes, filled);
      for (int i = 0; i < filled; i++) {
        int b = slots[i];
        // first, for it may move the array
        int reference =
            leftShare[b * (WIDTH + 1) + 1] == 1
                ? leaves.of(binary.first[b], binary.count[b])
                : open(b);
        nodes[WideNode.at(node) + WideNode.CHILDREN + i] = reference;
      }
      return firstNode + node;
    }

    /** Puts the largest last: there, shadow rays look first. */
    private void sortBySurface(int[] slots, int filled) {
      for (int i = 1; i < filled; i++) {
        int slot = slots[i];
        float area = SahBuilder.halfArea(binary.bounds, slot * 6);
        int at = i;
        while (at > 0 && SahBuilder.halfArea(binary.bounds, slots[at - 1] * 6) > area) {
          slots[at] = slots[at - 1];
          at--;
        }
        slots[at] = slot;
      }
    }

    /** Lists what stands for a binary node by some children; returns how many there are then. */
    private int collect(int b, int children, int[] slots, int filled) {
      int i = children;
      while (i > 1 && leftShare[b * (WIDTH + 1) + i] == 0) {
        i--;
      }
      if (i == 1 || binary.left[b] < 0) {
        slots[filled] = b;
        return filled + 1;
      }
      int share = leftShare[b * (WIDTH + 1) + i];
      return collect(
          binary.right[b], i - share, slots, collect(binary.left[b], share, slots, filled));
    }
  }
}
