package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.Dift;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.WeightedPrompt;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.weights.SafetensorsFile;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.scene.DepthEstimator;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Priors on tiny diffusion networks, against what diffusers' pipelines make with the same networks
 * and the same noise (tools/parity/tiny_models.py, inpainting.py).
 */
class DiffusionPriorsTest {
  @TempDir static Path folder;
  private static StableDiffusion inpainting;
  private static StableDiffusion panoramas;

  @BeforeAll
  static void laysOut() throws Exception {
    inpainting = laidOut("stable-diffusion-2-inpainting", "inpainting");
    panoramas = laidOut("diffusion360/sd-base", "panoramas");
  }

  private static StableDiffusion laidOut(String model, String name) throws Exception {
    return StableDiffusion.ofFolder(
        TinyModels.layOut(model, folder.resolve(name)), Precision.FLOAT32);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(DiffusionPriorsTest.class.getResource(name).toURI());
  }

  /** Noise that was drawn elsewhere, in the order in which it is asked for. */
  private static NoiseSource drawn(float[]... drawings) {
    Deque<float[]> left = new ArrayDeque<>(List.of(drawings));
    return count -> {
      float[] next = left.removeFirst();
      assertThat(next).hasSize(count);
      return next;
    };
  }

  @Test
  void holesArePaintedAsByTheReferencePipeline() throws Exception {
    try (SafetensorsFile file = SafetensorsFile.open(resource("inpainting.safetensors"))) {
      float[] bytes = file.tensors().get("picture").toFloats();
      float[] values = new float[bytes.length];
      for (int at = 0; at < values.length; at++) {
        values[at] = bytes[at] / 255;
      }
      float[] mask = file.tensors().get("mask").toFloats();
      boolean[] holes = new boolean[mask.length];
      for (int at = 0; at < holes.length; at++) {
        holes[at] = mask[at] > 0;
      }
      DiffusionInpainter inpainter =
          new DiffusionInpainter(
              "tiny",
              inpainting,
              new DiffusionInpainter.Settings(5, 7.5, 512, "text, people"),
              _ ->
                  drawn(
                      file.tensors().get("encoder").toFloats(),
                      file.tensors().get("start").toFloats()));
      Image painted =
          inpainter.fill(
              new Image(64, 48, 3, values), holes, "a cozy room with a sofa", 0, Progress.none());
      inpainter.release();
      float[] expected = file.tensors().get("painted").toFloats();
      double worst = 0;
      double spread = 0;
      for (int at = 0; at < expected.length; at++) {
        worst = Math.max(worst, Math.abs(expected[at] - painted.values()[at]));
        spread = Math.max(spread, Math.abs(expected[at] - expected[0]));
      }
      assertThat(spread).as("the picture shows something").isGreaterThan(0.1);
      assertThat(worst).isLessThan(1.0 / 255);
    }
  }

