package org.drag4d.splat;

/**
 * How a training run went.
 *
 * @param steps steps done in all, those before a resumption included
 * @param surfels how many surfels there are in the end
 * @param seconds wall time of this call of {@link SurfelTrainer#run}
 * @param loss mean loss over the last steps (as many as there are views, or all of this call)
 */
public record TrainingReport(int steps, int surfels, double seconds, double loss) {}
