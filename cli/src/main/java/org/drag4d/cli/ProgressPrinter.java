package org.drag4d.cli;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.drag4d.project.JobEvent;

/**
 * Progress as lines for a person. On a terminal one line is repainted; elsewhere a line is written
 * when a step begins and then at most every 10 per cent or every 15 seconds, so that logs stay
 * short.
 */
final class ProgressPrinter implements Consumer<JobEvent> {
  private static final long LINE_SPACING_NANOS = 15_000_000_000L;
  private static final long TENTH_SPACING_NANOS = 2_000_000_000L;
  private static final int COLUMNS = 79;

  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private String step = "";
  private int percentWritten;
  private long lastLine;
  private int painted;

  ProgressPrinter(PrintStream err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void accept(JobEvent event) {
    String stage =
        event.stageCount() > 1
            ? "[" + event.stageNumber() + "/" + event.stageCount() + "] " + event.stage()
            : event.stage().isEmpty() ? event.job() : event.stage();
    switch (event.state()) {
      case RUNNING -> running(stage, event);
      case NOTE -> line("  " + event.message());
      case KEPT -> line(stage + ": up to date");
      case DONE -> line(stage + ": " + event.message());
      case FAILED, CANCELLED, QUEUED -> clear();
    }
  }

  private void running(String stage, JobEvent event) {
    if (event.step().isEmpty()) {
      return;
    }
    int percent = event.total() > 0 ? (int) (100 * event.done() / event.total()) : -1;
    String head = stage.isEmpty() ? "" : stage + ": ";
    String text = head + event.step() + state(event, percent);
    long now = nanoTime.getAsLong();
    if (terminal) {
      paint(text);
      return;
    }
    boolean begins = !step.equals(stage + event.step());
    if (begins) {
      step = stage + event.step();
      percentWritten = 0;
    }
    boolean tenth =
        percent >= percentWritten + 10 && now - lastLine >= TENTH_SPACING_NANOS && percent < 100;
    if (begins || tenth || now - lastLine >= LINE_SPACING_NANOS) {
      percentWritten = Math.max(percentWritten, percent / 10 * 10);
      lastLine = now;
      err.println(text);
    }
  }

  private static String state(JobEvent event, int percent) {
    StringBuilder text = new StringBuilder();
    if (percent >= 0 && event.done() > 0) {
      text.append(' ').append(percent).append(" %");
      if (!event.unit().isEmpty() && event.message().isEmpty()) {
        text.append(" (").append(event.done()).append('/').append(event.total()).append(' ');
        text.append(event.unit()).append(')');
      }
    } else if (event.done() > 0) {
      text.append(' ').append(event.done()).append(' ').append(event.unit());
    }
    if (!event.message().isEmpty()) { // in place of the count, so that the line fits a terminal
      text.append(", ").append(event.message());
    }
    event.etaSeconds().ifPresent(seconds -> text.append(", ").append(about(seconds)));
    return text.toString();
  }

  /** Returns a rounded remaining time: nobody needs seconds of minutes. */
  static String about(long seconds) {
    if (seconds < 10) {
      return "some seconds left";
    }
    if (seconds < 90) {
      return "about " + (seconds + 5) / 10 * 10 + " s left";
    }
    if (seconds < 5400) {
      return "about " + (seconds + 30) / 60 + " min left";
    }
    return "about " + (seconds + 1800) / 3600 + " h left";
  }

  private void paint(String text) {
    String cut = text.length() > COLUMNS ? text.substring(0, COLUMNS - 1) + "…" : text;
    err.print("\r" + cut + " ".repeat(Math.max(0, painted - cut.length())));
    err.flush();
    painted = cut.length();
  }

  private void line(String text) {
    clear();
    err.println(text);
  }

  /** Takes the repainted line away. */
  synchronized void clear() {
    if (painted > 0) {
      err.print("\r" + " ".repeat(painted) + "\r");
      err.flush();
      painted = 0;
    }
  }
}
