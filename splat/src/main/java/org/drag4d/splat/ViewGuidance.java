package org.drag4d.splat;

import org.drag4d.geometry.Image;

/**
 * A loss of rendered views that is no formula of this module, such as what a network thinks of
 * them. It must depend on nothing but what it is given, so that a run that continues from a
 * checkpoint is the run that it would have been.
 */
public interface ViewGuidance {
  /** Listens and says nothing. */
  ViewGuidance NONE =
      new ViewGuidance() {
        @Override
        public boolean speaksAt(int step, int view) {
          return false;
        }

        @Override
        public float[] gradient(int step, int view, Image rendered, double photometricNorm) {
          throw new IllegalStateException("was not to be asked");
        }
      };

  /**
   * Says whether a step is guided.
   *
   * @param step how many steps came before
   * @param view index into the views to learn from
   */
  boolean speaksAt(int step, int view);

  /**
   * Returns the gradient of the loss with respect to the rendered colours.
   *
   * @param rendered three channels
   * @param photometricNorm the length of the photometric gradient of this step, to be measured by
   * @return [H, W, 3]
   */
  float[] gradient(int step, int view, Image rendered, double photometricNorm);
}
