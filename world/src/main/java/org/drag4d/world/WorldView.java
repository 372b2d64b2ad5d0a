package org.drag4d.world;

import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;

/**
 * What a camera sees of a world. Depth, normals, labels and instances belong to the pixel's centre
 * exactly; the colour is the mean over the pixel. Behind glass they belong to the first surface
 * that is not glass; a mirror is a surface of its own.
 *
 * @param colour three channels, display-encoded
 * @param radialDistance metres from the camera's centre along the ray, +infinity for sky
 * @param normals height × width × 3, unit length, in the world, towards the camera; 0 for sky
 * @param labels per pixel an index of {@link World#labelNames}; 0 is sky
 * @param instances per pixel the number of the thing seen; 0 walls, floor, ceiling, -1 sky
 * @param marks per pixel the sum of {@link #SKY}, {@link #GLASS}, {@link #MIRROR}
 */
public record WorldView(
    Image colour,
    DepthMap radialDistance,
    float[] normals,
    int[] labels,
    int[] instances,
    byte[] marks) {
  /** Nothing but sky there. */
  public static final byte SKY = 1;

  /** Seen through glass. */
  public static final byte GLASS = 2;

  /** A mirror: its colour depends on the viewpoint. */
  public static final byte MIRROR = 4;
}
