package org.drag4d.nets.schedule;

/**
 * DPM-Solver++ (2M) (Lu et al. 2022, algorithm 2): the clean samples of two steps, extrapolated
 * over the logarithm of signal over noise. The last step, to no noise at all, is of first order.
 *
 * <p>Of first order throughout it remembers nothing, so that one sampler serves many tiles.
 */
public final class DpmPlusPlusSampler implements Sampler {
  private final Prediction prediction;
  private final double[] timesteps;
  private final double[] sigmas;
  private final boolean secondOrder;
  private float[] previous = {};

  /** Prepares a run of so many steps. */
  public DpmPlusPlusSampler(SamplerSettings settings, int steps) {
    this(settings, steps, true, 0);
  }

  /**
   * Prepares a run of first order that ends at the noise of time step 0. It is what UniPC (Zhao et
   * al. 2023) does where each of its steps is made to be the first one.
   */
  public static DpmPlusPlusSampler firstOrder(SamplerSettings settings, int steps) {
    return new DpmPlusPlusSampler(settings, steps, false, settings.training().sigma(0));
  }

  private DpmPlusPlusSampler(
      SamplerSettings settings, int steps, boolean secondOrder, double lastLevel) {
    this.secondOrder = secondOrder;
    NoiseSchedule training = settings.training();
    prediction = settings.prediction();
    int trained = training.steps();
    // This sampler's lists have one step more, the cleanest, which is then left out.
    double[] spaced =
        settings.spacing() == Spacing.TRAILING
            ? settings.spacing().timesteps(trained, steps, 0)
            : settings.spacing().timesteps(trained, steps + 1, settings.offset());
    timesteps = new double[steps];
    double[] levels = new double[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = Math.rint(spaced[i]);
      levels[i] = training.sigma(timesteps[i]);
    }
    if (settings.karras()) {
      levels = Sigmas.karras(training.sigma(trained - 1), training.sigma(0), steps);
      for (int i = 0; i < steps; i++) {
        timesteps[i] = Math.rint(training.timestep(levels[i]));
      }
    }
    sigmas = Sigmas.endingAtZero(levels);
    sigmas[steps] = lastLevel;
  }

  @Override
  public int steps() {
    return timesteps.length;
  }

  @Override
  public double timestep(int step) {
    return timesteps[step];
  }

  @Override
  public float[] step(float[] output, float[] sample, int step, NoiseSource noise) {
    double from = sigmas[step];
    double to = sigmas[step + 1];
    double a = 1 / Math.hypot(from, 1);
    double nextA = 1 / Math.hypot(to, 1);
    double h = Math.log(from) - Math.log(to); // infinite for the last step, whose exp(-h) is 0
    double keep = to * nextA / (from * a);
    double towards = -nextA * Math.expm1(-h);
    boolean second = secondOrder && step > 0 && to > 0;
    double halfOverRatio = second ? 0.5 * h / (Math.log(sigmas[step - 1]) - Math.log(from)) : 0;
    float[] clean = new float[sample.length];
    float[] result = new float[sample.length];
    for (int i = 0; i < result.length; i++) {
      clean[i] = (float) prediction.clean(output[i], sample[i], a, from * a);
      double aim = second ? clean[i] + halfOverRatio * (clean[i] - previous[i]) : clean[i];
      result[i] = (float) (keep * sample[i] + towards * aim);
    }
    if (secondOrder) {
      previous = clean;
    }
    return result;
  }
}
