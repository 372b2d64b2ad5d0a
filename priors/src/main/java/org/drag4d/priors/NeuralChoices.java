package org.drag4d.priors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drag4d.geometry.StrictJson;
import org.drag4d.nets.diffusion.Dift;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.store.ModelStore;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.triposr.TripoSrFiles;
import org.drag4d.nets.vision.MaskGenerator;
import org.drag4d.nets.vision.Sam2;
import org.drag4d.priors.PriorCatalogue.Entry;
import org.drag4d.priors.PriorCatalogue.Role;
import org.drag4d.priors.neural.Diffusion360Panorama;
import org.drag4d.priors.neural.DiffusionInpainter;
import org.drag4d.priors.neural.DiffusionScore;
import org.drag4d.priors.neural.DiftFeatures;
import org.drag4d.priors.neural.DinoFeatures;
import org.drag4d.priors.neural.LamaInpainter;
import org.drag4d.priors.neural.Metric3dPanorama;
import org.drag4d.priors.neural.PanoramaEnlarger;
import org.drag4d.priors.neural.RegionFeatures;
import org.drag4d.priors.neural.SuperResolutionEnlarger;
import org.drag4d.priors.neural.TripoSrObject;
import org.drag4d.scene.DepthEstimator;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.scene.Inpainter;
import org.drag4d.scene.ScoreDistillation;
import org.drag4d.task.InputException;
import org.drag4d.task.Workers;

/**
 * The priors that need published weights, by name. Names may end in {@code :bf16}, which halves the
 * memory of diffusion networks. Nothing here opens a weight file or loads a library; whether the
 * files are there is looked up at once.
 */
final class NeuralChoices {
  private static final List<String> DEPTH_MODELS =
      List.of("metric3d-vit-large", "metric3d-vit-small");
  private static final String USUAL_DEPTH = "metric3d-vit-small";
  private static final String HALF = ":bf16";
  private static final int DIFT_SIDE = 512;
  private static final String SAM = "sam2.1-hiera-tiny";

  /** What inpainting networks are called for short. */
  private static final Map<String, String> INPAINTING =
      new TreeMap<>(
          Map.of(
              "sd2", "stable-diffusion-2-inpainting",
              "sd15", "stable-diffusion-1.5-inpainting"));

  private static final Map<String, String> GUIDANCE =
      new TreeMap<>(Map.of("sd2", "stable-diffusion-2-base", "sd15", "stable-diffusion-1.5"));

  private NeuralChoices() {}

