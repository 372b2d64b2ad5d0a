package org.drag4d.geometry;

/**
 * How far what a picture shows is away.
 *
 * @param width pixels
 * @param height pixels
 * @param metres height × width; +infinity where there is only sky, 0 where nothing is known
 * @param measure which distance the numbers are
 */
public record DepthMap(int width, int height, float[] metres, Measure measure) {
  /** Which distance a depth map holds. Confusing the two is the field's most frequent error. */
  public enum Measure {
    /** Distance from the camera's centre along the ray: panoramas. */
    RADIAL_DISTANCE,
    /** Distance along the optical axis: pinhole views. */
    Z_DEPTH
  }

  /** Checks the size. */
  public DepthMap {
    if (metres.length != width * height) {
      throw new IllegalArgumentException(
          metres.length + " depths for " + width + " x " + height + " pixels");
    }
  }

  /** Returns the depth of a pixel in metres. */
  public float at(int column, int row) {
    return metres[row * width + column];
  }
}
