package org.drag4d.priors.neural;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.ControlNet;
import org.drag4d.nets.diffusion.GuidedSampling;
import org.drag4d.nets.diffusion.ModelFolder;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.WeightedPrompt;
import org.drag4d.nets.schedule.DpmPlusPlusSampler;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.Sampler;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.task.Progress;

/**
 * Diffusion360's enhancement (Feng et al. 2023; text-to-scene section 7.4): a panorama is enlarged
 * and painted anew by a Stable Diffusion that a ControlNet holds to it; then super-resolution makes
 * it twice as large, and it is painted anew once more. Latents are worked on in tiles that fade
 * into each other after every step, all the way round.
 */
public final class PanoramaRefinement {
  /** How much wider than what it is made of the panorama is after each painting. */
  private static final int FIRST_WIDER = 3;

  private static final int SECOND_WIDER = 6;

  private final StableDiffusion base;
  private final ModelFolder control;
  private final PanoramaEnlarger enlarger;
  private final Settings settings;

  /**
   * How much work goes into it.
   *
   * @param steps of the whole way from noise to a picture
   * @param strength which part of it is gone: 0 leaves the panorama as it is, 1 begins from noise
   * @param firstGuidance how closely the first painting follows the sentence
   * @param secondGuidance how closely the second does
   * @param tile side of a tile of painting, latents
   * @param codecTile side of a tile of the autoencoder, latents
   */
  public record Settings(
      int steps,
      double strength,
      double firstGuidance,
      double secondGuidance,
      int tile,
      int codecTile) {
    /** The published values. */
    public static final Settings DEFAULT = new Settings(7, 0.8, 15, 17, 96, 64);

    /** Returns the step at which painting begins. */
    int firstStep() {
      return steps - Math.min(steps, (int) (steps * strength));
    }
  }

  /**
   * Takes the models; their files are opened when they are needed.
   *
   * @param base who paints
   * @param control where the ControlNet lies that holds it to the panorama
   * @param enlarger the super-resolution between the two paintings
   */
  public PanoramaRefinement(
      StableDiffusion base, ModelFolder control, PanoramaEnlarger enlarger, Settings settings) {
    this.base = base;
    this.control = control;
    this.enlarger = enlarger;
    this.settings = settings;
  }

  /**
   * Returns a panorama six times as wide as what was made, with details.
   *
   * @param panorama one period, of about the made width
   * @param madeWidth what the widths are multiples of, pixels
   * @param prompts what is not wanted, then what is
   * @param sampling how noise was mixed in
   */
  Image refined(
      Image panorama,
      int madeWidth,
      List<WeightedPrompt> prompts,
      SamplerSettings sampling,
      long seed,
      Progress progress) {
    EncodedTexts texts = EncodedTexts.weighted(base, prompts);
    NoiseSource noise = NoiseSource.seeded(~seed); // not what the first stage drew
    Painting first = new Painting(FIRST_WIDER * madeWidth, settings.firstGuidance());
    Painting second = new Painting(SECOND_WIDER * madeWidth, settings.secondGuidance());
    Image larger = painted(panorama, first, texts, sampling, noise, progress);
    Image sharper = enlarger.enlarge(larger, progress);
    return painted(sharper, second, texts, sampling, noise, progress);
  }

  /** Says what was done, for a result's notes. */
  String note() {
    return "painted twice more, held to itself by a ControlNet, enlarged by " + enlarger.name();
  }

  /** How wide a panorama is painted, pixels, and how closely the sentence is followed. */
  private record Painting(int width, double guidance) {}

  private Image painted(
      Image panorama,
      Painting painting,
      EncodedTexts texts,
      SamplerSettings sampling,
      NoiseSource noise,
      Progress progress) {
    Image picture;
    TiledAutoencoder.Latents clean;
    try (StableDiffusion.Loaded<AutoencoderKl> vae = base.autoencoder()) {
      int multiple = 2 * vae.network().config().pixelsPerLatent();
      picture = Resizing.panorama(panorama, painting.width / multiple * multiple);
      clean = new TiledAutoencoder(vae, settings.codecTile()).encode(picture, noise, progress);
    }
    Sampler sampler = DpmPlusPlusSampler.firstOrder(sampling, settings.steps());
    int begin = settings.firstStep();
    float[] latents = clean.values();
    if (begin < sampler.steps()) {
      int timestep = (int) sampler.timestep(begin);
      float[] start = sampling.training().noised(latents, noise.next(latents.length), timestep);
      try (Scope _ = Scope.withoutGradients();
          StableDiffusion.Loaded<Unet2DCondition> unet = base.unet();
          StableDiffusion.Loaded<ControlNet> net = control.controlNet()) {
        latents =
            denoised(
                unet,
                net,
                texts.tensor(),
                new TiledAutoencoder.Latents(start, clean.columns(), clean.rows()),
                picture,
                sampler,
                painting.guidance,
                progress);
      }
    }
    try (StableDiffusion.Loaded<AutoencoderKl> vae = base.autoencoder()) {
      return new TiledAutoencoder(vae, settings.codecTile())
          .decode(new TiledAutoencoder.Latents(latents, clean.columns(), clean.rows()), progress);
    }
  }

  /**
   * Takes the noise out of latents, tile by tile, one step of all tiles after another. The sampler
   * is of first order: the reference's, which would remember, is made to begin anew for each row of
   * tiles.
   *
   * @param texts what is not wanted, then what is
   * @param picture what the ControlNet sees
   */
  float[] denoised(
      StableDiffusion.Loaded<Unet2DCondition> unet,
      StableDiffusion.Loaded<ControlNet> net,
      Tensor texts,
      TiledAutoencoder.Latents start,
      Image picture,
      Sampler sampler,
      double guidance,
      Progress progress) {
    PanoramaTiles cut =
        new PanoramaTiles(start.columns(), start.rows(), settings.tile(), settings.tile() / 2);
    List<PanoramaTiles.Tile> tiles = cut.tiles();
    float[] seen = PictureTensors.planes(picture, 1, 0);
    int cell = picture.width() / start.columns();
    float[] latents = start.values();
    int channels = latents.length / (start.columns() * start.rows());
    int begin = settings.firstStep();
    progress.begin(
        "painting the panorama", (long) tiles.size() * (sampler.steps() - begin), "tiles");
    long done = 0;
    for (int step = begin; step < sampler.steps(); step++) {
      PanoramaTiles.Joining joining = cut.join(channels, 1);
      double[] times = {sampler.timestep(step), sampler.timestep(step)};
      for (PanoramaTiles.Tile tile : tiles) {
        float[] noisy = cut.cut(latents, tile, 1);
        float[] said;
        try (Scope _ = Scope.withoutGradients()) {
          Tensor one = Tensors.of(noisy, 1, channels, cut.height(), cut.width());
          Tensor sample = Tensors.join(0, one, one);
          Tensor part =
              Tensors.of(
                  cut.cut(seen, tile, cell),
                  1,
                  3,
                  (long) cut.height() * cell,
                  (long) cut.width() * cell);
          ControlNet.Residuals held =
              net.network()
                  .residuals(net.weights(), sample, times, texts, Tensors.join(0, part, part));
          Tensor both =
              unet.network().predict(unet.weights(), sample, times, texts, Optional.of(held));
          said = Tensors.floats(GuidedSampling.guided(both, guidance));
        }
        joining.add(tile, sampler.step(said, noisy, step, NoiseSource.none()));
        progress.advance(++done);
      }
      latents = joining.planes();
    }
    return latents;
  }
}
