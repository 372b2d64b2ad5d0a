package org.drag4d.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.priors.SegmentationHints.Click;
import picocli.CommandLine.Option;

/** The options that say how the object of a picture is found. */
final class MaskOptions {
  @Option(
      names = "--mask-model",
      paramLabel = "NAME",
      defaultValue = PriorCatalogue.AUTOMATIC,
      description = "Who finds the object: a segmentation prior of 'drag4d models list'.")
  private String model;

  @Option(
      names = "--mask-box",
      paramLabel = "X,Y,W,H",
      description = "The object lies in this box of pixels.")
  private Optional<String> maskBox = Optional.empty();

  @Option(names = "--box", paramLabel = "X,Y,W,H", description = "The same.")
  private Optional<String> box = Optional.empty();

  @Option(
      names = "--mask-click",
      paramLabel = "X,Y",
      description = "This pixel is the object's (for networks).")
  private Optional<String> click = Optional.empty();

  @Option(
      names = "--scribbles",
      paramLabel = "FILE",
      description = "Strokes of the picture's size: green on the object, red on the rest.")
  private Optional<Path> scribbles = Optional.empty();

  /** Checks the options and chooses the prior. */
  ForegroundSegmenter segmenter() {
    Optional<Box> where =
        box.map(text -> Box.parse(text, "--box"))
            .or(() -> maskBox.map(text -> Box.parse(text, "--mask-box")));
    SegmentationHints hints =
        new SegmentationHints(where, click.map(Click::parse), scribbles.map(ImageFiles::read));
    return PriorCatalogue.segmenter(model, hints);
  }
}
