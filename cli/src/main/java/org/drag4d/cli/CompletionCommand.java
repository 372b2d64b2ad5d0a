package org.drag4d.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d completion}: what the shell needs to complete commands and options. */
@Command(
    name = "completion",
    header = "write a completion script for bash and zsh",
    description = {
      "Writes a script that completes commands and options.",
      "",
      "  source <(drag4d completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Override
  public Integer call() {
    drag4d.console().out().print(AutoComplete.bash("drag4d", Drag4D.commandLine()));
    return ExitCodes.DONE;
  }
}
