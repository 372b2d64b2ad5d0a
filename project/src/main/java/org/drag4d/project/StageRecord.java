package org.drag4d.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.drag4d.geometry.JsonFile;
import org.drag4d.task.InputException;

/**
 * How the results in a folder came about: {@code stage.json}.
 *
 * @param inputs the {@link Fingerprint} of everything the results follow from
 * @param status whether they are complete
 * @param seed the seed
 * @param version the Drag4D that made them
 * @param priors which prior made what
 * @param steps the steps that are done, with the seconds that each took
 * @param files the files of the results, relative to the folder, with their sizes in bytes
 * @param notes what a person should know
 * @param warnings what a person should look at
 * @param metrics numbers that say how good the results are
 * @param values what later steps need and no other file keeps
 */
public record StageRecord(
    String inputs,
    Status status,
    long seed,
    String version,
    Map<String, String> priors,
    Map<String, Double> steps,
    Map<String, Long> files,
    List<String> notes,
    List<String> warnings,
    Map<String, Double> metrics,
    Map<String, String> values) {

  /** The name of the file. */
  public static final String FILE = "stage.json";

  /** Whether results are complete. */
  public enum Status {
    /** Some steps are missing: the program works on them, or was stopped. */
    RUNNING,
    /** Everything is there. */
    DONE
  }

  /** Copies the collections. */
  public StageRecord {
    priors = Collections.unmodifiableMap(new LinkedHashMap<>(priors));
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the record of a stage that has done nothing yet. */
  static StageRecord begun(String inputs, long seed) {
    return new StageRecord(
        inputs,
        Status.RUNNING,
        seed,
        Versions.DRAG4D,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  /** Returns the same record with other files. */
  StageRecord withFiles(Map<String, Long> newFiles) {
    return new StageRecord(
        inputs, status, seed, version, priors, steps, newFiles, notes, warnings, metrics, values);
  }

  /** Returns the seconds of all steps. */
  public double seconds() {
    return steps.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /**
   * Reads the record of a folder; empty if there is none, or if it is damaged, because then its
   * stage has to run again anyway.
   */
  public static Optional<StageRecord> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JsonFile.read(file);
      return Optional.of(
          new StageRecord(
              json.path("inputs").asText(),
              Status.valueOf(json.path("status").asText().toUpperCase(Locale.ROOT)),
              json.path("seed").asLong(),
              json.path("version").asText(),
              map(json.path("priors"), JsonNode::asText),
              map(json.path("steps"), JsonNode::asDouble),
              map(json.path("files"), JsonNode::asLong),
              list(json.path("notes")),
              list(json.path("warnings")),
              map(json.path("metrics"), JsonNode::asDouble),
              map(json.path("values"), JsonNode::asText)));
    } catch (InputException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes the record into a folder, whole. */
  void write(Path folder) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("inputs", inputs);
    json.put("status", status.name().toLowerCase(Locale.ROOT));
    json.put("seed", seed);
    json.put("version", version);
    json.put("seconds", seconds());
    ObjectNode made = json.putObject("priors");
    priors.forEach(made::put);
    ObjectNode done = json.putObject("steps");
    steps.forEach(done::put);
    ObjectNode measured = json.putObject("metrics");
    metrics.forEach(measured::put);
    notes.forEach(json.putArray("notes")::add);
    warnings.forEach(json.putArray("warnings")::add);
    ObjectNode kept = json.putObject("values");
    values.forEach(kept::put);
    ObjectNode written = json.putObject("files");
    files.forEach(written::put);
    JsonFile.write(folder.resolve(FILE), json);
  }

  private static <T> Map<String, T> map(JsonNode json, Function<JsonNode, T> value) {
    Map<String, T> map = new LinkedHashMap<>();
    json.properties().forEach(e -> map.put(e.getKey(), value.apply(e.getValue())));
    return map;
  }

  private static List<String> list(JsonNode json) {
    List<String> list = new ArrayList<>();
    json.forEach(item -> list.add(item.asText()));
    return list;
  }
}
