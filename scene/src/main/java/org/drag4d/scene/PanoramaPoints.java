package org.drag4d.scene;

import org.drag4d.geometry.PointCloud;

/**
 * P = E⁻¹(I_p, D_p), equation 3 of the paper: every pixel of the panorama becomes a point, without
 * sky and without pixels at depth edges (text-to-scene 4.2).
 */
public final class PanoramaPoints {
  private PanoramaPoints() {}

  /** Lifts the panorama into space; at most {@link SceneSettings#pointLimit} points. */
  public static PointCloud of(PanoramaScene panorama, SceneSettings settings) {
    throw new UnsupportedOperationException("not yet");
  }
}
