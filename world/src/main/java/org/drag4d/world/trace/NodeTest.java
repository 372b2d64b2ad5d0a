package org.drag4d.world.trace;

/**
 * Tests a ray against the eight boxes of a node at once. The two implementations do the same
 * operations in the same order, so that they find the same hits to the last bit.
 */
public sealed interface NodeTest permits ScalarNodeTest, VectorNodeTest {
  /** Floats per node: eight minima of x, of y, of z, then the maxima. */
  int NODE_FLOATS = 48;

  /** Widens the far distance by a few units in the last place, against rounding. */
  float SLACK = 1.0000004f;

  /**
   * Finds the children that the ray meets within its current distance; writes their distances to
   * the ray's scratch.
   *
   * @param nodes all nodes
   * @param base index of the node's first float
   * @param ray the ray
   * @return one bit per child
   */
  int test(float[] nodes, int base, Ray ray);

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
