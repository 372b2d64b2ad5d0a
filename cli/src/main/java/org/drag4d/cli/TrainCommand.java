package org.drag4d.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.geometry.WholeFile;
import org.drag4d.geometry.capture.Capture;
import org.drag4d.project.PeakMemory;
import org.drag4d.scene.capture.CaptureSettings;
import org.drag4d.scene.capture.CaptureTraining;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingReport;
import org.drag4d.splat.file.SurfelPly;
import org.drag4d.task.CancelledException;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d train}: surfels from posed pictures. */
@Command(
    name = "train",
    header = "surfels from posed pictures (nerfstudio, COLMAP)",
    description = {
      "Trains surfels (2D Gaussians) on pictures with known cameras: a folder with nerfstudio's"
          + " transforms.json, or with COLMAP's sparse model. Depth (depth_file_path: 16-bit PNG in"
          + " millimetres, NPY or PFM in metres) and normals (normal_file_path) are learnt too"
          + " where transforms.json names them.",
      "",
      "  drag4d train garden -o garden.ply --steps 4000",
      "",
      "While it runs, garden.training/preview.png shows a held-out picture and the scene's beside"
          + " it. Ctrl-C leaves a scene of what was learnt; the same command continues.",
      ""
    })
final class TrainCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "DATASET", description = "The folder, or its transforms.json.")
  private Path dataset;

  @Option(names = "--steps", paramLabel = "N", description = "Steps; 4000 by default.")
  private int steps = CaptureSettings.DEFAULT.steps();

  @Option(names = "--surfels", paramLabel = "N", description = "At most; 200000 by default.")
  private int surfels = CaptureSettings.DEFAULT.surfels();

  @Option(
      names = "--test-every",
      paramLabel = "N",
      description = "Every so many pictures one is held out for measuring; 8 by default, 0 none.")
  private int testEvery = CaptureSettings.DEFAULT.testEvery();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Longest side of pictures in pixels; larger ones are averaged down; 800.")
  private int size = CaptureSettings.DEFAULT.longestSide();

  @Option(
      names = "--compat",
      paramLabel = "KIND",
      defaultValue = "3dgs",
      description = "3dgs (three scales, every viewer opens it) or 2dgs (two).")
  private String compat;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "SCENE.ply",
      required = true,
      description = "The file to write.")
  private Path out;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    if (steps < 1 || surfels < 1 || testEvery < 0 || size < 16) {
      throw new InputException(
          "--steps, --surfels, --test-every, --size", "must be positive, and the size at least 16");
    }
    SurfelPly.Layout layout =
        switch (compat) {
          case "3dgs" -> SurfelPly.Layout.THREE_SCALES;
          case "2dgs" -> SurfelPly.Layout.TWO_SCALES;
          default -> throw new InputException("--compat " + compat, "is neither 3dgs nor 2dgs");
        };
    if (!out.toString().endsWith(".ply")) {
      throw new InputException(out.toString(), "must end in .ply");
    }
    TrainingFolder folder = TrainingFolder.of(out);
    OutputPlace.checkFile(out, drag4d.force() || folder.interrupted());
    Capture capture = Capture.open(dataset);
    CaptureSettings settings = new CaptureSettings(steps, surfels, drag4d.seed(), testEvery, size);
    Map<String, Object> fields =
        JobRunner.run(
            console,
            "train",
            (workers, progress) -> {
              CaptureTraining training = CaptureTraining.load(capture, settings, workers, progress);
              try (SurfelTrainer trainer =
                  folder
                      .resume(training, workers, console)
                      .orElseGet(() -> training.trainer(workers))) {
                TrainingReport report = run(trainer, training, folder, layout, progress);
                CaptureTraining.Result result = training.measure(trainer, report, progress);
                write(result.surfels(), layout);
                folder.complete();
                return fields(result);
              }
            });
    console.remark(
        fields.get("psnr") == null
            ? String.format(
                Locale.ROOT,
                "%s surfels, PSNR %.2f dB on training views",
                fields.get("surfels"),
                fields.get("trainPsnr"))
            : String.format(
                Locale.ROOT,
                "%s surfels, PSNR %.2f dB, SSIM %.4f on held-out views",
                fields.get("surfels"),
                fields.get("psnr"),
                fields.get("ssim")));
    console.result(out.toString(), fields);
    return ExitCodes.DONE;
  }

  /** Trains; whenever it ends, by Ctrl-C too, there is a scene of all that was learnt. */
  private TrainingReport run(
      SurfelTrainer trainer,
      CaptureTraining training,
      TrainingFolder folder,
      SurfelPly.Layout layout,
      Progress progress) {
    Runnable keep =
        () -> {
          write(trainer.surfels(), layout); // first: it is what people want to have
          folder.writeCheckpoint(trainer);
        };
    try {
      return trainer.run(progress, new TrainingWatch(training, folder, progress, steps, keep));
    } catch (CancelledException e) {
      keep.run();
      progress.note(
          String.format(
              Locale.ROOT,
              "stopped after step %d of %d: %s has what was learnt; the same command continues",
              trainer.step(),
              steps,
              out));
      throw e;
    }
  }

  private void write(Surfels surfels, SurfelPly.Layout layout) {
    var bytes = new ByteArrayOutputStream();
    try {
      SurfelPly.write(bytes, SurfelScene.withoutObjects(surfels), layout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WholeFile.write(out, bytes.toByteArray());
  }

  private Map<String, Object> fields(CaptureTraining.Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", out.toString());
    fields.put("steps", result.report().steps());
    fields.put("seconds", result.report().seconds());
    fields.put("surfels", result.surfels().count());
    putNumber(fields, "psnr", result.psnr());
    putNumber(fields, "ssim", result.ssim());
    putNumber(fields, "trainPsnr", result.trainPsnr());
    fields.put("peakMemoryMiB", PeakMemory.mebibytes());
    return fields;
  }

  /** JSON has no NaN: what was not measured is null. */
  private static void putNumber(Map<String, Object> fields, String name, double value) {
    fields.put(name, Double.isFinite(value) ? value : null);
  }
}
