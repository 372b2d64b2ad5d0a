package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.project.CataloguePriors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(paramLabel = "PICTURE", description = "PNG, JPEG, WebP, GIF or BMP.")
  private Path picture;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "MASK.png",
      required = true,
      description = "The file to write.")
  private Path out;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    OutputPlace.checkFile(out, drag4d.force());
    Image image = ImageFiles.read(picture);
    String prior =
        JobRunner.run(
            console,
            "mask",
            (workers, progress) -> {
              var segmenter = new CataloguePriors(workers, progress).segmenter();
              ImageFiles.write(out, segmenter.mask(image, progress));
              return segmenter.name();
            });
    console.result(out.toString(), Map.of("out", out.toString(), "prior", prior));
    return ExitCodes.DONE;
  }
}
