package org.drag4d.splat;

import org.drag4d.task.Workers;

/** Chooses a rasterizer. */
public final class Rasterizers {
  private Rasterizers() {}

  /**
   * Returns the fastest rasterizer that this machine and this Java can run.
   *
   * @param workers who works; not closed with the rasterizer
   */
  public static Rasterizer best(Workers workers) {
    return new ReferenceRasterizer();
  }
}
