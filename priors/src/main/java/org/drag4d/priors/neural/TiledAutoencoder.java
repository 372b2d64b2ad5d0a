package org.drag4d.priors.neural;

import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.task.Progress;

/**
 * An autoencoder for panoramas that are too large for it: it sees them tile by tile, and tiles fade
 * into each other all the way round ("text-to-scene" section 7.4).
 *
 * @param vae the autoencoder
 * @param side of a tile, latents
 */
record TiledAutoencoder(StableDiffusion.Loaded<AutoencoderKl> vae, int side) {

  /** A panorama in latents: [channels, rows, columns], multiplied by the network's scale. */
  record Latents(float[] values, int columns, int rows) {}

  private PanoramaTiles tiles(int columns, int rows) {
    return new PanoramaTiles(columns, rows, side, Math.max(1, side / 4));
  }

  /**
   * Encodes a panorama whose sides are multiples of the network's cells.
   *
   * @param noise draws of the distribution that the network gives
   */
  Latents encode(Image panorama, NoiseSource noise, Progress progress) {
    int cell = vae.network().config().pixelsPerLatent();
    int channels = vae.network().config().latentChannels();
    PanoramaTiles cut = tiles(panorama.width() / cell, panorama.height() / cell);
    float[] planes = PictureTensors.planes(panorama, 2, -1);
    PanoramaTiles.Joining joining = cut.join(2 * channels, 1);
    progress.begin("encoding the panorama", cut.tiles().size(), "tiles");
    int done = 0;
    for (PanoramaTiles.Tile tile : cut.tiles()) {
      try (Scope _ = Scope.withoutGradients()) {
        float[] pixels = cut.cut(planes, tile, cell);
        Tensor seen =
            Tensors.of(pixels, 1, 3, (long) cut.height() * cell, (long) cut.width() * cell);
        AutoencoderKl.Latents said = vae.network().encode(vae.weights(), seen);
        joining.add(tile, Tensors.floats(Tensors.join(1, said.mean(), said.logVariance())));
      }
      progress.advance(++done);
    }
    float[] both = joining.planes();
    float[] drawn = noise.next(both.length / 2);
    double scale = vae.network().config().scale();
    for (int at = 0; at < drawn.length; at++) {
      double deviation = Math.exp(0.5 * both[drawn.length + at]);
      drawn[at] = (float) (scale * (both[at] + deviation * drawn[at]));
    }
    return new Latents(drawn, cut.columns(), cut.rows());
  }

  /** Decodes a panorama. */
  Image decode(Latents latents, Progress progress) {
    int cell = vae.network().config().pixelsPerLatent();
    int channels = vae.network().config().latentChannels();
    double scale = vae.network().config().scale();
    float[] clean = new float[latents.values.length];
    for (int at = 0; at < clean.length; at++) {
      clean[at] = (float) (latents.values[at] / scale);
    }
    PanoramaTiles cut = tiles(latents.columns, latents.rows);
    PanoramaTiles.Joining joining = cut.join(3, cell);
    progress.begin("decoding the panorama", cut.tiles().size(), "tiles");
    int done = 0;
    for (PanoramaTiles.Tile tile : cut.tiles()) {
      try (Scope _ = Scope.withoutGradients()) {
        float[] part = cut.cut(clean, tile, 1);
        Tensor seen = Tensors.of(part, 1, channels, cut.height(), cut.width());
        joining.add(tile, Tensors.floats(vae.network().decode(vae.weights(), seen)));
      }
      progress.advance(++done);
    }
    return PictureTensors.image(joining.planes(), latents.columns * cell, latents.rows * cell);
  }
}
