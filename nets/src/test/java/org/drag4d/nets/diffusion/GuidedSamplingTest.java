package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.schedule.EulerSampler;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.SafetensorsFile;
import org.drag4d.task.CancelledException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A whole guided inpainting run against diffusers' (tools/parity/stable_diffusion.py). */
@ExtendWith(LeakCheck.class)
class GuidedSamplingTest {
  private static final long[] SHAPE = {1, 4, 8, 8};

  private SafetensorsFile stored;
  private SafetensorsFile io;
  private Unet2DCondition unet;
  private Weights weights;

  @BeforeEach
  void open() throws IOException, URISyntaxException {
    Path folder = Path.of(getClass().getResource("/guided-sampling").toURI());
    stored = SafetensorsFile.open(folder.resolve("weights.safetensors"));
    io = SafetensorsFile.open(folder.resolve("io.safetensors"));
    unet =
        new Unet2DCondition(
            UnetConfig.of(
                new NetworkConfig(
                    "case.json",
                    new ObjectMapper()
                        .readTree(folder.resolve("case.json").toFile())
                        .path("config"))));
    weights = Weights.load(unet.parameters(), stored.tensors(), "file", Weights.Loading.usual());
  }

  @AfterEach
  void close() {
    weights.close();
    stored.close();
    io.close();
  }

  @Test
  void asTheReference() {
    float[] latents = run(Progress.none());
    float[] expected = io.tensors().get("out.latents").toFloats();
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < latents.length; i++) {
      assertThat((double) latents[i]).isCloseTo(expected[i], within(2e-5 * scale));
    }
  }

  @Test
  void itCanBeStopped() {
    Progress impatient =
        new Progress() {
          @Override
          public void begin(String step, long total, String unit) {}

          @Override
          public void advance(long done) {
            throw new CancelledException();
          }

          @Override
          public void note(String message) {}

          @Override
          public void check() {}
        };
    assertThatThrownBy(() -> run(impatient)).isInstanceOf(CancelledException.class);
  }

  @Test
  void guidanceOfOneIsTheTextAlone() {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor both = Tensors.of(new float[] {1, 2, 5, 8}, 2, 2);
      assertThat(Tensors.floats(GuidedSampling.guided(both, 1))).containsExactly(5, 8);
      assertThat(Tensors.floats(GuidedSampling.guided(both, 3))).containsExactly(13, 20);
    }
  }

  private float[] run(Progress progress) {
    try (Scope _ = Scope.withoutGradients()) {
      EulerSampler sampler = EulerSampler.of(SamplerSettings.STABLE_DIFFUSION, 5);
      float[] start = io.tensors().get("in.noise").toFloats();
      for (int i = 0; i < start.length; i++) {
        start[i] *= (float) sampler.initialScale();
      }
      return new GuidedSampling(
              unet, weights, in("text"), in("negative"), 7.5, Optional.of(in("condition")))
          .run(start, SHAPE, sampler, 0, NoiseSource.none(), UnaryOperator.identity(), progress);
    }
  }

  private Tensor in(String name) {
    return Tensors.view(io.tensors().get("in." + name));
  }
}
