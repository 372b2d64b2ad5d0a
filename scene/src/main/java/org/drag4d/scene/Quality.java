package org.drag4d.scene;

/** How much work goes into a scene: sets of settings for a purpose. */
public enum Quality {
  /** For tests: seconds. */
  TINY,
  /** For a first look: the whole job in about a minute and a half on two cores. */
  DRAFT,
  /** For use: some minutes. */
  STANDARD,
  /** The paper's values. */
  HIGH;

  /** Returns the settings of stage 1. */
  public SceneSettings sceneSettings(long seed) {
    return switch (this) {
      case TINY ->
          new SceneSettings(
              seed, 256, 1, 64, 75, 4, 75, 1, 0.05, 0.75, 20_000, 2_000, 30, 64, 5_000);
      case DRAFT ->
          new SceneSettings(
              seed, 2048, 4, 384, 75, 24, 75, 4, 0.05, 0.75, 400_000, 120_000, 800, 192, 60_000);
      case STANDARD ->
          new SceneSettings(
              seed, 2048, 8, 512, 75, 36, 75, 8, 0.05, 0.75, 500_000, 200_000, 2000, 256, 100_000);
      case HIGH ->
          new SceneSettings(
              seed, 2048, 16, 512, 49.9, 120, 75, 8, 0.05, 0.75, 1_000_000, 500_000, 4000, 384,
              200_000);
    };
  }
}
