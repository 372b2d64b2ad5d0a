package org.drag4d.scene;

import org.drag4d.geometry.PointCloud;
import org.drag4d.splat.Surfels;

/**
 * The surfels that optimisation starts from: one a point, flat on its surface, as large as its
 * spacing (surfel-splatting section 2), and a far sphere for the sky.
 */
public final class InitialSurfels {
  private InitialSurfels() {}

  /** Makes at most {@link SceneSettings#surfels} surfels. */
  public static Surfels of(PanoramaScene panorama, PointCloud points, SceneSettings settings) {
    throw new UnsupportedOperationException("not yet");
  }
}
