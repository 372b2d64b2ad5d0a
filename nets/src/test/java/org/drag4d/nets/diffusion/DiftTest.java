package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.schedule.NoiseSchedule;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class DiftTest {
  private static final long[] LATENT = {1, 4, 4, 6};

  private final AutoencoderKl autoencoder =
      new AutoencoderKl(new AutoencoderConfig(3, 3, List.of(8, 8), 1, 4, 4, 0.2));
  private final Unet2DCondition unet =
      new Unet2DCondition(
          new UnetConfig(
              4,
              4,
              List.of(8, 16),
              1,
              List.of(2, 4),
              List.of(true, false),
              List.of(false, true),
              12,
              List.of(1, 1),
              true,
              4,
              1e-5,
              true,
              0,
              1));

  /** The published steps in words of their own: encode, draw, scale, mix noise in, one call. */
  @Test
  void featuresAreThoseOfANoisyPicture() {
    try (Weights encoding = weights(autoencoder.parameters());
        Weights denoising = weights(unet.parameters());
        Scope _ = Scope.withoutGradients()) {
      Tensor picture = Tensors.of(ramp(3 * 8 * 12), 1, 3, 8, 12);
      Tensor text = Tensors.of(ramp(5 * 12), 1, 5, 12);
      var networks = new Dift.Networks(autoencoder, encoding, unet, denoising);
      Tensor features =
          new Dift(261, 1, 1).features(networks, picture, text, NoiseSource.seeded(3));
      assertThat(features.shape()).containsExactly(1, 8, 4, 6);

      NoiseSource noise = NoiseSource.seeded(3);
      var latents = autoencoder.encode(encoding, picture);
      float[] latent =
          Tensors.floats(latents.sample(Tensors.of(noise.next(96), LATENT)).mul(new Scalar(0.2)));
      float[] noisy = NoiseSchedule.STABLE_DIFFUSION.noised(latent, noise.next(96), 261);
      Tensor seen =
          unet.features(denoising, Tensors.of(noisy, LATENT), new double[] {261}, text, 1);
      assertThat(Tensors.floats(features)).containsExactly(Tensors.floats(seen), within(1e-5f));
    }
  }

  @Test
  void anEnsembleIsTheMeanOfItsMembers() {
    try (Weights encoding = weights(autoencoder.parameters());
        Weights denoising = weights(unet.parameters());
        Scope _ = Scope.withoutGradients()) {
      Tensor picture = Tensors.of(ramp(3 * 8 * 12), 1, 3, 8, 12);
      Tensor text = Tensors.of(ramp(5 * 12), 1, 5, 12);
      var networks = new Dift.Networks(autoencoder, encoding, unet, denoising);
      NoiseSource noise = NoiseSource.seeded(4);
      Dift one = new Dift(100, 0, 1);
      float[] first = Tensors.floats(one.features(networks, picture, text, noise));
      float[] second = Tensors.floats(one.features(networks, picture, text, noise));
      float[] both =
          Tensors.floats(
              new Dift(100, 0, 2).features(networks, picture, text, NoiseSource.seeded(4)));
      assertThat(first).isNotEqualTo(second);
      for (int i = 0; i < both.length; i++) {
        assertThat(both[i]).isCloseTo((first[i] + second[i]) / 2, within(1e-5f));
      }
    }
  }

  private static Weights weights(ParameterTable table) {
    return Weights.byRule(
        table,
        parameter ->
            index ->
                0.1 * Math.sin(0.37 * index + 0.11 * parameter.name().length())
                    + (parameter.name().contains("norm") && parameter.name().endsWith("weight")
                        ? 1
                        : 0),
        ComputeDevice.PROCESSOR,
        Precision.FLOAT32);
  }

  private static float[] ramp(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(0.21 * i);
    }
    return values;
  }
}
