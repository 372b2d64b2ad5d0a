package org.drag4d.priors.neural;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Resampling;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.GuidedSampling;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.schedule.DdimSampler;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.scene.Inpainter;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Paints holes by a Stable Diffusion that was trained for it: its UNet sees, beside the noisy
 * latents, where the hole is and the latents of the picture without it (text-to-scene section 7.3).
 * Networks stay open from one view to the next, until {@link #release}.
 */
public final class DiffusionInpainter implements Inpainter {
  private static final int INPAINTING_CHANNELS = 9;

  private final String name;
  private final StableDiffusion model;
  private final Settings settings;
  private final LongFunction<NoiseSource> noises;
  private Optional<OpenDiffusion> open = Optional.empty();

  /**
   * How much work goes into a picture.
   *
   * @param steps how often the network is called
   * @param guidance how closely the sentence is followed
   * @param longestSide larger pictures are painted at this size, pixels: what the networks were
   *     trained on
   * @param negative what shall not be there
   */
  public record Settings(int steps, double guidance, int longestSide, String negative) {
    /** The published values. */
    public static final Settings DEFAULT =
        new Settings(50, 7.5, 512, "people, text, watermark, picture frame, blurry");
  }

  /**
   * Takes a model; its files are opened when the first picture comes.
   *
   * @param name by which this prior is chosen
   */
  public DiffusionInpainter(String name, StableDiffusion model, Settings settings) {
    this(name, model, settings, NoiseSource::seeded);
  }

  /** Takes a model, and where its noise comes from for a seed. */
  DiffusionInpainter(
      String name, StableDiffusion model, Settings settings, LongFunction<NoiseSource> noises) {
    this.name = name;
    this.model = model;
    this.settings = settings;
    this.noises = noises;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Image fill(Image picture, boolean[] holes, String prompt, long seed, Progress progress) {
    OpenDiffusion networks = opened(prompt);
    int multiple = networks.autoencoder().network().config().pixelsPerLatent();
    double scale =
        Math.min(1, (double) settings.longestSide() / Math.max(picture.width(), picture.height()));
    int width = multiple(picture.width() * scale, multiple);
    int height = multiple(picture.height() * scale, multiple);
    Image small = Resizing.to(picture, width, height);
    boolean[] mask = resized(holes, picture.width(), picture.height(), width, height);
    Image painted = paint(networks, small, mask, multiple, seed, progress);
    return Resizing.to(painted, picture.width(), picture.height());
  }

  private static int multiple(double size, int of) {
    return Math.max(1, (int) Math.round(size / of)) * of;
  }

  private Image paint(
      OpenDiffusion networks,
      Image picture,
      boolean[] mask,
      int cell,
      long seed,
      Progress progress) {
    AutoencoderKl vae = networks.autoencoder().network();
    double latentScale = vae.config().scale();
    NoiseSource noise = noises.apply(seed);
    long[] shape = {
      1, vae.config().latentChannels(), picture.height() / cell, picture.width() / cell
    };
    int count = Math.toIntExact(shape[1] * shape[2] * shape[3]);
    try (Scope _ = Scope.withoutGradients()) {
      Tensor known = PictureTensors.of(withoutHoles(picture, mask));
      Tensor masked =
          vae.encode(networks.autoencoder().weights(), known)
              .sample(Tensors.of(noise.next(count), shape))
              .mul(new Scalar(latentScale));
      Tensor condition =
          Tensors.join(1, Tensors.like(coarse(mask, picture.width(), shape, cell), masked), masked);
      Tensor texts = networks.texts().tensor();
      GuidedSampling sampling =
          new GuidedSampling(
              networks.unet().network(),
              networks.unet().weights(),
              texts.narrow(0, 1, 1),
              texts.narrow(0, 0, 1),
              settings.guidance(),
              Optional.of(condition));
      DdimSampler sampler = new DdimSampler(model.sampling(), settings.steps(), 0);
      float[] latents =
          sampling.run(
              noise.next(count),
              shape,
              sampler,
              0,
              NoiseSource.none(),
              UnaryOperator.identity(),
              progress);
      progress.check();
      Tensor clean = Tensors.of(latents, shape).mul(new Scalar(1 / latentScale));
      return PictureTensors.image(vae.decode(networks.autoencoder().weights(), clean));
    }
  }

  /** Middle grey, which is nought to the networks, where something is to be painted. */
  private static Image withoutHoles(Image picture, boolean[] mask) {
    float[] values = picture.values().clone();
    for (int at = 0; at < values.length; at++) {
      values[at] = mask[at / picture.channels()] ? 0.5f : values[at];
    }
    return new Image(picture.width(), picture.height(), picture.channels(), values);
  }

  /** The mask of every latent: that of the first pixel of its cell, as the reference takes it. */
  private static Tensor coarse(boolean[] mask, int width, long[] shape, int cell) {
    int rows = (int) shape[2];
    int columns = (int) shape[3];
    float[] values = new float[rows * columns];
    for (int at = 0; at < values.length; at++) {
      values[at] = mask[at / columns * cell * width + at % columns * cell] ? 1 : 0;
    }
    return Tensors.of(values, 1, 1, rows, columns);
  }

  private static boolean[] resized(boolean[] mask, int w, int h, int width, int height) {
    if (w == width && h == height) {
      return mask;
    }
    float[] values = new float[w * h];
    for (int at = 0; at < values.length; at++) {
      values[at] = mask[at] ? 1 : 0;
    }
    float[] small = Resampling.byArea(new Image(w, h, 1, values), width, height).values();
    boolean[] result = new boolean[width * height];
    for (int at = 0; at < result.length; at++) {
      result[at] = small[at] > 0; // any part of a hole makes it one
    }
    return result;
  }

  private OpenDiffusion opened(String prompt) {
    List<String> said = List.of(settings.negative(), prompt);
    if (open.isEmpty() || !open.get().said().equals(said)) {
      release();
      open = Optional.of(OpenDiffusion.of(model, said, this::requireInpainting));
    }
    return open.get();
  }

  private void requireInpainting(Unet2DCondition unet) {
    if (unet.config().inChannels() != INPAINTING_CHANNELS) {
      throw new InputException(
          model.source(),
          "paints whole pictures, not holes: its UNet takes "
              + unet.config().inChannels()
              + " channels",
          "Wanted: a Stable Diffusion for inpainting, with " + INPAINTING_CHANNELS + ".");
    }
  }

  @Override
  public void release() {
    open.ifPresent(OpenDiffusion::close);
    open = Optional.empty();
  }
}
