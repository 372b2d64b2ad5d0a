package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d bench training}: how well and how fast a room is learnt. */
@Command(
    name = "training",
    header = "how well and how fast surfels learn a room",
    description = {
      "Renders views of a matte room of the built-in world, learns it from 24 of them, and compares"
          + " with those and with eight views halfway between them; with all threads and with one,"
          + " which must give the same bytes.",
      "",
      "  drag4d bench training --keep room",
      ""
    })
final class BenchTrainingCommand implements Callable<Integer> {
  @ParentCommand private BenchCommand bench;

  @Mixin private ThreadsOption threadsOption;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Width and height of the views; 512 by default.")
  private int size = 512;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Samples per pixel of the views; 64 by default.")
  private int samples = 64;

  @Option(names = "--steps", paramLabel = "N", description = "1000 by default.")
  private int steps = 1000;

  @Option(names = "--surfels", paramLabel = "N", description = "200000 by default.")
  private int surfels = 200_000;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keeps the rendered views there, and takes those that are there.")
  private Optional<Path> keep = Optional.empty();

  @Override
  public Integer call() {
    int threads = threadsOption.threads();
    if (threads < 1 || size < 16 || samples < 1 || steps < 1 || surfels < 1) {
      throw new InputException(
          "--threads, --size, --samples, --steps, --surfels", "must be at least 1, the size 16");
    }
    keep.ifPresent(folder -> OutputPlace.checkFolder(folder, List.of(), false));
    Console console = bench.console();
    List<TrainingBench.Row> rows =
        JobRunner.run(
            console,
            "bench",
            (workers, progress) -> {
              TrainingRoom room =
                  TrainingRoom.render(size, samples, bench.seed(), keep, workers, progress);
              TrainingBench training = new TrainingBench(room, steps, surfels, bench.seed());
              List<TrainingBench.Row> done = new ArrayList<>();
              done.add(training.run(threads, progress));
              if (threads > 1) {
                done.add(training.run(1, progress));
              }
              return done;
            });
    StringBuilder text = new StringBuilder("threads  seconds  training dB  held-out dB   SSIM");
    for (TrainingBench.Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%7d %8.1f %12.2f %12.2f %6.4f",
              row.threads(),
              row.seconds(),
              row.trainPsnr(),
              row.psnr(),
              row.ssim()));
    }
    console.result(text.toString(), TrainingBench.fields(rows));
    return ExitCodes.DONE;
  }
}
