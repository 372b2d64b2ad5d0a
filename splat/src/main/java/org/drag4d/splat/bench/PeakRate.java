package org.drag4d.splat.bench;

import org.drag4d.splat.raster.TileRasterizer;

/** What the processor can do at most. */
final class PeakRate {
  private PeakRate() {}

  /** Returns the measured rate of single-precision multiply-adds of one thread, in GFLOP/s. */
  static double gflops() {
    return TileRasterizer.whyNotVector().isEmpty() ? VectorPeak.gflops() : scalar();
  }

  private static double scalar() {
    double best = 0;
    for (int round = 0; round < 20; round++) {
      long start = System.nanoTime();
      float a = 1;
      float b = 2;
      float c = 3;
      float d = 4;
      for (int i = 0; i < 1_000_000; i++) {
        a = Math.fma(a, 0.999f, 1e-3f);
        b = Math.fma(b, 0.999f, 1e-3f);
        c = Math.fma(c, 0.999f, 1e-3f);
        d = Math.fma(d, 0.999f, 1e-3f);
      }
      double seconds = (System.nanoTime() - start) * 1e-9;
      if (a + b + c + d > 0) {
        best = Math.max(best, 8e6 / seconds * 1e-9);
      }
    }
    return best;
  }
}
