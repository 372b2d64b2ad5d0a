package org.drag4d.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drag4d.splat.DensityControl;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingView;
import org.drag4d.splat.bench.RoomWorkload;
import org.drag4d.splat.raster.TrainingEngine;
import org.drag4d.task.Workers;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A picture of a room of surfels, and a complete training step with its phases. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class RasterizerBenchmark {
  /** In the scene. */
  @Param({"200000"})
  public int surfels;

  /** Width and height of the views, pixels. */
  @Param({"512"})
  public int size;

  /** Who works; 0 for as many as there are processors. */
  @Param({"0", "1"})
  public int threads;

  private Workers workers;
  private Rasterizer rasterizer;
  private Surfels scene;
  private List<TrainingView> views;
  private TrainingEngine engine;
  private int step;

  /**
   * Milliseconds of the parts of a step, mean over an iteration: culling and projection, sorting
   * and tile lists, drawing, loss, from pixels to pairs, parameters and Adam.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Phases {
    public double project;
    public double bin;
    public double draw;
    public double loss;
    public double backward;
    public double update;
    private long[] before = new long[6];
    private int firstStep;

    /** Starts counting. */
    @Setup(Level.Iteration)
    public void begin(RasterizerBenchmark benchmark) {
      before = benchmark.engine.phaseNanos().clone();
      firstStep = benchmark.step;
    }

    /** Divides by the number of steps. */
    @TearDown(Level.Iteration)
    public void end(RasterizerBenchmark benchmark) {
      long[] now = benchmark.engine.phaseNanos();
      double perStep = 1e-6 / Math.max(1, benchmark.step - firstStep);
      project = (now[0] - before[0]) * perStep;
      bin = (now[1] - before[1]) * perStep;
      draw = (now[2] - before[2]) * perStep;
      loss = (now[3] - before[3]) * perStep;
      backward = (now[4] - before[4]) * perStep;
      update = (now[5] - before[5]) * perStep;
    }
  }

  /** Makes the room. */
  @Setup
  public void prepare() {
    workers = threads == 0 ? Workers.ofProcessors() : Workers.of(threads);
    scene = RoomWorkload.surfels(surfels, 1);
    views = RoomWorkload.views(8, size, size);
    rasterizer = Rasterizers.best(workers);
    TrainSettings settings =
        TrainSettings.fromDepth(1_000_000, surfels, 0).withDensity(new DensityControl.Fixed());
    engine = new TrainingEngine(scene, views, settings, workers);
    step = 0;
  }

  /** Lets the threads go. */
  @TearDown
  public void close() {
    rasterizer.close();
    workers.close();
  }

  /** A picture with alpha, depth and normals. */
  @Benchmark
  public RenderedView forward() {
    return rasterizer.render(scene, views.get(step++ % views.size()).camera());
  }

  /** Draw, compare, propagate back, improve. */
  @Benchmark
  public double trainingStep(Phases phases) {
    double loss = engine.step(step, step % views.size());
    step++;
    return loss;
  }
}
