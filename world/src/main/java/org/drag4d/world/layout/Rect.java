package org.drag4d.world.layout;

/**
 * A rectangle of floor with sides along world x and z, metres.
 *
 * @param minX its west edge
 * @param minZ its north edge
 * @param maxX its east edge
 * @param maxZ its south edge
 */
record Rect(double minX, double minZ, double maxX, double maxZ) {
  /** Returns the rectangle around a middle. */
  static Rect around(double x, double z, double sizeX, double sizeZ) {
    return new Rect(x - sizeX / 2, z - sizeZ / 2, x + sizeX / 2, z + sizeZ / 2);
  }

  double centreX() {
    return (minX + maxX) / 2;
  }

  double centreZ() {
    return (minZ + maxZ) / 2;
  }

  double sizeX() {
    return maxX - minX;
  }

  double sizeZ() {
    return maxZ - minZ;
  }

  /** Returns the area that two rectangles share, square metres. */
  double overlap(Rect other) {
    double x = Math.min(maxX, other.maxX) - Math.max(minX, other.minX);
    double z = Math.min(maxZ, other.maxZ) - Math.max(minZ, other.minZ);
    return x > 0 && z > 0 ? x * z : 0;
  }

  /** Returns the rectangle with every edge moved outwards. */
  Rect grown(double by) {
    return new Rect(minX - by, minZ - by, maxX + by, maxZ + by);
  }

  /** Returns the smallest rectangle that holds both. */
  Rect union(Rect other) {
    return new Rect(
        Math.min(minX, other.minX),
        Math.min(minZ, other.minZ),
        Math.max(maxX, other.maxX),
        Math.max(maxZ, other.maxZ));
  }
}
