package org.drag4d.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code drag4d eval}: how good results are, held against what is known exactly. */
@Command(
    name = "eval",
    header = "how good results are",
    description = {"Compares results with what is known exactly, and prints tables.", ""},
    subcommands = {EvalSceneCommand.class, EvalObjectCommand.class, EvalMasksCommand.class})
final class EvalCommand implements Runnable {
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
