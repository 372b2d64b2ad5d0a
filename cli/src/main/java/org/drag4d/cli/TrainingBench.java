package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageQuality;
import org.drag4d.geometry.capture.Capture;
import org.drag4d.scene.capture.CaptureSettings;
import org.drag4d.scene.capture.CaptureTraining;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingReport;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** How well and how fast the optimiser learns: the rows of {@code drag4d bench training}. */
final class TrainingBench {
  /** Share of a room's surfels that are there at the start, as in stage 1. */
  private static final double START_SHARE = 0.8;

  private TrainingBench() {}

  /**
   * One run.
   *
   * @param threads who worked
   * @param steps of the optimisation
   * @param seconds of the optimisation alone
   * @param surfels in the end
   * @param trainPsnr mean over the training views, dB
   * @param psnr mean over the held-out views, dB
   * @param ssim mean over the held-out views
   * @param heapGrowthMiB live memory after the last step less that after a tenth of them
   * @param fingerprint of all parameters in the end
   */
  record Row(
      int threads,
      int steps,
      double seconds,
      int surfels,
      double trainPsnr,
      double psnr,
      double ssim,
      double heapGrowthMiB,
      String fingerprint) {}

  /** Learns a room whose every pixel is known. */
  static Row room(
      TrainingRoom room, int steps, int surfels, long seed, int threads, Progress progress) {
    Surfels start = room.initialSurfels((int) (START_SHARE * surfels), seed);
    TrainSettings settings = TrainSettings.fromDepth(steps, surfels, seed).withCheckpointEvery(0);
    try (Workers workers = Workers.of(threads);
        SurfelTrainer trainer = new SurfelTrainer(start, room.training(), settings, workers)) {
      return run(trainer, room.training(), room.heldOut(), steps, threads, progress);
    }
  }

  /** Learns a capture as {@code drag4d train} does. */
  static Row capture(Path folder, CaptureSettings settings, int threads, Progress progress) {
    try (Workers workers = Workers.of(threads)) {
      CaptureTraining training =
          CaptureTraining.load(Capture.open(folder), settings, workers, progress);
      try (SurfelTrainer trainer = training.trainer(workers)) {
        return run(
            trainer,
            training.trainingViews(),
            training.heldOutViews(),
            settings.steps(),
            threads,
            progress);
      }
    }
  }

  private static Row run(
      SurfelTrainer trainer,
      List<TrainingView> training,
      List<TrainingView> heldOut,
      int steps,
      int threads,
      Progress progress) {
    double[] heap = new double[2];
    int early = Math.max(1, steps / 10);
    TrainingReport report =
        trainer.run(
            progress,
            new SurfelTrainer.Listener() {
              @Override
              public void onStep(SurfelTrainer at, int step, double loss) {
                if (step == early) {
                  heap[0] = liveMebibytes();
                }
              }
            });
    heap[1] = liveMebibytes();
    double[] known = quality(trainer, training, progress);
    double[] unknown = quality(trainer, heldOut, progress);
    return new Row(
        threads,
        report.steps(),
        report.seconds(),
        report.surfels(),
        known[0],
        unknown[0],
        unknown[1],
        heap[1] - heap[0],
        fingerprint(trainer.surfels()));
  }

  private static double liveMebibytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
  }

  private static double[] quality(
      SurfelTrainer trainer, List<TrainingView> views, Progress progress) {
    double[] mean = new double[2];
    for (TrainingView view : views) {
      RenderedView seen = trainer.render(view.camera());
      Image picture = new Image(seen.width(), seen.height(), 3, seen.colour()).quantised();
      mean[0] += ImageQuality.psnr(picture, view.picture()) / views.size();
      mean[1] += ImageQuality.ssim(picture, view.picture()) / views.size();
      progress.check();
    }
    return mean;
  }

  private static String fingerprint(Surfels surfels) {
    CRC32 crc = new CRC32();
    for (float[] part :
        List.of(
            surfels.positions(),
            surfels.rotations(),
            surfels.logScales(),
            surfels.opacityLogits(),
            surfels.sphericalHarmonics())) {
      int hash = Arrays.hashCode(part);
      for (int shift = 0; shift < 32; shift += 8) {
        crc.update(hash >>> shift);
      }
    }
    return String.format("%08x", crc.getValue());
  }
}
