package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.project.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d inspect}: what is in a file or project. */
@Command(
    name = "inspect",
    header = "what is in a file or project, and what is wrong with it",
    description = {
      "Says what is in a project, picture, array, splat file, mesh, camera or path file, and what"
          + " is wrong with it.",
      ""
    })
final class InspectCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "FILE|DIR", description = "What to look at.")
  private Path what;

  @Override
  public Integer call() {
    Map<String, Object> facts = Inspection.of(what);
    StringBuilder text = new StringBuilder();
    append(text, facts, "");
    drag4d.console().result(text.toString().stripTrailing(), facts);
    return ExitCodes.DONE;
  }

  private static void append(StringBuilder text, Map<?, ?> facts, String indent) {
    facts.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            text.append(indent).append(name).append('\n');
            append(text, inner, indent + "  ");
          } else {
            text.append(indent).append(name).append(": ").append(value).append('\n');
          }
        });
  }
}
