package org.drag4d.nets.diffusion;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.Sampler;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.task.Progress;

/**
 * Latents from noise under a text, by classifier-free guidance (Ho and Salimans 2022): at each step
 * the network answers with the text and without, and the difference is followed further.
 */
public final class GuidedSampling {
  private final Unet2DCondition unet;
  private final Weights weights;
  private final Tensor texts;
  private final double guidance;
  private final Optional<Tensor> condition;

  /**
   * Prepares sampling; the tensors stay open as long as it is used.
   *
   * @param unet the network
   * @param weights its weights
   * @param text [n, t, context]: what is wanted
   * @param negative [n, t, context]: what is not, usually the empty text
   * @param guidance how far the difference is followed; 1 is the text alone
   * @param condition [n, c, h, w] channels beside the latents: mask and masked latents of
   *     inpainting
   */
  public GuidedSampling(
      Unet2DCondition unet,
      Weights weights,
      Tensor text,
      Tensor negative,
      double guidance,
      Optional<Tensor> condition) {
    this.unet = unet;
    this.weights = weights;
    this.guidance = guidance;
    this.condition = condition;
    this.texts = guidance == 1 ? text : Tensors.join(0, negative, text);
  }

  /**
   * Runs the sampler.
   *
   * @param start noise times the sampler's initial scale, or latents with noise, of the shape
   * @param shape [n, 4, h, w]
   * @param sampler fresh, or one that has done the steps before the first
   * @param firstStep 0, or later where the start is noised latents
   * @param noise for samplers that add some
   * @param afterStep changes the latents after each step, for instance to close a panorama's seam
   * @param progress one unit a step
   * @return the latents, of the same shape
   */
  public float[] run(
      float[] start,
      long[] shape,
      Sampler sampler,
      int firstStep,
      NoiseSource noise,
      UnaryOperator<float[]> afterStep,
      Progress progress) {
    float[] latents = start;
    progress.begin("sampling", sampler.steps() - firstStep, "steps");
    for (int step = firstStep; step < sampler.steps(); step++) {
      float[] said = answer(sampler.networkInput(latents, step), shape, sampler.timestep(step));
      latents = afterStep.apply(sampler.step(said, latents, step, noise));
      progress.advance(step + 1L - firstStep);
    }
    return latents;
  }

  private float[] answer(float[] input, long[] shape, double time) {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor one = weights.place(Tensors.of(input, shape));
      if (condition.isPresent()) {
        one = Tensors.join(1, one, weights.place(condition.get()));
      }
      int rows = Math.toIntExact(shape[0]);
      boolean guided = guidance != 1;
      double[] times = new double[guided ? 2 * rows : rows];
      Arrays.fill(times, time);
      Tensor said = unet.predict(weights, guided ? Tensors.join(0, one, one) : one, times, texts);
      return Tensors.floats(guided ? guided(said, guidance) : said);
    }
  }

  /**
   * Follows the difference that a text makes.
   *
   * @param both [2 n, ...]: the answers without the text, then with it
   * @param guidance how far
   * @return [n, ...]
   */
  public static Tensor guided(Tensor both, double guidance) {
    long n = both.size(0) / 2;
    Tensor without = both.narrow(0, 0, n);
    return without.add(both.narrow(0, n, n).sub(without).mul(new Scalar(guidance)));
  }
}
