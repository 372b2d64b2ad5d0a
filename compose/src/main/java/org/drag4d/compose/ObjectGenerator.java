package org.drag4d.compose;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.Progress;

/** The prior that believes what an object looks like from the sides that the picture hides. */
public interface ObjectGenerator {

  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Makes a closed surface with texture or vertex colours, its longest side 1, in the object frame:
   * +Y up, front facing +Z, origin in the centre of the bottom face of its box.
   *
   * @param picture three or four channels
   * @param mask one channel, the size of the picture
   */
  TriangleMesh generate(Image picture, Image mask, Progress progress);
}
