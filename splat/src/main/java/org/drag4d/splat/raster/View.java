package org.drag4d.splat.raster;

import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/**
 * A perspective camera as plain numbers.
 *
 * @param rotation nine entries of world to camera, row by row
 * @param centre x y z in the world
 */
record View(
    int width,
    int height,
    double focalX,
    double focalY,
    double principalX,
    double principalY,
    double[] rotation,
    double[] centre) {

  static View of(Pinhole c) {
    Quaternion q = c.cameraToWorld().rotation();
    Vec3 x = q.xAxis();
    Vec3 y = q.yAxis();
    Vec3 z = q.zAxis();
    Vec3 o = c.centre();
    return new View(
        c.width(),
        c.height(),
        c.focalX(),
        c.focalY(),
        c.principalX(),
        c.principalY(),
        new double[] {x.x(), x.y(), x.z(), y.x(), y.y(), y.z(), z.x(), z.y(), z.z()},
        new double[] {o.x(), o.y(), o.z()});
  }
}
