package org.drag4d.scene.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageQuality;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.capture.Capture;
import org.drag4d.geometry.capture.ShotPicture;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingReport;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Trains surfels on a capture and measures them on pictures that were held out: those whose place,
 * sorted by file name, is divisible by {@link CaptureSettings#testEvery}.
 */
public final class CaptureTraining {
  private final List<Pinhole> cameras;
  private final List<TrainingView> training;
  private final List<TrainingView> heldOut;
  private final Capture capture;
  private final CaptureSettings settings;
  private final boolean geometryKnown;

  private CaptureTraining(
      Capture capture,
      CaptureSettings settings,
      List<PackedView> training,
      List<PackedView> heldOut) {
    this.capture = capture;
    this.settings = settings;
    cameras = training.stream().map(PackedView::camera).toList();
    this.training = PackedView.unpacking(training);
    geometryKnown = training.stream().anyMatch(PackedView::hasGeometry);
    this.heldOut = PackedView.unpacking(heldOut);
  }

  /**
   * What came of it.
   *
   * @param surfels the scene
   * @param report how the training went
   * @param psnr mean over the held-out views in dB; NaN if there are none
   * @param ssim mean over the held-out views; NaN if there are none
   * @param trainPsnr mean over the training views in dB
   */
  public record Result(
      Surfels surfels, TrainingReport report, double psnr, double ssim, double trainPsnr) {}

  /**
   * Loads all pictures of a capture.
   *
   * @throws InputException if a picture or mask cannot be used
   */
  public static CaptureTraining load(
      Capture capture, CaptureSettings settings, Workers workers, Progress progress) {
    int count = capture.shots().size();
    progress.begin("loading pictures", count, "pictures");
    var views = new PackedView[count];
    int batch = workers.count();
    for (int start = 0; start < count; start += batch) {
      int first = start;
      workers.forEach(
          Math.min(batch, count - start),
          (i, worker) ->
              views[first + i] =
                  new PackedView(
                      ShotPicture.load(capture.shots().get(first + i), settings.longestSide())));
      progress.advance(Math.min(count, start + batch));
    }
    List<PackedView> training = new ArrayList<>();
    List<PackedView> heldOut = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean test = settings.testEvery() > 0 && i % settings.testEvery() == 0 && count > 1;
      (test ? heldOut : training).add(views[i]);
    }
    if (training.isEmpty()) {
      throw new InputException(
          "--test-every " + settings.testEvery(),
          "holds out every picture",
          "Give 0 or 2 or more.");
    }
    return new CaptureTraining(capture, settings, training, heldOut);
  }

  /** Returns the views that are trained on; each is unpacked when it is looked at. */
  public List<TrainingView> trainingViews() {
    return training;
  }

  /** Returns the views that are kept for measuring; each is unpacked when it is looked at. */
  public List<TrainingView> heldOutViews() {
    return heldOut;
  }

  /** Makes a trainer with the first surfels; the caller runs it, may stop it, and closes it. */
  public SurfelTrainer trainer(Workers workers) {
    Surfels initial =
        CaptureSurfels.of(capture, cameras, training, settings.surfels(), settings.seed(), workers);
    return new SurfelTrainer(initial, training, trainSettings(), workers);
  }

  /**
   * Makes the trainer of the rest of a run.
   *
   * @throws InputException if the checkpoint is damaged or of another run
   */
  public SurfelTrainer resume(InputStream checkpoint, Workers workers) throws IOException {
    return SurfelTrainer.resume(checkpoint, training, trainSettings(), workers);
  }

  private TrainSettings trainSettings() {
    TrainSettings usual =
        TrainSettings.fromPoints(settings.steps(), settings.surfels(), settings.seed());
    return geometryKnown ? usual.withKnownGeometry() : usual;
  }

  /**
   * Returns the view that shows how a run goes: the first held-out one, or the first of all where
   * none is held out.
   */
  public TrainingView previewView() {
    return heldOut.isEmpty() ? training.getFirst() : heldOut.getFirst();
  }

  /** Renders a view as files will have it: in eight bits, before black. */
  public static Image rendered(SurfelTrainer trainer, TrainingView view) {
    RenderedView rendered = trainer.render(view.camera());
    return new Image(rendered.width(), rendered.height(), 3, rendered.colour()).quantised();
  }

  /** Measures a trainer's surfels as they are now. */
  public Result measure(SurfelTrainer trainer, TrainingReport report, Progress progress) {
    progress.begin("measuring", training.size() + heldOut.size(), "views");
    int done = 0;
    double psnr = 0;
    double ssim = 0;
    for (TrainingView view : heldOut) {
      Image rendered = rendered(trainer, view);
      psnr += ImageQuality.psnr(rendered, view.picture(), view.weights()) / heldOut.size();
      ssim += ImageQuality.ssim(rendered, view.picture()) / heldOut.size();
      progress.advance(++done);
    }
    double trainPsnr = 0;
    for (TrainingView view : training) {
      Image rendered = rendered(trainer, view);
      trainPsnr += ImageQuality.psnr(rendered, view.picture(), view.weights()) / training.size();
      progress.advance(++done);
    }
    boolean none = heldOut.isEmpty();
    return new Result(
        trainer.surfels(), report, none ? Double.NaN : psnr, none ? Double.NaN : ssim, trainPsnr);
  }
}
