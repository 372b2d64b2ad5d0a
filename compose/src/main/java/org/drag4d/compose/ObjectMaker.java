package org.drag4d.compose;

import org.drag4d.task.Progress;

/** From a request to an object: mask, then {@link ObjectGenerator} (section 2.4, "3D copy"). */
public final class ObjectMaker {
  private ObjectMaker() {}

  /**
   * Makes the object that a request asks for.
   *
   * @throws org.drag4d.task.InputException if the picture holds no object that can be told from its
   *     background, or the mesh cannot be used
   */
  public static ObjectModel make(
      ObjectRequest request,
      ForegroundSegmenter segmenter,
      ObjectGenerator generator,
      Progress progress) {
    throw new UnsupportedOperationException();
  }
}
