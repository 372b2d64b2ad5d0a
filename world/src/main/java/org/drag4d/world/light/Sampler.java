package org.drag4d.world.light;

/**
 * Well-spread random numbers: each dimension is a Kronecker sequence over the sample index with an
 * offset hashed from pixel and dimension (built-in-world section 3; the first two are Roberts' R2).
 * The same seed, pixel and index give the same numbers on every thread.
 */
public final class Sampler {
  private static final double[] STEPS = {
    0.7548776662466927, 0.5698402909980532, 0.4142135623730951, 0.7320508075688772,
    0.2360679774997898, 0.6457513110645907, 0.3166247903553998, 0.6055512754639891,
    0.1231056256176606, 0.3588989435406740, 0.7958315233127191, 0.3851648071345037,
    0.5677643628300219, 0.0827625302982193, 0.4031242374328485, 0.5574385243020004
  };

  private int key;
  private int index;
  private int dimension;

  /**
   * Starts a sample.
   *
   * @param seed of the picture or bake
   * @param place which pixel or record
   * @param index which sample of it
   */
  public void start(long seed, int place, int index) {
    key = mix(place * 0x9E3779B9 + (int) seed + mix((int) (seed >>> 32) ^ 0x5bd1e995));
    this.index = index;
    dimension = 0;
  }

  /**
   * Passes over dimensions: two choices of a sample that use the same ones, even with seeds of
   * their own, are not independent but a fixed distance apart.
   */
  public void skip(int dimensions) {
    dimension += dimensions;
  }

  /** Returns the next number in [0, 1). */
  public double next() {
    int d = dimension++;
    double offset = (mix(key + d * 0x632be59b) >>> 8) * 0x1p-24;
    double x = offset + index * STEPS[d & 15];
    return x - (int) x;
  }

  private static int mix(int h) {
    h ^= h >>> 16;
    h *= 0x7feb352d;
    h ^= h >>> 15;
    h *= 0x846ca68b;
    return h ^ h >>> 16;
  }
}
