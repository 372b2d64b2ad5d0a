package org.drag4d.scene;

import java.util.List;
import org.drag4d.geometry.Pinhole;

/**
 * The cameras to train on.
 *
 * @param base E_i of the paper: at the panorama's centre, all around and to the poles
 *     (text-to-scene 3.1)
 * @param displaced E_ij: away from the centre, kept clear of walls and furniture
 */
public record ViewPlan(List<Pinhole> base, List<Pinhole> displaced) {

  /** Copies the lists. */
  public ViewPlan {
    base = List.copyOf(base);
    displaced = List.copyOf(displaced);
  }

  /** Plans the views of a panorama. Cheap; the same for the same panorama and settings. */
  public static ViewPlan of(PanoramaScene panorama, SceneSettings settings) {
    throw new UnsupportedOperationException("not yet");
  }
}
