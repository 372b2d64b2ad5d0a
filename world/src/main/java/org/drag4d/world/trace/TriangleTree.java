package org.drag4d.world.trace;

/** A tree of triangles, stored in the order of its leaves as a corner and two edges each. */
final class TriangleTree {
  /** Lets rays that pass exactly through a shared edge hit one of the two triangles. */
  private static final float EDGE = -1e-6f;

  private static final int LEAF_SIZE = 4;

  private final WideTree tree;
  private final float[] triangles;
  private final int[] partOf;
  private final int[] triangleOf;

  /**
   * Builds.
   *
   * @param corners nine floats a triangle: three corners
   * @param partOf the part of each triangle; -1 when the instance says it
   * @param triangleOf its index within the part's solid
   */
  TriangleTree(float[] corners, int[] partOf, int[] triangleOf) {
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
    tree = new WideTree(boxes, LEAF_SIZE);
    triangles = new float[n * 9];
    this.partOf = new int[n];
    this.triangleOf = new int[n];
    for (int i = 0; i < n; i++) {
      int from = tree.order[i];
      this.partOf[i] = partOf[from];
      this.triangleOf[i] = triangleOf[from];
      for (int k = 0; k < 3; k++) {
        float corner = corners[from * 9 + k];
        triangles[i * 9 + k] = corner;
        triangles[i * 9 + 3 + k] = corners[from * 9 + 3 + k] - corner;
        triangles[i * 9 + 6 + k] = corners[from * 9 + 6 + k] - corner;
      }
    }
  }

  int triangleCount() {
    return partOf.length;
  }

  /** Shortens the ray to the closest hit; {@code instancePart} replaces parts that are -1. */
  void closest(Ray ray, NodeTest test, int stackBase, int instancePart) {
    float[] nodes = tree.nodes;
    int[] children = tree.children;
    int[] stack = ray.stack;
    float[] stackNear = ray.stackNear;
    float[] childNear = ray.childNear;
    int top = stackBase;
    stack[top] = 0;
    stackNear[top] = 0;
    while (top >= stackBase) {
      int reference = stack[top];
      float near = stackNear[top];
      top--;
      if (near > ray.t) {
        continue;
      }
      if (reference < 0) {
        int first = WideTree.firstOf(reference);
        int end = first + WideTree.countOf(reference);
        for (int i = first; i < end; i++) {
          if (intersect(ray, i)) {
            ray.part = partOf[i] < 0 ? instancePart : partOf[i];
            ray.triangle = triangleOf[i];
          }
        }
        continue;
      }
      int mask = test.test(nodes, reference * NodeTest.NODE_FLOATS, ray);
      int bottom = top + 1;
      while (mask != 0) {
        int child = Integer.numberOfTrailingZeros(mask);
        mask &= mask - 1;
        float distance = childNear[child];
        int at = top + 1;
        while (at > bottom && stackNear[at - 1] < distance) {
          stack[at] = stack[at - 1];
          stackNear[at] = stackNear[at - 1];
          at--;
        }
        stack[at] = children[reference * 8 + child];
        stackNear[at] = distance;
        top++;
      }
    }
  }

  /** Says whether the ray meets one triangle; its length stays. */
  boolean meets(Ray ray, int triangle) {
    float limit = ray.t;
    boolean hit = intersect(ray, triangle);
    ray.blockedAt = ray.t;
    ray.t = limit;
    return hit;
  }

  /** Says whether anything that is not clear lies on the ray, and lets the ray remember what. */
  boolean occluded(Ray ray, NodeTest test, int stackBase, boolean[] clear) {
    float[] nodes = tree.nodes;
    int[] children = tree.children;
    int[] stack = ray.stack;
    int top = stackBase;
    stack[top] = 0;
    float limit = ray.t;
    while (top >= stackBase) {
      int reference = stack[top--];
      if (reference < 0) {
        int first = WideTree.firstOf(reference);
        int end = first + WideTree.countOf(reference);
        for (int i = first; i < end; i++) {
          if (intersect(ray, i)) {
            ray.blockedAt = ray.t;
            ray.t = limit;
            if (partOf[i] < 0 || !clear[partOf[i]]) {
              ray.lastOccluder = i;
              return true;
            }
          }
        }
        continue;
      }
      int mask = test.test(nodes, reference * NodeTest.NODE_FLOATS, ray);
      while (mask != 0) {
        int child = Integer.numberOfTrailingZeros(mask);
        mask &= mask - 1;
        stack[++top] = children[reference * 8 + child];
      }
    }
    return false;
  }

  /** Möller and Trumbore 1997; every comparison is false for NaN. */
  private boolean intersect(Ray ray, int i) {
    float[] f = triangles;
    int o = i * 9;
    float e1x = f[o + 3];
    float e1y = f[o + 4];
    float e1z = f[o + 5];
    float e2x = f[o + 6];
    float e2y = f[o + 7];
    float e2z = f[o + 8];
    float px = ray.dy * e2z - ray.dz * e2y;
    float py = ray.dz * e2x - ray.dx * e2z;
    float pz = ray.dx * e2y - ray.dy * e2x;
    float determinant = e1x * px + e1y * py + e1z * pz;
    float inverse = 1 / determinant;
    float sx = ray.ox - f[o];
    float sy = ray.oy - f[o + 1];
    float sz = ray.oz - f[o + 2];
    float u = (sx * px + sy * py + sz * pz) * inverse;
    if (!(u >= EDGE && u <= 1 - EDGE)) {
      return false;
    }
    float qx = sy * e1z - sz * e1y;
    float qy = sz * e1x - sx * e1z;
    float qz = sx * e1y - sy * e1x;
    float v = (ray.dx * qx + ray.dy * qy + ray.dz * qz) * inverse;
    if (!(v >= EDGE && u + v <= 1 - EDGE)) {
      return false;
    }
    float t = (e2x * qx + e2y * qy + e2z * qz) * inverse;
    if (!(t > 0 && t < ray.t)) {
      return false;
    }
    ray.t = t;
    ray.u = u;
    ray.v = v;
    return true;
  }
}
