package org.drag4d.priors.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.GuidedSampling;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.WeightedPrompt;
import org.drag4d.nets.schedule.EulerSampler;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.schedule.Spacing;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.priors.file.Levelling;
import org.drag4d.scene.DepthEstimator;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.task.Progress;

/**
 * Diffusion360 (Feng et al. 2023; text-to-scene section 7.4): a Stable Diffusion that was trained
 * on panoramas, sampled with {@link CircularBlending}, given {@link Detail}, and distances by a
 * {@link DepthEstimator}.
 */
public final class Diffusion360Panorama implements PanoramaGenerator {
  /** The name by which this prior is chosen. */
  public static final String NAME = "diffusion360";

  /** What the name ends in where {@link Refined} detail is wanted. */
  public static final String ENHANCED = "+enhance";

  private static final int SMALLEST = 64;
  private static final String TRIGGER = "<360panorama>, ";
  private static final String QUALITY =
      ", photorealistic, trend on artstation, ((best quality)), ((ultra high res))";
  private static final String NEGATIVE =
      "persons, complex texture, small objects, sheltered, blur, worst quality, low quality,"
          + " zombie, logo, text, watermark, username, monochrome, complex lighting";

  private final StableDiffusion model;
  private final DepthEstimator depth;
  private final Detail detail;
  private final Settings settings;

  /**
   * How much work goes into a panorama.
   *
   * @param width of what the network makes, pixels; the height is half of it
   * @param steps how often the network is called
   * @param guidance how closely the sentence is followed
   */
  public record Settings(int width, int steps, double guidance) {
    /** The published values. */
    public static final Settings DEFAULT = new Settings(1024, 20, 7.5);
  }

  /** Where detail comes from that the network's small panorama lacks. */
  public sealed interface Detail {}

  /** From nowhere: the panorama is interpolated. */
  public record Interpolated() implements Detail {}

  /** From super-resolution. */
  public record Enlarged(PanoramaEnlarger enlarger) implements Detail {}

  /** From two more paintings with super-resolution in between: the published three stages. */
  public record Refined(PanoramaRefinement refinement) implements Detail {}

  /**
   * Takes a model; its files are opened when a panorama is asked for.
   *
   * @param depth who says how far away things are
   * @param detail who adds detail
   */
  public Diffusion360Panorama(
      StableDiffusion model, DepthEstimator depth, Detail detail, Settings settings) {
    this.model = model;
    this.depth = depth;
    this.detail = detail;
    this.settings = settings;
  }

  @Override
  public String name() {
    return detail instanceof Refined ? NAME + ENHANCED : NAME;
  }

  @Override
  public PanoramaScene generate(String prompt, Request request, Progress progress) {
    List<String> notes = new ArrayList<>();
    // Panoramas smaller than the network's own size are for tests: they are enlarged, too.
    int width = Math.min(settings.width(), Math.max(SMALLEST, request.width() / 2));
    Image small = sampled(prompt, width, request.seed(), progress);
    Image detailed = detailed(small, width, prompt, request, notes, progress);
    Image panorama = Resizing.panorama(detailed, request.width());
    DepthEstimator.Estimate estimate = depth.estimate(panorama, progress);
    notes.addAll(estimate.notes());
    notes.add("distances by " + depth.name());
    return Levelling.level(panorama, estimate.radialDistance(), estimate.normals(), name(), notes);
  }

  /** Returns one period of a panorama as the network makes it. */
  Image sampled(String prompt, int width, long seed, Progress progress) {
    progress.begin("imagining the panorama", 0, "");
    try (Scope _ = Scope.withoutGradients()) {
      Tensor texts =
          model.encode(
              List.of(
                  WeightedPrompt.plain(NEGATIVE),
                  WeightedPrompt.parse(TRIGGER + prompt + QUALITY)));
      progress.check();
      float[] latents;
      long[] shape;
      int overlap;
      int cell;
      try (StableDiffusion.Loaded<AutoencoderKl> vae = model.autoencoder()) {
        cell = vae.network().config().pixelsPerLatent();
        int columns = Math.max(2, width / cell / 2 * 2);
        shape = new long[] {1, vae.network().config().latentChannels(), columns / 2, columns};
        overlap = CircularBlending.overlap(columns);
      }
      try (StableDiffusion.Loaded<Unet2DCondition> unet = model.unet()) {
        latents = latents(unet, texts, shape, overlap, NoiseSource.seeded(seed), progress);
      }
      progress.check();
      try (StableDiffusion.Loaded<AutoencoderKl> vae = model.autoencoder()) {
        Image whole = decoded(vae, latents, shape);
        return CircularBlending.period(whole, overlap * cell);
      }
    }
  }

