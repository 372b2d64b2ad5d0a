package org.drag4d.compose;

import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;

/** What an object is made from. */
public sealed interface ObjectSource {

  /** Returns the file or sample name, for messages. */
  String where();

  /**
   * A reference picture, x_r of the paper.
   *
   * @param where the file or sample name, for messages
   * @param picture three or four channels
   * @param mask m_r: one channel, the picture's size, alpha; empty to have it found
   */
  record Picture(String where, Image picture, Optional<Image> mask) implements ObjectSource {
    /** A picture whose mask is to be found. */
    public Picture(String where, Image picture) {
      this(where, picture, Optional.empty());
    }
  }

  /**
   * A ready mesh: +Y up, front +Z, metres, as in glTF. Where its origin lies does not matter.
   *
   * @param where the file, for messages
   * @param mesh the surface
   */
  record Mesh(String where, TriangleMesh mesh) implements ObjectSource {}
}
