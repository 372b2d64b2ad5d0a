package org.drag4d.world.trace;

/**
 * A ray as one frame sees it, the world's or an instance's, with what box and triangle tests need
 * of it. Distances along it are the world's metres in every frame: an instance's direction is not
 * of unit length.
 */
final class RayFrame {
  private static final float SMALLEST_DIRECTION = 1e-20f;

  float ox;
  float oy;
  float oz;
  float dx;
  float dy;
  float dz;
  float inverseX;
  float inverseY;
  float inverseZ;
  // where the near planes of a node's children are: 0 in their lower corners, or in the upper
  int nearX;
  int nearY;
  int nearZ;

  void aim(float ox, float oy, float oz, float dx, float dy, float dz) {
    this.ox = ox;
    this.oy = oy;
    this.oz = oz;
    this.dx = dx;
    this.dy = dy;
    this.dz = dz;
    inverseX = inverse(dx);
    inverseY = inverse(dy);
    inverseZ = inverse(dz);
    nearX = inverseX >= 0 ? 0 : WideNode.UPPER;
    nearY = inverseY >= 0 ? 0 : WideNode.UPPER;
    nearZ = inverseZ >= 0 ? 0 : WideNode.UPPER;
  }

  /** A finite inverse: no slab distance can become NaN. */
  private static float inverse(float d) {
    return Math.abs(d) < SMALLEST_DIRECTION ? 1 / SMALLEST_DIRECTION : 1 / d;
  }
}
