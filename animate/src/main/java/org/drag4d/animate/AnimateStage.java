package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Occupancy;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Stage 3 of the paper (section 2.5): a path becomes videos that agree. {@link #run} holds all
 * videos in memory (about 0.8 GB for the default size); who writes them one by one calls {@link
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
    if (inputs.paths().isEmpty()) {
      throw new InputException("--path", "nothing moves without a path");
    }
    progress.begin("laying out the path", 0, "");
    List<Member> moving = MotionPlanner.moving(inputs);
    Occupancy occupancy = surroundings(inputs, moving);
    progress.check();
    MotionPlanner planner = new MotionPlanner(inputs, settings, occupancy);
    int frames = planner.frames();
    Motion motion = planner.plan(moving, frames);
    progress.check();
    List<RingView> views =
        ViewRing.place(occupancy, inputs.floorHeight(), settings, motion, inputs.scene().members());
    return new AnimationPlan(
        frames,
        motion,
        planner.paths(),
        planner.supportHeights(motion, frames),
        views,
        planner.warnings());
  }

  /** What stands in the way: all that stage 1 saw, and the objects that stay. */
  private static Occupancy surroundings(AnimateInputs inputs, List<Member> moving) {
    List<Box3> standing =
        inputs.scene().members().stream()
            .filter(m -> !moving.contains(m))
            .map(Member::box)
            .toList();
    return Occupancy.of(inputs.points(), standing);
  }

  /** Films one view of a plan. */
  public static ViewClip clip(
      AnimateInputs inputs,
      AnimateSettings settings,
      AnimationPlan plan,
      RingView view,
      Workers workers,
      Progress progress) {
    progress.begin("filming " + view.name(), plan.frames(), "frames");
    MotionControls controls = controls(inputs, settings, plan, view, workers, progress);
    List<Image> frames =
        inputs
            .video()
            .frames(
                inputs.scene(), plan.motion(), view.camera(), controls, settings.seed(), progress);
    return new ViewClip(view, frames, controls);
  }

  /** Works out what a view's geometry says about every frame. */
  public static MotionControls controls(
      AnimateInputs inputs,
      AnimateSettings settings,
      AnimationPlan plan,
      RingView view,
      Workers workers,
      Progress progress) {
    MovingSurfels surfels = MovingSurfels.of(inputs.scene(), plan.motion());
    try (Rasterizer rasterizer = Rasterizers.best(workers)) {
      GuideRenderer renderer =
          new GuideRenderer(
              inputs.scene(),
              surfels,
              settings.contactShadow() ? plan.supportHeights() : Map.of(),
              view.camera(),
              rasterizer);
      List<GuideRenderer.Frame> frames = renderer.frames(plan.frames(), progress);
      return new MotionControls(
          frames.stream().map(GuideRenderer.Frame::picture).toList(),
          frames.stream().map(GuideRenderer.Frame::mask).toList(),
          frames.stream().map(GuideRenderer.Frame::zDepth).toList(),
          new TrackFinder(view, renderer.stillDepth()).find(surfels, plan.frames()));
    }
  }
}
