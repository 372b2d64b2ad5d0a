package org.drag4d.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.nets.bench.NetsBench;
import org.drag4d.nets.torch.Precision;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d bench nets}: how fast this computer runs a diffusion network. */
@Command(
    name = "nets",
    header = "the time of one call of Stable Diffusion's UNet",
    description = {
      "Measures the UNet of Stable Diffusion 1.5 at its published size on random weights (4 GB of"
          + " memory).",
      ""
    })
final class BenchNetsCommand implements Callable<Integer> {
  private static final int LARGEST_LATENT = 256;

  @ParentCommand private BenchCommand bench;

  @Mixin private ThreadsOption threadsOption;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Measured calls; ${DEFAULT-VALUE} by default.")
  private int iterations = 5;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description = "Width and height of the latent; 64, a picture of 512 pixels, by default.")
  private int latent = 64;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description = "fp32 (by default), bf16 or fp64.")
  private String precision = "fp32";

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Compare with PyTorch's time, as tools/parity/time_unet.py writes it.")
  private Optional<Path> against = Optional.empty();

  @Override
  public Integer call() {
    int threads = threadsOption.threads();
    if (threads < 1 || iterations < 1 || latent < 8 || latent > LARGEST_LATENT) {
      throw new InputException(
          "--threads, --iterations, --latent", "must be at least 1, 1, and 8 to " + LARGEST_LATENT);
    }
    Precision wanted = Precision.named(precision);
    Optional<NetsBench.Reference> reference = against.map(NetsBench.Reference::read);
    reference
        .filter(other -> other.latent() != latent || other.threads() != threads)
        .ifPresent(
            other -> {
              throw new InputException(
                  "--against",
                  "was measured with latent "
                      + other.latent()
                      + " and "
                      + other.threads()
                      + " threads, not "
                      + latent
                      + " and "
                      + threads);
            });
    Console console = bench.console();
    NetsBench.Row row =
        JobRunner.run(
            console,
            "bench",
            (workers, progress) -> NetsBench.run(latent, threads, wanted, iterations, progress));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "UNet of Stable Diffusion 1.5, latent %d x %d, %s, %d threads: %.0f ms",
            latent,
            latent,
            wanted,
            threads,
            row.median()));
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("network", "unet-2d-condition");
    measured.put("latent", latent);
    measured.put("threads", threads);
    measured.put("precision", wanted.toString());
    measured.put("stepMs", row.median());
    measured.put("allMs", row.milliseconds());
    reference.ifPresent(
        other -> {
          double ratio = other.milliseconds() / row.median();
          text.append(
              String.format(
                  Locale.ROOT,
                  "%nPyTorch %s from Python: %.0f ms; speed relative to it %.2f",
                  other.version(),
                  other.milliseconds(),
                  ratio));
          measured.put("against", "PyTorch " + other.version());
          measured.put("againstMs", other.milliseconds());
          measured.put("ratio", ratio);
        });
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", List.of(measured));
    console.result(text.toString(), fields);
    return ExitCodes.DONE;
  }
}
