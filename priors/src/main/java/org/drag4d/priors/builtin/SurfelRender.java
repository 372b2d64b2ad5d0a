package org.drag4d.priors.builtin;

import java.util.List;
import org.drag4d.animate.Motion;
import org.drag4d.animate.MotionControls;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.SurfelScene;
import org.drag4d.task.Progress;

/**
 * Believes that objects are rigid: the frames are the moved surfels themselves, with their contact
 * shadow. Agrees with the 4D scene exactly, and never bends an arm.
 */
public final class SurfelRender implements VideoGenerator {
  /** The name by which this prior is chosen. */
  public static final String NAME = "surfel-render";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Image> frames(
      SurfelScene scene,
      Motion motion,
      Pinhole camera,
      MotionControls controls,
      long seed,
      Progress progress) {
    return controls.guide();
  }
}
