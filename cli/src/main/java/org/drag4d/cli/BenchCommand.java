package org.drag4d.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code drag4d bench}: how fast and how good this is, in figures. */
@Command(
    name = "bench",
    header = "how fast this computer is",
    description = {"Measures, and prints the figures.", ""},
    subcommands = {
      BenchSplatCommand.class,
      BenchTrainingCommand.class,
      BenchNetsCommand.class,
      BenchWorldCommand.class
    })
final class BenchCommand implements Runnable {
  @ParentCommand private Drag4D drag4d;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to measure: " + String.join(" or ", spec.subcommands().keySet()));
  }

  /** Returns where to write, as the options say. */
  Console console() {
    return drag4d.console();
  }

  /** Returns the seed of every random choice. */
  long seed() {
    return drag4d.seed();
  }
}
