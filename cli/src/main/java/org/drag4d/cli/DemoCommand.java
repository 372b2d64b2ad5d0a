package org.drag4d.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.project.Pipeline;
import org.drag4d.project.Project;
import org.drag4d.project.ProjectFile.FilmEntry;
import org.drag4d.scene.Quality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d demo}: the whole main job on inputs of its own. */
@Command(
    name = "demo",
    header = "make the bundled sample (no downloads, no GPU)",
    description = {
      "Makes the bundled sample: a dining room from a sentence, a robot in it, and eight"
          + " videos of the robot hopping through the room.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  /** The first prompt of the paper (figure 1). */
  private static final String PROMPT =
      "An elegant dining room featuring a long polished table set with fine china, crystal glasses,"
          + " and a chandelier, with ornate chairs and side tables adorned with decorative items.";

  @ParentCommand private Drag4D drag4d;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "demo.drag4d",
      description = "Where to put the project; ${DEFAULT-VALUE} by default.")
  private Path out;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "draft",
      description = "tiny, draft, standard or high; ${DEFAULT-VALUE} by default.")
  private Quality quality;

  @Override
  public Integer call() {
    ProjectJob job = new ProjectJob(drag4d);
    return job.run(
        "demo",
        () -> Project.openOrCreate(out, job.fresh(quality), drag4d.force()),
        intake ->
            List.of(
                (project, wishes) -> wishes.with(drag4d.seed(), quality),
                intake.prompt(PROMPT, "builtin"),
                intake.object("robot", Optional.empty()),
                intake.path(
                    "hop", Optional.of("robot"), FilmOptions.of(quality, FilmEntry.DEFAULT))),
        Pipeline.Stage.ANIMATE,
        Optional.empty());
  }
}
