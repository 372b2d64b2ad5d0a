package org.drag4d.world.render;

import org.drag4d.world.look.Exposure;

/**
 * How much the samples of a pixel differ. Where half of them show one surface in nearly one
 * brightness, the other half would say the same: plain walls, ceilings and the sky take half the
 * work. What a surface reflects sharply is left out of the comparison, and such pixels get all
 * their samples: stopping where by chance nothing bright was reflected would darken them.
 */
final class PixelSpread {
  /** Of display brightness, before the tone curve: about two steps of 8 bits in the mean. */
  private static final double ALIKE = 0.02;

  private static final int FEWEST = 2;

  private int taken;
  private int part;
  private boolean mixed;
  private boolean sharp;
  private double darkest;
  private double brightest;

  /** Forgets the last pixel. */
  void start() {
    taken = 0;
    mixed = false;
    sharp = false;
    darkest = Double.POSITIVE_INFINITY;
    brightest = Double.NEGATIVE_INFINITY;
  }

  /**
   * Takes note of a sample.
   *
   * @param light its radiance without the sun's, reflections included
   */
  void add(Shader shader, double[] light, Exposure exposure) {
    mixed |= taken > 0 && part != shader.part;
    part = shader.part;
    taken++;
    sharp |= shader.reflectsSharply || shader.sunInDoubt();
    double seen = shader.sunVisible;
    double y =
        Math.max(
            (light[0] - shader.reflection[0] + seen * shader.sunlight[0]) * exposure.r(),
            Math.max(
                (light[1] - shader.reflection[1] + seen * shader.sunlight[1]) * exposure.g(),
                (light[2] - shader.reflection[2] + seen * shader.sunlight[2]) * exposure.b()));
    double shown = y / (1 + y);
    darkest = Math.min(darkest, shown);
    brightest = Math.max(brightest, shown);
  }

  /** Says whether the pixel needs no more samples. */
  boolean settled(int samples) {
    return taken == Math.max(FEWEST, (samples + 1) / 2)
        && !mixed
        && !sharp
        && brightest - darkest < ALIKE;
  }
}