  /** Returns all of them, those of a role together. */
  static List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    all.add(
        new Entry(
            Role.PANORAMA,
            Diffusion360Panorama.NAME,
            "imagines the panorama by a diffusion network; takes a --depth-model",
            pull(Diffusion360Panorama.NAME)));
    for (String model : DEPTH_MODELS.reversed()) {
      all.add(
          new Entry(
              Role.DEPTH, model, "metric depth of 20 tiles, aligned to one panorama", pull(model)));
    }
    all.add(
        new Entry(
            Role.INPAINTING,
            LamaInpainter.NAME,
            "continues what is around a hole",
            pull(LamaInpainter.NAME)));
    INPAINTING.forEach(
        (name, model) ->
            all.add(
                new Entry(
                    Role.INPAINTING, name, "paints holes by the scene's sentence", pull(model))));
    all.add(
        new Entry(
            Role.OBJECT,
            TripoSrObject.NAME,
            "a closed shape with colours on all sides, by a network",
            pull(TripoSrObject.NAME)));
    GUIDANCE.forEach(
        (name, model) ->
            all.add(
                new Entry(
                    Role.GUIDANCE,
                    name,
                    "how a view should change to fit the sentence (score distillation)",
                    pull(model))));
    all.add(
        new Entry(
            Role.FEATURES,
            DinoFeatures.NAME,
            "features of parts, for distillation, which no command does yet",
            pull(DinoFeatures.NAME)));
    all.add(
        new Entry(
            Role.FEATURES,
            "dift",
            "features of Stable Diffusion 1.5, likewise",
            pull("stable-diffusion-1.5")));
    return all;
  }

  private static String pull(String model) {
    return "drag4d models pull " + model;
  }

  /** Names of one role, for messages. */
  private static List<String> names(Role role) {
    return PriorCatalogue.entries().stream()
        .filter(e -> e.role() == role)
        .map(Entry::name)
        .toList();
  }

  static InputException unknown(String option, String choice, Role role) {
    List<String> names = names(role);
    String nearest = StrictJson.nearest(choice, names);
    return new InputException(
        option + " " + choice,
        "there is no such prior; there are " + String.join(", ", names),
        nearest.isEmpty() ? "" : "Did you mean '" + nearest + "'?");
  }

  // ---------------------------------------------------------------- stage 1

  /**
   * Returns which depth network a choice means.
   *
   * @param choice a name, or empty for the finest installed one
   * @throws InputException if there is none of this name
   * @throws org.drag4d.nets.store.MissingModelException if it, or all of them, are not here
   */
  static String depthModel(Optional<String> choice) {
    ModelStore store = ModelStore.ofEnvironment();
    if (choice.isPresent() && !choice.get().equals(PriorCatalogue.AUTOMATIC)) {
      if (!DEPTH_MODELS.contains(choice.get())) {
        throw unknown("--depth-model", choice.get(), Role.DEPTH);
      }
      store.require(choice.get());
      return choice.get();
    }
    return installedDepthModel(store).orElseGet(() -> store.require(USUAL_DEPTH).model().name());
  }

  /** Returns the finest installed depth network, if there is any. */
  static Optional<String> installedDepthModel() {
    return installedDepthModel(ModelStore.ofEnvironment());
  }

  private static Optional<String> installedDepthModel(ModelStore store) {
    return DEPTH_MODELS.stream().filter(name -> store.find(name).isPresent()).findFirst();
  }

  static DepthEstimator depth(String model, Workers workers) {
    return new Metric3dPanorama(
        model, ModelStore.ofEnvironment().require(model).mainFile(), workers);
  }

  static Diffusion360Panorama diffusion360(
      String name, Optional<String> depthModel, Workers workers) {
    ModelStore store = ModelStore.ofEnvironment();
    InstalledModel model = store.require(Diffusion360Panorama.NAME);
    return new Diffusion360Panorama(
        StableDiffusion.of(model, "sd-base/", precision(name)),
        depth(depthModel(depthModel), workers),
        enlarger(store),
        Diffusion360Panorama.Settings.DEFAULT);
  }

  private static Optional<PanoramaEnlarger> enlarger(ModelStore store) {
    for (String name : List.of("realesrgan-x2plus", "realesrgan-x4plus")) {
      Optional<Path> network = store.find(name).map(InstalledModel::mainFile);
      if (network.isPresent()) {
        return Optional.of(new SuperResolutionEnlarger(name, network.get()));
      }
    }
    return Optional.empty();
  }

  static Inpainter inpainter(String choice) {
    ModelStore store = ModelStore.ofEnvironment();
    String plain = plain(choice);
    if (plain.equals(LamaInpainter.NAME)) {
      return new LamaInpainter(store.require(plain).mainFile());
    }
    String model = INPAINTING.getOrDefault(plain, plain);
    if (INPAINTING.containsValue(model)) {
      return diffusion(choice, StableDiffusion.of(store.require(model), "", precision(choice)));
    }
    Path own = Path.of(plain);
    if (Files.isDirectory(own.resolve("unet"))) {
      return diffusion(choice, StableDiffusion.ofFolder(own, precision(choice)));
    }
    if (Files.isRegularFile(own)) {
      return diffusion(
          choice, StableDiffusion.ofFile(own, vocabulary(store, own), precision(choice)));
    }
    throw unknown("--inpaint", choice, Role.INPAINTING);
  }

  private static DiffusionInpainter diffusion(String name, StableDiffusion model) {
    return new DiffusionInpainter(name, model, DiffusionInpainter.Settings.DEFAULT);
  }

  /** One-file checkpoints lack the vocabulary, which all CLIPs share. */
  private static Path vocabulary(ModelStore store, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Files.isRegularFile(folder.resolve("vocab.json"))
        ? folder
        : store.require("clip-vit-base-patch32").file("vocab.json").getParent();
  }

  static ScoreDistillation guidance(String choice) {
    String plain = plain(choice);
    String model = GUIDANCE.getOrDefault(plain, plain);
    if (!GUIDANCE.containsValue(model)) {
      throw unknown("--guidance", choice, Role.GUIDANCE);
    }
    return new DiffusionScore(
        choice,
        StableDiffusion.of(ModelStore.ofEnvironment().require(model), "", precision(choice)),
        DiffusionScore.Settings.DEFAULT);
  }

  /** Features by name; {@code +sam2} draws them together inside the regions that SAM 2 finds. */
  static FeatureExtractor features(String choice, long seed) {
    if (choice.endsWith(RegionFeatures.SUFFIX)) {
      String inner = choice.substring(0, choice.length() - RegionFeatures.SUFFIX.length());
      InstalledModel sam = ModelStore.ofEnvironment().require(SAM);
      return new RegionFeatures(
          features(inner, seed),
          () ->
              Sam2.open(
                  sam.file("onnx/vision_encoder.onnx"),
                  sam.file("onnx/prompt_encoder_mask_decoder.onnx"),
                  OnnxSettings.DEFAULT),
          MaskGenerator.Settings.PARTS);
    }
    if (choice.equals(DinoFeatures.NAME)) {
      return new DinoFeatures(ModelStore.ofEnvironment().require(choice).mainFile());
    }
    if (!plain(choice).equals("dift")) {
      throw unknown("--features", choice, Role.FEATURES);
    }
    return new DiftFeatures(
        choice,
        StableDiffusion.of(
            ModelStore.ofEnvironment().require("stable-diffusion-1.5"), "", precision(choice)),
        Dift.DRAG_ANYTHING,
        DIFT_SIDE,
        seed);
  }

  // ---------------------------------------------------------------- stage 2

  static TripoSrObject tripoSr() {
    InstalledModel model = ModelStore.ofEnvironment().require(TripoSrObject.NAME);
    return new TripoSrObject(
        new TripoSrFiles(model.file("config.yaml"), model.file("model.ckpt")),
        TripoSrObject.Settings.DEFAULT);
  }

  static String plain(String choice) {
    return choice.endsWith(HALF) ? choice.substring(0, choice.length() - HALF.length()) : choice;
  }

  private static Precision precision(String choice) {
    return choice.endsWith(HALF) ? Precision.BFLOAT16 : Precision.FLOAT32;
  }
}
