package org.drag4d.scene;

import java.io.IOException;
import java.io.InputStream;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Equations 7 to 9 of the paper: surfels learn from base and displaced views together, in one go.
 * The loss of a view is the photometric one weighted pixel by pixel (1 - M + C M on the residual),
 * with the panorama's depth and normals as further targets.
 */
public final class SceneOptimisation {
  private SceneOptimisation() {}

  /** Optimises from the start to the end. */
  public static Surfels run(
      Surfels initial, ViewSet views, SceneSettings settings, Workers workers, Progress progress) {
    try (SurfelTrainer trainer = trainer(initial, views, settings, workers)) {
      trainer.run(progress, SurfelTrainer.Listener.NONE);
      return finished(trainer, views, workers);
    }
  }

  /** Returns the scene of a run that has come to its end. */
  public static Surfels finished(SurfelTrainer trainer, ViewSet views, Workers workers) {
    return SurfelSizes.noFinerThanSeen(trainer.surfels(), views.cameras(), workers);
  }

  /** Returns the run that {@link #run} carries out, for callers that keep checkpoints. */
  public static SurfelTrainer trainer(
      Surfels initial, ViewSet views, SceneSettings settings, Workers workers) {
    return new SurfelTrainer(initial, views.all(), trainSettings(settings), workers);
  }

  /**
   * Returns the rest of a run, from a checkpoint of it.
   *
   * @throws org.drag4d.task.InputException if the checkpoint is damaged or of another run
   */
  public static SurfelTrainer resume(
      InputStream checkpoint, ViewSet views, SceneSettings settings, Workers workers)
      throws IOException {
    return SurfelTrainer.resume(checkpoint, views.all(), trainSettings(settings), workers);
  }

  /** Returns how the surfels are trained. */
  public static TrainSettings trainSettings(SceneSettings settings) {
    return TrainSettings.fromDepth(settings.steps(), settings.surfels(), settings.seed());
  }
}