  @Test
  void aNetworkForWholePicturesPaintsNoHoles() {
    DiffusionInpainter inpainter =
        new DiffusionInpainter("tiny", panoramas, DiffusionInpainter.Settings.DEFAULT);
    assertThatThrownBy(
            () -> inpainter.fill(new Image(16, 16, 3), new boolean[256], "", 0, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("4 channels");
  }

  @Test
  void picturesOfOtherSizesAreFittedToTheNetwork() {
    DiffusionInpainter inpainter =
        new DiffusionInpainter("tiny", inpainting, new DiffusionInpainter.Settings(2, 3, 32, ""));
    boolean[] holes = new boolean[50 * 37];
    Arrays.fill(holes, 900, 1000, true);
    Image painted = inpainter.fill(new Image(50, 37, 3), holes, "", 4, Progress.none());
    inpainter.release();
    long before = Scope.liveObjects();
    Image again = inpainter.fill(new Image(50, 37, 3), holes, "", 4, Progress.none());
    inpainter.release();
    assertThat(painted.width()).isEqualTo(50);
    assertThat(painted.height()).isEqualTo(37);
    assertThat(again).isEqualTo(painted);
    assertThat(Scope.liveObjects()).isEqualTo(before);
  }

  @Test
  void latentsOfPanoramasAreTheReferencesWithBlendedEdges() throws Exception {
    try (SafetensorsFile file = SafetensorsFile.open(resource("panorama.safetensors"));
        Scope _ = Scope.withoutGradients();
        StableDiffusion.Loaded<Unet2DCondition> unet = panoramas.unet()) {
      StoredTensor noise = file.tensors().get("noise");
      int count = (int) (noise.count() / noise.shape()[0]);
      float[] all = noise.toFloats();
      float[][] drawings = new float[1 + (int) noise.shape()[0]][];
      drawings[0] = file.tensors().get("start").toFloats();
      for (int step = 1; step < drawings.length; step++) {
        drawings[step] = Arrays.copyOfRange(all, (step - 1) * count, step * count);
      }
      Tensor texts =
          panoramas.encode(List.of(WeightedPrompt.plain("logo"), WeightedPrompt.plain("a garden")));
      Diffusion360Panorama prior =
          new Diffusion360Panorama(
              panoramas,
              flat(),
              new Diffusion360Panorama.Interpolated(),
              new Diffusion360Panorama.Settings(256, drawings.length - 1, 7.5));
      float[] latents =
          prior.latents(
              unet, texts, new long[] {1, 4, 16, 32}, 1, drawn(drawings), Progress.none());
      float[] expected = file.tensors().get("latents").toFloats();
      double scale = 0;
      double worst = 0;
      for (int at = 0; at < expected.length; at++) {
        scale = Math.max(scale, Math.abs(expected[at]));
        worst = Math.max(worst, Math.abs(expected[at] - latents[at]));
      }
      assertThat(worst / scale).isLessThan(2e-4);
    }
  }

  /** Says that everything is 2 m away. */
  private static DepthEstimator flat() {
    return new DepthEstimator() {
      @Override
      public String name() {
        return "flat";
      }

      @Override
      public Estimate estimate(Image panorama, Progress progress) {
        float[] metres = new float[panorama.width() * panorama.height()];
        Arrays.fill(metres, 2);
        return new Estimate(
            new DepthMap(
                panorama.width(), panorama.height(), metres, DepthMap.Measure.RADIAL_DISTANCE),
            new float[0],
            List.of("as flat as it gets"));
      }
    };
  }

  @Test
  void aSentenceBecomesAPanoramaOfTheWantedSizeThatCloses() {
    Diffusion360Panorama prior =
        new Diffusion360Panorama(
            panoramas,
            flat(),
            new Diffusion360Panorama.Interpolated(),
            new Diffusion360Panorama.Settings(256, 3, 7.5));
    PanoramaGenerator.Request request = new PanoramaGenerator.Request(192, 1, 11);
    PanoramaScene made = prior.generate("a garden", request, Progress.none());
    assertThat(made.camera().width()).isEqualTo(192);
    assertThat(made.prior()).isEqualTo("diffusion360");
    assertThat(made.notes()).contains("as flat as it gets", "distances by flat");
    long before = Scope.liveObjects();
    assertThat(prior.generate("a garden", request, Progress.none()).colour())
        .isEqualTo(made.colour());
    assertThat(Scope.liveObjects()).isEqualTo(before);
  }

  @Test
  void detailComesFromSuperResolutionWhereThereIsOne() {
    Diffusion360Panorama prior =
        new Diffusion360Panorama(
            panoramas,
            flat(),
            new Diffusion360Panorama.Enlarged(
                new SuperResolutionEnlarger(
                    "tiny",
                    Path.of("../nets/src/test/resources/parity/superresolution-x4/model.onnx"))),
            new Diffusion360Panorama.Settings(256, 2, 7.5));
    PanoramaScene made =
        prior.generate("a garden", new PanoramaGenerator.Request(192, 1, 11), Progress.none());
    assertThat(made.camera().width()).isEqualTo(192);
    assertThat(made.notes()).contains("detail added by tiny");
  }

  // ---------------------------------------------------------------- score distillation

  private static final SamplerSettings SAMPLING = SamplerSettings.STABLE_DIFFUSION;

  private static Image noisy(int side, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Image image = new Image(side, side, 3);
    for (int at = 0; at < image.values().length; at++) {
      image.values()[at] = (float) random.nextDouble(0.2, 0.8);
    }
    return image;
  }

  /** The gradient of sum(z direction) for a denoiser that always answers nought, by differences. */
  @Test
  void theGradientGoesThroughTheEncoder() {
    try (StableDiffusion.Loaded<AutoencoderKl> vae = panoramas.autoencoder()) {
      Image view = noisy(16, 1);
      DiffusionScore.Denoiser nothing = (noisy, _) -> noisy.mul(new Scalar(0));
      float[] gradient =
          DiffusionScore.gradient(view, 16, vae, SAMPLING, nothing, 0, NoiseSource.seeded(5));
      double largest = 0;
      for (float value : gradient) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int at = 7; at < gradient.length; at += 101) {
        float step = 2e-3f;
        double difference =
            (guidance(view, vae, at, step) - guidance(view, vae, at, -step)) / (2 * step);
        assertThat((double) gradient[at]).isCloseTo(difference, within(0.02 * largest));
      }
    }
  }

  /** Sum of z times w (0 - e), of the picture with one value changed; the noise is the same. */
  private static double guidance(
      Image view, StableDiffusion.Loaded<AutoencoderKl> vae, int at, float step) {
    float[] values = view.values().clone();
    values[at] += step;
    Image changed = new Image(view.width(), view.height(), 3, values);
    NoiseSource noise = NoiseSource.seeded(5);
    float first = noise.next(1)[0];
    int timestep = 20 + (int) (480 / (1 + Math.exp(-1.702 * first)));
    double weight = 1 - SAMPLING.training().signal(timestep);
    try (Scope _ = Scope.withoutGradients()) {
      AutoencoderKl.Latents latents =
          vae.network().encode(vae.weights(), PictureTensors.of(changed));
      int count = Math.toIntExact(latents.mean().numel());
      Tensor sampled = latents.sample(Tensors.of(noise.next(count), latents.mean().shape()));
      double[] z = Tensors.doubles(sampled);
      float[] e = noise.next(count);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum -= vae.network().config().scale() * z[i] * weight * e[i];
      }
      return sum;
    }
  }

