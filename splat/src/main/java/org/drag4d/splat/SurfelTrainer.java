package org.drag4d.splat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.drag4d.geometry.Camera;
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

  /**
   * Prepares a run.
   *
   * @param initial where to start; not changed
   * @param views what to learn from, at least one
   * @param settings how
   * @param workers who works; not closed by this trainer
   */
  public SurfelTrainer(
      Surfels initial, List<TrainingView> views, TrainSettings settings, Workers workers) {}

  /**
   * Prepares the rest of a run from a checkpoint. Views and settings must be those of the first
   * part.
   *
   * @throws org.drag4d.task.InputException if the checkpoint is damaged, of another version, or of
   *     another run
   */
  public static SurfelTrainer resume(
      InputStream checkpoint, List<TrainingView> views, TrainSettings settings, Workers workers)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Trains until {@link TrainSettings#steps} are done.
   *
   * @param progress told after every step; cancelling leaves the trainer as after the last step
   * @param listener told after every step
   */
  public TrainingReport run(Progress progress, Listener listener) {
    throw new UnsupportedOperationException();
  }

  /** Returns a copy of the surfels as they are now. */
  public Surfels surfels() {
    throw new UnsupportedOperationException();
  }

  /** Returns how many steps are done. */
  public int step() {
    throw new UnsupportedOperationException();
  }

  /** Renders the surfels as they are now, without background. */
  public RenderedView render(Camera camera) {
    throw new UnsupportedOperationException();
  }

  /** Writes everything that the rest of the run depends on, besides views and settings. */
  public void writeCheckpoint(OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Frees the working memory. */
  @Override
  public void close() {}
}
