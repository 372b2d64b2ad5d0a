package org.drag4d.splat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.raster.TrainingEngine;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Optimises surfels so that they look like posed pictures: 2DGS with a fixed order of all sums, so
 * that the result is the same for any number of threads, and a run that was stopped and resumed
 * from a checkpoint ends with the bytes of an undisturbed one.
 *
 * <p>Not safe for use by several threads; all calls come from the thread that owns the {@link
 * Workers}.
 */
public final class SurfelTrainer implements AutoCloseable {
  private static final long MAGIC = 0x6434642d74726e31L; // "d4d-trn1"

  /** Hears how a run goes. All calls come from the thread that called {@link #run}. */
  public interface Listener {
    /** Listens to nothing. */
    Listener NONE = new Listener() {};

    /**
     * After every step. A listener may look at the surfels or {@link SurfelTrainer#render} them,
     * for instance for a first preview; it does not change the run.
     *
     * @param trainer the run
     * @param step how many steps are done
     * @param loss the loss of this step's view
     */
    default void onStep(SurfelTrainer trainer, int step, double loss) {}

    /**
     * Every {@link TrainSettings#checkpointEvery} steps, before the last. The place to call {@link
     * SurfelTrainer#writeCheckpoint}.
     *
     * @param trainer the run
     * @param step how many steps are done
     */
    default void checkpoint(SurfelTrainer trainer, int step) {}
  }

  private final TrainingEngine engine;
  private final TrainSettings settings;
  private final Workers workers;
  private final long fingerprint;
  private final int[] order;
  private int orderedEpoch = -1;
  private int step;

  /**
   * Prepares a run.
   *
   * @param initial where to start; not changed
   * @param views what to learn from, at least one
   * @param settings how
   * @param workers who works; not closed by this trainer
   */
  public SurfelTrainer(
      Surfels initial, List<TrainingView> views, TrainSettings settings, Workers workers) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("nothing to learn from: no views");
    }
    this.settings = settings;
    this.workers = workers;
    engine = new TrainingEngine(initial, views, settings, workers);
    fingerprint = fingerprint(views, settings);
    order = new int[views.size()];
  }

  /**
   * Prepares the rest of a run from a checkpoint. Views and settings must be those of the first
   * part.
   *
   * @throws InputException if the checkpoint is damaged, of another version, or of another run
   */
  public static SurfelTrainer resume(
      InputStream checkpoint, List<TrainingView> views, TrainSettings settings, Workers workers)
      throws IOException {
    int degree = settings.sphericalHarmonicsDegree();
    Surfels none =
        new Surfels(degree, new float[0], new float[0], new float[0], new float[0], new float[0]);
    SurfelTrainer trainer = new SurfelTrainer(none, views, settings, workers);
    CheckedInputStream checked =
        new CheckedInputStream(new BufferedInputStream(checkpoint), new CRC32());
    DataInputStream in = new DataInputStream(checked);
    try {
      if (in.readLong() != MAGIC) {
        throw new InputException("the checkpoint", "is not one, or of another version");
      }
      if (in.readLong() != trainer.fingerprint) {
        throw new InputException("the checkpoint", "belongs to other settings or views");
      }
      trainer.step = trainer.engine.read(in);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw new InputException("the checkpoint", "is damaged");
      }
    } catch (EOFException e) {
      throw new InputException("the checkpoint", "is cut off");
    }
    return trainer;
  }

  /** What settings and views are told apart by. */
  private static long fingerprint(List<TrainingView> views, TrainSettings settings) {
    CRC32 crc = new CRC32();
    crc.update(settings.toString().getBytes(StandardCharsets.UTF_8));
    for (TrainingView view : views) {
      crc.update(view.camera().toString().getBytes(StandardCharsets.UTF_8));
      int content = 31 * Arrays.hashCode(view.picture().values()) + Arrays.hashCode(view.weights());
      crc.update(Integer.toString(content).getBytes(StandardCharsets.UTF_8));
    }
    return crc.getValue() << 16 | views.size() & 0xFFFF;
  }

  /** Lets somebody else say, too, how rendered views should change; to be said before the run. */
  public void guidedBy(ViewGuidance guidance) {
    engine.guidedBy(guidance);
  }

  /**
   * Trains until {@link TrainSettings#steps} are done.
   *
   * @param progress told after every step; cancelling leaves the trainer as after the last step
   * @param listener told after every step
   */
  public TrainingReport run(Progress progress, Listener listener) {
    long start = System.nanoTime();
    progress.begin("optimising surfels", settings.steps(), "steps");
    double[] recent = new double[order.length];
    int done = 0;
    while (step < settings.steps()) {
      double loss = engine.step(step, view(step));
      step++;
      engine.controlDensity(step);
      recent[done++ % recent.length] = loss;
      listener.onStep(this, step, loss);
      int every = settings.checkpointEvery();
      if (every > 0 && step % every == 0 && step < settings.steps()) {
        listener.checkpoint(this, step);
      }
      progress.advance(step);
    }
    double sum = 0;
    int counted = Math.min(done, recent.length);
    for (int i = 0; i < counted; i++) {
      sum += recent[i];
    }
    return new TrainingReport(
        step, engine.count(), (System.nanoTime() - start) * 1e-9, counted == 0 ? 0 : sum / counted);
  }

  /** The view of a step: all views in a random order, then again in another. */
  private int view(int step) {
    int epoch = step / order.length;
    if (epoch != orderedEpoch) {
      orderedEpoch = epoch;
      SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003 + epoch);
      for (int i = 0; i < order.length; i++) {
        int j = random.nextInt(i + 1);
        order[i] = order[j];
        order[j] = i;
      }
    }
    return order[step % order.length];
  }

  /** Returns a copy of the surfels as they are now. */
  public Surfels surfels() {
    return engine.surfels();
  }

  /** Returns how many surfels there are now. */
  public int count() {
    return engine.count();
  }

  /** Returns how many steps are done. */
  public int step() {
    return step;
  }

  /** Renders the surfels as they are now, without background. */
  public RenderedView render(Camera camera) {
    return switch (camera) {
      case Pinhole c -> engine.render(c);
      case Equirectangular c -> {
        try (Rasterizer rasterizer = Rasterizers.best(workers)) {
          yield rasterizer.render(surfels(), c);
        }
      }
    };
  }

  /** Writes everything that the rest of the run depends on, besides views and settings. */
  public void writeCheckpoint(OutputStream stream) throws IOException {
    CheckedOutputStream checked =
        new CheckedOutputStream(new BufferedOutputStream(stream), new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeLong(MAGIC);
    out.writeLong(fingerprint);
    engine.write(out, step);
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /** Frees the working memory. */
  @Override
  public void close() {}
}
