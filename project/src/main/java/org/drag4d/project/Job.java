package org.drag4d.project;

import java.util.OptionalDouble;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Image;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;

/**
 * What all stages of one run share: who works, who listens, and when the first picture was there.
 */
public final class Job {
  private final Workers workers;
  private final JobProgress progress;
  private final long startNanos;
  private OptionalDouble firstPictureSeconds = OptionalDouble.empty();

  /**
   * Starts a job.
   *
   * @param workers who works; not closed by the job
   * @param progress who listens
   * @param startNanos {@link System#nanoTime} when the person started it
   */
  public Job(Workers workers, JobProgress progress, long startNanos) {
    this.workers = workers;
    this.progress = progress;
    this.startNanos = startNanos;
  }

  /** Returns who works. */
  public Workers workers() {
    return workers;
  }

  /** Returns who listens. */
  public JobProgress progress() {
    return progress;
  }

  /** Returns the seconds since the person started the job. */
  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Says that a first picture is there. */
  void firstPicture() {
    if (firstPictureSeconds.isEmpty()) {
      firstPictureSeconds = OptionalDouble.of(seconds());
    }
  }

  /** Returns when the first picture was there. */
  OptionalDouble firstPictureSeconds() {
    return firstPictureSeconds;
  }

  /** Draws surfels on black. */
  Image picture(Surfels surfels, Camera camera) {
    try (Rasterizer rasterizer = Rasterizers.best(workers)) {
      RenderedView view = rasterizer.render(surfels, camera);
      return new Image(view.width(), view.height(), 3, view.colour()).quantised();
    }
  }
}
