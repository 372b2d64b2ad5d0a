package org.drag4d.task;

/**
 * Where a long computation says how far it is, and learns that it should stop.
 *
 * <p>A computation calls {@link #begin} once per step, {@link #advance} from its loop and thereby
 * also finds out, by a {@link CancelledException}, that the person no longer wants the result.
 * Implementations are safe to call from several threads.
 */
public interface Progress {

  /**
   * Starts a step; it ends when the next one starts.
   *
   * @param step what is being done, in a few words that a person understands ("baking the light")
   * @param total how many units the step has, or 0 when that is not known
   * @param unit the plural name of one unit ("rows", "steps")
   */
  void begin(String step, long total, String unit);

  /**
   * Says that {@code done} units of the current step are done.
   *
   * @throws CancelledException if the work was cancelled
   */
  void advance(long done);

  /**
   * Says how the current step goes, besides how far it is: {@code "loss 0.031, PSNR 27.4"}. It
   * replaces what was said before and is shown with the next {@link #advance}.
   */
  default void figures(String text) {}

  /** Says one thing worth knowing, such as what a word of the prompt was taken to mean. */
  void note(String message);

  /**
   * Stops here if the work was cancelled. Call it at least twice a second.
   *
   * @throws CancelledException if the work was cancelled
   */
  void check();

  /** Listens to nothing and never cancels. */
  static Progress none() {
    return Silent.INSTANCE;
  }

  /** The progress of work that nobody watches. */
  enum Silent implements Progress {
    /** The only one. */
    INSTANCE;

    @Override
    public void begin(String step, long total, String unit) {}

    @Override
    public void advance(long done) {}

    @Override
    public void note(String message) {}

    @Override
    public void check() {}
  }
}
