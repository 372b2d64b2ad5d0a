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
import org.drag4d.splat.raster.DrawingComparison;
import org.drag4d.splat.raster.FeatureCost;
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

  /** Weight of the distortion where its cost is measured. */
  private static final double DISTORTION = 100;

  /** Feature channels where their cost is measured. */
  private static final int FEATURES = 16;

  private static final int WARMING = 100;

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
   * All rows, the machine, and what does not depend on how fast the machine is.
   *
   * @param rows one per workload
   * @param cpu the processor's name
   * @param peakGflops measured single-precision multiply-add rate of one thread
   * @param gigahertz measured clock rate
   * @param threadSpeedup step time of one thread over that of all threads, same workload
   * @param scalarRatio time of a scalar loop over pixels, each walking through all surfels of its
   *     tile, over that of drawing, one thread each
   * @param sparingScalarRatio the same for a loop that is spared the pairs whose block is not
   *     touched, which the kernels find out first
   * @param costFactors what more costs
   */
  public record Result(
      List<Row> rows,
      String cpu,
      double peakGflops,
      double gigahertz,
      double threadSpeedup,
      double scalarRatio,
      double sparingScalarRatio,
      CostFactors costFactors) {}

  /**
   * Step time with something more over that of the plain step, measured step by step in turn.
   *
   * @param distortion with the distortion of depth
   * @param sphericalHarmonics3 with colour of degree 3
   * @param features16 with 16 feature channels: drawn, compared, and their gradients. By the
   *     arithmetic of a blended pair it would be (157 + 101) / 157 of the kernels' share of a step:
   *     35 for alpha, 2 for the weight, 32 to blend, 32 on the way back
   */
  public record CostFactors(double distortion, double sphericalHarmonics3, double features16) {}

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
   * @param iterations measured steps of each, after as many to warm up, but at least a hundred:
   *     until then the compiler still takes its share of the processors
   */
  public static Result run(List<Workload> workloads, int iterations, Progress progress) {
    double peak = PeakRate.gflops();
    double gigahertz = ClockRate.gigahertz();
    List<Row> rows = new ArrayList<>();
    for (Workload w : workloads) {
      progress.begin(
          w.surfels + " surfels, " + w.width + " x " + w.height,
          (long) Math.max(WARMING, iterations) + iterations,
          "steps");
      rows.add(measure(w, iterations, peak, gigahertz, progress));
    }
    Workload first = workloads.getFirst();
    progress.begin("what more costs", 8L * iterations, "steps");
    CostFactors factors = costFactors(first, iterations, progress);
    progress.begin("a scalar loop over pixels", 1, "comparison");
    DrawingComparison.Ratios loops =
        DrawingComparison.ratios(
            RoomWorkload.surfels(first.surfels, 1),
            RoomWorkload.views(1, first.width, first.height).getFirst().camera(),
            Math.min(iterations, 15));
    progress.advance(1);
    return new Result(
        rows,
        cpu(),
        peak,
        gigahertz,
        speedup(rows),
        loops.wholeTiles(),
        loops.sameBlocks(),
        factors);
  }

  /** One thread against the threads of the first row; 1 where no row says it. */
  private static double speedup(List<Row> rows) {
    Row first = rows.getFirst();
    for (Row row : rows) {
      if (row.threads == 1
          && row.surfels == first.surfels
          && row.width == first.width
          && row.height == first.height) {
        return row.iterationMs / first.iterationMs;
      }
    }
    return 1;
  }

  private static CostFactors costFactors(Workload w, int iterations, Progress progress) {
    Surfels surfels = RoomWorkload.surfels(w.surfels, 1);
    List<TrainingView> views = RoomWorkload.views(4, w.width, w.height);
    TrainSettings plain = settings(w);
    try (Workers workers = Workers.of(w.threads)) {
      List<TrainingEngine> engines =
          List.of(
              new TrainingEngine(surfels, views, plain, workers),
              new TrainingEngine(
                  surfels,
                  views,
                  plain.withLosses(plain.losses().withDistortion(DISTORTION)),
                  workers),
              new TrainingEngine(surfels, views, plain.withDegree(3), workers),
              new TrainingEngine(surfels, views, plain, workers));
      FeatureCost features = new FeatureCost(engines.getLast(), FEATURES);
      double[][] times = new double[engines.size()][iterations];
      int late = 3 * plain.degreeEvery(); // all degrees of the colour are active
      for (int i = 0; i < 2 * iterations; i++) { // the first half warms up
        for (int e = 0; e < engines.size(); e++) {
          long start = System.nanoTime();
          engines.get(e).step(late + i, i % views.size());
          if (e == engines.size() - 1) {
            features.step();
          }
          times[e][i % iterations] = System.nanoTime() - start;
          progress.advance(i * engines.size() + e);
        }
      }
      for (double[] t : times) {
        Arrays.sort(t);
      }
      int mid = iterations / 2;
      return new CostFactors(
          times[1][mid] / times[0][mid],
          times[2][mid] / times[0][mid],
          times[3][mid] / times[0][mid]);
    }
  }

  private static TrainSettings settings(Workload w) {
    return TrainSettings.fromDepth(1_000_000, w.surfels, 0)
        .withDensity(new DensityControl.Fixed())
        .withRates(STILL);
  }

  private static Row measure(
      Workload w, int iterations, double peak, double gigahertz, Progress progress) {
    Surfels surfels = RoomWorkload.surfels(w.surfels, 1);
    List<TrainingView> views = RoomWorkload.views(8, w.width, w.height);
    TrainSettings settings = settings(w);
    try (Workers workers = Workers.of(w.threads)) {
      TrainingEngine engine = new TrainingEngine(surfels, views, settings, workers);
      int warming = Math.max(WARMING, iterations);
      for (int i = 0; i < warming; i++) {
        engine.step(i, i % views.size());
        progress.advance(i);
      }
      double[][] times = new double[7][iterations];
      long[] before = engine.phaseNanos().clone();
      long visible = 0;
      long asking = -allocatedBytes(); // what asking itself allocates
      long allocated = allocatedBytes();
      asking += allocated;
      for (int i = 0; i < iterations; i++) {
        long start = System.nanoTime();
        engine.step(warming + i, i % views.size());
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
      allocated = allocatedBytes() - allocated - asking;
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
