package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.bench.RoomWorkload;
import org.junit.jupiter.api.Test;

/** The loop that drawing is timed against draws the same picture. */
class DrawingComparisonTest {
  @Test
  void loopAndKernelsDrawTheSame() {
    Surfels surfels = RoomWorkload.surfels(5000, 1);
    Pinhole camera = RoomWorkload.views(1, 96, 96).getFirst().camera();
    // Where rounding decides which surfel a pixel stops at, a surfel of weight 0.01 is or is not
    // drawn.
    assertThat(DrawingComparison.largestDifference(surfels, camera)).isLessThan(0.011);
  }
}
