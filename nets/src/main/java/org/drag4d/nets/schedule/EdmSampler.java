package org.drag4d.nets.schedule;

/**
 * Euler's method for networks in the preconditioning of Karras et al. 2022 (eq. 7 and table 1): the
 * clean sample is c_skip x + c_out F(c_in x; ln(sigma) / 4).
 */
public final class EdmSampler implements Sampler {
  private final boolean velocity;
  private final double data;
  private final double[] sigmas;
  private final int steps;

  /**
   * Prepares a run.
   *
   * @param prediction EPSILON as in the paper, or VELOCITY, whose c_out has the other sign
   * @param largest the first noise level, 80 in the paper
   * @param smallest the last noise level above 0, 0.002 in the paper
   * @param data the deviation of clean samples, 0.5 in the paper
   * @param steps how often the network is called
   */
  public EdmSampler(
      Prediction prediction, double largest, double smallest, double data, int steps) {
    this.velocity =
        switch (prediction) {
          case EPSILON -> false;
          case VELOCITY -> true;
          case SAMPLE -> throw new IllegalArgumentException("EDM networks do not predict samples");
        };
    this.data = data;
    this.steps = steps;
    sigmas = Sigmas.endingAtZero(Sigmas.karras(largest, smallest, steps));
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public double timestep(int step) {
    return 0.25 * Math.log(sigmas[step]);
  }

  @Override
  public double initialScale() {
    return Math.hypot(sigmas[0], 1);
  }

  @Override
  public float[] networkInput(float[] sample, int step) {
    return Sigmas.scaled(sample, sigmas[step], data);
  }

  @Override
  public float[] step(float[] output, float[] sample, int step, NoiseSource noise) {
    double sigma = sigmas[step];
    double variance = sigma * sigma + data * data;
    double skip = data * data / variance;
    double out = (velocity ? -1 : 1) * sigma * data / Math.sqrt(variance);
    double move = (sigmas[step + 1] - sigma) / sigma;
    float[] result = new float[sample.length];
    for (int i = 0; i < result.length; i++) {
      double clean = skip * sample[i] + out * output[i];
      result[i] = (float) (sample[i] + (sample[i] - clean) * move);
    }
    return result;
  }
}
