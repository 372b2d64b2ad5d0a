package org.drag4d.splat;

import org.drag4d.splat.raster.TileRasterizer;
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
    return TileRasterizer.whyNotVector().isEmpty()
        ? new VectorRasterizer(workers)
        : new ScalarRasterizer(workers);
  }

  /**
   * Says in one line which rasterizer {@link #best} chooses, and if it is the slow one, why: for
   * {@code doctor} and for the start of long work.
   */
  public static String choice() {
    String reason = TileRasterizer.whyNotVector();
    return reason.isEmpty()
        ? "vectors of " + TileRasterizer.vectorLanes() + " floats"
        : "plain Java, many times slower, because " + reason;
  }
}
