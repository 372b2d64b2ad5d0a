package org.drag4d.animate;

import java.util.List;

/**
 * The result of stage 3.
 *
 * @param plan motion and cameras
 * @param clips one a view, in the plan's order
 * @param prior the name of the prior that made the frames
 */
public record Animation(AnimationPlan plan, List<ViewClip> clips, String prior) {
  /** Copies the list. */
  public Animation {
    clips = List.copyOf(clips);
  }
}
