package org.drag4d.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of results that is always consistent: {@code stage.json} says which steps are done and
 * what they wrote, and is written (whole) only after them. Whoever is killed between two steps goes
 * on after the first; results of other inputs are removed before new ones appear. Files that this
 * program did not write are never touched.
 */
final class StageFolder {
  /** The size of a file that a step may have begun to write. */
  private static final long BEGUN = -1;

  private final Path folder;
  private StageRecord record;
  private final List<Path> written = new ArrayList<>();

  private StageFolder(Path folder, StageRecord record) {
    this.folder = folder;
    this.record = record;
  }

  /** Returns whether a folder holds the complete results of these inputs. */
  static boolean isDone(Path folder, String inputs) {
    return StageRecord.read(folder)
        .filter(r -> r.status() == StageRecord.Status.DONE && r.inputs().equals(inputs))
        .filter(r -> complete(folder, r))
        .isPresent();
  }

  private static boolean complete(Path folder, StageRecord record) {
    return record.files().entrySet().stream()
        .filter(file -> file.getValue() != BEGUN)
        .allMatch(
            file -> {
              try {
                return Files.size(folder.resolve(file.getKey())) == file.getValue();
              } catch (IOException e) {
                return false;
              }
            });
  }

  /**
   * Opens a folder for the results of these inputs. What is there of the same inputs is kept, what
   * is there of others is removed.
   */
  static StageFolder open(Path folder, String inputs, long seed) {
    Optional<StageRecord> before = StageRecord.read(folder);
    if (before.isPresent()
        && before.get().inputs().equals(inputs)
        && complete(folder, before.get())) {
      return new StageFolder(folder, before.get());
    }
    before.ifPresent(record -> remove(folder, record));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StageFolder opened = new StageFolder(folder, StageRecord.begun(inputs, seed));
    opened.record.write(folder);
    return opened;
  }

  /** Removes the results of a stage, and its folder if nothing else is in it. */
  static void remove(Path folder) {
    StageRecord.read(folder).ifPresent(record -> remove(folder, record));
  }

  private static void remove(Path folder, StageRecord record) {
    try {
      // First the record: what is half removed is then no result any more.
      Files.deleteIfExists(folder.resolve(StageRecord.FILE));
      for (String file : record.files().keySet()) {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder)) {
          continue;
        }
        Files.deleteIfExists(path);
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".part"));
        for (Path above = path.getParent();
            above.startsWith(folder) && isEmpty(above);
            above = above.getParent()) {
          Files.deleteIfExists(above);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  /** Returns the record as it is now. */
  StageRecord record() {
    return record;
  }

  /** Returns whether a step is done. */
  boolean has(String step) {
    return record.steps().containsKey(step);
  }

  /**
   * Returns the place of a file that the step at hand writes. That it may be there is kept before
   * it is, so that nothing is forgotten when other inputs come.
   */
  Path file(String name) {
    return files(List.of(name)).getFirst();
  }

  /** Returns the places of files that the step at hand writes, as {@link #file} does. */
  List<Path> files(List<String> names) {
    Map<String, Long> files = new LinkedHashMap<>(record.files());
    names.forEach(name -> files.putIfAbsent(name, BEGUN));
    if (files.size() > record.files().size()) {
      record = record.withFiles(files);
      record.write(folder);
    }
    List<Path> places = names.stream().map(folder::resolve).toList();
    written.addAll(places);
    return places;
  }

  /** Returns the place of a file that is there. */
  Path existing(String name) {
    return folder.resolve(name);
  }

  /** What a step adds to the record besides its files. */
  static final class Findings {
    private final Map<String, String> priors = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Says which prior made something. */
    Findings prior(String what, String name) {
      priors.put(what, name);
      return this;
    }

    /** Says things a person should know. */
    Findings notes(List<String> more) {
      notes.addAll(more);
      return this;
    }

    /** Says things a person should look at. */
    Findings warnings(List<String> more) {
      warnings.addAll(more);
      return this;
    }

    /** Says a number that tells how good the result is. */
    Findings metric(String name, double value) {
      metrics.put(name, value);
      return this;
    }

    /** Keeps something for later steps. */
    Findings value(String name, String value) {
      values.put(name, value);
      return this;
    }
  }

  /** What a step does; the files it writes come from {@link #file}. */
  @FunctionalInterface
  interface Step {
    /** Does it. */
    void run(Findings findings);
  }

  /** Does a step unless it is done, and keeps that it is. */
  void step(String name, Step step) {
    if (has(name)) {
      return;
    }
    written.clear();
    Findings findings = new Findings();
    long start = System.nanoTime();
    step.run(findings);
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Double> steps = new LinkedHashMap<>(record.steps());
    steps.put(name, seconds);
    Map<String, Long> files = new LinkedHashMap<>(record.files());
    for (Path file : written) {
      files.put(relative(file), size(file));
    }
    record =
        new StageRecord(
            record.inputs(),
            StageRecord.Status.RUNNING,
            record.seed(),
            record.version(),
            joined(record.priors(), findings.priors),
            steps,
            files,
            joined(record.notes(), findings.notes),
            joined(record.warnings(), findings.warnings),
            joined(record.metrics(), findings.metrics),
            joined(record.values(), findings.values));
    record.write(folder);
  }

  /** Keeps that everything is done. */
  void finish() {
    record =
        new StageRecord(
            record.inputs(),
            StageRecord.Status.DONE,
            record.seed(),
            record.version(),
            record.priors(),
            record.steps(),
            record.files(),
            record.notes(),
            record.warnings(),
            record.metrics(),
            record.values());
    record.write(folder);
  }

  private String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <V> Map<String, V> joined(Map<String, V> first, Map<String, V> second) {
    Map<String, V> all = new LinkedHashMap<>(first);
    all.putAll(second);
    return all;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
