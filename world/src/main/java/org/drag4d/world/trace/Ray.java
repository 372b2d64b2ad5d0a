package org.drag4d.world.trace;

/**
 * One ray and, after a query, what it hit. A mutable work object: every thread has its own and uses
 * it for millions of queries, so that nothing is allocated per ray (built-in-world section 2).
 */
public final class Ray {
  /** More than eight children a level of the deepest trees, one above the other. */
  private static final int STACK = 1024;

  final RayFrame world = new RayFrame();
  final RayFrame local = new RayFrame();

  float t;
  int part;
  int triangle;
  float u;
  float v;

  // the triangle that hid the last light, -1 for none, and the instance it belongs to, -1 for none
  int lastOccluder = -1;
  int lastInstance;

  // how far away that was, metres
  float blockedAt;

  // what the last node test found, per child or triangle
  final float[] childNear = new float[8];
  final float[] laneT = new float[8];
  final float[] laneU = new float[8];
  final float[] laneV = new float[8];

  final long[] stack = new long[STACK];

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
    world.aim((float) ox, (float) oy, (float) oz, (float) dx, (float) dy, (float) dz);
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
    return world.dx;
  }

  /** Returns the direction's y. */
  public float directionY() {
    return world.dy;
  }

  /** Returns the direction's z. */
  public float directionZ() {
    return world.dz;
  }
}
