package org.drag4d.animate;

import java.util.List;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;

/**
 * What stage 3 starts from.
 *
 * @param scene the composed scene of stage 2
 * @param points dense points of everything that stage 1 saw (without the objects); paths and
 *     cameras keep clear of them
 * @param floorHeight world y of the floor, metres
 * @param panoramaCentre where the panorama was taken: a place known to be inside the room
 * @param paths which objects move, and how; at most one path an object
 * @param video makes the frames
 */
public record AnimateInputs(
    SurfelScene scene,
    PointCloud points,
    double floorHeight,
    Vec3 panoramaCentre,
    List<PathRequest> paths,
    VideoGenerator video) {

  /** Copies the list. */
  public AnimateInputs {
    paths = List.copyOf(paths);
  }
}