  /**
   * Samples latents whose columns close.
   *
   * @param texts what is not wanted, then what is
   * @param overlap columns that are blended
   */
  float[] latents(
      StableDiffusion.Loaded<Unet2DCondition> unet,
      Tensor texts,
      long[] shape,
      int overlap,
      NoiseSource noise,
      Progress progress) {
    GuidedSampling sampling =
        new GuidedSampling(
            unet.network(),
            unet.weights(),
            texts.narrow(0, 1, 1),
            texts.narrow(0, 0, 1),
            settings.guidance(),
            Optional.empty());
    EulerSampler sampler = EulerSampler.ancestral(sampling(), settings.steps());
    int columns = Math.toIntExact(shape[3]);
    float[] start = noise.next(Math.toIntExact(shape[1] * shape[2] * shape[3]));
    for (int i = 0; i < start.length; i++) {
      start[i] *= (float) sampler.initialScale();
    }
    float[] latents =
        sampling.run(
            start,
            shape,
            sampler,
            0,
            noise,
            values -> CircularBlending.blend(values, columns, overlap),
            progress);
    return CircularBlending.blend(latents, columns, overlap);
  }

  /** Decoded with a quarter of it once more on the right, which is then faded into the left. */
  private static Image decoded(
      StableDiffusion.Loaded<AutoencoderKl> vae, float[] latents, long[] shape) {
    AutoencoderKl network = vae.network();
    long quarter = shape[3] / 4;
    try (Scope _ = Scope.withoutGradients()) {
      Tensor clean = Tensors.of(latents, shape).mul(new Scalar(1 / network.config().scale()));
      Tensor longer = Tensors.join(3, clean, clean.narrow(3, 0, quarter));
      Image decoded = PictureTensors.image(network.decode(vae.weights(), longer));
      int fade = decoded.width() * (int) quarter / (int) (shape[3] + quarter);
      int width = decoded.width() - fade;
      Image panorama = new Image(width, decoded.height(), 3);
      for (int j = 0; j < decoded.height(); j++) {
        for (int i = 0; i < width; i++) {
          float part = i < fade ? (float) i / fade : 1;
          for (int c = 0; c < 3; c++) {
            float again = part < 1 ? decoded.at(width + i, j, c) : 0;
            panorama.set(i, j, c, part * decoded.at(i, j, c) + (1 - part) * again);
          }
        }
      }
      return panorama;
    }
  }

  /** Time steps are visited as the reference's two samplers do where the model does not say. */
  private SamplerSettings sampling() {
    return model.sampling(Spacing.LINSPACE);
  }

  private Image detailed(
      Image panorama,
      int madeWidth,
      String prompt,
      Request request,
      List<String> notes,
      Progress progress) {
    return switch (detail) {
      case Enlarged(PanoramaEnlarger enlarger) when panorama.width() < request.width() -> {
        notes.add("detail added by " + enlarger.name());
        yield enlarger.enlarge(panorama, progress);
      }
      case Refined(PanoramaRefinement refinement) -> {
        notes.add(refinement.note());
        List<WeightedPrompt> prompts =
            List.of(WeightedPrompt.plain(NEGATIVE), WeightedPrompt.parse(prompt + QUALITY));
        yield refinement.refined(
            panorama, madeWidth, prompts, sampling(), request.seed(), progress);
      }
      case Enlarged _, Interpolated _ -> {
        if (panorama.width() < 0.9 * request.width()) {
          notes.add("the panorama was made " + panorama.width() + " pixels wide and interpolated");
        }
        yield panorama;
      }
    };
  }
}
