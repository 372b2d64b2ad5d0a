package org.drag4d.scene;

import java.util.List;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/** The prior that believes how far away is what a panorama shows. */
public interface DepthEstimator {
  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Estimates the distances of a level panorama.
   *
   * @param panorama three channels, twice as wide as high
   */
  Estimate estimate(Image panorama, Progress progress);

  /**
   * What is believed of a panorama.
   *
   * @param radialDistance metres, +infinity for sky; of the panorama's size
   * @param normals [H, W, 3] unit normals in the frame of a level panorama at the origin ({@link
   *     org.drag4d.geometry.Equirectangular#at}); empty if none are known
   * @param notes in words, what a person should know
   */
  record Estimate(DepthMap radialDistance, float[] normals, List<String> notes) {
    /** Copies the list. */
    public Estimate {
      notes = List.copyOf(notes);
    }
  }
}
