package org.drag4d.priors;

import java.util.Optional;
import java.util.function.Supplier;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.Image;
import org.drag4d.priors.builtin.GrabCutSegmenter;
import org.drag4d.priors.builtin.PlainBackgroundSegmenter;
import org.drag4d.task.Progress;

/**
 * Takes for each picture the first that suits it (object-composition section 1): its alpha channel,
 * its plain background, a network where one is installed, else GrabCut. Hints go straight to those
 * that can use them.
 */
final class AutomaticSegmenter implements ForegroundSegmenter {
  private final SegmentationHints hints;
  private final Supplier<Optional<ForegroundSegmenter>> network;

  /**
   * Decides by the picture.
   *
   * @param network the best installed network, looked up only when a picture needs it
   */
  AutomaticSegmenter(SegmentationHints hints, Supplier<Optional<ForegroundSegmenter>> network) {
    this.hints = hints;
    this.network = network;
  }

  @Override
  public ForegroundMask mask(Image picture, Progress progress) {
    if (hints.isEmpty()) {
      Optional<ForegroundMask> plain =
          new PlainBackgroundSegmenter().maskIfPlain(picture, progress);
      if (plain.isPresent()) {
        return plain.get();
      }
    }
    Optional<ForegroundSegmenter> installed =
        hints.scribbles().isPresent() ? Optional.empty() : network.get();
    return installed.orElseGet(() -> new GrabCutSegmenter(hints)).mask(picture, progress);
  }
}
