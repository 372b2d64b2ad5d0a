package org.drag4d.geometry;

/**
 * Coloured points with normals.
 *
 * @param positions x y z per point, metres
 * @param colours red green blue per point, sRGB in [0, 1]
 * @param normals x y z per point, unit length, towards the side the point was seen from
 * @param spacings per point the distance in metres to what the neighbouring pixel saw; the natural
 *     size of a surfel there
 */
public record PointCloud(float[] positions, float[] colours, float[] normals, float[] spacings) {
  /** Checks that the arrays belong together. */
  public PointCloud {
    int n = spacings.length;
    if (positions.length != 3 * n || colours.length != 3 * n || normals.length != 3 * n) {
      throw new IllegalArgumentException("the arrays of a point cloud differ in length");
    }
  }

  /** Returns how many points there are. */
  public int count() {
    return spacings.length;
  }
}
