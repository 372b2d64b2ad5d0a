package org.drag4d.nets.schedule;

/**
 * Euler's method on the noise level (Karras et al. 2022, algorithm 1 without churn), and the same
 * with noise that is taken away too far and put back ("ancestral"). Samples have variance 1 plus
 * sigma²; the network sees them scaled to 1.
 */
public final class EulerSampler implements Sampler {
  private final Prediction prediction;
  private final boolean ancestral;
  private final double[] timesteps;
  private final double[] sigmas;
  private final double initialScale;

  private EulerSampler(
      Prediction prediction,
      boolean ancestral,
      double[] timesteps,
      double[] sigmas,
      double initialScale) {
    this.prediction = prediction;
    this.ancestral = ancestral;
    this.timesteps = timesteps;
    this.sigmas = Sigmas.endingAtZero(sigmas);
    this.initialScale = initialScale;
  }

  /** Prepares a run of so many steps that adds no noise. */
  public static EulerSampler of(SamplerSettings settings, int steps) {
    return of(settings, steps, false);
  }

  /** Prepares a run of so many steps that adds noise. */
  public static EulerSampler ancestral(SamplerSettings settings, int steps) {
    return of(settings, steps, true);
  }

  private static EulerSampler of(SamplerSettings settings, int steps, boolean ancestral) {
    NoiseSchedule training = settings.training();
    double[] timesteps = settings.spacing().timesteps(training.steps(), steps, settings.offset());
    double[] sigmas = new double[steps];
    for (int i = 0; i < steps; i++) {
      sigmas[i] = training.sigma(timesteps[i]);
    }
    if (settings.karras()) {
      sigmas = Sigmas.karras(sigmas[0], sigmas[steps - 1], steps);
      for (int i = 0; i < steps; i++) {
        timesteps[i] = training.timestep(sigmas[i]);
      }
    }
    double scale = settings.spacing() == Spacing.LEADING ? Math.hypot(sigmas[0], 1) : sigmas[0];
    return new EulerSampler(settings.prediction(), ancestral, timesteps, sigmas, scale);
  }

  /**
   * Prepares a run of a network that was trained on all noise levels and is told their logarithm,
   * such as Stable Video Diffusion (velocity, 700 to 0.002).
   *
   * @param prediction what the network says
   * @param largest the first noise level
   * @param smallest the last noise level above 0
   * @param steps how often the network is called
   */
  public static EulerSampler continuous(
      Prediction prediction, double largest, double smallest, int steps) {
    double[] sigmas = Sigmas.karras(largest, smallest, steps);
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = 0.25 * Math.log(sigmas[i]);
    }
    return new EulerSampler(prediction, false, times, sigmas, Math.hypot(sigmas[0], 1));
  }

  @Override
  public int steps() {
    return timesteps.length;
  }

  @Override
  public double timestep(int step) {
    return timesteps[step];
  }

  /** Returns the noise level before a step; after the last one it is 0. */
  public double sigma(int step) {
    return sigmas[step];
  }

  @Override
  public double initialScale() {
    return initialScale;
  }

  @Override
  public float[] networkInput(float[] sample, int step) {
    return Sigmas.scaled(sample, sigmas[step], 1);
  }

  @Override
  public float[] step(float[] output, float[] sample, int step, NoiseSource noise) {
    double from = sigmas[step];
    double to = sigmas[step + 1];
    double up = ancestral ? Math.sqrt(to * to * (from * from - to * to) / (from * from)) : 0;
    double down = Math.sqrt(to * to - up * up);
    float[] fresh = ancestral ? noise.next(sample.length) : new float[0];
    double scale = Math.hypot(from, 1);
    float[] result = new float[sample.length];
    for (int i = 0; i < result.length; i++) {
      double clean = prediction.clean(output[i], sample[i] / scale, 1 / scale, from / scale);
      double value = sample[i] + (sample[i] - clean) / from * (down - from);
      result[i] = (float) (ancestral ? value + up * fresh[i] : value);
    }
    return result;
  }
}
