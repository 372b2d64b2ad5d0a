package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.project.Intake;
import org.drag4d.project.Pipeline;
import org.drag4d.project.Project;
import org.drag4d.project.ProjectFile;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d run}: prompt, object and path become eight videos. */
@Command(
    name = "run",
    header = "the whole job: prompt, picture, path -> eight videos",
    description = {
      "Makes a scene from a sentence, puts objects into it and moves one along a path, seen by"
          + " eight cameras. Started again, it does what has changed and continues what was"
          + " stopped.",
      "",
      "  drag4d run \"a cozy cabin\" --object robot --path hop -o cabin.drag4d",
      ""
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "PROMPT", arity = "0..1", description = "What the place looks like.")
  private Optional<String> prompt = Optional.empty();

  @Mixin private SceneOptions scene;

  @Option(
      names = "--object",
      paramLabel = "[NAME=]OBJECT",
      description = "A sample (teddy, hero, rabbit, robot), a picture or a mesh; may be repeated.")
  private List<String> objects = List.of();

  @Option(
      names = "--path",
      paramLabel = "FILE|PRESET",
      description = "A path file, or line, arc, hop, circle, figure8.")
  private Optional<String> path = Optional.empty();

  @Mixin private MakingOptions making;
  @Mixin private FilmOptions film;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      defaultValue = "animate",
      description = "scene, compose or animate: where to stop.")
  private String until;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The project folder.")
  private Path out;

  @Override
  public Integer call() {
    Pipeline.Stage stage = stage(until);
    ProjectJob job = new ProjectJob(drag4d);
    boolean exists = Project.isProject(out);
    Optional<ProjectFile> before = exists ? Optional.of(Project.read(out)) : Optional.empty();
    Quality quality = scene.quality(before);
    boolean needsObject = stage != Pipeline.Stage.SCENE && objects.isEmpty();
    if (needsObject && before.map(b -> b.objects().isEmpty()).orElse(true)) {
      throw new InputException(
          "--object", "is missing: what shall stand in the scene?", "For instance: --object robot");
    }
    if (stage == Pipeline.Stage.ANIMATE
        && path.isEmpty()
        && before.map(b -> b.paths().isEmpty()).orElse(true)) {
      throw new InputException(
          "--path", "is missing: how shall the object move?", "For instance: --path hop");
    }
    return job.run(
        "run",
        () -> Project.openOrCreate(out, job.fresh(quality), drag4d.force()),
        intake -> {
          List<Intake.Checked> checked = new ArrayList<>();
          checked.add((project, wishes) -> wishes.with(seed(before), quality));
          scene.check(intake, prompt, before).ifPresent(checked::add);
          if (!objects.isEmpty()) {
            checked.add((project, wishes) -> wishes.withObjects(List.of()));
            objects.forEach(o -> checked.add(intake.object(o, Optional.empty(), making.making())));
          }
          path.ifPresent(p -> checked.add(intake.path(p, Optional.empty(), film.film(quality))));
          return checked;
        },
        stage,
        Optional.empty());
  }

  private long seed(Optional<ProjectFile> before) {
    return drag4d.seedGiven() ? drag4d.seed() : before.map(ProjectFile::seed).orElse(drag4d.seed());
  }

  private static Pipeline.Stage stage(String name) {
    for (Pipeline.Stage stage : Pipeline.Stage.values()) {
      if (stage.name().toLowerCase(Locale.ROOT).equals(name)) {
        return stage;
      }
    }
    throw new InputException("--until " + name, "is none of scene, compose, animate");
  }
}
