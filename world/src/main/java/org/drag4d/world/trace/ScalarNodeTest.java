package org.drag4d.world.trace;

/** The node test one child at a time. */
final class ScalarNodeTest implements NodeTest {
  static final ScalarNodeTest INSTANCE = new ScalarNodeTest();

  private ScalarNodeTest() {}

  @Override
  public int boxes(float[] nodes, int base, RayFrame frame, Ray ray) {
    int nx = base + frame.nearX;
    int ny = base + 8 + frame.nearY;
    int nz = base + 16 + frame.nearZ;
    int fx = base + 24 - frame.nearX;
    int fy = base + 32 - frame.nearY;
    int fz = base + 40 - frame.nearZ;
    int mask = 0;
    for (int i = 0; i < 8; i++) {
      float near =
          Math.max(
              Math.max(
                  Math.fma(nodes[nx + i], frame.inverseX, frame.biasX),
                  Math.fma(nodes[ny + i], frame.inverseY, frame.biasY)),
              Math.max(Math.fma(nodes[nz + i], frame.inverseZ, frame.biasZ), 0));
      float far =
          Math.min(
              Math.min(
                  Math.fma(nodes[fx + i], frame.inverseX, frame.biasX),
                  Math.fma(nodes[fy + i], frame.inverseY, frame.biasY)),
              Math.min(Math.fma(nodes[fz + i], frame.inverseZ, frame.biasZ), ray.t));
      ray.childNear[i] = near;
      if (near <= far * SLACK) {
        mask |= 1 << i;
      }
    }
    return mask;
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
