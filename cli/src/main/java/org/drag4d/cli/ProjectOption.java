package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.project.Project;
import picocli.CommandLine.Option;

/** Which project. */
final class ProjectOption {
  @Option(
      names = {"-p", "--project"},
      paramLabel = "DIR",
      description = "The project folder; by default the only *.drag4d here.")
  private Optional<Path> folder = Optional.empty();

  /** Returns the folder, or the only project of the current folder. */
  Path folder() {
    return folder.orElseGet(() -> Project.only(Path.of("")));
  }
}
