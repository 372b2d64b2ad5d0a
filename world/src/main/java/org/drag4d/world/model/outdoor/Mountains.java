package org.drag4d.world.model.outdoor;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Mesh;

/** A range of mountains around the horizon: ridges of rock with snow above a line. */
final class Mountains {
  /** Bare rock, blue with distance. */
  static final Material ROCK = new Material.Stone(new Rgb(0.16, 0.18, 0.21));

  private static final int SPOKES = 480;
  private static final int RINGS = 56;
  private static final double SNOW_LINE = 0.5;

  private Mountains() {}

  /** Returns the range, its ridge at about a distance in metres. */
  static Solid solid(long seed, double distance) {
    return range(seed, distance, false);
  }

  /** Returns the snow on the range of the same seed and distance, a sheet just above the rock. */
  static Solid snow(long seed, double distance) {
    return range(seed, distance, true);
  }

  private static Solid range(long seed, double distance, boolean snowOnly) {
    Mesh mesh = new Mesh();
    double[] height = new double[(RINGS + 1) * SPOKES];
    double peak = 0.42 * distance;
    for (int i = 0; i <= RINGS; i++) {
      double share = (double) i / RINGS;
      double r = distance * (0.62 + 0.5 * share);
      for (int j = 0; j < SPOKES; j++) {
        double a = 2 * Math.PI * j / SPOKES;
        double x = r * Math.sin(a);
        double z = r * Math.cos(a);
        // ridged noise: 1 - |2 n - 1| has creases where the noise crosses one half
        double ridge = 0;
        double gain = 0.55;
        double length = 0.33 * distance;
        for (int octave = 0; octave < 5; octave++) {
          double n = Terrain.noise(x / length + 100, z / length + 100, seed + octave);
          ridge += gain * (1 - Math.abs(2 * n - 1));
          gain *= 0.5;
          length *= 0.47;
        }
        double front = a > Math.PI / 2 && a < 3 * Math.PI / 2 ? 1 : 0.55; // highest along -Z
        double envelope = Math.sin(Math.PI * 0.78 * share);
        double h = peak * front * envelope * Math.pow(ridge, 2.1) - 4;
        height[i * SPOKES + j] = h;
        mesh.vertex(new Vec3(x, h + (snowOnly ? 0.35 : 0), z), Vec3.UP);
      }
    }
    for (int i = 0; i < RINGS; i++) {
      for (int j = 0; j < SPOKES; j++) {
        int k = (j + 1) % SPOKES;
        int a = i * SPOKES + j;
        int b = i * SPOKES + k;
        int c = (i + 1) * SPOKES + j;
        int d = (i + 1) * SPOKES + k;
        double line = SNOW_LINE * peak * (0.7 + 0.6 * Terrain.noise(j / 9.0, i / 5.0, seed + 40));
        double steep = Math.abs(height[a] - height[c]) + Math.abs(height[a] - height[b]);
        if (!snowOnly || (height[a] > line && steep < 0.06 * distance)) {
          mesh.triangle(a, c, b);
          mesh.triangle(b, c, d);
        }
      }
    }
    return mesh.buildSmooth();
  }
}
