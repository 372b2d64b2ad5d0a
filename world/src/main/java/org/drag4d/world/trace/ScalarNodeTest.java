package org.drag4d.world.trace;

/** The node test one child at a time. */
final class ScalarNodeTest implements NodeTest {
  static final ScalarNodeTest INSTANCE = new ScalarNodeTest();

  private ScalarNodeTest() {}

  @Override
  public int boxes(int[] nodes, int base, RayFrame frame, Ray ray) {
    float sx = Float.intBitsToFloat(nodes[base + WideNode.STEP]) * frame.inverseX;
    float sy = Float.intBitsToFloat(nodes[base + WideNode.STEP + 1]) * frame.inverseY;
    float sz = Float.intBitsToFloat(nodes[base + WideNode.STEP + 2]) * frame.inverseZ;
    float bx = (Float.intBitsToFloat(nodes[base + WideNode.CORNER]) - frame.ox) * frame.inverseX;
    float by =
        (Float.intBitsToFloat(nodes[base + WideNode.CORNER + 1]) - frame.oy) * frame.inverseY;
    float bz =
        (Float.intBitsToFloat(nodes[base + WideNode.CORNER + 2]) - frame.oz) * frame.inverseZ;
    int nx = base + frame.nearX;
    int ny = base + frame.nearY;
    int nz = base + frame.nearZ;
    int fx = base + WideNode.UPPER - frame.nearX;
    int fy = base + WideNode.UPPER - frame.nearY;
    int fz = base + WideNode.UPPER - frame.nearZ;
    int mask = 0;
    for (int i = 0; i < 8; i++) {
      float near =
          Math.max(
              Math.max(Math.fma(x(nodes[nx + i]), sx, bx), Math.fma(y(nodes[ny + i]), sy, by)),
              Math.max(Math.fma(z(nodes[nz + i]), sz, bz), 0));
      float far =
          Math.min(
              Math.min(Math.fma(x(nodes[fx + i]), sx, bx), Math.fma(y(nodes[fy + i]), sy, by)),
              Math.min(Math.fma(z(nodes[fz + i]), sz, bz), ray.t));
      ray.childNear[i] = near;
      if (near <= far * SLACK) {
        mask |= 1 << i;
      }
    }
    return mask & nodes[base + WideNode.USED];
  }

  private static float x(int corner) {
    return corner & WideNode.STEPS;
  }

  private static float y(int corner) {
    return corner >> WideNode.BITS & WideNode.STEPS;
  }

  private static float z(int corner) {
    return corner >> 2 * WideNode.BITS;
  }

  @Override
  public int triangles(float[] leaves, int base, int count, RayFrame frame, Ray ray) {
    int mask = 0;
    for (int i = 0; i < count; i++) {
      if (triangle(leaves, base + i, i, frame, ray)) {
        mask |= 1 << i;
      }
    }
    return mask;
  }

  /** Tests the triangle whose first coordinate is at an index; writes to a lane. */
  static boolean triangle(float[] leaves, int at, int lane, RayFrame frame, Ray ray) {
    float e1x = leaves[at + 24];
    float e1y = leaves[at + 32];
    float e1z = leaves[at + 40];
    float e2x = leaves[at + 48];
    float e2y = leaves[at + 56];
    float e2z = leaves[at + 64];
    float dx = frame.dx;
    float dy = frame.dy;
    float dz = frame.dz;
    float px = Math.fma(e2z, dy, -(e2y * dz));
    float py = Math.fma(e2x, dz, -(e2z * dx));
    float pz = Math.fma(e2y, dx, -(e2x * dy));
    float inverse = 1 / Math.fma(e1x, px, Math.fma(e1y, py, e1z * pz));
    float sx = frame.ox - leaves[at];
    float sy = frame.oy - leaves[at + 8];
    float sz = frame.oz - leaves[at + 16];
    float u = Math.fma(sx, px, Math.fma(sy, py, sz * pz)) * inverse;
    if (!(u >= EDGE && u <= 1 - EDGE)) {
      return false;
    }
    float qx = Math.fma(sy, e1z, -(sz * e1y));
    float qy = Math.fma(sz, e1x, -(sx * e1z));
    float qz = Math.fma(sx, e1y, -(sy * e1x));
    float v = Math.fma(qx, dx, Math.fma(qy, dy, qz * dz)) * inverse;
    if (!(v >= EDGE && u + v <= 1 - EDGE)) {
      return false;
    }
    float t = Math.fma(e2x, qx, Math.fma(e2y, qy, e2z * qz)) * inverse;
    if (!(t > 0 && t < ray.t)) {
      return false;
    }
    ray.laneT[lane] = t;
    ray.laneU[lane] = u;
    ray.laneV[lane] = v;
    return true;
  }
}
