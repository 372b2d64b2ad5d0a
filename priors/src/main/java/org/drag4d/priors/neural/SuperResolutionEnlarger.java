package org.drag4d.priors.neural;

import java.nio.file.Path;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.SuperResolution;
import org.drag4d.task.Progress;

/** Detail by Real-ESRGAN, whose tiles see across the panorama's seam. */
public final class SuperResolutionEnlarger implements PanoramaEnlarger {
  private final String name;
  private final Path file;

  /**
   * Takes a network.
   *
   * @param name of its model in the store
   * @param file where it lies
   */
  public SuperResolutionEnlarger(String name, Path file) {
    this.name = name;
    this.file = file;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Image enlarge(Image panorama, Progress progress) {
    try (SuperResolution network = SuperResolution.open(file, OnnxSettings.DEFAULT)) {
      return network.enlarge(
          panorama, SuperResolution.Edges.PANORAMA, SuperResolution.Tiles.DEFAULT, progress);
    }
  }
}
