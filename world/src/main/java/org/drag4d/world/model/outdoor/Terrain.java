package org.drag4d.world.model.outdoor;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Mesh;

/**
 * The shape of the ground: level where people and things stand, rolling farther out. Heights are
 * those of value noise with a smooth interpolation, so that the same seed gives the same hills.
 *
 * @param seed of the hills
 * @param levelRadius metres around the origin that stay at y = 0
 * @param roll height of the nearer hills in metres
 * @param rollLength their length in metres
 * @param rim how high the land rises towards the horizon, metres
 * @param rimRadius where it has risen, metres
 * @param shoreZ z of a shore along x: beyond it (smaller z) the ground falls below the water;
 *     {@code -infinity} for none
 */
record Terrain(
    long seed,
    double levelRadius,
    double roll,
    double rollLength,
    double rim,
    double rimRadius,
    double shoreZ) {

  /** How far below the level ground the water lies, in metres. */
  static final double WATER_BELOW = 0.18;

  private static final int SPOKES = 160;
  private static final double RING_GROWTH = 1.055;

  /** Returns the height of the ground in metres. */
  double height(double x, double z) {
    double r = Math.hypot(x, z);
    double away = smooth((r - levelRadius) / 14);
    double hills = fbm(x / rollLength, z / rollLength, seed) - 0.42;
    double height = away * roll * hills * (0.35 + 0.65 * smooth((r - levelRadius) / 45));
    double broken = 0.55 + 0.9 * fbm(x / (0.55 * rimRadius), z / (0.55 * rimRadius), seed + 17);
    double far = smooth((r - 0.35 * rimRadius) / (0.65 * rimRadius));
    height += rim * far * far * broken;
    if (shoreZ > Double.NEGATIVE_INFINITY) {
      double wobble = 1.6 * (noise(x / 7, 3.3, seed + 5) - 0.5);
      double out = shoreZ + wobble - z; // metres beyond the shore
      double sea = smooth(out / 9 + 0.35);
      height = height * (1 - sea) - sea * 1.6;
      height -= 0.55 * smooth((out + 5) / 6) * (1 - sea);
    }
    return height;
  }

  /** Returns the ground out to a radius, finer near the origin. */
  Solid solid(double radius) {
    Mesh mesh = new Mesh();
    mesh.vertex(new Vec3(0, height(0, 0), 0), Vec3.UP);
    int rings = 0;
    double step = 0.35;
    for (double r = step; r < radius * RING_GROWTH; r += step) {
      for (int j = 0; j < SPOKES; j++) {
        double a = 2 * Math.PI * (j + 0.5 * (rings % 2)) / SPOKES;
        double x = r * Math.sin(a);
        double z = r * Math.cos(a);
        mesh.vertex(new Vec3(x, height(x, z), z), Vec3.UP);
      }
      rings++;
      step = Math.min(14, step * RING_GROWTH);
    }
    for (int j = 0; j < SPOKES; j++) {
      mesh.triangle(0, 1 + j, 1 + (j + 1) % SPOKES);
    }
    for (int i = 0; i + 1 < rings; i++) {
      boolean shifted = i % 2 == 1;
      for (int j = 0; j < SPOKES; j++) {
        int k = (j + 1) % SPOKES;
        int a = 1 + i * SPOKES + j;
        int b = 1 + i * SPOKES + k;
        int c = 1 + (i + 1) * SPOKES + j;
        int d = 1 + (i + 1) * SPOKES + k;
        if (shifted) {
          mesh.triangle(a, d, b);
          mesh.triangle(a, c, d);
        } else {
          mesh.triangle(a, c, b);
          mesh.triangle(b, c, d);
        }
      }
    }
    return mesh.buildSmooth();
  }

  /** Returns a water surface that reaches to the horizon. */
  static Solid water(double radius) {
    Mesh mesh = new Mesh();
    double[] edges = {-radius, -120, -40, -15, 0, 15, 40, 120, radius};
    for (double z : edges) {
      for (double x : edges) {
        mesh.vertex(new Vec3(x, 0, z), Vec3.UP);
      }
    }
    mesh.grid(0, edges.length, edges.length, false);
    return mesh.build();
  }

  static double smooth(double t) {
    double c = Math.clamp(t, 0, 1);
    return c * c * (3 - 2 * c);
  }

  /** Returns noise of four octaves in about [0, 1]. */
  static double fbm(double x, double y, long seed) {
    double sum = 0;
    double gain = 0.5;
    for (int octave = 0; octave < 4; octave++) {
      sum += gain * noise(x, y, seed + octave);
      gain *= 0.5;
      x *= 2.03;
      y *= 2.03;
    }
    return sum / 0.9375;
  }

  /** Returns smooth value noise in [0, 1]. */
  static double noise(double x, double y, long seed) {
    long i = (long) Math.floor(x);
    long j = (long) Math.floor(y);
    double u = smooth(x - i);
    double v = smooth(y - j);
    double top = lattice(i, j, seed) * (1 - u) + lattice(i + 1, j, seed) * u;
    double bottom = lattice(i, j + 1, seed) * (1 - u) + lattice(i + 1, j + 1, seed) * u;
    return top * (1 - v) + bottom * v;
  }

  private static double lattice(long i, long j, long seed) {
    long h = i * 0x9E3779B97F4A7C15L ^ j * 0xC2B2AE3D27D4EB4FL ^ seed * 0x165667B19E3779F9L;
    h = (h ^ h >>> 31) * 0xBF58476D1CE4E5B9L;
    h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
    return (h >>> 40) * 0x1p-24;
  }
}
