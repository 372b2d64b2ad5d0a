package org.drag4d.priors.neural;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.Dift;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.task.Progress;

/**
 * Features of a diffusion network for distillation (text-to-scene sections 7.8 and 8.3). Stage 3
 * builds on DragAnything, whose features these are by default: 320 channels of Stable Diffusion
 * 1.5, an eighth as wide as the picture.
 */
public final class DiftFeatures implements FeatureExtractor {
  private final String name;
  private final StableDiffusion model;
  private final Dift dift;
  private final int side;
  private final long seed;
  private Optional<OpenDiffusion> open = Optional.empty();

  /**
   * Takes a model; its files are opened with the first picture.
   *
   * @param dift which features
   * @param side pictures are shown to the network at this width and height, pixels
   * @param seed of the noise, the same for all pictures
   */
  public DiftFeatures(String name, StableDiffusion model, Dift dift, int side, long seed) {
    this.name = name;
    this.model = model;
    this.dift = dift;
    this.side = side;
    this.seed = seed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Features features(Image picture, Progress progress) {
    OpenDiffusion networks = opened();
    progress.check();
    try (Scope _ = Scope.withoutGradients()) {
      Tensor made =
          dift.features(
              new Dift.Networks(
                  networks.autoencoder().network(),
                  networks.autoencoder().weights(),
                  networks.unet().network(),
                  networks.unet().weights()),
              PictureTensors.of(Resizing.to(picture, side, side)),
              networks.texts().tensor(),
              NoiseSource.seeded(seed));
      int channels = Math.toIntExact(made.size(1));
      int height = Math.toIntExact(made.size(2));
      int width = Math.toIntExact(made.size(3));
      return new Features(width, height, channels, Tensors.floats(made.permute(0, 2, 3, 1)));
    }
  }

  private OpenDiffusion opened() {
    if (open.isEmpty()) {
      open = Optional.of(OpenDiffusion.of(model, List.of(""), unet -> {}));
    }
    return open.get();
  }

  @Override
  public void release() {
    open.ifPresent(OpenDiffusion::close);
    open = Optional.empty();
  }
}
