package org.drag4d.cli;

import picocli.CommandLine.Option;

/** {@code --threads} of the measurements. */
final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads; all processors by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Returns what was asked for, which may be nonsense. */
  int threads() {
    return threads;
  }
}
