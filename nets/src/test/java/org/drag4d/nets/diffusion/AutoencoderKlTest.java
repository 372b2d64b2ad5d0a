package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class AutoencoderKlTest {
  /**
   * Tensors of the temporal decoder in the published rule's network, which come before the
   * encoder's in the order of names: two ends, attention, and eight residual blocks in space and
   * time.
   */
  private static final int DECODER_TENSORS = 158;

  /**
   * "motion-video" section 9: a network filled by a rule, in 64 bits. Its encoder is Stable
   * Diffusion's; its decoder is another one, of which only the number of tensors counts here.
   */
  @Test
  void encoderAgainstPublishedNumbers() {
    AutoencoderKl autoencoder =
        new AutoencoderKl(new AutoencoderConfig(3, 3, List.of(32, 64), 2, 4, 32, 0.18215));
    List<String> names =
        autoencoder.parameters().parameters().stream()
            .map(Parameter::name)
            .filter(name -> name.startsWith("encoder.") || name.startsWith("quant_conv."))
            .sorted()
            .toList();
    Weights.Rule rule =
        parameter -> {
          int place = DECODER_TENSORS + names.indexOf(parameter.name());
          boolean scale = parameter.name().endsWith(".weight") && parameter.name().contains("norm");
          return index -> 0.05 * Math.sin(0.37 * index + 0.11 * place) + (scale ? 1 : 0);
        };
    double[] picture = new double[3 * 16 * 16];
    Arrays.setAll(picture, n -> Math.cos(0.07 * n));
    try (Weights weights =
            Weights.byRule(
                autoencoder.parameters(), rule, ComputeDevice.PROCESSOR, Precision.FLOAT64);
        Scope _ = Scope.withoutGradients()) {
      Tensor mode = autoencoder.encode(weights, Tensors.of(picture, 1, 3, 16, 16)).mean();
      assertThat(mode.shape()).containsExactly(1, 4, 8, 8);
      double[] latent = Tensors.doubles(mode);
      double mean = Arrays.stream(latent).average().orElseThrow();
      double squares = Arrays.stream(latent).map(x -> (x - mean) * (x - mean)).sum();
      assertThat(mean).isCloseTo(0.013351983, within(1e-8));
      assertThat(Math.sqrt(squares / (latent.length - 1))).isCloseTo(0.028867943, within(1e-8));
    }
  }

  /** A sample is the mean and so many deviations. */
  @Test
  void samplesAreDrawnFromTheDistribution() {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor mean = Tensors.of(new float[] {1, 2}, 1, 2, 1, 1);
      Tensor logVariance = Tensors.of(new float[] {(float) Math.log(9), 0}, 1, 2, 1, 1);
      Tensor noise = Tensors.of(new float[] {2, -1}, 1, 2, 1, 1);
      float[] sample = Tensors.floats(new AutoencoderKl.Latents(mean, logVariance).sample(noise));
      assertThat(sample).containsExactly(new float[] {7, 1}, within(1e-5f));
    }
  }

  /** The gradient reaches the picture, as score distillation wants: against differences. */
  @Test
  void theEncoderHasAGradient() {
    AutoencoderKl autoencoder =
        new AutoencoderKl(new AutoencoderConfig(3, 3, List.of(4, 8), 1, 2, 2, 1));
    Weights.Rule rule =
        parameter ->
            index ->
                0.3 * Math.sin(1.7 * index + parameter.name().length())
                    + (parameter.name().contains("norm") ? 1 : 0);
    double[] picture = new double[3 * 6 * 6];
    Arrays.setAll(picture, n -> Math.cos(0.3 * n));
    try (Weights weights =
            Weights.byRule(
                autoencoder.parameters(), rule, ComputeDevice.PROCESSOR, Precision.FLOAT64);
        Scope _ = Scope.open()) {
      Tensor input = Tensors.of(picture, 1, 3, 6, 6);
      input.requires_grad_(true);
      autoencoder.encode(weights, input).mean().sum().backward();
      double[] gradient = Tensors.doubles(input.grad());
      for (int i : new int[] {0, 40, 107}) {
        double step = 1e-5;
        double slope =
            (sum(autoencoder, weights, picture, i, step)
                    - sum(autoencoder, weights, picture, i, -step))
                / (2 * step);
        assertThat(gradient[i]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static double sum(
      AutoencoderKl autoencoder, Weights weights, double[] picture, int index, double step) {
    double[] moved = picture.clone();
    moved[index] += step;
    try (Scope _ = Scope.withoutGradients()) {
      Tensor mean = autoencoder.encode(weights, Tensors.of(moved, 1, 3, 6, 6)).mean();
      return Arrays.stream(Tensors.doubles(mean)).sum();
    }
  }
}
