package org.drag4d.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.project.CataloguePriors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d mask}: where the object is in a picture. */
@Command(
    name = "mask",
    header = "where the object is in a picture",
    description = {
      "Finds the object of a picture that has transparency or a plain background.",
      "",
      "  drag4d mask photo.png -o mask.png",
      ""
    })
final class MaskCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Mixin private PictureOption files;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    Image image = files.read(".png", drag4d.force()).picture();
    String prior =
        JobRunner.run(
            console,
            "mask",
            (workers, progress) -> {
              var segmenter = new CataloguePriors(workers, progress).segmenter();
              ImageFiles.write(files.out(), files.naming(() -> segmenter.mask(image, progress)));
              return segmenter.name();
            });
    String out = files.out().toString();
    console.result(out, Map.of("out", out, "prior", prior));
    return ExitCodes.DONE;
  }
}
