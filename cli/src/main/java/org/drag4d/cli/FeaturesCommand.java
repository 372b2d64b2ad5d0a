package org.drag4d.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.project.FeatureResults;
import org.drag4d.project.Layout;
import org.drag4d.scene.distillation.DistillationSettings;
import org.drag4d.scene.distillation.DistilledFeatures;
import org.drag4d.scene.distillation.FeatureDistillation;
import org.drag4d.scene.distillation.FeatureSource;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.file.SurfelFile;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d features}: what a network sees in a scene, as numbers of its surfels. */
@Command(
    name = "features",
    header = "features of a network as numbers of a scene's surfels",
    description = {
      "Draws views of a scene, asks a network for their features, and gives each surfel",
      "the few numbers that look most like them from all views. Parts and things that",
      "correspond have like features.",
      "",
      "  drag4d features -p room.drag4d --feature-model dinov2",
      "  drag4d features scene.ply --cameras cameras.json --feature-model dift -o features",
      ""
    })
final class FeaturesCommand implements Callable<Integer> {
  private static final int MOST_CHANNELS = 256;
  private static final int MOST_PIXELS = 4096;

  @ParentCommand private Drag4D drag4d;

  @Parameters(
      paramLabel = "SCENE",
      arity = "0..1",
      description = "A PLY, .splat or SPZ file; by default what the project has.")
  private Optional<Path> scene = Optional.empty();

  @Mixin private ProjectOption project;

  @Option(
      names = "--cameras",
      paramLabel = "FILE.json",
      description = "From where to look (transforms.json); by default the project's.")
  private Optional<Path> cameras = Optional.empty();

  @Option(
      names = "--feature-model",
      paramLabel = "NAME",
      description = {
        "dinov2 (the default), dift, either with +sam2; or file:DIR with NAME.npy",
        "[h, w, D] for each camera."
      })
  private String model = "dinov2";

  @Option(
      names = "--channels",
      paramLabel = "N",
      description = "Numbers of a surfel; 16 by default.")
  private int channels = DistillationSettings.DEFAULT.channels();

  @Option(
      names = "--views",
      paramLabel = "N",
      description = "At most so many views, evenly from all cameras; 48 by default.")
  private int views = DistillationSettings.DEFAULT.views();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Longer side of the views, pixels; 512 by default.")
  private int size = DistillationSettings.DEFAULT.pictureSize();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The folder of the results; by default features/NAME in the project.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() {
    Console console = drag4d.console();
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new InputException("--channels", "1 to " + MOST_CHANNELS + ", not " + channels);
    }
    if (views < 1 || size < 16 || size > MOST_PIXELS) {
      throw new InputException("--views, --size", "at least 1 view, 16 to 4096 pixels");
    }
    Path file = scene.orElseGet(this::ofProject);
    Path place = out.orElseGet(this::inProject);
    OutputPlace.checkFolder(place, FeatureResults.NAMES, drag4d.force());
    List<Pinhole> from = CameraFile.read(cameras.orElseGet(this::camerasOfProject)).cameras();
    DistillationSettings settings =
        DistillationSettings.DEFAULT
            .withChannels(channels)
            .withViews(views)
            .withSizes(size, Math.max(16, size / 2));
    try (FeatureSource source = PriorCatalogue.featureSource(model, drag4d.seed())) {
      DistilledFeatures made =
          JobRunner.run(
              console,
              "features",
              (workers, progress) -> {
                Surfels surfels = SurfelFile.read(file).scene().surfels();
                DistilledFeatures d =
                    FeatureDistillation.distil(surfels, from, source, settings, workers, progress);
                FeatureResults.write(place, d, file, drag4d.seed());
                return d;
              });
      console.result(text(place, made), fields(place, made));
    }
    return ExitCodes.DONE;
  }

  private Layout layout() {
    return new Layout(project.folder());
  }

  private Path ofProject() {
    Path composed = layout().composed().resolve("composed.ply");
    Path plain = layout().scene().resolve("scene.ply");
    if (!Files.isRegularFile(composed) && !Files.isRegularFile(plain)) {
      throw new InputException(
          layout().root().toString(),
          "has no scene yet",
          "Make one with drag4d scene or drag4d run, or name a splat file.");
    }
    return Files.isRegularFile(composed) ? composed : plain;
  }

  private Path inProject() {
    if (scene.isPresent()) {
      throw new InputException("--out", "is needed for a splat file", "Say where with -o DIR.");
    }
    return layout().features(model);
  }

  private Path camerasOfProject() {
    if (scene.isPresent()) {
      throw new InputException(
          "--cameras", "is needed for a splat file", "Say from where to look, as for render.");
    }
    return layout().scene().resolve("cameras.json");
  }

  private static String text(Path place, DistilledFeatures d) {
    StringBuilder text = new StringBuilder(place.toString());
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d channels of %d keep %.1f %% of the variance; the surfels show %.1f %% of that",
            d.channels(),
            d.components().mean().length,
            100 * d.components().explained(),
            100 * d.fit()));
    d.heldOutFit()
        .ifPresent(
            fit ->
                text.append(
                    String.format(
                        Locale.ROOT, ", %.1f %% in views that were held out", 100 * fit)));
    return text.append('.').toString();
  }

  private static Map<String, Object> fields(Path place, DistilledFeatures d) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", place.toString());
    fields.put("model", d.source());
    fields.put("channels", d.channels());
    fields.put("surfels", d.values().length / d.channels());
    fields.put("unseen", d.unseen());
    fields.put("views", d.views().size());
    fields.put("explainedVariance", d.components().explained());
    fields.put("fit", d.fit());
    d.heldOutFit().ifPresent(fit -> fields.put("heldOutFit", fit));
    return fields;
  }
}
