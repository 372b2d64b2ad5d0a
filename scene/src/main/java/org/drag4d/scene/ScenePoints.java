package org.drag4d.scene;

import org.drag4d.geometry.PointCloud;

/**
 * All that is known of the place's surfaces: the panorama's points and those of displaced views.
 */
public final class ScenePoints {
  private ScenePoints() {}

  /**
   * Adds what displaced views see and the panorama does not (behind furniture, under tables); at
   * most {@link SceneSettings#pointLimit} points, without sky.
   */
  public static PointCloud join(PointCloud seen, ViewSet views, SceneSettings settings) {
    throw new UnsupportedOperationException("not yet");
  }
}
