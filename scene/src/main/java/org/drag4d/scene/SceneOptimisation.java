package org.drag4d.scene;

import org.drag4d.splat.Surfels;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Equations 7 to 9 of the paper: surfels learn from base and displaced views together, in one go.
 */
public final class SceneOptimisation {
  private SceneOptimisation() {}

  /** Optimises from the start to the end. */
  public static Surfels run(
      Surfels initial, ViewSet views, SceneSettings settings, Workers workers, Progress progress) {
    throw new UnsupportedOperationException("not yet");
  }
}
