package org.drag4d.compose;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/** The prior that believes which pixels of a picture belong to the object. */
public interface ForegroundSegmenter {

  /**
   * Returns the soft mask of the object in a picture of three or four channels, and who made it: a
   * prior may leave some pictures to another.
   *
   * @throws org.drag4d.task.InputException if no object can be told from the background
   */
  ForegroundMask mask(Image picture, Progress progress);
}
