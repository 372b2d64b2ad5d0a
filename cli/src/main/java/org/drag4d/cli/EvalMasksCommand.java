package org.drag4d.cli;

import java.io.IOException;
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
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.builtin.GrabCutSegmenter;
import org.drag4d.priors.evaluation.MaskTable;
import org.drag4d.project.SampleFiles;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d eval masks}: how well objects are found in pictures. */
@Command(
    name = "masks",
    header = "how well objects are found in pictures",
    description = {
      "Finds objects in pictures in which they are known and prints intersection over union, alone"
          + " and with a box around the object. The pictures are samples pasted before views of"
          + " built-in worlds, or your own.",
      "",
      "  drag4d eval masks --models grabcut,u2netp",
      "  drag4d eval masks FOLDER        (FOLDER/pictures/NAME.png, FOLDER/masks/NAME.png)",
      ""
    })
final class EvalMasksCommand implements Callable<Integer> {
  private static final List<String> PLACES =
      List.of("a cozy living room with a fireplace", "a kitchen");
  private static final List<String> OBJECTS = List.of("teddy", "robot");
  private static final int SIZE = 512;
  private static final int SAMPLES = 8;
  private static final double FOV_DEGREES = 70;

  @ParentCommand private EvalCommand eval;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "Your own pictures and masks; made ones by default.")
  private Path folder;

  @Option(
      names = "--models",
      paramLabel = "LIST",
      split = ",",
      description = "Which priors; grabcut and all installed networks by default.")
  private List<String> models = List.of();

  @Option(
      names = {"--keep"},
      paramLabel = "DIR",
      description = "Where to leave the made pictures and masks.")
  private Path keep;

  @Override
  public Integer call() {
    List<String> methods = models.isEmpty() ? installed() : models;
    methods.forEach(method -> PriorCatalogue.segmenter(method, SegmentationHints.NONE));
    Console console = eval.console();
    List<MaskTable.Row> rows =
        JobRunner.run(
            console,
            "eval",
            (workers, progress) -> {
              List<MaskTable.Known> pictures =
                  folder == null ? made(workers, progress) : read(folder);
              if (keep != null) {
                pictures.forEach(this::write);
              }
              List<MaskTable.Row> all = new ArrayList<>();
              progress.begin("finding objects", pictures.size(), "pictures");
              for (MaskTable.Known known : pictures) {
                all.addAll(MaskTable.measure(known, methods, progress));
              }
              return all;
            });
    List<MaskTable.Mean> means = MaskTable.means(rows);
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%-24s %-24s %-4s %6s %8s", "picture", "method", "box", "IoU", "s"));
    for (MaskTable.Row row : rows) {
      text.append(line(row.picture(), row.method(), row.box(), row.iou(), row.seconds()));
    }
    for (MaskTable.Mean mean : means) {
      text.append(line("mean", mean.method(), mean.box(), mean.iou(), mean.seconds()));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    fields.put("means", means);
    console.result(text.toString(), fields);
    return ExitCodes.DONE;
  }

  private static String line(
      String picture, String method, boolean box, double iou, double seconds) {
    return String.format(
        Locale.ROOT,
        "%n%-24s %-24s %-4s %6.3f %8.2f",
        picture.substring(0, Math.min(24, picture.length())),
        method,
        box ? "box" : "",
        iou,
        seconds);
  }

  private static List<String> installed() {
    List<String> methods = new ArrayList<>(List.of(GrabCutSegmenter.NAME));
    methods.addAll(PriorCatalogue.installedSegmenters().reversed());
    return methods;
  }

  /** Samples, large and small, before two views of each place. */
  private List<MaskTable.Known> made(Workers workers, Progress progress) {
    List<MaskTable.Known> pictures = new ArrayList<>();
    for (String place : PLACES) {
      PanoramaScene panorama =
          PriorCatalogue.panorama(PriorCatalogue.BUILTIN, Optional.empty(), workers)
              .generate(place, Quality.TINY.sceneSettings(eval.seed()).panoramaRequest(), progress);
      NovelViews views = panorama.novelViews().orElseThrow();
      Vec3 eye = panorama.camera().centre();
      for (int side = 0; side < 2; side++) {
        double yaw = Math.toRadians(25 + 180 * side);
        Vec3 ahead = new Vec3(Math.sin(yaw), -0.2, -Math.cos(yaw));
        Pinhole camera =
            Pinhole.ofVerticalFov(
                "view", SIZE, SIZE, FOV_DEGREES, Pose.lookingAt(eye, eye.plus(ahead)));
        progress.begin("rendering a view of " + place, 0, "");
        Image background = views.render(camera, SAMPLES, progress).picture();
        for (String object : OBJECTS) {
          Image cut = SampleFiles.load(object, workers, progress).picture();
          String name = object + " " + (pictures.size() / 4 + 1);
          pictures.add(MaskTable.pasted(name + " large", cut, background, 0.7, 0.5, 0.6));
          pictures.add(MaskTable.pasted(name + " small", cut, background, 0.4, 0.38, 0.68));
        }
      }
    }
    return pictures;
  }

  private static List<MaskTable.Known> read(Path folder) {
    List<MaskTable.Known> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Image mask = ImageFiles.read(folder.resolve("masks").resolve(name + ".png"));
        Image picture = ImageFiles.read(file);
        if (mask.width() != picture.width() || mask.height() != picture.height()) {
          throw new InputException(file.toString(), "is not as large as its mask");
        }
        pictures.add(new MaskTable.Known(name, rgb(picture), firstChannel(mask)));
      }
    } catch (IOException e) {
      throw new InputException(
          folder.toString(),
          "cannot be read: " + e.getMessage(),
          "It must have pictures/NAME.png (or .jpg) and masks/NAME.png.");
    }
    if (pictures.isEmpty()) {
      throw new InputException(folder.resolve("pictures").toString(), "has no pictures");
    }
    return pictures;
  }

  private void write(MaskTable.Known known) {
    String name = known.name().replace(' ', '-') + ".png";
    ImageFiles.write(keep.resolve("pictures").resolve(name), known.picture());
    ImageFiles.write(keep.resolve("masks").resolve(name), known.truth());
  }

  private static Image rgb(Image picture) {
    Image colours = new Image(picture.width(), picture.height(), 3);
    int channels = picture.channels();
    for (int at = 0; at < colours.values().length; at++) {
      colours.values()[at] = picture.values()[at / 3 * channels + Math.min(at % 3, channels - 1)];
    }
    return colours;
  }

  private static Image firstChannel(Image mask) {
    Image grey = new Image(mask.width(), mask.height(), 1);
    for (int at = 0; at < grey.values().length; at++) {
      grey.values()[at] = mask.values()[at * mask.channels()];
    }
    return grey;
  }
}
