package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.project.Intake;
import org.drag4d.project.ProjectFile;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;
import picocli.CommandLine.Option;

/** The options that say what a scene is made from. */
final class SceneOptions {
  @Option(
      names = "--panorama",
      paramLabel = "PRIOR|IMAGE",
      description =
          "Who makes the panorama (builtin, diffusion360, diffusion360+enhance), or a 2:1 picture"
              + " of your own.")
  private Optional<String> panorama = Optional.empty();

  @Option(
      names = "--depth",
      paramLabel = "FILE",
      description = "Its distances: NPY or PFM in metres, or 16-bit PNG in millimetres.")
  private Optional<Path> depth = Optional.empty();

  @Option(
      names = "--depth-model",
      paramLabel = "NAME",
      description = "Who estimates distances where none are given: metric3d-vit-small, -large.")
  private Optional<String> depthModel = Optional.empty();

  @Option(
      names = "--inpaint",
      paramLabel = "NAME|PATH",
      description =
          "Who paints what the panorama does not show: none (the default), lama, sd2, sd15, or your"
              + " own Stable Diffusion for inpainting.")
  private Optional<String> inpaint = Optional.empty();

  @Option(
      names = "--guidance",
      paramLabel = "NAME|PATH",
      description =
          "Who says how views should change to fit the sentence: none (default), sd2, sd15, or your"
              + " own Stable Diffusion.")
  private Optional<String> guidance = Optional.empty();

  @Option(
      names = "--quality",
      paramLabel = "Q",
      description = "tiny, draft, standard or high; standard by default.")
  private Optional<Quality> quality = Optional.empty();

  /** Returns the quality asked for, else the project's, else the usual one. */
  Quality quality(Optional<ProjectFile> before) {
    return quality.or(() -> before.map(ProjectFile::quality)).orElse(Quality.STANDARD);
  }

  /**
   * Checks what the scene is made from; empty when nothing new was said and the project knows.
   *
   * @throws InputException if nothing says what the scene is made from
   */
  Optional<Intake.Checked> check(
      Intake intake, Optional<String> prompt, Optional<ProjectFile> before) {
    Intake.SceneModels models =
        new Intake.SceneModels(
            depthModel,
            inpaint.filter(name -> !name.equals(PriorCatalogue.NONE)),
            guidance.filter(name -> !name.equals(PriorCatalogue.NONE)));
    if (panorama.isPresent() && Intake.namesFile(panorama.get())) {
      return Optional.of(intake.panorama(panorama.get(), depth, models, prompt.orElse("")));
    }
    if (depth.isPresent()) {
      throw new InputException(
          "--depth", "belongs to a panorama of your own", "Give --panorama IMAGE as well.");
    }
    if (prompt.isEmpty() && before.isPresent() && panorama.isEmpty()) {
      if (!models.equals(Intake.SceneModels.NONE)) {
        throw new InputException(
            "--depth-model, --inpaint or --guidance",
            "says how a scene is made, but nothing says what of",
            "Give --panorama (and the sentence) again.");
      }
      return Optional.empty();
    }
    return Optional.of(
        intake.prompt(prompt.orElse(""), panorama.orElse(PriorCatalogue.BUILTIN), models));
  }
}
