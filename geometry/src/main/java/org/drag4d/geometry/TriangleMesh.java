package org.drag4d.geometry;

import java.util.Optional;

/**
 * A surface of triangles, counter-clockwise seen from outside.
 *
 * @param positions x y z per vertex, metres
 * @param normals x y z per vertex, unit length; empty if there are none
 * @param colours red green blue per vertex, sRGB in [0, 1]; empty if there are none
 * @param textureCoordinates u v per vertex, origin at the texture's top left; empty if there are
 *     none
 * @param triangles three vertex indices per triangle
 * @param texture the picture that texture coordinates refer to
 */
public record TriangleMesh(
    float[] positions,
    float[] normals,
    float[] colours,
    float[] textureCoordinates,
    int[] triangles,
    Optional<Image> texture) {

  /** Checks that the arrays belong together. */
  public TriangleMesh {
    int n = positions.length / 3;
    if (positions.length % 3 != 0
        || triangles.length % 3 != 0
        || (normals.length != 0 && normals.length != 3 * n)
        || (colours.length != 0 && colours.length != 3 * n)
        || (textureCoordinates.length != 0 && textureCoordinates.length != 2 * n)) {
      throw new IllegalArgumentException("the arrays of a mesh differ in length");
    }
  }

  /** Returns how many vertices there are. */
  public int vertexCount() {
    return positions.length / 3;
  }

  /** Returns how many triangles there are. */
  public int triangleCount() {
    return triangles.length / 3;
  }
}
