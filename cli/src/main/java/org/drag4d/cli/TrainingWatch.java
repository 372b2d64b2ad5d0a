package org.drag4d.cli;

import java.util.Locale;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageQuality;
import org.drag4d.scene.capture.CaptureTraining;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;

/** Watches a training run for a person: figures, previews, checkpoints. Changes nothing in it. */
final class TrainingWatch implements SurfelTrainer.Listener {
  /** The first preview comes after so many steps; then each after a third more. */
  private static final int FIRST_PREVIEW = 25;

  /** Share of a step's loss in the mean that is shown. */
  private static final double FRESH = 0.05;

  private final TrainingView view;
  private final TrainingFolder folder;
  private final Progress progress;
  private final int steps;
  private final Runnable keep;
  private int nextPreview = FIRST_PREVIEW;
  private double meanLoss = Double.NaN;
  private double psnr = Double.NaN;

  TrainingWatch(
      CaptureTraining training,
      TrainingFolder folder,
      Progress progress,
      int steps,
      Runnable keep) {
    view = training.previewView();
    this.folder = folder;
    this.progress = progress;
    this.steps = steps;
    this.keep = keep;
  }

  @Override
  public void onStep(SurfelTrainer trainer, int step, double loss) {
    meanLoss = Double.isNaN(meanLoss) ? loss : meanLoss + FRESH * (loss - meanLoss);
    if (step >= nextPreview || step == steps) {
      Image rendered = CaptureTraining.rendered(trainer, view);
      psnr = ImageQuality.psnr(rendered, view.picture(), view.weights());
      folder.writePreview(view, rendered);
      nextPreview = Math.min(step + step / 3 + 1, step + 250);
    }
    String figures = String.format(Locale.ROOT, "loss %.3f", meanLoss);
    if (!Double.isNaN(psnr)) {
      figures += String.format(Locale.ROOT, ", PSNR %.1f", psnr);
    }
    progress.figures(figures + ", " + trainer.count() + " surfels");
  }

  @Override
  public void checkpoint(SurfelTrainer trainer, int step) {
    keep.run();
  }
}
