package org.drag4d.world.model;

/**
 * The triangles of one part, in the part's own metres. Parts that look alike share one Solid and
 * differ in pose.
 *
 * @param positions x y z per vertex
 * @param normals x y z per vertex, unit length, outwards: the shading normal
 * @param triangles three vertex indices per triangle, counter-clockwise from outside
 */
public record Solid(float[] positions, float[] normals, int[] triangles) {

  /** Checks that the arrays belong together. */
  public Solid {
    if (positions.length % 3 != 0
        || normals.length != positions.length
        || triangles.length % 3 != 0) {
      throw new IllegalArgumentException("the arrays of a solid differ in length");
    }
  }

  /** Returns how many triangles there are. */
  public int triangleCount() {
    return triangles.length / 3;
  }
}
