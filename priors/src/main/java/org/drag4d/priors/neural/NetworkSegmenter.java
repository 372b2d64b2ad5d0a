package org.drag4d.priors.neural;

import java.nio.file.Path;
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
 * the box and a little around it are shown to it, and where a person clicks, what is around there
 * ({@link ClickedObject}).
 */
public final class NetworkSegmenter implements ForegroundSegmenter {
  private static final double SURROUNDINGS = 0.15;

  private final SaliencyNetwork network;
  private final Path file;
  private final SegmentationHints hints;

  /**
   * Takes a network.
   *
   * @param file where its weights lie
   * @param hints where the object is; a box or a click can be used
   * @throws InputException if there are scribbles
   */
  public NetworkSegmenter(SaliencyNetwork network, Path file, SegmentationHints hints) {
    if (hints.scribbles().isPresent()) {
      throw new InputException(
          "--scribbles",
          network.model() + " cannot use them",
          "Give a --mask-box or a --mask-click, or take --mask-model grabcut.");
    }
    this.network = network;
    this.file = file;
    this.hints = hints;
  }

  @Override
  public ForegroundMask mask(Image picture, Progress progress) {
    if (picture.channels() < 3) {
      throw new IllegalArgumentException("a picture of " + picture.channels() + " channels");
    }
    progress.begin("finding the object by " + network.model(), 0, "");
    Image mask =
        hints.click().isPresent()
            ? ClickedObject.mask(
                picture, hints.click().get(), part -> network.mask(file, part, progress))
            : boxed(picture, progress);
    return new ForegroundMask(mask, network.model());
  }

  private Image boxed(Image picture, Progress progress) {
    Box view =
        hints
            .box()
            .map(b -> b.within(picture).grown(SURROUNDINGS, picture))
            .orElse(new Box(0, 0, picture.width(), picture.height()));
    Image mask = network.mask(file, view.cut(picture), progress);
    return view.pasted(mask, picture.width(), picture.height());
  }
}
