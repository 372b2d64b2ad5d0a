package org.drag4d.priors.neural;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/** Adds detail to a panorama, the same on both sides of its seam. */
public interface PanoramaEnlarger {
  /** Returns the name of the model. */
  String name();

  /** Returns a larger panorama. */
  Image enlarge(Image panorama, Progress progress);
}
