package org.drag4d.nets.schedule;

/**
 * One way from noise to a sample. It remembers what the steps before said, so every run has its
 * own.
 *
 * <pre>
 *   x = noise * sampler.initialScale()
 *   for step in 0 .. sampler.steps() - 1:
 *     output = network(sampler.networkInput(x, step), sampler.timestep(step))
 *     x = sampler.step(output, x, step, noise)
 * </pre>
 */
public sealed interface Sampler
    permits DdimSampler, PndmSampler, EulerSampler, DpmPlusPlusSampler, EdmSampler {

  /** Returns how often the network is called. */
  int steps();

  /** Returns the time that the network is told at a step. */
  double timestep(int step);

  /** Returns by what the first noise, of variance 1, is multiplied. */
  default double initialScale() {
    return 1;
  }

  /** Returns what the network is shown at a step; the sample itself where nothing is scaled. */
  default float[] networkInput(float[] sample, int step) {
    return sample;
  }

  /**
   * Returns the sample with less noise.
   *
   * @param output what the network said
   * @param sample what the last step returned
   * @param step from 0, each once and in order
   * @param noise asked only by samplers that add noise
   */
  float[] step(float[] output, float[] sample, int step, NoiseSource noise);
}
