package org.drag4d.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageQuality;
import org.drag4d.project.PeakMemory;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingReport;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * How well and how fast the optimiser learns a room whose every pixel is known: the rows of {@code
 * drag4d bench training}.
 *
 * @param room what is learnt
 * @param steps of each run
 * @param surfels in the end
 * @param seed of every random choice
 */
record TrainingBench(TrainingRoom room, int steps, int surfels, long seed) {
  /** Share of the surfels that are there at the start, as in stage 1. */
  private static final double START_SHARE = 0.8;

  /**
   * One run.
   *
   * @param threads who worked
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
      double seconds,
      int surfels,
      double trainPsnr,
      double psnr,
      double ssim,
      double heapGrowthMiB,
      String fingerprint) {}

  /** Learns the room once. */
  Row run(int threads, Progress progress) {
    Surfels start = room.initialSurfels((int) (START_SHARE * surfels), seed);
    TrainSettings settings = TrainSettings.fromDepth(steps, surfels, seed).withCheckpointEvery(0);
    double[] heap = new double[2];
    int early = Math.max(1, steps / 10);
    try (Workers workers = Workers.of(threads);
        SurfelTrainer trainer = new SurfelTrainer(start, room.training(), settings, workers)) {
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
      double[] known = quality(trainer, room.training(), progress);
      double[] unknown = quality(trainer, room.heldOut(), progress);
      return new Row(
          threads,
          report.seconds(),
          report.surfels(),
          known[0],
          unknown[0],
          unknown[1],
          heap[1] - heap[0],
          fingerprint(trainer.surfels()));
    }
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

  /** Returns the fields of the contract. */
  static Map<String, Object> fields(List<Row> rows) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    fields.put("sameBytes", rows.stream().map(Row::fingerprint).distinct().count() == 1);
    fields.put("peakMemoryMiB", PeakMemory.mebibytes());
    return fields;
  }
}
