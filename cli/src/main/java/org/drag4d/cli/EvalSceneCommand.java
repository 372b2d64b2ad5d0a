package org.drag4d.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.evaluation.ClipJudge;
import org.drag4d.scene.Quality;
import org.drag4d.scene.evaluation.PictureJudge;
import org.drag4d.scene.evaluation.SceneTable;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d eval scene}: how near scenes come to the worlds that they are made from. */
@Command(
    name = "scene",
    header = "how near scenes come to the worlds that they are made from",
    description = {
      "Makes scenes of built-in worlds and compares them with the worlds' own pictures from cameras"
          + " that no scene was trained on.",
      "",
      "  drag4d eval scene --quality draft",
      "  drag4d eval scene \"a cozy cabin\" --methods oracle",
      ""
    })
final class EvalSceneCommand implements Callable<Integer> {
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

  @ParentCommand private EvalCommand eval;

  @Parameters(
      index = "0..*",
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
    if (prompts.stream().anyMatch(String::isBlank)) {
      throw new InputException("PROMPT", "is empty", "Say what the world looks like.");
    }
    List<SceneTable.Method> wanted = methods.stream().map(SceneTable.Method::of).toList();
    Console console = eval.console();
    List<SceneTable.Row> rows = rows(wanted, console);
    List<SceneTable.Mean> means = SceneTable.means(rows);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows.stream().map(row -> flat(row, row.judgements())).toList());
    fields.put("means", means.stream().map(mean -> flat(mean, mean.judgements())).toList());
    console.result(text(rows, means), fields);
    return ExitCodes.DONE;
  }

  private List<SceneTable.Row> rows(List<SceneTable.Method> wanted, Console console) {
    Optional<ClipJudge> clip = ClipJudge.installed();
    if (clip.isEmpty()) {
      console.remark(
          "without CLIP-Score and CLIP-IQA, which 'drag4d models pull "
              + ClipJudge.MODEL
              + "' would add");
    }
    PictureJudge judge = clip.isPresent() ? clip.get() : PictureJudge.NONE;
    try {
      return JobRunner.run(
          console,
          "eval",
          (workers, progress) -> {
            List<SceneTable.Row> all = new ArrayList<>();
            for (String prompt : prompts.isEmpty() ? PROMPTS : prompts) {
              var prior =
                  PriorCatalogue.panorama(PriorCatalogue.BUILTIN, Optional.empty(), workers);
              all.addAll(
                  SceneTable.measure(
                      prompt,
                      prior,
                      wanted,
                      judge,
                      quality.sceneSettings(eval.seed()),
                      workers,
                      progress));
            }
            return all;
          });
    } finally {
      clip.ifPresent(ClipJudge::close);
    }
  }

  /** What is said of pictures stands beside what is measured. */
  private static Map<String, Object> flat(Record row, Map<String, Double> judgements) {
    Map<String, Object> fields =
        new ObjectMapper().convertValue(row, new TypeReference<LinkedHashMap<String, Object>>() {});
    fields.remove("judgements");
    fields.putAll(judgements);
    return fields;
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
      text.append(said(row.judgements()));
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
      text.append(said(mean.judgements()));
    }
    return text.toString();
  }

  private static String said(Map<String, Double> judgements) {
    return judgements.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "  %s %.3f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }
}
