package org.drag4d.geometry;

/**
 * A perspective camera without distortion.
 *
 * @param name the view's name, used for files
 * @param width pixels
 * @param height pixels
 * @param focalX focal length in pixels, horizontally
 * @param focalY focal length in pixels, vertically
 * @param principalX principal point, pixels from the left edge; width / 2 when centred
 * @param principalY principal point, pixels from the top edge; height / 2 when centred
 * @param cameraToWorld takes camera coordinates (x right, y down, z forward) to the world
 */
public record Pinhole(
    String name,
    int width,
    int height,
    double focalX,
    double focalY,
    double principalX,
    double principalY,
    Pose cameraToWorld)
    implements Camera {

  /** Checks that there is a picture and that the focal lengths are positive. */
  public Pinhole {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels");
    }
    if (!(focalX > 0) || !(focalY > 0)) {
      throw new IllegalArgumentException("focal lengths " + focalX + ", " + focalY);
    }
  }

  /** Makes a centred camera with square pixels from its vertical field of view in degrees. */
  public static Pinhole ofVerticalFov(
      String name, int width, int height, double fovDegrees, Pose cameraToWorld) {
    double focal = height / (2 * Math.tan(Math.toRadians(fovDegrees) / 2));
    return new Pinhole(name, width, height, focal, focal, width / 2.0, height / 2.0, cameraToWorld);
  }

  @Override
  public Vec3 ray(double u, double v) {
    return new Vec3((u - principalX) / focalX, (v - principalY) / focalY, 1).normalised();
  }

  /**
   * Projects a world point.
   *
   * @return u, v in pixels and z depth in metres (as x, y, z); u and v mean nothing when z ≤ 0
   */
  public Vec3 project(Vec3 world) {
    Vec3 c = cameraToWorld.inverse().apply(world);
    return new Vec3(
        focalX * c.x() / c.z() + principalX, focalY * c.y() / c.z() + principalY, c.z());
  }

  /** Returns the world point seen at (u, v) in a z depth in metres. */
  public Vec3 unproject(double u, double v, double zDepth) {
    return cameraToWorld.apply(
        new Vec3((u - principalX) / focalX * zDepth, (v - principalY) / focalY * zDepth, zDepth));
  }

  /** Returns the vertical field of view in degrees. */
  public double verticalFovDegrees() {
    return Math.toDegrees(Math.atan2(principalY, focalY) + Math.atan2(height - principalY, focalY));
  }

  /** Returns the horizontal field of view in degrees. */
  public double horizontalFovDegrees() {
    return Math.toDegrees(Math.atan2(principalX, focalX) + Math.atan2(width - principalX, focalX));
  }

  /** Returns the same camera with a picture of another size, seeing the same. */
  public Pinhole resized(int newWidth, int newHeight) {
    double sx = (double) newWidth / width;
    double sy = (double) newHeight / height;
    return new Pinhole(
        name,
        newWidth,
        newHeight,
        focalX * sx,
        focalY * sy,
        principalX * sx,
        principalY * sy,
        cameraToWorld);
  }

  /** Returns the same camera under another name. */
  public Pinhole named(String newName) {
    return new Pinhole(
        newName, width, height, focalX, focalY, principalX, principalY, cameraToWorld);
  }
}
