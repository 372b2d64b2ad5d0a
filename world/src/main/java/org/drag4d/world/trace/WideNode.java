package org.drag4d.world.trace;

/**
 * How a node with up to eight children lies in 32 integers, two cache lines: its children's boxes
 * counted in 1023 steps of its own box, rounded outwards (after Ylitie et al. 2017, who count in
 * 255). Rays that go everywhere wait for memory more than for arithmetic.
 *
 * <p>Eight integers with the lower corners, ten bits each for x, y, z from below; eight with the
 * upper corners; eight references of the children; three floats of the lower corner; three of a
 * step's size; one bit per child that there is.
 */
final class WideNode {
  /** Integers per node. */
  static final int SIZE = 32;

  static final int UPPER = 8;
  static final int CHILDREN = 16;
  static final int CORNER = 24;
  static final int STEP = 27;
  static final int USED = 30;

  static final int BITS = 10;
  static final int STEPS = (1 << BITS) - 1;

  /**
   * Where the first node begins. The elements of a Java array begin 16 bytes after it, and large
   * arrays begin where a cache line does: so the nodes do as well.
   */
  static final int FIRST = 12;

  /** Boxes grow by so much of a coordinate, and of their node's extent, against rounding. */
  private static final float PADDING = 4e-6f;

  private static final float EXTENT_PADDING = 4e-7f;

  private WideNode() {}

  /** Returns where a node begins. */
  static int at(int node) {
    return FIRST + node * SIZE;
  }

  /** Returns the length of an array of nodes. */
  static int length(int nodes) {
    return FIRST + nodes * SIZE;
  }

  /**
   * Writes the boxes of a node's children.
   *
   * @param at where the node begins
   * @param boxes six floats a child: min x y z, max x y z
   * @param count how many children, 1 to 8
   */
  static void store(int[] nodes, int at, float[] boxes, int count) {
    for (int i = 0; i < 2 * UPPER; i++) {
      nodes[at + i] = 0;
    }
    for (int axis = 0; axis < 3; axis++) {
      float low = Float.MAX_VALUE;
      float high = -Float.MAX_VALUE;
      for (int i = 0; i < count; i++) {
        low = Math.min(low, boxes[i * 6 + axis]);
        high = Math.max(high, boxes[i * 6 + 3 + axis]);
      }
      float padding =
          PADDING * (1 + Math.max(Math.abs(low), Math.abs(high))) + EXTENT_PADDING * (high - low);
      float corner = low - 2 * padding;
      float step = (high + 2 * padding - corner) / STEPS * 1.000001f;
      nodes[at + CORNER + axis] = Float.floatToRawIntBits(corner);
      nodes[at + STEP + axis] = Float.floatToRawIntBits(step);
      for (int i = 0; i < count; i++) {
        int below = (int) Math.floor((boxes[i * 6 + axis] - padding - corner) / (double) step);
        int above = (int) Math.ceil((boxes[i * 6 + 3 + axis] + padding - corner) / (double) step);
        nodes[at + i] |= Math.clamp(below, 0, STEPS) << axis * BITS;
        nodes[at + UPPER + i] |= Math.clamp(above, 0, STEPS) << axis * BITS;
      }
    }
    nodes[at + USED] = (1 << count) - 1;
  }

  /** Returns whether a node has a child. */
  static boolean has(int[] nodes, int at, int child) {
    return (nodes[at + USED] >> child & 1) != 0;
  }

  /** Reads a child's box: min x y z, max x y z. */
  static void box(int[] nodes, int at, int child, float[] box) {
    for (int axis = 0; axis < 3; axis++) {
      float corner = Float.intBitsToFloat(nodes[at + CORNER + axis]);
      float step = Float.intBitsToFloat(nodes[at + STEP + axis]);
      int shift = axis * BITS;
      box[axis] = corner + step * (nodes[at + child] >> shift & STEPS);
      box[3 + axis] = corner + step * (nodes[at + UPPER + child] >> shift & STEPS);
    }
  }
}
