package org.drag4d.cli;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.drag4d.project.JobEvent;
import org.drag4d.project.JobProgress;
import org.drag4d.task.Workers;

/** Runs long work with progress for whoever watches, and with Ctrl-C. */
final class JobRunner {
  private JobRunner() {}

  /** Runs work with as many threads as there are processors. */
  static <T> T run(Console console, String name, BiFunction<Workers, JobProgress, T> work) {
    Consumer<JobEvent> listener = listener(console);
    JobProgress progress = new JobProgress(name, listener);
    Interrupts.onFirst(
        () -> {
          console.remark("\nstopping; Ctrl-C again stops at once");
          progress.cancel();
        });
    try (Workers workers = Workers.ofProcessors()) {
      return work.apply(workers, progress);
    } finally {
      if (listener instanceof ProgressPrinter printer) {
        printer.clear();
      }
    }
  }

  private static Consumer<JobEvent> listener(Console console) {
    if (console.json()) {
      return new JsonProgress(console.err());
    }
    if (console.quiet()) {
      return event -> {};
    }
    return new ProgressPrinter(console.err(), console.terminal(), System::nanoTime);
  }
}
