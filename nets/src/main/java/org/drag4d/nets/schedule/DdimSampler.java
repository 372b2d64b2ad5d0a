package org.drag4d.nets.schedule;

/** DDIM (Song et al. 2021, eq. 12): straight from one time step to the next. */
public final class DdimSampler implements Sampler {
  private final SamplerSettings settings;
  private final double eta;
  private final int[] timesteps;

  /**
   * Prepares a run.
   *
   * @param settings of the network
   * @param steps how often it is called
   * @param eta how much new noise is mixed in: 0 none, 1 as much as DDPM
   */
  public DdimSampler(SamplerSettings settings, int steps, double eta) {
    this.settings = settings;
    this.eta = eta;
    double[] spaced =
        settings.spacing().timesteps(settings.training().steps(), steps, settings.offset());
    timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (int) Math.rint(spaced[i]);
    }
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
    NoiseSchedule training = settings.training();
    int now = timesteps[step];
    int next = now - training.steps() / timesteps.length;
    double signal = training.signal(now);
    double nextSignal =
        next >= 0 ? training.signal(next) : settings.endsClean() ? 1 : training.signal(0);
    double a = Math.sqrt(signal);
    double s = Math.sqrt(1 - signal);
    double deviation = eta * Math.sqrt((1 - nextSignal) / (1 - signal) * (1 - signal / nextSignal));
    double toClean = Math.sqrt(nextSignal);
    double toNoise = Math.sqrt(1 - nextSignal - deviation * deviation);
    float[] fresh = eta > 0 ? noise.next(sample.length) : new float[0];
    float[] result = new float[sample.length];
    for (int i = 0; i < sample.length; i++) {
      double clean = settings.prediction().clean(output[i], sample[i], a, s);
      double direction = settings.prediction().noise(output[i], sample[i], a, s);
      if (settings.clips()) {
        clean = Math.clamp(clean, -1.0, 1.0);
      }
      double value = toClean * clean + toNoise * direction;
      result[i] = (float) (eta > 0 ? value + deviation * fresh[i] : value);
    }
    return result;
  }
}
