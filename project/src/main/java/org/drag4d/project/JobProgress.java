package org.drag4d.project;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.drag4d.task.CancelledException;
import org.drag4d.task.Progress;

/**
 * Turns what a long computation says into events, at most ten a second, and tells it when the
 * person wants it to stop. Safe to call from several threads.
 */
public final class JobProgress implements Progress {
  private static final long EVENT_SPACING_NANOS = 100_000_000;
  private static final long SECONDS_BEFORE_ETA = 3;
  private static final long UNITS_BEFORE_ETA = 5;

  private final String job;
  private final Consumer<JobEvent> listener;
  private final LongSupplier nanoTime;
  private final List<String> notes = new ArrayList<>();
  private volatile boolean cancelled;

  private String stage = "";
  private int stageNumber;
  private int stageCount;
  private String step = "";
  private long done;
  private long total;
  private String unit = "";
  private String figures = "";
  private long stepStart;

  /** What was done when the step told its first number: a resumed step does not begin at 0. */
  private long firstDone;

  private long lastEvent;

  /** Reports a job to a listener. */
  public JobProgress(String job, Consumer<JobEvent> listener) {
    this(job, listener, System::nanoTime);
  }

  /** Reports a job by a clock of one's own. */
  JobProgress(String job, Consumer<JobEvent> listener, LongSupplier nanoTime) {
    this.job = job;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /** Asks the job to stop at the next safe point. */
  public void cancel() {
    cancelled = true;
  }

  /** Returns whether someone asked the job to stop. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Starts a stage. */
  synchronized void stage(String name, int number, int count) {
    stage = name;
    stageNumber = number;
    stageCount = count;
    step = "";
    done = 0;
    total = 0;
    unit = "";
    figures = "";
    notes.clear();
    send(JobEvent.State.RUNNING, "");
  }

  /** Ends the stage that runs. */
  synchronized void end(JobEvent.State state, String message) {
    send(state, message);
  }

  /** Returns what the stage that runs has said so far. */
  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public synchronized void begin(String step, long total, String unit) {
    check();
    this.step = step;
    this.total = total;
    this.unit = unit;
    done = 0;
    firstDone = -1;
    figures = "";
    stepStart = nanoTime.getAsLong();
    send(JobEvent.State.RUNNING, "");
  }

  @Override
  public void advance(long done) {
    check();
    synchronized (this) {
      if (firstDone < 0) {
        firstDone = done <= 1 ? 0 : done;
        stepStart = done <= 1 ? stepStart : nanoTime.getAsLong();
      }
      this.done = Math.max(this.done, done);
      boolean last = total > 0 && this.done >= total;
      if (last || nanoTime.getAsLong() - lastEvent >= EVENT_SPACING_NANOS) {
        send(JobEvent.State.RUNNING, figures);
      }
    }
  }

  @Override
  public synchronized void figures(String text) {
    figures = text;
  }

  @Override
  public synchronized void note(String message) {
    notes.add(message);
    send(JobEvent.State.NOTE, message);
  }

  @Override
  public void check() {
    if (cancelled) {
      throw new CancelledException();
    }
  }

  private void send(JobEvent.State state, String message) {
    long now = nanoTime.getAsLong();
    lastEvent = now;
    listener.accept(
        new JobEvent(
            job,
            stage,
            step,
            state,
            done,
            total,
            unit,
            eta(now),
            stageNumber,
            stageCount,
            message));
  }

  private OptionalLong eta(long now) {
    double seconds = (now - stepStart) / 1e9;
    long here = done - firstDone;
    if (total == 0 || here < UNITS_BEFORE_ETA || done >= total || seconds < SECONDS_BEFORE_ETA) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(seconds / here * (total - done)));
  }
}
