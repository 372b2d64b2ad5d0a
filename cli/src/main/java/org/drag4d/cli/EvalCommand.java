package org.drag4d.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.scene.Quality;
import org.drag4d.scene.evaluation.SceneTable;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d eval scene}: how near scenes come to the worlds that they are made from. */
@Command(
    name = "eval",
    header = "how good scenes are",
    description = {
      "Makes scenes of built-in worlds and compares them with the worlds' own pictures from cameras"
          + " that no scene was trained on.",
      "",
      "  drag4d eval scene --quality draft",
      "  drag4d eval scene \"a cozy cabin\" --methods oracle",
      ""
    })
final class EvalCommand implements Callable<Integer> {
  /** The prompts of the paper's first figure. */
  private static final List<String> PROMPTS =
      List.of(
          "An elegant dining room featuring a long polished table set with fine china, crystal"
              + " glasses, and a chandelier, with ornate chairs and side tables adorned with"
              + " decorative items.",
          "A smoky grey kitchen with modern accents, small garden-facing windows, Bauhaus"
              + " furniture, high ceilings, and a pastel beige-blue-salmon palette. Cozy atmosphere"
              + " with a basket of produce, water bottle, magazine-style wall decor, and wooden"
              + " parquet flooring.");

  @ParentCommand private Drag4D drag4d;

  @Parameters(
      index = "0",
      paramLabel = "scene",
      description = "What to measure; only 'scene' so far.")
  private String what;

  @Parameters(
      index = "1..*",
      paramLabel = "PROMPT",
      description = "The worlds; those of the paper's first figure by default.")
  private List<String> prompts = List.of();

  @Option(
      names = "--methods",
      paramLabel = "LIST",
      split = ",",
      description = "full (displaced views projected), oracle (rendered by the world); both.")
  private List<String> methods = List.of("full", "oracle");

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "draft",
      description = "tiny, draft, standard or high; ${DEFAULT-VALUE} by default.")
  private Quality quality;

  @Override
  public Integer call() {
    if (!what.equals("scene")) {
      throw new InputException("eval " + what, "only 'scene' can be measured");
    }
    if (prompts.stream().anyMatch(String::isBlank)) {
      throw new InputException("PROMPT", "is empty", "Say what the world looks like.");
    }
    List<SceneTable.Method> wanted = methods.stream().map(SceneTable.Method::of).toList();
    Console console = drag4d.console();
    List<SceneTable.Row> rows =
        JobRunner.run(
            console,
            "eval",
            (workers, progress) -> {
              List<SceneTable.Row> all = new ArrayList<>();
              for (String prompt : prompts.isEmpty() ? PROMPTS : prompts) {
                var prior = PriorCatalogue.panorama("builtin", Optional.empty(), workers);
                all.addAll(
                    SceneTable.measure(
                        prompt,
                        prior,
                        wanted,
                        quality.sceneSettings(drag4d.seed()),
                        workers,
                        progress));
              }
              return all;
            });
    List<SceneTable.Mean> means = SceneTable.means(rows);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    fields.put("means", means);
    console.result(text(rows, means), fields);
    return ExitCodes.DONE;
  }

  private static String text(List<SceneTable.Row> rows, List<SceneTable.Mean> means) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-8s %-24s %8s %7s %7s %8s %7s %8s",
            "method",
            "world",
            "metres",
            "psnr",
            "ssim",
            "depth",
            "holes",
            "seconds"));
    for (SceneTable.Row row : rows) {
      String world = row.world().substring(0, Math.min(24, row.world().length()));
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-8s %-24s %8.1f %7.2f %7.4f %7.2f%% %6.2f%% %8.1f",
              row.method(),
              world,
              row.displacementMetres(),
              row.psnr(),
              row.ssim(),
              100 * row.depthError(),
              100 * row.holes(),
              row.seconds()));
    }
    for (SceneTable.Mean mean : means) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-8s %-33s %7.2f %7.4f %7.2f%% %6.2f%% %8.1f",
              mean.method(),
              "mean",
              mean.psnr(),
              mean.ssim(),
              100 * mean.depthError(),
              100 * mean.holes(),
              mean.seconds()));
    }
    return text.toString();
  }
}
