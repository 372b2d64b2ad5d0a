package org.drag4d.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.project.Intake;
import org.drag4d.project.Pipeline;
import org.drag4d.project.Project;
import org.drag4d.project.ProjectFile;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d animate}: stage 3. */
@Command(
    name = "animate",
    header = "move it along a 3D path, eight matching videos",
    description = {
      "Moves an object along a path and films it from eight sides.",
      "",
      "  drag4d animate -p room.drag4d --path hop --views a000_e00,a090_e00",
      ""
    })
final class AnimateCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Mixin private ProjectOption project;

  @Option(
      names = "--path",
      paramLabel = "FILE|PRESET",
      required = true,
      description = "A path file, or line, arc, hop, circle, figure8.")
  private String path;

  @Option(
      names = "--object",
      paramLabel = "NAME",
      description = "Which object moves, where there are several.")
  private Optional<String> object = Optional.empty();

  @Mixin private FilmOptions film;

  @Override
  public Integer call() {
    ProjectFile before = Project.read(project.folder());
    List<String> names = before.objects().stream().map(ObjectEntry::name).toList();
    if (names.isEmpty()) {
      throw new InputException(
          project.folder().toString(),
          "has no object that could move",
          "Put one in first: drag4d compose -p " + project.folder() + " --object robot");
    }
    return new ProjectJob(drag4d)
        .run(
            "animate",
            () -> Project.open(project.folder()),
            intake -> List.of(intake.path(path, object, film.film(before.quality()))),
            Pipeline.Stage.ANIMATE,
            Optional.of(Intake.pathName(path)));
  }
}
