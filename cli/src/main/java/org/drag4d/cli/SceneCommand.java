package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.project.Intake;
import org.drag4d.project.Pipeline;
import org.drag4d.project.Project;
import org.drag4d.project.ProjectFile;
import org.drag4d.scene.Quality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d scene}: stage 1. */
@Command(
    name = "scene",
    header = "3D scene from a prompt or a panorama",
    description = {
      "Makes a scene of surfels from a sentence, or from a panorama of your own.",
      "",
      "  drag4d scene \"a cozy living room with a fireplace\" -o room.drag4d",
      "  drag4d scene --panorama house.jpg --depth house.npy -o house.drag4d",
      ""
    })
final class SceneCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "PROMPT", arity = "0..1", description = "What the place looks like.")
  private Optional<String> prompt = Optional.empty();

  @Mixin private SceneOptions scene;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The project folder.")
  private Path out;

  @Override
  public Integer call() {
    ProjectJob job = new ProjectJob(drag4d);
    Optional<ProjectFile> before =
        Project.isProject(out) ? Optional.of(Project.read(out)) : Optional.empty();
    Quality quality = scene.quality(before);
    long seed =
        drag4d.seedGiven() ? drag4d.seed() : before.map(ProjectFile::seed).orElse(drag4d.seed());
    return job.run(
        "scene",
        () -> Project.openOrCreate(out, job.fresh(quality), drag4d.force()),
        intake -> {
          List<Intake.Checked> checked = new ArrayList<>();
          checked.add((project, wishes) -> wishes.with(seed, quality));
          scene.check(intake, prompt, before).ifPresent(checked::add);
          return checked;
        },
        Pipeline.Stage.SCENE,
        Optional.empty());
  }
}
