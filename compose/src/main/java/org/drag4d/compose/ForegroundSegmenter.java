package org.drag4d.compose;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/** The prior that believes which pixels of a picture belong to the object. */
public interface ForegroundSegmenter {

  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Returns the soft mask (one channel, alpha) of the object in a picture of three or four
   * channels.
   *
   * @throws org.drag4d.task.InputException if no object can be told from the background
   */
  Image mask(Image picture, Progress progress);
}
