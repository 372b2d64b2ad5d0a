package org.drag4d.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.drag4d.project.JobProgress;
import org.drag4d.project.PeakMemory;
import org.drag4d.scene.capture.CaptureSettings;
import org.drag4d.task.InputException;
import org.drag4d.task.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d bench training}: how well and how fast a room or a thing is learnt. */
@Command(
    name = "training",
    header = "how well and how fast surfels learn a room, or a thing",
    description = {
      "room: renders views of a matte room of the built-in world, learns it from 24 of them, and"
          + " compares with those and with eight views halfway between them; with all threads and"
          + " with one, which must give the same bytes.",
      "object: draws 48 views all round a thing before black and learns them as drag4d train does,"
          + " every eighth held out; with --long also in ten times the steps, to see what more time"
          + " would give.",
      "",
      "  drag4d bench training --keep room",
      "  drag4d bench training --dataset object --long",
      ""
    })
final class BenchTrainingCommand implements Callable<Integer> {
  /** How many times the steps {@code --long} takes. */
  private static final int LONGER = 10;

  /** What is learnt. */
  private enum Dataset {
    ROOM(512, 1000, 100_000),
    OBJECT(256, CaptureSettings.DEFAULT.steps(), 20_000);

    private final int size;
    private final int steps;
    private final int surfels;

    Dataset(int size, int steps, int surfels) {
      this.size = size;
      this.steps = steps;
      this.surfels = surfels;
    }

    static Dataset named(String name) {
      return switch (name) {
        case "room" -> ROOM;
        case "object" -> OBJECT;
        default -> throw new InputException("--dataset " + name, "is neither room nor object");
      };
    }
  }

  @ParentCommand private BenchCommand bench;

  @Mixin private ThreadsOption threadsOption;

  @Option(
      names = "--dataset",
      paramLabel = "room|object",
      description = "What to learn; room by default.")
  private String datasetName = "room";

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Width and height of the views; by default 512 of a room, 256 of an object.")
  private Optional<Integer> size = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Samples per pixel of a room's views; 64 by default.")
  private int samples = 64;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "By default 1000 for a room, 4000 for an object.")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--surfels",
      paramLabel = "N",
      description = "By default 100000 for a room, 20000 for an object.")
  private Optional<Integer> surfels = Optional.empty();

  @Option(names = "--long", description = "Learns an object in ten times the steps, too.")
  private boolean longer;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keeps the views there, and takes those that are there.")
  private Optional<Path> keep = Optional.empty();

  @Override
  public Integer call() {
    Dataset dataset = Dataset.named(datasetName);
    int pixels = size.orElse(dataset.size);
    int stepCount = steps.orElse(dataset.steps);
    int surfelCount = surfels.orElse(dataset.surfels);
    int threads = threadsOption.threads();
    if (threads < 1 || pixels < 16 || samples < 1 || stepCount < 1 || surfelCount < 1) {
      throw new InputException(
          "--threads, --size, --samples, --steps, --surfels", "must be at least 1, the size 16");
    }
    if (longer && (dataset != Dataset.OBJECT || stepCount > Integer.MAX_VALUE / LONGER)) {
      throw new InputException("--long", "is for --dataset object");
    }
    keep.ifPresent(folder -> OutputPlace.checkFolder(folder, List.of(), false));
    Console console = bench.console();
    List<TrainingBench.Row> rows =
        JobRunner.run(
            console,
            "bench",
            (workers, progress) ->
                dataset == Dataset.ROOM
                    ? room(pixels, stepCount, surfelCount, threads, workers, progress)
                    : object(pixels, stepCount, surfelCount, threads, workers, progress));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    if (dataset == Dataset.ROOM) {
      fields.put(
          "sameBytes", rows.stream().map(TrainingBench.Row::fingerprint).distinct().count() == 1);
    }
    fields.put("peakMemoryMiB", PeakMemory.mebibytes());
    console.result(text(rows), fields);
    return ExitCodes.DONE;
  }

  private List<TrainingBench.Row> room(
      int pixels,
      int stepCount,
      int surfelCount,
      int threads,
      Workers workers,
      JobProgress progress) {
    TrainingRoom room = TrainingRoom.render(pixels, samples, bench.seed(), keep, workers, progress);
    List<TrainingBench.Row> rows = new ArrayList<>();
    for (int team : threads > 1 ? List.of(threads, 1) : List.of(1)) {
      rows.add(TrainingBench.room(room, stepCount, surfelCount, bench.seed(), team, progress));
    }
    return rows;
  }

  private List<TrainingBench.Row> object(
      int pixels,
      int stepCount,
      int surfelCount,
      int threads,
      Workers workers,
      JobProgress progress) {
    try {
      Path folder = keep.isPresent() ? keep.get() : Files.createTempDirectory("drag4d-object");
      try {
        TrainingObject.write(folder, pixels, workers, progress);
        List<TrainingBench.Row> rows = new ArrayList<>();
        for (int times : longer ? List.of(1, LONGER) : List.of(1)) {
          CaptureSettings settings =
              new CaptureSettings(
                  times * stepCount,
                  surfelCount,
                  bench.seed(),
                  CaptureSettings.DEFAULT.testEvery(),
                  pixels);
          rows.add(TrainingBench.capture(folder, settings, threads, progress));
        }
        return rows;
      } finally {
        if (keep.isEmpty()) {
          remove(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static String text(List<TrainingBench.Row> rows) {
    StringBuilder text =
        new StringBuilder("threads   steps  seconds  training dB  held-out dB   SSIM");
    for (TrainingBench.Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%7d %7d %8.1f %12.2f %12.2f %6.4f",
              row.threads(),
              row.steps(),
              row.seconds(),
              row.trainPsnr(),
              row.psnr(),
              row.ssim()));
    }
    return text.toString();
  }
}