  /** A denoiser whose clean sample is known pulls the view's latents there. */
  @Test
  void followingTheGradientLeadsToWhatTheDenoiserBelieves() {
    try (StableDiffusion.Loaded<AutoencoderKl> vae = panoramas.autoencoder()) {
      Image view = noisy(16, 2);
      float[] aim = latents(noisy(16, 3), vae);
      DiffusionScore.Denoiser believer =
          (noisy, timestep) -> {
            double signal = SAMPLING.training().signal(timestep);
            Tensor clean = Tensors.of(aim, noisy.shape()).mul(new Scalar(Math.sqrt(signal)));
            return noisy.sub(clean).div(new Scalar(Math.sqrt(1 - signal)));
          };
      double before = distance(latents(view, vae), aim);
      for (int step = 0; step < 60; step++) {
        float[] gradient =
            DiffusionScore.gradient(view, 16, vae, SAMPLING, believer, 0, NoiseSource.seeded(step));
        double length = 0;
        for (float value : gradient) {
          length += value * value;
        }
        for (int at = 0; at < gradient.length; at++) {
          view.values()[at] -= (float) (0.3 / Math.sqrt(length + 1e-12) * gradient[at]);
        }
      }
      assertThat(distance(latents(view, vae), aim)).isLessThan(0.7 * before);
    }
  }

  private static float[] latents(Image view, StableDiffusion.Loaded<AutoencoderKl> vae) {
    try (Scope _ = Scope.withoutGradients()) {
      return Tensors.floats(
          vae.network()
              .encode(vae.weights(), PictureTensors.of(view))
              .mean()
              .mul(new Scalar(vae.network().config().scale())));
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int at = 0; at < a.length; at++) {
      sum += (a[at] - b[at]) * (a[at] - b[at]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void theWholeModelGivesAGradientAndLeavesNothingBehind() {
    DiffusionScore score =
        new DiffusionScore("tiny", panoramas, new DiffusionScore.Settings(100, 64));
    Image view = noisy(40, 4);
    float[] one = score.gradient(view, "a garden", 0.5, 9, Progress.none());
    score.release();
    long before = Scope.liveObjects();
    float[] two = score.gradient(view, "a garden", 0.5, 9, Progress.none());
    score.release();
    assertThat(one).hasSize(3 * 40 * 40).isEqualTo(two);
    float largest = 0;
    for (float value : one) {
      assertThat(Float.isFinite(value)).isTrue();
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    assertThat(Scope.liveObjects()).isEqualTo(before);
  }

  @Test
  void featuresAreAMapOfTheNetworksChannels() {
    DiftFeatures dift = new DiftFeatures("tiny", panoramas, new Dift(261, 1, 2), 64, 3);
    FeatureExtractor.Features features = dift.features(noisy(50, 6), Progress.none());
    assertThat(features.channels()).isEqualTo(8);
    assertThat(features.width()).isEqualTo(8);
    dift.release();
    long before = Scope.liveObjects();
    assertThat(dift.features(noisy(50, 6), Progress.none()).values()).isEqualTo(features.values());
    dift.release();
    assertThat(Scope.liveObjects()).isEqualTo(before);
  }
}
