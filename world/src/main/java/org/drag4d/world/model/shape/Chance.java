package org.drag4d.world.model.shape;

/** Seeded random numbers (SplitMix64): the same seed gives the same things on every machine. */
public final class Chance {
  private long state;

  /** Starts from a seed. */
  public Chance(long seed) {
    state = seed * 0x9E3779B97F4A7C15L + 0x1234567L;
  }

  private long bits() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Returns a number from 0 (included) to 1 (excluded). */
  public double unit() {
    return (bits() >>> 11) * 0x1p-53;
  }

  /** Returns a number between two others. */
  public double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Returns a whole number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) Math.min(bound - 1, (long) (unit() * bound));
  }

  /** Returns a bell-shaped number with mean 0 and standard deviation 1 (sum of twelve). */
  public double bell() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return sum;
  }
}
