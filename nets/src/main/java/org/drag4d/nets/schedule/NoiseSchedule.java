package org.drag4d.nets.schedule;

import java.util.Arrays;
import org.drag4d.task.InputException;

/**
 * How much noise the training mixed into its samples at each time step: x_t = sqrt(abar_t) x0 +
 * sqrt(1 - abar_t) e (Ho et al., Denoising Diffusion Probabilistic Models, eq. 4).
 */
public final class NoiseSchedule {
  /** Stable Diffusion's: the root of beta grows evenly from 0.00085 to 0.012 in 1000 steps. */
  public static final NoiseSchedule STABLE_DIFFUSION = named("scaled_linear", 0.00085, 0.012, 1000);

  private static final int MOST_STEPS = 100_000;

  private final double[] signal;

  private NoiseSchedule(double[] betas) {
    signal = new double[betas.length];
    double product = 1;
    for (int t = 0; t < betas.length; t++) {
      product *= 1 - betas[t];
      signal[t] = product;
    }
  }

  /**
   * Returns the schedule that a published {@code scheduler_config.json} describes.
   *
   * @param name its beta_schedule: linear, scaled_linear or squaredcos_cap_v2
   * @param first its beta_start
   * @param last its beta_end
   * @param steps its num_train_timesteps
   * @throws InputException if there is no such schedule
   */
  public static NoiseSchedule named(String name, double first, double last, int steps) {
    if (steps < 2 || steps > MOST_STEPS || !(first > 0) || !(last >= first) || !(last < 1)) {
      throw new InputException(
          "beta_schedule", "betas from " + first + " to " + last + " in " + steps + " steps");
    }
    double[] betas = new double[steps];
    switch (name) {
      case "linear" -> Arrays.setAll(betas, t -> first + (last - first) * t / (steps - 1));
      case "scaled_linear" -> {
        double root = Math.sqrt(first);
        double span = Math.sqrt(last) - root;
        Arrays.setAll(betas, t -> Math.pow(root + span * t / (steps - 1), 2));
      }
      case "squaredcos_cap_v2" ->
          Arrays.setAll(
              betas,
              t -> Math.min(1 - cosine((t + 1.0) / steps) / cosine((double) t / steps), 0.999));
      default -> throw new InputException("beta_schedule", "'" + name + "' is not known");
    }
    return new NoiseSchedule(betas);
  }

  private static double cosine(double time) {
    return Math.pow(Math.cos((time + 0.008) / 1.008 * Math.PI / 2), 2);
  }

  /** Returns how many time steps the training had. */
  public int steps() {
    return signal.length;
  }

  /** Returns abar_t, the share of the signal in a sample's variance at a time step. */
  public double signal(int timestep) {
    return signal[timestep];
  }

  /** Returns the noise of a time step relative to its signal: sqrt((1 - abar) / abar). */
  public double sigma(int timestep) {
    return Math.sqrt((1 - signal[timestep]) / signal[timestep]);
  }

  /** Returns sigma between time steps, even between its neighbours. */
  double sigma(double timestep) {
    int below = (int) Math.clamp(Math.floor(timestep), 0, signal.length - 1);
    int above = Math.min(below + 1, signal.length - 1);
    double part = Math.clamp(timestep - below, 0, 1);
    return sigma(below) * (1 - part) + sigma(above) * part;
  }

  /** Returns the time step at which training had this sigma, between steps by the logarithm. */
  double timestep(double sigma) {
    double wanted = Math.log(Math.max(sigma, 1e-10));
    int below = 0;
    while (below < signal.length - 2 && Math.log(sigma(below + 1)) <= wanted) {
      below++;
    }
    double low = Math.log(sigma(below));
    double high = Math.log(sigma(below + 1));
    return below + Math.clamp((low - wanted) / (low - high), 0, 1);
  }

  /**
   * Mixes noise into a clean sample, as the training did at a time step.
   *
   * @return a new array
   */
  public float[] noised(float[] clean, float[] noise, int timestep) {
    double a = Math.sqrt(signal[timestep]);
    double s = Math.sqrt(1 - signal[timestep]);
    float[] noisy = new float[clean.length];
    for (int i = 0; i < clean.length; i++) {
      noisy[i] = (float) (a * clean[i] + s * noise[i]);
    }
    return noisy;
  }
}
