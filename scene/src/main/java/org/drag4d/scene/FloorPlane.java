package org.drag4d.scene;

import java.util.Optional;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;

/**
 * The plane that things stand on: {@code normal · p = offset}.
 *
 * @param normal unit, upwards; exactly up when the tilt is below 3 degrees
 * @param offset metres along the normal; the floor's height when the normal is up
 * @param tiltDegrees angle between the fitted plane and level, before snapping
 * @param inlierShare share of the upward-facing points below the camera that lie on it
 * @param rmsMetres root mean square distance of those points to it
 */
public record FloorPlane(
    Vec3 normal, double offset, double tiltDegrees, double inlierShare, double rmsMetres) {

  /** Returns the floor's height at a place, metres. */
  public double heightAt(double x, double z) {
    return (offset - normal.x() * x - normal.z() * z) / normal.y();
  }

  /**
   * Finds the lowest large level surface below the camera (object-composition 6.1).
   *
   * @param camera where the points were seen from
   * @return empty if nothing below the camera is level
   */
  public static Optional<FloorPlane> find(PointCloud points, Vec3 camera) {
    throw new UnsupportedOperationException("not yet");
  }
}
