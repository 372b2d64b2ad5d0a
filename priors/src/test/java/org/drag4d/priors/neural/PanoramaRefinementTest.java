package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.ControlNet;
import org.drag4d.nets.diffusion.ModelFolder;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.WeightedPrompt;
import org.drag4d.nets.schedule.DpmPlusPlusSampler;
import org.drag4d.nets.schedule.NoiseSource;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.schedule.Spacing;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.weights.SafetensorsFile;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diffusion360's second and third stage with tiny networks (tools/parity/panorama_pass.py). */
class PanoramaRefinementTest {
  private static final SamplerSettings SAMPLING =
      SamplerSettings.STABLE_DIFFUSION.with(Spacing.LINSPACE);
  private static final PanoramaRefinement.Settings SETTINGS =
      new PanoramaRefinement.Settings(7, 0.8, 15, 17, 8, 8);
  private static final PanoramaEnlarger TWICE =
      new PanoramaEnlarger() {
        @Override
        public String name() {
          return "twice";
        }

        @Override
        public Image enlarge(Image panorama, Progress progress) {
          return Resizing.panorama(panorama, 2 * panorama.width());
        }
      };

  @TempDir static Path folder;
  private static StableDiffusion base;
  private static ModelFolder control;
  private static PanoramaRefinement refinement;

  @BeforeAll
  static void laysOut() throws Exception {
    Path root = TinyModels.layOut("diffusion360/sd-base", folder.resolve("base"));
    TinyModels.copy("diffusion360-enhancement/sr-base", root);
    Path net = TinyModels.copy("diffusion360-enhancement/sr-control", folder.resolve("control"));
    base = StableDiffusion.ofFolder(root, Precision.FLOAT32);
    control = ModelFolder.of(net, Precision.FLOAT32);
    refinement = new PanoramaRefinement(base, control, TWICE, SETTINGS);
  }

  @Test
  void latentsOfAPaintingAreTheReferences() throws Exception {
    Path golden = Path.of(getClass().getResource("painting.safetensors").toURI());
    try (SafetensorsFile file = SafetensorsFile.open(golden);
        Scope _ = Scope.withoutGradients();
        StableDiffusion.Loaded<Unet2DCondition> unet = base.unet();
        StableDiffusion.Loaded<ControlNet> net = control.controlNet()) {
      float[] values = file.tensors().get("picture").toFloats();
      for (int at = 0; at < values.length; at++) {
        values[at] /= 255;
      }
      float[] latents =
          refinement.denoised(
              unet,
              net,
              Tensors.view(file.tensors().get("texts")),
              new TiledAutoencoder.Latents(file.tensors().get("start").toFloats(), 24, 12),
              new Image(192, 96, 3, values),
              DpmPlusPlusSampler.firstOrder(SAMPLING, 7),
              15,
              Progress.none());
      float[] expected = file.tensors().get("latents").toFloats();
      double scale = 0;
      double worst = 0;
      for (int at = 0; at < expected.length; at++) {
        scale = Math.max(scale, Math.abs(expected[at]));
        worst = Math.max(worst, Math.abs(expected[at] - latents[at]));
      }
      assertThat(worst / scale).isLessThan(1e-4);
    }
  }

  private static Image noisy(int width, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Image image = new Image(width, width / 2, 3);
    for (int at = 0; at < image.values().length; at++) {
      image.values()[at] = (float) random.nextDouble();
    }
    return image;
  }

  /** The same panorama that begins elsewhere; values [rows, width], each of several numbers. */
  private static float[] turned(float[] values, int width, int by, int numbers) {
    float[] turned = new float[values.length];
    int row = width * numbers;
    for (int at = 0; at < values.length; at++) {
      turned[at] = values[at / row * row + (at % row + by * numbers) % row];
    }
    return turned;
  }

  private static double farthest(float[] a, float[] b) {
    double farthest = 0;
    for (int at = 0; at < a.length; at++) {
      farthest = Math.max(farthest, Math.abs(a[at] - b[at]));
    }
    return farthest;
  }

  /** No place of a panorama is its edge: begun a tile further on, all is the same, a tile on. */
  @Test
  void theAutoencoderKnowsNoSeam() {
    Image panorama = noisy(192, 3);
    int by = 6; // latents: what tiles of 8 that share 2 are apart
    Image further = new Image(192, 96, 3, turned(panorama.values(), 192, 8 * by, 3));
    NoiseSource mean = count -> new float[count];
    try (StableDiffusion.Loaded<AutoencoderKl> vae = base.autoencoder()) {
      TiledAutoencoder codec = new TiledAutoencoder(vae, 8);
      TiledAutoencoder.Latents one = codec.encode(panorama, mean, Progress.none());
      TiledAutoencoder.Latents two = codec.encode(further, mean, Progress.none());
      assertThat(farthest(two.values(), turned(one.values(), 24, by, 1))).isLessThan(1e-5);
      float[] decoded = codec.decode(one, Progress.none()).values();
      float[] decodedFurther = codec.decode(two, Progress.none()).values();
      assertThat(farthest(decodedFurther, turned(decoded, 192, 8 * by, 3))).isLessThan(1e-5);
    }
  }

  /** In one tile it is the network itself, but for the seam. */
  @Test
  void theAutoencoderIsTheNetworkAwayFromTiles() {
    Image panorama = noisy(64, 5);
    try (StableDiffusion.Loaded<AutoencoderKl> vae = base.autoencoder();
        Scope _ = Scope.withoutGradients()) {
      TiledAutoencoder.Latents tiled =
          new TiledAutoencoder(vae, 8).encode(panorama, c -> new float[c], Progress.none());
      AutoencoderKl.Latents whole =
          vae.network().encode(vae.weights(), PictureTensors.of(panorama));
      float[] mean = Tensors.floats(whole.mean());
      double scale = vae.network().config().scale();
      int same = 0;
      for (int at = 0; at < mean.length; at++) {
        same += Math.abs(scale * mean[at] - tiled.values()[at]) < 0.1 ? 1 : 0;
      }
      assertThat(same).isGreaterThan(mean.length / 2);
    }
  }

  @Test
  void bothPaintingsMakeAPanoramaSixTimesAsWideThatCloses() {
    List<WeightedPrompt> prompts =
        List.of(WeightedPrompt.plain("logo"), WeightedPrompt.parse("a ((garden))"));
    Image made = refinement.refined(noisy(64, 7), 64, prompts, SAMPLING, 5, Progress.none());
    assertThat(made.width()).isEqualTo(384);
    assertThat(made.height()).isEqualTo(192);
    double[] steps = new double[384];
    for (int x = 0; x < 384; x++) {
      for (int y = 0; y < 192; y++) {
        steps[x] += Math.abs(made.at(x, y, 0) - made.at((x + 1) % 384, y, 0));
      }
    }
    double seam = steps[383];
    Arrays.sort(steps);
    assertThat(seam).as("the step across the edge").isLessThan(1.5 * steps[345]);
    long before = Scope.liveObjects();
    assertThat(refinement.refined(noisy(64, 7), 64, prompts, SAMPLING, 5, Progress.none()))
        .isEqualTo(made);
    assertThat(Scope.liveObjects()).isEqualTo(before);
  }
}
