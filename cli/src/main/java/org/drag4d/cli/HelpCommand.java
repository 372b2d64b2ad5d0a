package org.drag4d.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code drag4d help [COMMAND]}. */
@Command(name = "help", header = "show this help, or that of a command")
final class HelpCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
  private Optional<String> command = Optional.empty();

  @Override
  public Integer call() {
    CommandLine all = Drag4D.commandLine();
    CommandLine one = command.map(all.getSubcommands()::get).orElse(all);
    if (command.isPresent() && one == all) {
      throw new UnmatchedArgumentException(all, List.of(command.get()));
    }
    drag4d.console().out().print(one.getUsageMessage());
    return ExitCodes.DONE;
  }
}
