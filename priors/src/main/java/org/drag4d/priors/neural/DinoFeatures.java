package org.drag4d.priors.neural;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.DinoV2;
import org.drag4d.nets.vision.PictureProcessor;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.task.Progress;

/**
 * Features of DINOv2 for distillation: one vector for every patch of 14 pixels, alike where parts
 * are alike (text-to-scene sections 7.7 and 8.3).
 */
public final class DinoFeatures implements FeatureExtractor {
  /** The name by which this prior is chosen. */
  public static final String NAME = "dinov2-small";

  private final Path file;
  private Optional<DinoV2> open = Optional.empty();

  /** Takes the network's file; it is opened with the first picture. */
  public DinoFeatures(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Features features(Image picture, Progress progress) {
    if (open.isEmpty()) {
      open = Optional.of(DinoV2.open(file, OnnxSettings.DEFAULT));
    }
    progress.check();
    DinoV2.Features seen = open.get().features(picture, PictureProcessor.PATCHES_OF_14);
    return new Features(seen.columns(), seen.rows(), seen.length(), seen.patches());
  }

  @Override
  public void release() {
    open.ifPresent(DinoV2::close);
    open = Optional.empty();
  }
}
