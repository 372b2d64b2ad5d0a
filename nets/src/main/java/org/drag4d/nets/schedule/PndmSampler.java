package org.drag4d.nets.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * PNDM without its Runge-Kutta start (Liu et al. 2022, eq. 9 to 12): the network's last four
 * answers make one direction. The first step is done twice, the second time with the mean of both
 * answers, so the network is called once more than asked for.
 */
public final class PndmSampler implements Sampler {
  private static final double[][] COMBINATIONS = { // Adams-Bashforth, newest answer first
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

  private final SamplerSettings settings;
  private final int stride;
  private final List<Integer> timesteps = new ArrayList<>();
  private final Deque<float[]> answers = new ArrayDeque<>();
  private float[] start = {};

  /** Prepares a run of so many steps, at least 2. */
  public PndmSampler(SamplerSettings settings, int steps) {
    if (steps < 2) {
      throw new IllegalArgumentException("PNDM needs at least 2 steps, not " + steps);
    }
    this.settings = settings;
    this.stride = settings.training().steps() / steps;
    for (double timestep :
        settings.spacing().timesteps(settings.training().steps(), steps, settings.offset())) {
      timesteps.add((int) Math.rint(timestep));
    }
    timesteps.add(1, timesteps.get(1));
  }

  @Override
  public int steps() {
    return timesteps.size();
  }

  @Override
  public double timestep(int step) {
    return timesteps.get(step);
  }

  @Override
  public float[] step(float[] output, float[] sample, int step, NoiseSource noise) {
    if (step == 1) { // again from where the first step began, to where it arrived
      float[] mean = combine(List.of(output, answers.getFirst()), new double[] {0.5, 0.5});
      return transfer(mean, start, timesteps.get(1) + stride, timesteps.get(1));
    }
    answers.addFirst(output);
    if (answers.size() > COMBINATIONS.length) {
      answers.removeLast();
    }
    if (step == 0) {
      start = sample;
    }
    float[] direction = combine(List.copyOf(answers), COMBINATIONS[answers.size() - 1]);
    return transfer(direction, sample, timesteps.get(step), timesteps.get(step) - stride);
  }

  private float[] transfer(float[] output, float[] sample, int from, int to) {
    NoiseSchedule training = settings.training();
    double signal = training.signal(from);
    double next = to >= 0 ? training.signal(to) : settings.endsClean() ? 1 : training.signal(0);
    double a = Math.sqrt(signal);
    double s = Math.sqrt(1 - signal);
    double keep = Math.sqrt(next / signal);
    double move =
        (next - signal) / (signal * Math.sqrt(1 - next) + Math.sqrt(signal * (1 - signal) * next));
    float[] result = new float[sample.length];
    for (int i = 0; i < result.length; i++) {
      double direction = settings.prediction().noise(output[i], sample[i], a, s);
      result[i] = (float) (keep * sample[i] - move * direction);
    }
    return result;
  }

  private static float[] combine(List<float[]> parts, double[] shares) {
    float[] sum = new float[parts.getFirst().length];
    for (int i = 0; i < sum.length; i++) {
      double value = 0;
      for (int p = 0; p < shares.length; p++) {
        value += shares[p] * parts.get(p)[i];
      }
      sum[i] = (float) value;
    }
    return sum;
  }
}
