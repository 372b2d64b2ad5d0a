package org.drag4d.compose.placement;

import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** What an object can stand on and run into: S of equation 10, indexed by place. */
public final class Surroundings {
  private Surroundings() {}

  /**
   * Indexes the points of a scene.
   *
   * @param points everything that was seen, with normals
   * @param floorHeight world y of the floor, metres
   * @param eye the panorama's centre
   */
  public static Surroundings of(
      PointCloud points, double floorHeight, Vec3 eye, Workers workers, Progress progress) {
    throw new UnsupportedOperationException();
  }
}
