package org.drag4d.animate;

import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Path3;

/**
 * What will be filmed: cheap to make, so that a person can look at it before the long part.
 *
 * @param frames frames of every clip
 * @param motion where each moving object is in each frame
 * @param paths the path of each moving object, presets laid out, with the object's name
 * @param supportHeights per object id of the scene, moving or not, the world y of the surface under
 *     it in each frame, metres; shadows fall there
 * @param views the cameras, in the order of {@link ViewRing#NAMES}
 * @param warnings about the paths in space; those of single views are in their tracks
 */
public record AnimationPlan(
    int frames,
    Motion motion,
    List<Path3> paths,
    Map<Integer, double[]> supportHeights,
    List<RingView> views,
    List<String> warnings) {
  /** Copies the lists. */
  public AnimationPlan {
    paths = List.copyOf(paths);
    views = List.copyOf(views);
    warnings = List.copyOf(warnings);
  }
}
