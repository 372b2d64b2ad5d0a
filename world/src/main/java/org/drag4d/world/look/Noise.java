package org.drag4d.world.look;

/** Value noise on an integer lattice, and sums of it (built-in-world section 7). */
final class Noise {
  private static final double LACUNARITY = 2.03;

  private Noise() {}

  /** Returns a well mixed hash of three integers. */
  static int hash(int x, int y, int z) {
    int h = x * 0x8da6b343 + y * 0xd8163841 + z * 0xcb1ab31f;
    h ^= h >>> 15;
    h *= 0x2c1b3c6d;
    h ^= h >>> 12;
    h *= 0x297a2d39;
    return h ^ h >>> 15;
  }

  /** Returns a random number in [0, 1) for three integers. */
  static double random(int x, int y, int z) {
    return (hash(x, y, z) >>> 8) * 0x1p-24;
  }

  /** Returns smooth noise in [0, 1], one wave a unit. */
  static double value(double x, double y, double z) {
    int ix = floor(x);
    int iy = floor(y);
    int iz = floor(z);
    double fx = smooth(x - ix);
    double fy = smooth(y - iy);
    double fz = smooth(z - iz);
    double a = mix(random(ix, iy, iz), random(ix + 1, iy, iz), fx);
    double b = mix(random(ix, iy + 1, iz), random(ix + 1, iy + 1, iz), fx);
    double c = mix(random(ix, iy, iz + 1), random(ix + 1, iy, iz + 1), fx);
    double d = mix(random(ix, iy + 1, iz + 1), random(ix + 1, iy + 1, iz + 1), fx);
    return mix(mix(a, b, fy), mix(c, d, fy), fz);
  }

  /** Returns a sum of octaves of noise, each half as strong, scaled to [0, 1]. */
  static double fbm(double x, double y, double z, int octaves) {
    double sum = 0;
    double gain = 0.5;
    double total = 0;
    for (int i = 0; i < octaves; i++) {
      sum += gain * value(x, y, z);
      total += gain;
      gain *= 0.5;
      x = x * LACUNARITY + 17.13;
      y = y * LACUNARITY + 5.71;
      z = z * LACUNARITY + 31.07;
    }
    return sum / total;
  }

  /** Returns a cubic step from 0 at {@code low} to 1 at {@code high}. */
  static double smoothstep(double low, double high, double x) {
    double t = Math.clamp((x - low) / (high - low), 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }

  static double mix(double a, double b, double fraction) {
    return a + (b - a) * fraction;
  }

  static int floor(double x) {
    int i = (int) x;
    return x < i ? i - 1 : i;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
