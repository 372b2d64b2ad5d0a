package org.drag4d.world.trace;

import java.util.Arrays;

/**
 * A tree of triangles as it is built, alone: its nodes, and its leaves of up to eight triangles, a
 * corner and two edges each, coordinate by coordinate so that eight are tested at once. A leaf
 * takes the same time however full it is.
 */
final class TriangleTree {
  static final int LEAF_SIZE = 8;

  final WideTree tree;
  final float[] leaves;
  // per place in a leaf
  final int[] partOf;
  final int[] triangleOf;

  private final SahBuilder binary;
  private final float[] corners;
  private int leafCount;
  private int[] firstOf = new int[64];
  private int[] countOf = new int[64];

  /**
   * Builds.
   *
   * @param corners nine floats a triangle: three corners; at least one triangle
   * @param partOf the part of each triangle; -1 when the instance says it
   * @param triangleOf its index within the part's solid
   */
  TriangleTree(float[] corners, int[] partOf, int[] triangleOf) {
    this.corners = corners;
    int n = corners.length / 9;
    float[] boxes = new float[n * 6];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        float a = corners[i * 9 + k];
        float b = corners[i * 9 + 3 + k];
        float c = corners[i * 9 + 6 + k];
        boxes[i * 6 + k] = Math.min(a, Math.min(b, c));
        boxes[i * 6 + 3 + k] = Math.max(a, Math.max(b, c));
      }
    }
    binary = new SahBuilder(boxes, LEAF_SIZE / 2);
    tree = new WideTree(binary, LEAF_SIZE, 0, this::leaf);
    leaves = new float[leafCount * NodeTest.LEAF_FLOATS];
    this.partOf = new int[leafCount * LEAF_SIZE];
    this.triangleOf = new int[leafCount * LEAF_SIZE];
    Arrays.fill(this.partOf, -1);
    for (int leaf = 0; leaf < leafCount; leaf++) {
      for (int i = 0; i < countOf[leaf]; i++) {
        int from = binary.order[firstOf[leaf] + i];
        this.partOf[leaf * LEAF_SIZE + i] = partOf[from];
        this.triangleOf[leaf * LEAF_SIZE + i] = triangleOf[from];
        store(from, leaf * NodeTest.LEAF_FLOATS + i);
      }
    }
  }

  int leafCount() {
    return leafCount;
  }

  private int leaf(int first, int count) {
    if (leafCount == firstOf.length) {
      firstOf = Arrays.copyOf(firstOf, 2 * leafCount);
      countOf = Arrays.copyOf(countOf, 2 * leafCount);
    }
    firstOf[leafCount] = first;
    countOf[leafCount] = count;
    return Traversal.leaf(leafCount++, count);
  }

  private void store(int from, int at) {
    for (int k = 0; k < 3; k++) {
      float corner = corners[from * 9 + k];
      leaves[at + k * 8] = corner;
      leaves[at + 24 + k * 8] = corners[from * 9 + 3 + k] - corner;
      leaves[at + 48 + k * 8] = corners[from * 9 + 6 + k] - corner;
    }
  }
}
