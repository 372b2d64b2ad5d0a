package org.drag4d.nets.schedule;

import org.drag4d.task.InputException;

/**
 * What a diffusion network was trained to say about its noisy input x = a x0 + s e, a² + s² = 1.
 */
public enum Prediction {
  /** The noise e. */
  EPSILON,
  /** The velocity v = a e - s x0. */
  VELOCITY,
  /** The clean sample x0. */
  SAMPLE;

  /** Returns the clean sample that the network's output means: one number of it. */
  double clean(double output, double noisy, double a, double s) {
    return switch (this) {
      case EPSILON -> (noisy - s * output) / a;
      case VELOCITY -> a * noisy - s * output;
      case SAMPLE -> output;
    };
  }

  /** Returns the noise that the network's output means: one number of it. */
  double noise(double output, double noisy, double a, double s) {
    return switch (this) {
      case EPSILON -> output;
      case VELOCITY -> a * output + s * noisy;
      case SAMPLE -> (noisy - a * output) / s;
    };
  }

  /**
   * Returns the prediction that a published {@code scheduler_config.json} calls so.
   *
   * @throws InputException for an unknown name
   */
  public static Prediction named(String name) {
    return switch (name) {
      case "epsilon" -> EPSILON;
      case "v_prediction" -> VELOCITY;
      case "sample" -> SAMPLE;
      default -> throw new InputException("prediction_type", "'" + name + "' is not known");
    };
  }
}
