package org.drag4d.world.trace;

/** The node test one child at a time. */
final class ScalarNodeTest implements NodeTest {
  static final ScalarNodeTest INSTANCE = new ScalarNodeTest();

  private ScalarNodeTest() {}

  @Override
  public int test(float[] nodes, int base, Ray ray) {
    int nx = base + ray.nearX;
    int ny = base + 8 + ray.nearY;
    int nz = base + 16 + ray.nearZ;
    int fx = base + 24 - ray.nearX;
    int fy = base + 32 - ray.nearY;
    int fz = base + 40 - ray.nearZ;
    int mask = 0;
    for (int i = 0; i < 8; i++) {
      float near =
          Math.max(
              Math.max(
                  Math.fma(nodes[nx + i], ray.inverseX, ray.biasX),
                  Math.fma(nodes[ny + i], ray.inverseY, ray.biasY)),
              Math.max(Math.fma(nodes[nz + i], ray.inverseZ, ray.biasZ), 0));
      float far =
          Math.min(
              Math.min(
                  Math.fma(nodes[fx + i], ray.inverseX, ray.biasX),
                  Math.fma(nodes[fy + i], ray.inverseY, ray.biasY)),
              Math.min(Math.fma(nodes[fz + i], ray.inverseZ, ray.biasZ), ray.t));
      ray.childNear[i] = near;
      if (near <= far * SLACK) {
        mask |= 1 << i;
      }
    }
    return mask;
  }
}
