package org.drag4d.geometry;

/**
 * A camera: what turns directions in the world into pixels. x right, y down, z forward in its own
 * frame; pixel (i, j) is sampled at (i + 0.5, j + 0.5).
 */
public sealed interface Camera permits Pinhole, Equirectangular {
  /** Returns the name under which files of this view are written; never with an extension. */
  String name();

  /** Returns the picture's width in pixels. */
  int width();

  /** Returns the picture's height in pixels. */
  int height();

  /** Returns the pose that takes camera coordinates to world coordinates. */
  Pose cameraToWorld();

  /** Returns where the camera is in the world. */
  default Vec3 centre() {
    return cameraToWorld().translation();
  }

  /**
   * Returns the unit direction in the camera's frame of a point of the picture.
   *
   * @param u pixels from the left edge (a pixel's centre is at +0.5)
   * @param v pixels from the top edge
   */
  Vec3 ray(double u, double v);

  /** Returns the unit direction in the world of a point of the picture. */
  default Vec3 worldRay(double u, double v) {
    return cameraToWorld().applyToDirection(ray(u, v));
  }
}
