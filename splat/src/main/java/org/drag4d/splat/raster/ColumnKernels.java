package org.drag4d.splat.raster;

/**
 * The calculations on {@link SurfelColumns}, one implementation per instruction set. Each reads the
 * columns that those before it wrote.
 */
interface ColumnKernels {
  double LOG2_E = 1 / Math.log(2);

  /** Squared radius, in standard deviations, to where a surfel of opacity 1 ends, and a little. */
  double LARGEST_RADIUS2 = 2 * Math.log(255) + 1e-4;

  /** Sections 3 and 4: M and what follows from it. */
  void frame(SurfelColumns columns, int count);

  /** The records, without colour. */
  void record(SurfelColumns columns, int count);

  /** The shapes (section 5), and which surfels can touch a pixel. */
  void shape(SurfelColumns columns, int count);

  /** dLoss/dM out of the sums of the pairs. */
  void planeGradient(SurfelColumns columns, int count);

  /** Section 9.5: from dLoss/dM and the normal to the parameters. */
  void parameterGradient(SurfelColumns columns, int count);

  /**
   * What is kept of a row besides it ({@link SurfelRows#derived}): {@link SurfelColumns#DERIVED}
   * out of {@link SurfelColumns#LOGARITHMS}. To the same bits as {@link Exponential} gives them.
   */
  void derive(SurfelColumns columns, int count);
}
