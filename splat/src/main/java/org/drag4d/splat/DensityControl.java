package org.drag4d.splat;

/** How the set of surfels changes during training (surfel-splatting section 11). */
public sealed interface DensityControl {

  /** The surfels stay those of the start. */
  record Fixed() implements DensityControl {}

  /**
   * A fixed budget, after "3D Gaussian Splatting as Markov Chain Monte Carlo" (Kheradmand et al.,
   * 2024): surfels that have become transparent move onto useful ones, and the count grows by a
   * share each time until the budget is reached. Memory and time are known before the run. Their
   * random walk of nearly transparent surfels is left out: depth-initialised ones lie on the
   * surfaces already.
   *
   * @param budget how many surfels in the end
   * @param every steps between two changes
   * @param from first step of a change
   * @param until no change from this step on
   * @param deadOpacity surfels at most this opaque are moved
   * @param growth largest share by which the count grows at a change
   * @param opacityCost weight of the mean opacity in the loss, which makes useless surfels fade
   */
  record FixedBudget(
      int budget,
      int every,
      int from,
      int until,
      double deadOpacity,
      double growth,
      double opacityCost)
      implements DensityControl {

    /** The values that suit a run of so many steps from a cloud that is already dense. */
    public static FixedBudget over(int steps, int budget) {
      int every = Math.clamp(steps / 20, 20, 200);
      return new FixedBudget(budget, every, every, (int) (steps * 0.75), 0.005, 0.05, 0);
    }

    /** Returns the same control with another share by which the count grows. */
    public FixedBudget withGrowth(double share) {
      return new FixedBudget(budget, every, from, until, deadOpacity, share, opacityCost);
    }

    /** Returns the same control with another weight of the mean opacity in the loss. */
    public FixedBudget withOpacityCost(double cost) {
      return new FixedBudget(budget, every, from, until, deadOpacity, growth, cost);
    }
  }

  /**
   * The rule of 3DGS and 2DGS: where the image wants to move a surfel strongly, small ones are
   * copied and large ones are split; transparent and huge ones are removed.
   *
   * @param budget no growth beyond this number of surfels
   * @param every steps between two changes
   * @param from first step of a change
   * @param until no change from this step on
   * @param gradientThreshold mean norm of the screen-space gradient, in units of half the picture
   * @param dense surfels up to this size are copied, larger ones split; in units of the extent
   * @param pruneOpacity surfels less opaque are removed
   * @param pruneSize surfels larger are removed; in units of the extent
   */
  record CloneAndSplit(
      int budget,
      int every,
      int from,
      int until,
      double gradientThreshold,
      double dense,
      double pruneOpacity,
      double pruneSize)
      implements DensityControl {

    /** The values of 2DGS with the schedule scaled to a run of so many steps. */
    public static CloneAndSplit over(int steps, int budget) {
      return new CloneAndSplit(
          budget, 100, Math.min(500, steps / 8), steps * 5 / 8, 2e-4, 0.01, 0.05, 0.1);
    }
  }
}
