package org.drag4d.scene;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/** The prior that believes what a view shows where the panorama did not see (equation 6). */
public interface Inpainter {
  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Paints the holes of a picture.
   *
   * @param picture three channels; its values in the holes mean nothing
   * @param holes [H, W] true where to paint
   * @param prompt what the whole place looks like; may be empty
   * @param seed one seed, one result
   * @return a picture of the same size; outside the holes it may differ, and nobody looks there
   */
  Image fill(Image picture, boolean[] holes, String prompt, long seed, Progress progress);

  /** Lets go of what is kept from one picture to the next, such as a network's weights. */
  default void release() {}
}
