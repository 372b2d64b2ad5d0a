package org.drag4d.animate;

import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.SurfelScene;
import org.drag4d.task.Progress;

/** The prior that believes how a view of the scene looks while objects move through it. */
public interface VideoGenerator {

  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Makes the frames of one view.
   *
   * @param scene everything at rest
   * @param motion where each object is in each frame
   * @param camera the view
   * @param controls what the geometry says about each frame, the moved surfels' picture included
   * @param seed one seed, one result
   * @return three-channel pictures, one a frame
   */
  List<Image> frames(
      SurfelScene scene,
      Motion motion,
      Pinhole camera,
      MotionControls controls,
      long seed,
      Progress progress);
}
