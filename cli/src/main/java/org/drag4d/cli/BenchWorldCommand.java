package org.drag4d.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.drag4d.scene.Quality;
import org.drag4d.splat.bench.SplatBench;
import org.drag4d.task.InputException;
import org.drag4d.world.bench.Figure;
import org.drag4d.world.bench.Measure;
import org.drag4d.world.bench.WorldBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d bench world}: how good and how fast the built-in world's renderer is. */
@Command(
    name = "world",
    header = "the built-in world's light, noise, agreement and times",
    description = {
      "Measures the renderer of the built-in world, each figure beside the value that is accepted.",
      "",
      "  drag4d bench world --only light,agreement",
      "",
      "Figures: light, agreement, noise, depth, furnace, traversal, threads, object,",
      "panorama, view. Times mean something on a quiet machine only.",
      ""
    })
final class BenchWorldCommand implements Callable<Integer> {
  @ParentCommand private BenchCommand bench;

  @Option(
      names = "--only",
      paramLabel = "FIGURE",
      split = ",",
      description = "Which figures; all by default.")
  private List<String> only = List.of();

  @Mixin private ThreadsOption threadsOption;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "standard",
      description = "The effort of light; ${DEFAULT-VALUE} by default.")
  private Quality quality;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "512",
      description =
          "Pixels of views to a side, panoramas are four times as wide; ${DEFAULT-VALUE} by"
              + " default.")
  private int size;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "8",
      description = "Camera samples per pixel; ${DEFAULT-VALUE} by default.")
  private int samples;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      defaultValue = "1500",
      description = "Pixels of each view with a reference; ${DEFAULT-VALUE} by default.")
  private int pixels;

  @Option(
      names = "--paths",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Paths of each of those pixels; ${DEFAULT-VALUE} by default.")
  private int paths;

  @Override
  public Integer call() {
    int threads = threadsOption.threads();
    Set<Measure> chosen = EnumSet.noneOf(Measure.class);
    only.forEach(name -> chosen.add(Measure.named(name)));
    check("--threads", threads, 1, 1024);
    check("--size", size, 16, 2048);
    check("--samples", samples, 1, 4096);
    check("--pixels", pixels, 1, 1 << 20);
    check("--paths", paths, 1, 1 << 20);
    WorldBench.Settings usual = WorldBench.Settings.usual(threads);
    WorldBench.Settings settings =
        new WorldBench.Settings(
            chosen.isEmpty() ? usual.only() : chosen,
            threads,
            quality.name().toLowerCase(Locale.ROOT),
            samples,
            size,
            pixels,
            paths,
            usual.rays());
    Console console = bench.console();
    List<Figure> figures =
        JobRunner.run(console, "bench", (workers, progress) -> WorldBench.run(settings, progress));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", figures);
    fields.put("cpu", SplatBench.cpu());
    fields.put("threads", threads);
    fields.put("size", size);
    fields.put("samples", samples);
    fields.put("pixels", pixels);
    fields.put("paths", paths);
    console.result(table(figures), fields);
    return ExitCodes.DONE;
  }

  private static void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InputException(option, "must be from " + least + " to " + most);
    }
  }

  private static String table(List<Figure> figures) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%-10s %-28s %12s  %s", "figure", "of", "value", "accepted"));
    for (Figure f : figures) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-10s %-28s %12s  %s %s %s%s",
              f.figure(),
              f.subject(),
              number(f.value()),
              f.atLeast() ? ">=" : "<=",
              number(f.accept()),
              f.unit(),
              f.holds() ? "" : "  MISSED"));
    }
    return text.toString();
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.01 ? "%.1e" : "%.2f", value);
  }
}
