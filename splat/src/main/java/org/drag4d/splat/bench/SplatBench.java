package org.drag4d.splat.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.splat.DensityControl;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingView;
import org.drag4d.splat.raster.TrainingEngine;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** Measures complete optimisation steps on a room: the rows of {@code drag4d bench splat}. */
public final class SplatBench {
  /**
   * Floating-point operations of one blended pair, counted in the kernels with a multiply-add as
   * two: 35 for alpha, 16 to blend it, 106 on the way back.
   */
  private static final double FLOPS_PER_PAIR = 157;

  /** Rates so small that the workload stays as it is, however many steps are taken. */
  private static final TrainSettings.Rates STILL =
      new TrainSettings.Rates(1e-9, 1e-9, 1e-8, 1e-9, 1e-8, 1e-8, 1e-9, 1);

  private SplatBench() {}

  /**
   * One workload.
   *
   * @param surfels in the scene
   * @param width pixels
   * @param height pixels
   * @param threads who worked
   * @param iterationMs median wall time of a complete step
   * @param forwardMs median: projection, lists, drawing
   * @param lossMs median: photometric loss and its gradient
   * @param backwardMs median: gradients of pairs, parameters and Adam
   * @param otherMs median of what remains
   * @param visible surfels that the view sees, mean
   * @param blendedPairsPerPixel pairs of pixel and surfel with an alpha, per pixel
   * @param peakShare floating-point operations of blended pairs per second of the whole step, as a
   *     share of the measured peak of as many threads
   * @param allocatedBytesPerIteration by all threads that worked
   * @param cyclesPerVectorForward cycles of all threads that drawing takes per pair of surfel and
   *     block of pixels (one vector); projection and lists not counted
   * @param cyclesPerVectorBackward the same from the gradients of pixels to those of pairs
   * @param evaluatedPairsPerSecond pairs of surfel and pixel that a step looks at, over its time
   * @param blendedPairsPerSecond those that have an alpha
   */
  public record Row(
      int surfels,
      int width,
      int height,
      int threads,
      double iterationMs,
      double forwardMs,
      double lossMs,
      double backwardMs,
      double otherMs,
      int visible,
      double blendedPairsPerPixel,
      double peakShare,
      long allocatedBytesPerIteration,
      double cyclesPerVectorForward,
      double cyclesPerVectorBackward,
      double evaluatedPairsPerSecond,
      double blendedPairsPerSecond) {}

  /**
   * All rows and the machine.
   *
   * @param rows one per workload
   * @param cpu the processor's name
   * @param peakGflops measured single-precision multiply-add rate of one thread
   * @param gigahertz measured clock rate
   */
  public record Result(List<Row> rows, String cpu, double peakGflops, double gigahertz) {}

  /** A workload to measure. */
  public record Workload(int surfels, int width, int height, int threads) {}

  /** Returns the usual workloads for a number of threads. */
  public static List<Workload> usual(int threads) {
    return List.of(
        new Workload(200_000, 512, 512, threads),
        new Workload(200_000, 512, 512, 1),
        new Workload(500_000, 512, 512, threads),
        new Workload(200_000, 1024, 1024, threads));
  }

  /**
   * Measures.
   *
   * @param workloads what to measure
   * @param iterations measured steps of each, after as many to warm up
   */
  public static Result run(List<Workload> workloads, int iterations, Progress progress) {
    double peak = PeakRate.gflops();
    double gigahertz = ClockRate.gigahertz();
    List<Row> rows = new ArrayList<>();
    for (Workload w : workloads) {
      progress.begin(
          w.surfels + " surfels, " + w.width + " x " + w.height, 2L * iterations, "steps");
      rows.add(measure(w, iterations, peak, gigahertz, progress));
    }
    return new Result(rows, cpu(), peak, gigahertz);
  }

  private static Row measure(
      Workload w, int iterations, double peak, double gigahertz, Progress progress) {
    Surfels surfels = RoomWorkload.surfels(w.surfels, 1);
    List<TrainingView> views = RoomWorkload.views(8, w.width, w.height);
    TrainSettings settings =
        TrainSettings.fromDepth(1_000_000, w.surfels, 0)
            .withDensity(new DensityControl.Fixed())
            .withRates(STILL);
    try (Workers workers = Workers.of(w.threads)) {
      TrainingEngine engine = new TrainingEngine(surfels, views, settings, workers);
      for (int i = 0; i < iterations; i++) {
        engine.step(i, i % views.size());
        progress.advance(i);
      }
      double[][] times = new double[7][iterations];
      long[] before = engine.phaseNanos().clone();
      long visible = 0;
      long allocated = allocatedBytes();
      for (int i = 0; i < iterations; i++) {
        long start = System.nanoTime();
        engine.step(iterations + i, i % views.size());
        times[0][i] = (System.nanoTime() - start) * 1e-6;
        long[] now = engine.phaseNanos();
        times[1][i] = (now[0] + now[1] + now[2] - before[0] - before[1] - before[2]) * 1e-6;
        times[2][i] = (now[3] - before[3]) * 1e-6;
        times[3][i] = (now[4] + now[5] - before[4] - before[5]) * 1e-6;
        times[4][i] = times[0][i] - times[1][i] - times[2][i] - times[3][i];
        times[5][i] = now[2] - before[2];
        times[6][i] = now[4] - before[4];
        System.arraycopy(now, 0, before, 0, now.length);
        visible += engine.visible();
      }
      allocated = allocatedBytes() - allocated;
      for (double[] t : times) {
        Arrays.sort(t);
      }
      double pairs = engine.blendedPairsPerPixel();
      double flops = pairs * w.width * w.height * FLOPS_PER_PAIR;
      int mid = iterations / 2;
      double seconds = times[0][mid] * 1e-3;
      double vectors = engine.blockVisits();
      double cycles = gigahertz * w.threads / vectors;
      progress.check();
      return new Row(
          w.surfels,
          w.width,
          w.height,
          w.threads,
          times[0][mid],
          times[1][mid],
          times[2][mid],
          times[3][mid],
          times[4][mid],
          (int) (visible / iterations),
          pairs,
          flops / seconds / (peak * 1e9 * w.threads),
          allocated / iterations,
          times[5][mid] * cycles,
          times[6][mid] * cycles,
          vectors * engine.blockPixels() / seconds,
          pairs * w.width * w.height / seconds);
    }
  }

  /** Bytes that all live threads have allocated. */
  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getTotalThreadAllocatedBytes();
  }

  /** Returns the name of the processor. */
  public static String cpu() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
