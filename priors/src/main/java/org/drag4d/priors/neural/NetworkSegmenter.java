package org.drag4d.priors.neural;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.Image;
import org.drag4d.nets.vision.SaliencyNetwork;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Masks by a published network. It finds one thing, the foremost; where a person gives a box, only
 * the box and a little around it are shown to it.
 */
public final class NetworkSegmenter implements ForegroundSegmenter {
  private static final double SURROUNDINGS = 0.15;

  private final SaliencyNetwork network;
  private final Path file;
  private final Optional<Box> box;

  /**
   * Takes a network.
   *
   * @param file where its weights lie
   * @param hints where the object is; only a box can be used
   * @throws InputException if there are scribbles
   */
  public NetworkSegmenter(SaliencyNetwork network, Path file, SegmentationHints hints) {
    if (hints.scribbles().isPresent()) {
      throw new InputException(
          "--scribbles",
          network.model() + " cannot use them",
          "Give a --mask-box, or take --mask-model grabcut.");
    }
    this.network = network;
    this.file = file;
    box = hints.box();
  }

  @Override
  public ForegroundMask mask(Image picture, Progress progress) {
    if (picture.channels() < 3) {
      throw new IllegalArgumentException("a picture of " + picture.channels() + " channels");
    }
    progress.begin("finding the object by " + network.model(), 0, "");
    Box view =
        box.map(b -> b.within(picture).grown(SURROUNDINGS, picture))
            .orElse(new Box(0, 0, picture.width(), picture.height()));
    Image mask = network.mask(file, view.cut(picture), progress);
    return new ForegroundMask(
        view.pasted(mask, picture.width(), picture.height()), network.model());
  }
}
