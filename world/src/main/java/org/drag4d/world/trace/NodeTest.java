package org.drag4d.world.trace;

/**
 * Tests a ray against the eight boxes of a node, or the up to eight triangles of a leaf, at once.
 * The two implementations do the same operations in the same order, so that they find the same hits
 * to the last bit.
 */
public sealed interface NodeTest permits ScalarNodeTest, VectorNodeTest {
  /** Floats per leaf: eight corners' x, y, z, then their first edges', then their second edges'. */
  int LEAF_FLOATS = 72;

  /** Widens the far distance by a few units in the last place, against rounding. */
  float SLACK = 1.000001f;

  /** Lets rays that pass exactly through a shared edge hit one of the two triangles. */
  float EDGE = -1e-6f;

  /**
   * Finds the children that a ray meets within its current length; writes their distances to the
   * ray's {@code childNear}.
   *
   * @param nodes all nodes, see {@link WideNode}
   * @param base where the node begins
   * @param frame the ray in the node's frame
   * @param ray the ray
   * @return one bit per child
   */
  int boxes(int[] nodes, int base, RayFrame frame, Ray ray);

  /**
   * Finds the triangles that a ray meets within its current length (Möller and Trumbore 1997; every
   * comparison is false for NaN); writes where to the ray's {@code laneT}, {@code laneU}, {@code
   * laneV}.
   *
   * @param leaves all leaves
   * @param base index of the leaf's first float
   * @param count how many triangles it has
   * @param frame the ray in the leaf's frame
   * @param ray the ray
   * @return one bit per triangle
   */
  int triangles(float[] leaves, int base, int count, RayFrame frame, Ray ray);

  /** Returns the fastest test that this Java can run: SIMD when the Vector API is there. */
  static NodeTest fastest() {
    return Choice.FASTEST;
  }

  /** Returns the test that needs no module beyond java.base. */
  static NodeTest scalar() {
    return ScalarNodeTest.INSTANCE;
  }

  /** Decides once. */
  final class Choice {
    private static final NodeTest FASTEST = choose();

    private Choice() {}

    private static NodeTest choose() {
      boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      return present && VectorNodeTest.isFast() ? VectorNodeTest.INSTANCE : ScalarNodeTest.INSTANCE;
    }
  }
}
