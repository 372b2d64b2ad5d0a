package org.drag4d.splat;

/**
 * How surfels are optimised. Everything that happens in a training run follows from these values,
 * the initial surfels and the views; two runs with equal inputs give equal bytes.
 *
 * @param steps how many optimisation steps; each looks at one view
 * @param seed chooses the order of the views and every random draw
 * @param sphericalHarmonicsDegree degree of the colour in the end, 0 to 3; surfels that come with
 *     less are extended by zeros, those that come with more are cut
 * @param degreeEvery steps after which the active degree rises by one, starting at 0
 * @param rates learning rates
 * @param losses what is minimised
 * @param density how surfels are added and removed
 * @param background red green blue, sRGB in [0, 1], behind everything
 * @param checkpointEvery steps between calls of {@link SurfelTrainer.Listener#checkpoint}; 0 for
 *     never
 */
public record TrainSettings(
    int steps,
    long seed,
    int sphericalHarmonicsDegree,
    int degreeEvery,
    Rates rates,
    Losses losses,
    DensityControl density,
    Background background,
    int checkpointEvery) {

  /**
   * Learning rates of Adam (surfel-splatting section 10). Positions decay log-linearly from start
   * to end over the run; the other rates decay from their value to {@code finalFraction} of it.
   *
   * @param positionStart first rate of positions, in units of the scene's extent
   * @param positionEnd last rate of positions, in units of the scene's extent
   * @param colour rate of the degree-0 colour coefficients
   * @param colourRest rate of the higher colour coefficients
   * @param opacity rate of the opacity logits
   * @param scale rate of the logarithmic scales
   * @param rotation rate of the quaternions
   * @param finalFraction what is left of the other rates at the end, in (0, 1]
   */
  public record Rates(
      double positionStart,
      double positionEnd,
      double colour,
      double colourRest,
      double opacity,
      double scale,
      double rotation,
      double finalFraction) {

    /** The rates of 2DGS. */
    public static final Rates PAPER =
        new Rates(1.6e-4, 1.6e-6, 2.5e-3, 1.25e-4, 0.05, 5e-3, 1e-3, 1);

    /**
     * Rates for a few hundred to a few thousand steps: faster than those of 2DGS, which has 30000,
     * and all of them decay so that the end is calm. Positions are known; rates three times as high
     * let floors grow centimetres thick, which shows as specks where a camera looks along them.
     */
    public static final Rates FROM_DEPTH =
        new Rates(6e-4, 3e-5, 2e-2, 1e-3, 0.05, 4e-2, 6e-3, 0.25);

    /** Rates where sizes and normals at the start are guesses: surfels stretch and turn faster. */
    public static final Rates FROM_POINTS =
        new Rates(2e-3, 1e-4, 2e-2, 1e-3, 0.05, 5e-2, 1e-2, 0.25);
  }

  /**
   * Weights of the loss terms (surfel-splatting section 8). A weight of 0 switches a term off.
   *
   * @param structure share of D-SSIM in the photometric loss; L1 has the rest
   * @param depth mean |z - known z| / known z over the pixels of known depth, times alpha; needs
   *     {@link TrainingView#zDepth}
   * @param normal mean (1 - N · known normal) over the pixels of known normal; needs {@link
   *     TrainingView#normal}
   * @param consistency mean (A - N · A normal of the depth) (2DGS equation 14)
   * @param consistencyFrom first step of the consistency
   * @param distortion mean depth distortion (2DGS equation 13, with depth on its scale from 0.2 m
   *     to 100 m): surfels along a ray drawn together
   * @param distortionFrom first step of the distortion
   */
  public record Losses(
      double structure,
      double depth,
      double normal,
      double consistency,
      int consistencyFrom,
      double distortion,
      int distortionFrom) {

    /** Returns the same losses with another distortion, from the first step on. */
    public Losses withDistortion(double weight) {
      return new Losses(structure, depth, normal, consistency, consistencyFrom, weight, 0);
    }

    /** Returns the same losses with known depth and normals, where views have them. */
    public Losses withGeometry() {
      return new Losses(
          structure,
          WITH_GEOMETRY.depth,
          WITH_GEOMETRY.normal,
          consistency,
          consistencyFrom,
          distortion,
          distortionFrom);
    }

    /** Colour only, as 2DGS begins. */
    public static final Losses PHOTOMETRIC = new Losses(0.2, 0, 0, 0, 0, 0, 0);

    /** Colour with known depth and normals, where views have them. */
    public static final Losses WITH_GEOMETRY = new Losses(0.2, 0.16, 0.08, 0, 0, 0, 0);
  }

  /**
   * The colour behind everything.
   *
   * @param red sRGB in [0, 1]
   * @param green sRGB in [0, 1]
   * @param blue sRGB in [0, 1]
   */
  public record Background(float red, float green, float blue) {
    /** Black. */
    public static final Background BLACK = new Background(0, 0, 0);
  }

  /**
   * Weight of the mean opacity where surfels start from uncertain points (the value of MCMC): what
   * no view needs fades, black surfels before black among it.
   */
  private static final double FADING = 0.01;

  /** Checks ranges. */
  public TrainSettings {
    if (steps < 0 || degreeEvery < 1 || checkpointEvery < 0) {
      throw new IllegalArgumentException("steps, degreeEvery or checkpointEvery out of range");
    }
    if (sphericalHarmonicsDegree < 0 || sphericalHarmonicsDegree > 3) {
      throw new IllegalArgumentException(
          "spherical harmonics of degree " + sphericalHarmonicsDegree);
    }
  }

  /**
   * For surfels that come from depth, as stage 1 makes them: plain colour, known depth and normals
   * where views have them, and a fixed number of surfels whose useless ones are moved to where they
   * help.
   *
   * @param steps how many steps
   * @param budget how many surfels in the end; no fewer than there are at the start count
   * @param seed of every random choice
   */
  public static TrainSettings fromDepth(int steps, int budget, long seed) {
    return new TrainSettings(
        steps,
        seed,
        0,
        Math.max(1, steps / 4),
        Rates.FROM_DEPTH,
        Losses.WITH_GEOMETRY,
        DensityControl.FixedBudget.over(steps, budget),
        Background.BLACK,
        Math.max(1, steps / 8));
  }

  /**
   * For posed photographs with sparse points: the schedule of 2DGS, shortened to the given number
   * of steps.
   *
   * @param steps how many steps
   * @param budget how many surfels at most
   * @param seed of every random choice
   */
  public static TrainSettings fromPoints(int steps, int budget, long seed) {
    return new TrainSettings(
        steps,
        seed,
        2,
        Math.max(1, steps / 4),
        Rates.FROM_POINTS,
        new Losses(0.2, 0, 0, 0.02, steps / 2, 0, 0),
        DensityControl.FixedBudget.over(steps, budget).withOpacityCost(FADING).withGrowth(0.3),
        Background.BLACK,
        Math.max(1, steps / 8));
  }

  /**
   * Returns the same settings for views whose depth or normals are known: these are learnt too, and
   * surfels do not have to fade, which would let the far side of things shine through.
   */
  public TrainSettings withKnownGeometry() {
    TrainSettings learning = withLosses(losses.withGeometry());
    return density instanceof DensityControl.FixedBudget budget
        ? learning.withDensity(budget.withOpacityCost(0))
        : learning;
  }

  /** Returns the same settings with other losses. */
  public TrainSettings withLosses(Losses other) {
    return new TrainSettings(
        steps,
        seed,
        sphericalHarmonicsDegree,
        degreeEvery,
        rates,
        other,
        density,
        background,
        checkpointEvery);
  }

  /** Returns the same settings with other learning rates. */
  public TrainSettings withRates(Rates other) {
    return new TrainSettings(
        steps,
        seed,
        sphericalHarmonicsDegree,
        degreeEvery,
        other,
        losses,
        density,
        background,
        checkpointEvery);
  }

  /** Returns the same settings with another density control. */
  public TrainSettings withDensity(DensityControl other) {
    return new TrainSettings(
        steps,
        seed,
        sphericalHarmonicsDegree,
        degreeEvery,
        rates,
        losses,
        other,
        background,
        checkpointEvery);
  }

  /** Returns the same settings with another final degree of the colour. */
  public TrainSettings withDegree(int degree) {
    return new TrainSettings(
        steps, seed, degree, degreeEvery, rates, losses, density, background, checkpointEvery);
  }

  /** Returns the same settings with checkpoints every so many steps; 0 for none. */
  public TrainSettings withCheckpointEvery(int every) {
    return new TrainSettings(
        steps,
        seed,
        sphericalHarmonicsDegree,
        degreeEvery,
        rates,
        losses,
        density,
        background,
        every);
  }
}
