package org.drag4d.geometry;

/**
 * A camera that sees all directions: longitude along the width, latitude along the height
 * (text-to-scene section 2.1). With the pose of {@link #at}, the centre column looks along world -Z
 * and the top row looks up.
 *
 * @param name the view's name, used for files
 * @param width pixels; twice the height
 * @param height pixels
 * @param cameraToWorld takes camera coordinates (x right, y down, z forward) to the world
 */
public record Equirectangular(String name, int width, int height, Pose cameraToWorld)
    implements Camera {
  /** The rotation of a level panorama that looks along world -Z: a half turn about x. */
  public static final Quaternion LEVEL = new Quaternion(0, 1, 0, 0);

  /** Checks the 2:1 shape. */
  public Equirectangular {
    if (height < 1 || width != 2 * height) {
      throw new IllegalArgumentException(
          "a panorama is twice as wide as high, not " + width + " x " + height);
    }
  }

  /** Makes a level panorama camera at a place of the world, looking along -Z. */
  public static Equirectangular at(String name, int width, Vec3 centre) {
    return new Equirectangular(name, width, width / 2, new Pose(LEVEL, centre));
  }

  @Override
  public Vec3 ray(double u, double v) {
    double longitude = (u / width - 0.5) * 2 * Math.PI;
    double latitude = (v / height - 0.5) * Math.PI; // increasing down
    double level = Math.cos(latitude);
    return new Vec3(level * Math.sin(longitude), Math.sin(latitude), level * Math.cos(longitude));
  }

  /**
   * Projects a world point.
   *
   * @return u in [0, width), v in [0, height] in pixels and the radial distance in metres
   */
  public Vec3 project(Vec3 world) {
    Vec3 c = cameraToWorld.inverse().apply(world);
    double radius = c.length();
    double longitude = Math.atan2(c.x(), c.z());
    double latitude = Math.asin(Math.max(-1, Math.min(1, c.y() / radius)));
    double u = (longitude / (2 * Math.PI) + 0.5) * width;
    return new Vec3(u >= width ? u - width : u, (latitude / Math.PI + 0.5) * height, radius);
  }
}
