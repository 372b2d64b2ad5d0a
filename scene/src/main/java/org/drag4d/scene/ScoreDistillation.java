package org.drag4d.scene;

import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/**
 * The prior that believes how a rendered view should change to look more like what a sentence says
 * (Poole et al. 2023; object-composition section 8.2).
 */
public interface ScoreDistillation {
  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Returns the gradient of the guidance loss with respect to a rendered view.
   *
   * @param view three channels
   * @param prompt the sentence
   * @param progressShare how far the optimisation is, from 0 to 1; noise may shrink with it
   * @param seed of the noise
   * @return [H, W, 3]; following it downhill makes the view more likely
   */
  float[] gradient(Image view, String prompt, double progressShare, long seed, Progress progress);

  /** Lets go of the networks. */
  default void release() {}
}
