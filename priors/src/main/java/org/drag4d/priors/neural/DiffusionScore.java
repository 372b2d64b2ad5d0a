package org.drag4d.priors.neural;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.GuidedSampling;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.scene.ScoreDistillation;
import org.drag4d.task.Progress;

/**
 * Score distillation (Poole et al. 2023; object-composition section 8.2): noise is mixed into the
 * latents z of a view, the network says what it takes for noise, and w(t) times the difference is
 * the gradient for z. It goes back through the autoencoder to the view, and not through the UNet.
 */
public final class DiffusionScore implements ScoreDistillation {
  private static final int FIRST_LARGEST = 500;
  private static final int LAST_LARGEST = 300;
  private static final int SMALLEST = 20;

  private final String name;
  private final StableDiffusion model;
  private final Settings settings;
  private Optional<OpenDiffusion> open = Optional.empty();

  /**
   * How the network is asked.
   *
   * @param guidance how much further than the sentence alone its difference is followed
   * @param side of what the network sees, pixels; views are interpolated to it
   */
  public record Settings(double guidance, int side) {
    /** The published values. */
    public static final Settings DEFAULT = new Settings(100, 512);
  }

  /**
   * Says what is noise in noisy latents: the UNet, or in a test something whose answer is known.
   */
  interface Denoiser {
    Tensor noise(Tensor noisy, int timestep);
  }

  /** Takes a model; its files are opened with the first view. */
  public DiffusionScore(String name, StableDiffusion model, Settings settings) {
    this.name = name;
    this.model = model;
    this.settings = settings;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float[] gradient(
      Image view, String prompt, double progressShare, long seed, Progress progress) {
    OpenDiffusion networks = opened(prompt);
    SamplerSettings sampling = model.sampling();
    progress.check();
    Denoiser denoiser =
        (noisy, timestep) -> {
          Tensor texts = networks.texts().tensor();
          Tensor said =
              networks
                  .unet()
                  .network()
                  .predict(
                      networks.unet().weights(),
                      Tensors.join(0, noisy, noisy),
                      new double[] {timestep, timestep},
                      texts);
          // "Guidance 100" of the literature adds to the text's answer.
          Tensor guided = GuidedSampling.guided(said, settings.guidance() + 1);
          return noise(sampling, guided, noisy, timestep);
        };
    return gradient(
        view,
        settings.side(),
        networks.autoencoder(),
        sampling,
        denoiser,
        progressShare,
        NoiseSource.seeded(seed));
  }

  /** What networks that say something else than noise mean by it. */
  private static Tensor noise(SamplerSettings sampling, Tensor said, Tensor noisy, int timestep) {
    double a = Math.sqrt(sampling.training().signal(timestep));
    double s = Math.sqrt(1 - sampling.training().signal(timestep));
    return switch (sampling.prediction()) {
      case EPSILON -> said;
      case VELOCITY -> said.mul(new Scalar(a)).add(noisy.mul(new Scalar(s)));
      case SAMPLE -> noisy.sub(said.mul(new Scalar(a))).div(new Scalar(s));
    };
  }

  static float[] gradient(
      Image view,
      int side,
      StableDiffusion.Loaded<AutoencoderKl> vae,
      SamplerSettings sampling,
      Denoiser denoiser,
      double progressShare,
      NoiseSource noise) {
    int largest = (int) Math.round(FIRST_LARGEST + progressShare * (LAST_LARGEST - FIRST_LARGEST));
    // One draw more than is needed for the latents: it decides the time step.
    double share = uniform(noise.next(1)[0]);
    int timestep = SMALLEST + (int) (share * (largest - SMALLEST));
    double signal = sampling.training().signal(timestep);
    try (Scope _ = Scope.open()) {
      Tensor picture = PictureTensors.of(view).requires_grad_(true);
      Tensor seen =
          view.width() == side && view.height() == side
              ? picture
              : torch.upsample_bilinear2d(
                  picture,
                  new long[] {side, side},
                  false,
                  new DoubleOptional(),
                  new DoubleOptional());
      AutoencoderKl.Latents latents = vae.network().encode(vae.weights(), seen);
      Tensor z =
          latents
              .sample(drawn(noise, latents.mean()))
              .mul(new Scalar(vae.network().config().scale()));
      Tensor direction;
      try (Scope inner = Scope.withoutGradients()) {
        Tensor still = z.detach();
        Tensor e = drawn(noise, still);
        Tensor noisy =
            still.mul(new Scalar(Math.sqrt(signal))).add(e.mul(new Scalar(Math.sqrt(1 - signal))));
        Tensor said = Tensors.like(denoiser.noise(noisy, timestep), still);
        direction = inner.keep(said.sub(e).mul(new Scalar(1 - signal)).nan_to_num());
      }
      // The derivative of this sum with respect to z is the direction itself.
      z.mul(direction).sum().backward();
      return interleaved(picture.grad());
    }
  }

  private static Tensor drawn(NoiseSource noise, Tensor like) {
    return Tensors.like(Tensors.of(noise.next(Math.toIntExact(like.numel())), like.shape()), like);
  }

  /** The share of the normal distribution below a number, nearly: enough to choose a step by. */
  private static double uniform(double normal) {
    return Math.clamp(1 / (1 + Math.exp(-1.702 * normal)), 0, 0.999999);
  }

  /** From [1, 3, h, w] for values of -1 to 1 to [h, w, 3] for values of 0 to 1. */
  private static float[] interleaved(Tensor gradient) {
    float[] planes = Tensors.floats(gradient);
    int pixels = planes.length / 3;
    float[] values = new float[planes.length];
    for (int at = 0; at < planes.length; at++) {
      values[at] = 2 * planes[at % 3 * pixels + at / 3];
    }
    return values;
  }

  private OpenDiffusion opened(String prompt) {
    List<String> said = List.of("", prompt);
    if (open.isEmpty() || !open.get().said().equals(said)) {
      release();
      open = Optional.of(OpenDiffusion.of(model, said, unet -> {}));
    }
    return open.get();
  }

  @Override
  public void release() {
    open.ifPresent(OpenDiffusion::close);
    open = Optional.empty();
  }
}
