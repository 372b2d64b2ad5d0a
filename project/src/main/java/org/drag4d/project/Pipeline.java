package org.drag4d.project;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Occupancy;
import org.drag4d.geometry.PlyFile;
import org.drag4d.project.ProjectFile.PathEntry;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.task.CancelledException;

/**
 * Brings a project up to date: finds the stages whose results do not follow from today's wishes,
 * runs them in order, keeps what they make. Everything else stays as it is.
 */
public final class Pipeline {
  private final Project project;
  private final Priors priors;
  private final Job job;

  /** Prepares to bring a project up to date. */
  public Pipeline(Project project, Priors priors, Job job) {
    this.project = project;
    this.priors = priors;
    this.job = job;
  }

  /** Up to where to work. */
  public enum Stage {
    /** Sentence to scene. */
    SCENE,
    /** And the objects in it. */
    COMPOSE,
    /** And all videos. */
    ANIMATE
  }

  /**
   * One stage of a job.
   *
   * @param name as results name it: {@code scene}, {@code compose}, {@code animate/hop}
   * @param done whether its results are up to date
   * @param work makes what is missing
   */
  private record Part(String name, boolean done, Runnable work) {}

  /**
   * Brings the stages up to one of them up to date.
   *
   * @throws org.drag4d.task.InputException if an input cannot be used
   * @throws CancelledException if the work was cancelled; what is finished is kept
   */
  public Outcome run(Stage until) {
    return run(until, Optional.empty());
  }

  /**
   * Brings the stages up to one of them up to date.
   *
   * @param onlyPath the only path to animate; empty for all
   */
  public Outcome run(Stage until, Optional<String> onlyPath) {
    PanoramaGenerator generator = generator();
    List<Part> parts = parts(until, onlyPath, generator);
    checkInside(parts, generator);
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      job.progress().stage(part.name(), i + 1, parts.size());
      if (part.done()) {
        job.progress().end(JobEvent.State.KEPT, "");
        seconds.put(part.name(), 0.0);
        continue;
      }
      double before = job.seconds();
      try {
        job.progress().check();
        part.work().run();
      } catch (CancelledException e) {
        job.progress().end(JobEvent.State.CANCELLED, "");
        throw e;
      } catch (RuntimeException | Error e) {
        job.progress().end(JobEvent.State.FAILED, "");
        throw e;
      }
      double took = job.seconds() - before;
      seconds.put(part.name(), took);
      job.progress().end(JobEvent.State.DONE, String.format(Locale.ROOT, "done in %.1f s", took));
    }
    boolean changed = seconds.values().stream().anyMatch(s -> s > 0);
    if (changed || !Files.exists(project.layout().report())) {
      Report.write(project);
    }
    return Outcome.of(project, seconds, job);
  }

  private void checkInside(List<Part> parts, PanoramaGenerator generator) {
    boolean work = parts.stream().anyMatch(part -> !part.done());
    if (work && InsideScene.concerns(project.wishes())) {
      InsideScene.of(project.wishes(), generator, job.progress())
          .or(() -> parts.getFirst().done() ? Optional.of(pointsOfScene()) : Optional.empty())
          .ifPresent(inside -> inside.check(project.wishes()));
    }
  }

  private InsideScene pointsOfScene() {
    return InsideScene.of(
        Occupancy.extent(PlyFile.readPoints(project.layout().scene().resolve("points.ply"))));
  }

  private List<Part> parts(Stage until, Optional<String> onlyPath, PanoramaGenerator generator) {
    List<Part> parts = new ArrayList<>();
    Layout layout = project.layout();
    parts.add(
        new Part(
            "scene",
            StageFolder.isDone(layout.scene(), SceneResults.inputs(project)),
            () -> new SceneResults(project, generator, priors, job).make()));
    if (until.compareTo(Stage.COMPOSE) >= 0) {
      parts.add(
          new Part(
              "compose",
              ObjectResults.isDone(project),
              () -> new ObjectResults(project, priors, job).make()));
    }
    if (until == Stage.ANIMATE) {
      for (PathEntry path : project.wishes().paths()) {
        if (onlyPath.isPresent() && !onlyPath.get().equals(path.name())) {
          continue;
        }
        parts.add(
            new Part(
                "animate/" + path.name(),
                StageFolder.isDone(
                    layout.animation(path.name()), AnimationResults.inputs(project, path)),
                () -> new AnimationResults(project, path, priors, job).make()));
      }
    }
    return parts;
  }

  private PanoramaGenerator generator() {
    ProjectFile.PanoramaEntry panorama = project.wishes().panorama();
    return panorama.file().isPresent()
        ? priors.panoramaOfFile(
            project.layout().root().resolve(panorama.file().get()),
            panorama.depth().map(project.layout().root()::resolve),
            panorama.depthModel())
        : priors.panorama(panorama.prior(), panorama.depthModel());
  }
}
