package org.drag4d.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.drag4d.project.CataloguePriors;
import org.drag4d.project.Intake;
import org.drag4d.project.Job;
import org.drag4d.project.Outcome;
import org.drag4d.project.Pipeline;
import org.drag4d.project.Project;
import org.drag4d.project.ProjectFile;
import org.drag4d.scene.Quality;

/**
 * What {@code demo}, {@code run}, {@code scene}, {@code compose} and {@code animate} have in
 * common: check every input, open the project, put the inputs in, bring it up to date.
 */
final class ProjectJob {
  private final Drag4D drag4d;
  private final Console console;

  ProjectJob(Drag4D drag4d) {
    this.drag4d = drag4d;
    this.console = drag4d.console();
  }

  /**
   * Runs it.
   *
   * @param name of the command
   * @param open opens the project, after the inputs were checked
   * @param checks checks the inputs
   * @param until up to which stage
   * @param onlyPath the only path to animate; empty for all
   */
  int run(
      String name,
      Supplier<Project> open,
      Function<Intake, List<Intake.Checked>> checks,
      Pipeline.Stage until,
      Optional<String> onlyPath) {
    Outcome outcome =
        JobRunner.run(
            console,
            name,
            (workers, progress) -> {
              CataloguePriors priors = new CataloguePriors(workers, progress);
              List<Intake.Checked> checked = checks.apply(new Intake(priors, progress));
              try (Project project = open.get()) {
                ProjectFile wishes = project.wishes();
                for (Intake.Checked piece : checked) {
                  wishes = piece.into(project, wishes);
                }
                Job job = new Job(workers, progress, Drag4D.START_NANOS);
                return project.tryWishes(
                    wishes, () -> new Pipeline(project, priors, job).run(until, onlyPath));
              }
            });
    report(outcome);
    return ExitCodes.DONE;
  }

  private void report(Outcome outcome) {
    outcome.warnings().forEach(warning -> console.remark("warning: " + warning));
    console.remark(
        String.format(
            Locale.ROOT,
            "made by: %s; %.1f s, at most %d MiB",
            join(outcome.priors()),
            outcome.seconds().get("total"),
            outcome.peakMemoryMebibytes()));
    Path report = outcome.project().resolve("report.html");
    if (Files.exists(report)) {
      console.remark("look at it: " + report);
    }
    console.result(outcome.project().toString(), outcome.fields());
  }

  private static String join(Map<String, String> priors) {
    return String.join(
        ", ", priors.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  /** Returns the wishes of a new project. */
  ProjectFile fresh(Quality quality) {
    return ProjectFile.empty(quality, drag4d.seed());
  }
}
