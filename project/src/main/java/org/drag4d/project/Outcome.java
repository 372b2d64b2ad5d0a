package org.drag4d.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run made, as {@code --json} tells it.
 *
 * @param project the project folder
 * @param seconds seconds that each stage took in this run, 0 if it was up to date
 * @param firstPictureSeconds until the first picture of the scene; empty if the scene was up to
 *     date
 * @param peakMemoryMebibytes the process's high-water mark
 * @param priors which prior made what, by stage
 * @param notes what a person should know, by stage
 * @param warnings what a person should look at
 * @param metrics numbers that say how good results are, by stage
 */
public record Outcome(
    Path project,
    Map<String, Double> seconds,
    OptionalDouble firstPictureSeconds,
    long peakMemoryMebibytes,
    Map<String, String> priors,
    List<String> notes,
    List<String> warnings,
    Map<String, Map<String, Double>> metrics) {

  static Outcome of(Project project, Map<String, Double> seconds, Job job) {
    Map<String, String> priors = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    for (String stage : seconds.keySet()) {
      for (Map.Entry<String, Path> folder : folders(project, stage).entrySet()) {
        Optional<StageRecord> record = StageRecord.read(folder.getValue());
        if (record.isPresent()) {
          record.get().priors().forEach(priors::putIfAbsent);
          notes.addAll(record.get().notes());
          record.get().warnings().forEach(w -> warnings.add(folder.getKey() + ": " + w));
          if (!record.get().metrics().isEmpty()) {
            metrics.put(folder.getKey(), record.get().metrics());
          }
        }
      }
    }
    Map<String, Double> all = new LinkedHashMap<>(seconds);
    all.put("total", job.seconds());
    return new Outcome(
        project.layout().root(),
        all,
        job.firstPictureSeconds(),
        PeakMemory.mebibytes(),
        priors,
        notes,
        warnings,
        metrics);
  }

  private static Map<String, Path> folders(Project project, String stage) {
    Map<String, Path> folders = new LinkedHashMap<>();
    Layout layout = project.layout();
    switch (stage) {
      case "scene" -> folders.put(stage, layout.scene());
      case "compose" -> {
        project
            .wishes()
            .objects()
            .forEach(o -> folders.put("objects/" + o.name(), layout.object(o.name())));
        folders.put("composed", layout.composed());
      }
      default -> folders.put(stage, layout.animation(stage.substring(stage.indexOf('/') + 1)));
    }
    return folders;
  }

  /** Returns the fields of the contract, in its order. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("project", project.toString());
    fields.put("seconds", rounded(seconds));
    firstPictureSeconds.ifPresent(s -> fields.put("firstPictureSeconds", rounded(s)));
    fields.put("peakMemoryMiB", peakMemoryMebibytes);
    fields.put("priors", priors);
    fields.put("notes", notes);
    fields.put("warnings", warnings);
    fields.put("metrics", metrics);
    return fields;
  }

  private static Map<String, Double> rounded(Map<String, Double> seconds) {
    Map<String, Double> result = new LinkedHashMap<>();
    seconds.forEach((stage, s) -> result.put(stage, rounded(s)));
    return result;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
