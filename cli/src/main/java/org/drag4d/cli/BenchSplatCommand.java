package org.drag4d.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.splat.bench.SplatBench;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d bench splat}: how fast this computer optimises surfels. */
@Command(
    name = "splat",
    header = "the time of an optimisation step of surfels",
    description = {"Measures the time of an optimisation step of surfels.", ""})
final class BenchSplatCommand implements Callable<Integer> {
  @ParentCommand private BenchCommand bench;

  @Mixin private ThreadsOption threadsOption;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Measured steps of each workload; 30 by default.")
  private int iterations = 30;

  @Override
  public Integer call() {
    int threads = threadsOption.threads();
    if (threads < 1 || iterations < 1) {
      throw new InputException("--threads, --iterations", "must be at least 1");
    }
    Console console = bench.console();
    SplatBench.Result result =
        JobRunner.run(
            console,
            "bench",
            (workers, progress) -> SplatBench.run(SplatBench.usual(threads), iterations, progress));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %.2f GHz, %.0f GFLOP/s a thread at most%n%9s %11s %7s %9s %8s %6s %9s %6s %16s"
                + " %7s",
            result.cpu(),
            result.gigahertz(),
            result.peakGflops(),
            "surfels",
            "picture",
            "threads",
            "step ms",
            "forward",
            "loss",
            "backward",
            "peak",
            "cycles a vector",
            "bytes"));
    for (SplatBench.Row row : result.rows()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%9d %11s %7d %9.1f %8.1f %6.1f %9.1f %5.1f%% %7.0f + %6.0f %7d",
              row.surfels(),
              row.width() + " x " + row.height(),
              row.threads(),
              row.iterationMs(),
              row.forwardMs(),
              row.lossMs(),
              row.backwardMs(),
              100 * row.peakShare(),
              row.cyclesPerVectorForward(),
              row.cyclesPerVectorBackward(),
              row.allocatedBytesPerIteration()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d threads are %.2f times as fast as one. Drawing is %.1f times as fast as a scalar"
                + " loop over pixels (%.1f as one that skips the same pairs).%nDistortion costs a"
                + " factor of %.2f, colour of degree 3 one of %.2f, 16 feature channels one of"
                + " %.2f.",
            threads,
            result.threadSpeedup(),
            result.scalarRatio(),
            result.sparingScalarRatio(),
            result.costFactors().distortion(),
            result.costFactors().sphericalHarmonics3(),
            result.costFactors().features16()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", result.rows());
    fields.put("cpu", result.cpu());
    fields.put("peakGflops", result.peakGflops());
    fields.put("gigahertz", result.gigahertz());
    fields.put("threadSpeedup", result.threadSpeedup());
    fields.put("scalarRatio", result.scalarRatio());
    fields.put("sparingScalarRatio", result.sparingScalarRatio());
    fields.put("costFactors", result.costFactors());
    console.result(text.toString(), fields);
    return ExitCodes.DONE;
  }
}
