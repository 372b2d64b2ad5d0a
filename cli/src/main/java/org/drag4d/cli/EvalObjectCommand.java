package org.drag4d.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.priors.builtin.InflatedObject;
import org.drag4d.priors.evaluation.ObjectTable;
import org.drag4d.project.SampleFiles;
import org.drag4d.task.InputException;
import org.drag4d.world.object.SampleObjects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d eval object}: how near objects made from a picture come to their true surfaces. */
@Command(
    name = "object",
    header = "how near objects made from one picture come to their true surfaces",
    description = {
      "Makes objects from the pictures of the samples and compares them with the samples' surfaces,"
          + " beside a flat card of the outline: mean distance (of the longest side), and the"
          + " F-score at 0.05.",
      ""
    })
final class EvalObjectCommand implements Callable<Integer> {
  @ParentCommand private EvalCommand eval;

  @Parameters(paramLabel = "SAMPLE", arity = "0..*", description = "Which samples; all by default.")
  private List<String> samples = List.of();

  @Override
  public Integer call() {
    List<String> wanted = samples.isEmpty() ? SampleObjects.NAMES : samples;
    for (String name : wanted) {
      if (!SampleObjects.NAMES.contains(name)) {
        throw new InputException(
            "SAMPLE " + name,
            "there is no such sample",
            "The samples are " + String.join(", ", SampleObjects.NAMES) + ".");
      }
    }
    Console console = eval.console();
    List<ObjectTable.Row> rows =
        JobRunner.run(
            console,
            "eval",
            (workers, progress) -> {
              List<ObjectTable.Row> all = new ArrayList<>();
              for (String name : wanted) {
                SampleFiles.Sample sample = SampleFiles.load(name, workers, progress);
                ObjectTable.Known known =
                    new ObjectTable.Known(
                        name,
                        sample.picture(),
                        sample.mask(),
                        sample.mesh(),
                        SampleObjects.CAMERA_AZIMUTH_DEGREES);
                all.addAll(ObjectTable.measure(known, new InflatedObject(), eval.seed(), progress));
              }
              return all;
            });
    List<ObjectTable.Mean> means = ObjectTable.means(rows);
    StringBuilder text =
        new StringBuilder(
            String.format(Locale.ROOT, "%-10s %-10s %9s %8s", "sample", "method", "distance", "F"));
    for (ObjectTable.Row row : rows) {
      text.append(line(row.sample(), row.method(), row.distance(), row.fScore()));
    }
    for (ObjectTable.Mean mean : means) {
      text.append(line("mean", mean.method(), mean.distance(), mean.fScore()));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    fields.put("means", means);
    console.result(text.toString(), fields);
    return ExitCodes.DONE;
  }

  private static String line(String sample, String method, double distance, double fScore) {
    return String.format(
        Locale.ROOT, "%n%-10s %-10s %9.3f %8.2f", sample, method, distance, fScore);
  }
}
