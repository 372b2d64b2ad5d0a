package org.drag4d.world.render;

import java.util.Arrays;
import org.drag4d.world.look.Exposure;

/**
 * What the samples of a pixel showed, in sum: the light without the sun's, reflections and the sun
 * apart, because they are smoothed apart. Bright samples weigh less, so that the edges of windows
 * and lamps stay smooth; under an exposure of 0 all weigh the same. A work object, one a thread.
 */
final class PixelSums {
  private final double[] scattered = new double[3];
  private final double[] reflected = new double[3];
  private final double[] sunlight = new double[3];
  private final double[] shown = new double[3];
  private final double[] light = new double[3];
  private final double[] reflection = new double[3];
  private final double[] sunny = new double[3];
  private double weights;
  private double uncovered;
  private double found;
  private int taken;

  /** Forgets the last pixel. */
  void start() {
    Arrays.fill(scattered, 0);
    Arrays.fill(reflected, 0);
    Arrays.fill(sunlight, 0);
    Arrays.fill(shown, 0);
    weights = 0;
    uncovered = 0;
    found = 0;
    taken = 0;
  }

  /**
   * Adds a sample.
   *
   * @param light without the sun's, reflections included
   * @param reflection the reflections in it
   * @param sunny what the sun adds where nothing hides it
   * @param visible how much of the sun is visible
   * @param uncovered how much of it nothing nearby hides
   */
  void add(
      double[] light,
      double[] reflection,
      double[] sunny,
      double visible,
      double uncovered,
      Exposure exposure) {
    double y =
        Math.max(
            (light[0] + visible * sunny[0]) * exposure.r(),
            Math.max(
                (light[1] + visible * sunny[1]) * exposure.g(),
                (light[2] + visible * sunny[2]) * exposure.b()));
    double weight = 1 / (1 + y);
    weights += weight;
    for (int c = 0; c < 3; c++) {
      scattered[c] += weight * (light[c] - reflection[c]);
      reflected[c] += weight * reflection[c];
      sunlight[c] += sunny[c];
      shown[c] += weight * visible * sunny[c];
    }
    this.uncovered += uncovered;
    found += visible;
    taken++;
  }

  /** Looks at the sun again from every sample of a pixel that shows one surface, if it must. */
  void addSun(Shader shader, boolean settled, Exposure exposure) {
    int samples = taken;
    int rounds = shader.sunRounds(settled);
    while (rounds > 0) {
      for (int c = 0; c < 3; c++) {
        reflection[c] = reflected[c] / weights;
        light[c] = scattered[c] / weights + reflection[c];
        sunny[c] = sunlight[c] / taken;
      }
      for (int k = 0; k < rounds * samples; k++) {
        shader.lookAtSunAgain(k);
        add(light, reflection, sunny, shader.sunVisible, shader.sunUncovered, exposure);
      }
      rounds = taken == 2 * samples ? shader.sunRounds(false) : 0;
    }
  }

  /** Writes the pixel's means: light without reflections and sun, and what filters need. */
  void store(int pixel, float[] out, float[] reflections, SunFilter sun) {
    for (int c = 0; c < 3; c++) {
      int at = pixel * 3 + c;
      out[at] = (float) (scattered[c] / weights);
      reflections[at] = (float) (reflected[c] / weights);
      sun.sunlight[at] = (float) (sunlight[c] / taken);
      sun.shown[at] = (float) (shown[c] / weights);
    }
    sun.uncovered[pixel] = (float) (uncovered / taken);
    sun.found[pixel] = (float) (found / taken);
  }
}
