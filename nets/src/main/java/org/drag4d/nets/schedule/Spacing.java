package org.drag4d.nets.schedule;

import org.drag4d.task.InputException;

/** Which of the training's time steps a sampler visits. */
public enum Spacing {
  /** Every k-th from the first, plus an offset; never quite the noisiest. */
  LEADING,
  /** From the first to the last, both included. */
  LINSPACE,
  /** Every k-th from the last. */
  TRAILING;

  /**
   * Returns the visited time steps, noisiest first, not rounded where spacing is even.
   *
   * @param trained how many steps the training had
   * @param count how many to visit
   * @param offset added to leading steps
   */
  double[] timesteps(int trained, int count, int offset) {
    double[] steps = new double[count];
    double ratio = (double) trained / count;
    for (int i = 0; i < count; i++) {
      int reversed = count - 1 - i;
      steps[i] =
          switch (this) {
            case LEADING -> (long) reversed * (trained / count) + offset;
            case LINSPACE -> count == 1 ? 0 : (trained - 1.0) * reversed / (count - 1);
            case TRAILING -> Math.rint(trained - i * ratio) - 1;
          };
    }
    return steps;
  }

  /**
   * Returns the spacing that a published {@code scheduler_config.json} calls so.
   *
   * @throws InputException for an unknown name
   */
  static Spacing named(String name) {
    return switch (name) {
      case "leading" -> LEADING;
      case "linspace" -> LINSPACE;
      case "trailing" -> TRAILING;
      default -> throw new InputException("timestep_spacing", "'" + name + "' is not known");
    };
  }
}
