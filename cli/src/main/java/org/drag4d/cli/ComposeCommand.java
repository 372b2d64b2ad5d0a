package org.drag4d.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.geometry.StrictJson;
import org.drag4d.project.Intake;
import org.drag4d.project.Pipeline;
import org.drag4d.project.Project;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d compose}: stage 2. */
@Command(
    name = "compose",
    header = "put the object of a picture into the scene",
    description = {
      "Makes an object from a picture (or takes a mesh) and stands it in the scene. Asked again"
          + " with the same name, the new one takes the place of the old.",
      "",
      "  drag4d compose -p room.drag4d --object robot",
      "  drag4d compose -p room.drag4d --object bear=photo.png --box 0,0.4,-2,0.8,0.8,0.8",
      ""
    })
final class ComposeCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Mixin private ProjectOption project;

  @Option(
      names = "--object",
      paramLabel = "[NAME=]OBJECT",
      description = "A sample (teddy, hero, rabbit, robot), a picture or a mesh.")
  private Optional<String> object = Optional.empty();

  @Option(
      names = "--box",
      paramLabel = "BOX",
      description = "Where: CX,CY,CZ,SX,SY,SZ[,YAW[,PITCH,ROLL]], metres and degrees.")
  private Optional<String> box = Optional.empty();

  @Mixin private MakingOptions making;

  @Option(names = "--remove", paramLabel = "NAME", description = "Take an object away.")
  private Optional<String> remove = Optional.empty();

  @Override
  public Integer call() {
    if (object.isEmpty() && remove.isEmpty()) {
      throw new InputException(
          "--object", "is missing: what shall stand in the scene?", "For instance: --object robot");
    }
    if (box.isPresent() && object.isEmpty()) {
      throw new InputException("--box", "says where, but --object does not say what");
    }
    return new ProjectJob(drag4d)
        .run(
            "compose",
            () -> Project.open(project.folder()),
            intake -> {
              List<Intake.Checked> checked = new ArrayList<>();
              remove.ifPresent(
                  name -> {
                    List<String> names =
                        Project.read(project.folder()).objects().stream()
                            .map(ObjectEntry::name)
                            .toList();
                    if (!names.contains(name)) {
                      String nearest = StrictJson.nearest(name, names);
                      throw new InputException(
                          "--remove " + name,
                          "there is no such object in the scene; there are " + names,
                          nearest.isEmpty() ? "" : "Did you mean '" + nearest + "'?");
                    }
                    checked.add((at, wishes) -> wishes.withoutObject(name));
                  });
              object.ifPresent(text -> checked.add(intake.object(text, box, making.making())));
              return checked;
            },
            Pipeline.Stage.COMPOSE,
            Optional.empty());
  }
}
