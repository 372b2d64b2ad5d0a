package org.drag4d.world.trace;

/**
 * One ray and, after a query, what it hit. A mutable work object: every thread has its own and uses
 * it for millions of queries, so that nothing is allocated per ray (built-in-world section 2).
 */
public final class Ray {
  private static final float SMALLEST_DIRECTION = 1e-20f;
  private static final int STACK = 1024;

  float ox;
  float oy;
  float oz;
  float dx;
  float dy;
  float dz;
  float inverseX;
  float inverseY;
  float inverseZ;
  // -origin · inverse, so that a slab distance is one fused multiply-add
  float biasX;
  float biasY;
  float biasZ;
  // where the near planes of a node start: 0 for its minima, 24 for its maxima
  int nearX;
  int nearY;
  int nearZ;

  float t;
  int part;
  int triangle;
  float u;
  float v;

  // the triangle that hid the last light, -1 for none, and the instance whose tree it is in
  int lastOccluder = -1;
  int lastInstance;

  // how far away that was, metres
  float blockedAt;

  final float[] childNear = new float[8];
  final int[] stack = new int[STACK];
  final float[] stackNear = new float[STACK];

  /**
   * Aims the ray and forgets the last hit.
   *
   * @param ox origin x, metres
   * @param oy origin y
   * @param oz origin z
   * @param dx unit direction x
   * @param dy unit direction y
   * @param dz unit direction z
   * @param limit how far to look, metres
   */
  public void set(double ox, double oy, double oz, double dx, double dy, double dz, double limit) {
    aim((float) ox, (float) oy, (float) oz, (float) dx, (float) dy, (float) dz);
    t = (float) limit;
    part = -1;
    triangle = -1;
    lastOccluder = -1;
  }

  /**
   * Aims the ray anew, near where it went before: the triangle that hid the last light, if any, is
   * tried first. Only between rays of the same tracer.
   *
   * @param limit how far to look, metres
   */
  public void setAgain(
      double ox, double oy, double oz, double dx, double dy, double dz, double limit) {
    int remembered = lastOccluder;
    set(ox, oy, oz, dx, dy, dz, limit);
    lastOccluder = remembered;
  }

  /**
   * Forgets which triangle hid the last light, so that no answer depends on what was asked before.
   */
  public void forgetOccluder() {
    lastOccluder = -1;
  }

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
    biasX = -ox * inverseX;
    biasY = -oy * inverseY;
    biasZ = -oz * inverseZ;
    nearX = inverseX >= 0 ? 0 : 24;
    nearY = inverseY >= 0 ? 0 : 24;
    nearZ = inverseZ >= 0 ? 0 : 24;
  }

  /** A finite inverse: no slab distance can become NaN. */
  private static float inverse(float d) {
    return Math.abs(d) < SMALLEST_DIRECTION ? 1 / SMALLEST_DIRECTION : 1 / d;
  }

  /** Says that the ray cannot leave its start. */
  public void hiddenFromStart() {
    blockedAt = 0;
  }

  /** Makes the ray shorter, to ask again. */
  public void shorten(double limit) {
    t = (float) limit;
  }

  /** Returns how far away, in metres, the last shadow query that was occluded met something. */
  public float blockedAt() {
    return blockedAt;
  }

  /** Says whether the last closest-hit query hit something. */
  public boolean hit() {
    return part >= 0;
  }

  /** Returns the distance of the hit in metres (or the limit when nothing was hit). */
  public float distance() {
    return t;
  }

  /** Returns the index of the part that was hit, or -1. */
  public int part() {
    return part;
  }

  /** Returns the triangle within that part's solid. */
  public int triangle() {
    return triangle;
  }

  /** Returns the barycentric weight of the triangle's second vertex. */
  public float u() {
    return u;
  }

  /** Returns the barycentric weight of the triangle's third vertex. */
  public float v() {
    return v;
  }

  /** Returns the direction's x. */
  public float directionX() {
    return dx;
  }

  /** Returns the direction's y. */
  public float directionY() {
    return dy;
  }

  /** Returns the direction's z. */
  public float directionZ() {
    return dz;
  }
}
