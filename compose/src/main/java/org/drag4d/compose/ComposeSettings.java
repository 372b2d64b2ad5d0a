package org.drag4d.compose;

import org.drag4d.compose.placement.PhysicsLoss;

/**
 * The choices of stage 2.
 *
 * @param surfelsPerObject how many surfels an object gets; 50,000 to 150,000 look closed
 * @param parts into how many parts an object is divided, 4 to 8
 * @param defaultSize longest side in metres of an object for which nobody gave a box
 * @param placementSamples points of the object's surface that the physics looks at
 * @param placementSteps steps that the physics may take at most
 * @param loss which physics
 * @param seed one seed, one result
 */
public record ComposeSettings(
    int surfelsPerObject,
    int parts,
    double defaultSize,
    int placementSamples,
    int placementSteps,
    PhysicsLoss.Kind loss,
    long seed) {

  /** The usual choices. */
  public static final ComposeSettings DEFAULT =
      new ComposeSettings(100_000, 6, 0.9, 6000, 300, PhysicsLoss.Kind.SCALE_AWARE, 0);

  /** Checks the ranges. */
  public ComposeSettings {
    if (surfelsPerObject < 100 || parts < 1 || parts > 64 || !(defaultSize > 0)) {
      throw new IllegalArgumentException(
          surfelsPerObject + " surfels, " + parts + " parts, size " + defaultSize);
    }
    if (placementSamples < 100 || placementSteps < 0) {
      throw new IllegalArgumentException(placementSamples + " samples, " + placementSteps);
    }
  }

  /** Returns these settings with another number of surfels per object. */
  public ComposeSettings withSurfelsPerObject(int count) {
    return new ComposeSettings(
        count, parts, defaultSize, placementSamples, placementSteps, loss, seed);
  }

  /** Returns these settings with another seed. */
  public ComposeSettings withSeed(long newSeed) {
    return new ComposeSettings(
        surfelsPerObject, parts, defaultSize, placementSamples, placementSteps, loss, newSeed);
  }
}
