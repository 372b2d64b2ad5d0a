package org.drag4d.world.light;

import org.drag4d.task.InputException;

/**
 * How carefully a place is lit.
 *
 * @param gatherRays rays per record in the last pass of bounced light
 * @param passes passes of bounced light: each adds one bounce
 * @param directSamples samples per window, and for all lamps together, at a direct record
 * @param directWidth width in pixels of the panorama whose surface points carry direct records; 0
 *     for none (every camera sample then looks at the lamps itself)
 * @param viewpoints how many points of the flight volume are looked around from to place records
 * @param candidateRows rows of the panorama that is cast from each of them
 * @param matte leaves out what depends on the viewpoint: coats, roughness below 0.5
 * @param seed one seed, one light
 */
public record LightSettings(
    int gatherRays,
    int passes,
    int directSamples,
    int directWidth,
    int viewpoints,
    int candidateRows,
    boolean matte,
    long seed) {

  /**
   * Returns the settings of an effort: {@code tiny}, {@code draft}, {@code standard}, {@code high}.
   */
  public static LightSettings of(String effort) {
    return switch (effort) {
      case "tiny" -> new LightSettings(48, 2, 4, 128, 4, 40, false, 0);
      case "draft" -> new LightSettings(192, 4, 8, 1024, 10, 100, false, 0);
      case "standard" -> new LightSettings(192, 5, 12, 2048, 14, 130, false, 0);
      case "high" -> new LightSettings(512, 5, 24, 2048, 14, 130, false, 0);
      default ->
          throw new InputException(
              "quality", "unknown effort '" + effort + "'", "Use tiny, draft, standard or high.");
    };
  }

  /** Returns the settings of a first look: seconds rather than minutes. */
  public static LightSettings quick() {
    return new LightSettings(32, 2, 4, 0, 4, 44, false, 0);
  }

  /** Returns these settings with another seed. */
  public LightSettings withSeed(long newSeed) {
    return new LightSettings(
        gatherRays, passes, directSamples, directWidth, viewpoints, candidateRows, matte, newSeed);
  }

  /** Returns these settings with or without viewpoint-dependent reflection. */
  public LightSettings withMatte(boolean on) {
    return new LightSettings(
        gatherRays, passes, directSamples, directWidth, viewpoints, candidateRows, on, seed);
  }
}
