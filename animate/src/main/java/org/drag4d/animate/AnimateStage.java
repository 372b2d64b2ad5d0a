package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Stage 3 of the paper (section 2.5): a path becomes videos that agree. {@link #run} holds all
 * videos in memory (about 100 MB for the default size); who writes them one by one calls {@link
 * #plan} once and {@link #clip} for each view.
 */
public final class AnimateStage {
  private AnimateStage() {}

  /**
   * Makes everything.
   *
   * @throws org.drag4d.task.InputException if a path cannot be followed
   */
  public static Animation run(
      AnimateInputs inputs, AnimateSettings settings, Workers workers, Progress progress) {
    AnimationPlan plan = plan(inputs, settings, workers, progress);
    List<ViewClip> clips = new ArrayList<>();
    for (RingView view : plan.views()) {
      clips.add(clip(inputs, settings, plan, view, workers, progress));
    }
    return new Animation(plan, clips, inputs.video().name());
  }

  /**
   * Lays out paths and cameras; takes moments.
   *
   * @throws org.drag4d.task.InputException if a path names no object, leaves the scene, or a preset
   *     finds no room
   */
  public static AnimationPlan plan(
      AnimateInputs inputs, AnimateSettings settings, Workers workers, Progress progress) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Films one view of a plan. */
  public static ViewClip clip(
      AnimateInputs inputs,
      AnimateSettings settings,
      AnimationPlan plan,
      RingView view,
      Workers workers,
      Progress progress) {
    throw new UnsupportedOperationException("not yet");
  }
}
