package org.drag4d.animate;

import java.util.Optional;
import org.drag4d.geometry.Path3;

/** How an object shall move. */
public sealed interface PathRequest {

  /** Returns the name of the object that moves; empty when the scene has only one. */
  Optional<String> object();

  /**
   * Along a path that a person drew.
   *
   * @param where the file or field that the path came from, for messages
   * @param path through which points
   */
  record Drawn(String where, Path3 path) implements PathRequest {
    @Override
    public Optional<String> object() {
      return path.object();
    }
  }

  /** Along a path of a known shape, laid where there is room. */
  record Preset(Optional<String> object, PathPreset preset) implements PathRequest {}
}
