package org.drag4d.animate;

import java.util.List;
import org.drag4d.geometry.Image;

/**
 * The film of one view.
 *
 * @param view its camera
 * @param frames three channels each, in values that 8-bit files keep
 * @param controls what the frames were made from
 */
public record ViewClip(RingView view, List<Image> frames, MotionControls controls) {
  /** Copies the list. */
  public ViewClip {
    frames = List.copyOf(frames);
  }
}
