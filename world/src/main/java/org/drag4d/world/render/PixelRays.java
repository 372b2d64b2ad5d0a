package org.drag4d.world.render;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** The directions of a camera's pixels without an allocation per ray. */
final class PixelRays {
  private final Camera camera;
  private final double[] rotation;
  private final double footprint;

  PixelRays(Camera camera) {
    this.camera = camera;
    Quaternion q = camera.cameraToWorld().rotation();
    Vec3 x = q.xAxis();
    Vec3 y = q.yAxis();
    Vec3 z = q.zAxis();
    rotation = new double[] {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()};
    footprint =
        switch (camera) {
          case Pinhole p -> 1 / p.focalY();
          case Equirectangular e -> Math.PI / e.height();
        };
  }

  /** Returns about how wide a pixel is, in radians. */
  double footprint() {
    return footprint;
  }

  /** Writes the unit direction in the world of a point of the picture. */
  void aim(double u, double v, double[] out) {
    double x;
    double y;
    double z;
    switch (camera) {
      case Pinhole p -> {
        x = (u - p.principalX()) / p.focalX();
        y = (v - p.principalY()) / p.focalY();
        double n = 1 / Math.sqrt(x * x + y * y + 1);
        x *= n;
        y *= n;
        z = n;
      }
      case Equirectangular e -> {
        double longitude = (u / e.width() - 0.5) * 2 * Math.PI;
        double latitude = (v / e.height() - 0.5) * Math.PI;
        double level = Math.cos(latitude);
        x = level * Math.sin(longitude);
        y = Math.sin(latitude);
        z = level * Math.cos(longitude);
      }
    }
    double[] r = rotation;
    out[0] = r[0] * x + r[1] * y + r[2] * z;
    out[1] = r[3] * x + r[4] * y + r[5] * z;
    out[2] = r[6] * x + r[7] * y + r[8] * z;
  }
}
