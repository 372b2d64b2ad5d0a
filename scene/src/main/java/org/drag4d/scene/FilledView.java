package org.drag4d.scene;

import java.util.Arrays;
import org.drag4d.geometry.Image;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;

/**
 * Aug(I_i) with its holes painted (equation 6; text-to-scene section 4.4). What is uncertain is
 * painted as well, and counts by its C as before; what was not seen at all counts by half.
 */
final class FilledView {
  /** The weight of what only the inpainter knows. */
  private static final float BELIEVED = 0.5f;

  /** Networks work on a coarser grid, so the mask is grown by this share of the view's width. */
  private static final double MARGIN = 4 / 512.0;

  /** A view that lacks less than this share is left as it is. */
  private static final double WORTHWHILE = 0.0005;

  private FilledView() {}

  /**
   * Paints a view.
   *
   * @param view projected from the panorama; weights below 1 say where to paint
   */
  static TrainingView of(
      TrainingView view, Inpainter inpainter, String prompt, long seed, Progress progress) {
    int w = view.camera().width();
    int h = view.camera().height();
    float[] weights = view.weights();
    int unsure = 0;
    for (float weight : weights) {
      unsure += weight < 1 ? 1 : 0;
    }
    if (unsure < Math.max(1, WORTHWHILE * w * h)) {
      return view;
    }
    int margin = (int) Math.max(1, Math.round(MARGIN * w));
    Image painted =
        inpainter.fill(view.picture(), grown(weights, w, h, margin), prompt, seed, progress);
    if (painted.width() != w || painted.height() != h || painted.channels() != 3) {
      throw new IllegalStateException(inpainter.name() + " returned " + painted);
    }
    float[] picture = view.picture().values().clone();
    float[] counted = weights.clone();
    for (int at = 0; at < w * h; at++) {
      if (weights[at] < 1) {
        System.arraycopy(painted.values(), 3 * at, picture, 3 * at, 3);
        counted[at] = weights[at] == 0 ? BELIEVED : weights[at];
      }
    }
    return new TrainingView(
        view.camera(), new Image(w, h, 3, picture), counted, view.zDepth(), view.normal());
  }

  private static boolean[] grown(float[] weights, int w, int h, int margin) {
    boolean[] across = new boolean[w * h];
    boolean[] grown = new boolean[w * h];
    for (int at = 0; at < w * h; at++) {
      if (weights[at] < 1) {
        int row = at / w * w;
        int from = Math.max(row, at - margin);
        int to = Math.min(row + w - 1, at + margin);
        Arrays.fill(across, from, to + 1, true);
      }
    }
    for (int at = 0; at < w * h; at++) {
      if (across[at]) {
        for (int j = Math.max(0, at / w - margin); j <= Math.min(h - 1, at / w + margin); j++) {
          grown[j * w + at % w] = true;
        }
      }
    }
    return grown;
  }
}
