package org.drag4d.nets.diffusion;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.schedule.NoiseSchedule;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/**
 * Features that match between pictures of the same thing, from a diffusion network shown a picture
 * with noise (Tang et al. 2023, DIFT; "text-to-scene" section 7.8).
 *
 * @param timestep how much noise
 * @param level which level of the UNet's way up, coarsest first
 * @param ensemble how many drawings of noise the features are the mean of
 */
public record Dift(int timestep, int level, int ensemble) {
  /**
   * For points in correspondence: 1280 channels, a 16th as wide as the picture with four levels.
   */
  public static final Dift CORRESPONDENCE = new Dift(261, 1, 8);

  /** Of DragAnything: 320 channels, an eighth as wide ("motion-video" section 6.1). */
  public static final Dift DRAG_ANYTHING = new Dift(261, 3, 8);

  /** Checks the numbers. */
  public Dift {
    if (timestep < 0 || timestep > 999 || level < 0 || ensemble < 1) {
      throw new IllegalArgumentException("timestep " + timestep + ", ensemble " + ensemble);
    }
  }

  /** The two networks and their weights. */
  public record Networks(
      AutoencoderKl autoencoder,
      Weights autoencoderWeights,
      Unet2DCondition unet,
      Weights unetWeights) {}

  /**
   * Returns a picture's features.
   *
   * @param networks of one Stable Diffusion
   * @param picture [1, 3, h, w], from -1 to 1
   * @param text [1, t, context]: the encoded empty text, or what is in the picture
   * @param noise two drawings for each of the ensemble: of the latent, then of the time step
   * @return [1, channels, h', w'], in the scope around
   */
  public Tensor features(Networks networks, Tensor picture, Tensor text, NoiseSource noise) {
    NoiseSchedule schedule = NoiseSchedule.STABLE_DIFFUSION;
    double signal = Math.sqrt(schedule.signal(timestep));
    double noiseShare = Math.sqrt(1 - schedule.signal(timestep));
    try (Scope scope = Scope.withoutGradients()) {
      AutoencoderKl autoencoder = networks.autoencoder();
      AutoencoderKl.Latents latents = autoencoder.encode(networks.autoencoderWeights(), picture);
      double scale = autoencoder.config().scale();
      Tensor sum = Tensors.of(new float[] {0}, 1);
      for (int i = 0;
          i < ensemble;
          i++) { // one at a time: eight at once need eight times the memory
        try (Scope one = Scope.open()) {
          Tensor latent = latents.sample(like(latents.mean(), noise)).mul(new Scalar(scale));
          Tensor noisy =
              latent.mul(new Scalar(signal)).add(like(latent, noise).mul(new Scalar(noiseShare)));
          Tensor seen =
              networks
                  .unet()
                  .features(networks.unetWeights(), noisy, new double[] {timestep}, text, level);
          sum = one.keep(Tensors.like(sum, seen).add(seen));
        }
      }
      return scope.keep(sum.mul(new Scalar(1.0 / ensemble)));
    }
  }

  private static Tensor like(Tensor other, NoiseSource noise) {
    return Tensors.like(
        Tensors.of(noise.next(Math.toIntExact(other.numel())), other.shape()), other);
  }
}
