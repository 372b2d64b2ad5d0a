package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.project.Intake;
import org.drag4d.project.ProjectFile.MakingEntry;
import picocli.CommandLine.Option;

/**
 * The options that say by whom objects are made of their pictures, in commands whose {@code --box}
 * is the object's place in the scene.
 */
final class MakingOptions {
  @Option(
      names = "--object-model",
      paramLabel = "NAME",
      description = "Who makes the shape: builtin (the default), triposr.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--mask-model",
      paramLabel = "NAME",
      description = "Who finds the object: a segmentation prior of 'drag4d models list'.")
  private Optional<String> mask = Optional.empty();

  @Option(
      names = "--mask-box",
      paramLabel = "X,Y,W,H",
      description = "The object lies in this box of the picture's pixels.")
  private Optional<String> box = Optional.empty();

  @Option(
      names = "--mask-click",
      paramLabel = "X,Y",
      description = "This pixel of the picture is the object's (for networks).")
  private Optional<String> click = Optional.empty();

  @Option(
      names = "--scribbles",
      paramLabel = "FILE",
      description = "Strokes of the picture's size: green on the object, red on the rest.")
  private Optional<Path> scribbles = Optional.empty();

  /** Returns what was said; what needs nothing and is usual counts as not said. */
  Intake.Making making() {
    return new Intake.Making(
        new MakingEntry(
            model.filter(name -> !name.equals(PriorCatalogue.BUILTIN)),
            mask.filter(name -> !name.equals(PriorCatalogue.AUTOMATIC)),
            box,
            click,
            Optional.empty()),
        scribbles);
  }
}
