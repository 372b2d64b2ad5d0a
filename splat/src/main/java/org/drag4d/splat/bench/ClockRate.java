package org.drag4d.splat.bench;

/** How fast the processor's clock ticks while it computes. */
final class ClockRate {
  private static final int REPEATS = 5_000_000;

  private ClockRate() {}

  /** Returns GHz, from a chain of multiplications by 3 and exclusive ors, one cycle each. */
  static double gigahertz() {
    double best = 0;
    long sink = 1;
    for (int round = 0; round < 12; round++) {
      long start = System.nanoTime();
      sink += chain(sink);
      best = Math.max(best, 2.0 * REPEATS / (System.nanoTime() - start));
    }
    return sink == 0 ? 0 : best;
  }

  private static long chain(long x) {
    for (int i = 0; i < REPEATS; i++) {
      x = x * 3 ^ 0x5555;
    }
    return x;
  }
}
