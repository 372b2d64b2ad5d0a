package org.drag4d.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectMaker;
import org.drag4d.compose.ObjectSource;
import org.drag4d.geometry.ImageFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d mask}: where the object is in a picture. */
@Command(
    name = "mask",
    header = "where the object is in a picture",
    description = {
      "Finds the object of a picture: by its transparency, its plain background, or by what stands"
          + " out of it. Where there are several things, say which.",
      "",
      "  drag4d mask photo.jpg -o mask.png",
      "  drag4d mask photo.jpg -o mask.png --box 120,80,300,400",
      ""
    })
final class MaskCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Mixin private PictureOption files;

  @Mixin private MaskOptions options;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    ForegroundSegmenter segmenter = options.segmenter();
    ObjectSource.Picture source = files.read(".png", drag4d.force());
    ForegroundMask mask =
        JobRunner.run(
            console,
            "mask",
            (workers, progress) ->
                files.naming(() -> ObjectMaker.mask(source, segmenter, progress)));
    ImageFiles.write(files.out(), mask.alpha());
    console.remark("made by: " + mask.madeBy());
    String out = files.out().toString();
    console.result(out, Map.of("out", out, "prior", mask.madeBy()));
    return ExitCodes.DONE;
  }
}
