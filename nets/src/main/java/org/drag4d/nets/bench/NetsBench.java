package org.drag4d.nets.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.UnetConfig;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.Libtorch;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Weights;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/** Measures one call of Stable Diffusion 1.5's UNet at its published size, on random weights. */
public final class NetsBench {
  private static final long LARGEST_FILE = 1 << 20;
  private static final int TOKENS = 77;

  private NetsBench() {}

  /**
   * What was measured.
   *
   * @param latent width and height of the latent; 64 for pictures of 512 pixels
   * @param threads that libtorch used
   * @param precision of weights and computation
   * @param milliseconds of each call, in order, without the first
   */
  public record Row(int latent, int threads, Precision precision, double[] milliseconds) {
    /** Returns the median of the calls. */
    public double median() {
      double[] sorted = milliseconds.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /**
   * The same from Python, as tools/parity/time_unet.py writes it.
   *
   * @param version of PyTorch
   * @param latent width and height of the latent
   * @param threads that PyTorch used
   * @param milliseconds median of the calls
   */
  public record Reference(String version, int latent, int threads, double milliseconds) {

    /**
     * Reads the file.
     *
     * @throws InputException if it is not one
     */
    public static Reference read(Path file) {
      try {
        if (Files.size(file) > LARGEST_FILE) {
          throw new InputException(file.toString(), "is larger than 1 MiB");
        }
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        double milliseconds = json.path("medianMilliseconds").asDouble(0);
        int latent = json.path("latent").asInt(0);
        int threads = json.path("threads").asInt(0);
        if (!(milliseconds > 0) || latent < 1 || threads < 1) {
          throw new InputException(
              file.toString(),
              "lacks medianMilliseconds, latent or threads",
              "tools/parity/time_unet.py writes such files.");
        }
        return new Reference(json.path("torch").asText("?"), latent, threads, milliseconds);
      } catch (JsonProcessingException e) {
        throw new InputException(file.toString(), "is not JSON: " + e.getOriginalMessage());
      } catch (IOException e) {
        throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
      }
    }
  }

  /**
   * Measures calls with one sample and one text.
   *
   * @param latent width and height of the latent
   * @param threads at least 1
   * @param calls measured ones; one more comes first
   */
  public static Row run(
      int latent, int threads, Precision precision, int calls, Progress progress) {
    return run(UnetConfig.STABLE_DIFFUSION_1, latent, threads, precision, calls, progress);
  }

  static Row run(
      UnetConfig config,
      int latent,
      int threads,
      Precision precision,
      int calls,
      Progress progress) {
    Libtorch.load();
    Libtorch.threads(threads);
    Unet2DCondition unet = new Unet2DCondition(config);
    progress.begin("random weights", 0, "");
    try (Weights weights =
            Weights.random(unet.parameters(), 0, ComputeDevice.PROCESSOR, precision);
        Scope _ = Scope.withoutGradients()) {
      Tensor sample = torch.randn(1, config.inChannels(), latent, latent);
      Tensor text = torch.randn(1, TOKENS, config.context());
      double[] milliseconds = new double[calls];
      progress.begin("UNet", calls + 1L, "calls");
      for (int call = -1; call < calls; call++) {
        long start = System.nanoTime();
        try (Scope _ = Scope.open()) {
          unet.predict(weights, sample, new double[] {500}, text);
        }
        if (call >= 0) {
          milliseconds[call] = (System.nanoTime() - start) / 1e6;
        }
        progress.advance(call + 2L);
      }
      return new Row(latent, threads, precision, milliseconds);
    }
  }
}
