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
import org.drag4d.nets.diffusion.ModelFolder;
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
import org.drag4d.priors.neural.PanoramaRefinement;
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
 * The priors that need published weights, by name. Nothing here opens a weight file or loads a
 * library; whether the files are there is looked up at once.
 */
final class NeuralChoices {
  private static final List<String> DEPTH_MODELS =
      List.of("metric3d-vit-large", "metric3d-vit-small");
  private static final String USUAL_DEPTH = "metric3d-vit-small";
  private static final String ENHANCEMENT = "diffusion360-enhancement";
  private static final List<String> ENLARGERS = List.of("realesrgan-x2plus", "realesrgan-x4plus");
  private static final int DIFT_SIDE = 512;

  /** The usual DINOv2 for short. */
  private static final String DINO = "dinov2";

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
    all.add(
        new Entry(
            Role.PANORAMA,
            Diffusion360Panorama.NAME + Diffusion360Panorama.ENHANCED,
            "the same, painted twice more with super-resolution in between; hours on a processor",
            pull(ENHANCEMENT)));
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
            "features of parts, for the surfels of a scene (drag4d features)",
            pull(DinoFeatures.NAME)));
    all.add(
        new Entry(
            Role.FEATURES,
            "dift",
            "features of Stable Diffusion 1.5, as DragAnything takes them",
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

  /** Says whether a choice means Diffusion360, with or without its enhancement. */
  static boolean isDiffusion360(String choice) {
    String plain = Choice.of(choice).name();
    return plain.equals(Diffusion360Panorama.NAME)
        || plain.equals(Diffusion360Panorama.NAME + Diffusion360Panorama.ENHANCED);
  }

  static Diffusion360Panorama diffusion360(
      String text, Optional<String> depthModel, Workers workers) {
    ModelStore store = ModelStore.ofEnvironment();
    Choice choice = Choice.of(text).predictingWhatItsFilesSay("--panorama");
    InstalledModel model = store.require(Diffusion360Panorama.NAME);
    return new Diffusion360Panorama(
        StableDiffusion.of(model, "sd-base/", choice.precision()),
        depth(depthModel(depthModel), workers),
        choice.name().endsWith(Diffusion360Panorama.ENHANCED)
            ? new Diffusion360Panorama.Refined(refinement(store, choice.precision()))
            : enlarger(store)
                .<Diffusion360Panorama.Detail>map(Diffusion360Panorama.Enlarged::new)
                .orElseGet(Diffusion360Panorama.Interpolated::new),
        Diffusion360Panorama.Settings.DEFAULT);
  }

  private static PanoramaRefinement refinement(ModelStore store, Precision precision) {
    InstalledModel model = store.require(ENHANCEMENT);
    PanoramaEnlarger enlarger =
        enlarger(store).orElseGet(() -> enlarger(store.require(ENLARGERS.getFirst())));
    return new PanoramaRefinement(
        StableDiffusion.of(model, "sr-base/", precision),
        ModelFolder.of(model, "sr-control/", precision),
        enlarger,
        PanoramaRefinement.Settings.DEFAULT);
  }

  private static Optional<PanoramaEnlarger> enlarger(ModelStore store) {
    return ENLARGERS.stream()
        .map(store::find)
        .flatMap(Optional::stream)
        .findFirst()
        .map(NeuralChoices::enlarger);
  }

  private static PanoramaEnlarger enlarger(InstalledModel model) {
    return new SuperResolutionEnlarger(model.model().name(), model.mainFile());
  }

  static Inpainter inpainter(String text) {
    Choice choice = Choice.of(text);
    if (choice.name().equals(LamaInpainter.NAME)) {
      if (!text.equals(LamaInpainter.NAME)) {
        throw new InputException(
            "--inpaint " + text,
            "LaMa computes as its file says; there is nothing to choose",
            "Say --inpaint " + LamaInpainter.NAME + ".");
      }
      return new LamaInpainter(ModelStore.ofEnvironment().require(choice.name()).mainFile());
    }
    return new DiffusionInpainter(
        text,
        diffusion("--inpaint", choice, INPAINTING)
            .orElseThrow(() -> unknown("--inpaint", text, Role.INPAINTING)),
        DiffusionInpainter.Settings.DEFAULT);
  }

  /** The model that a choice means: one of the store's, or what lies in a place. */
  private static Optional<StableDiffusion> diffusion(
      String option, Choice choice, Map<String, String> named) {
    ModelStore store = ModelStore.ofEnvironment();
    String model = named.getOrDefault(choice.name(), choice.name());
    if (named.containsValue(model)) {
      return Optional.of(
          StableDiffusion.of(
              store.require(model), "", choice.predictingWhatItsFilesSay(option).precision()));
    }
    Path own = Path.of(choice.name());
    if (Files.isDirectory(own.resolve("unet"))) {
      return Optional.of(
          StableDiffusion.ofFolder(own, choice.predictingWhatItsFilesSay(option).precision()));
    }
    if (!Files.isRegularFile(own)) {
      return Optional.empty();
    }
    StableDiffusion file = StableDiffusion.ofFile(own, vocabulary(store, own), choice.precision());
    return Optional.of(choice.prediction().map(file::predicting).orElse(file));
  }

  /** One-file checkpoints lack the vocabulary, which all CLIPs share. */
  private static Path vocabulary(ModelStore store, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Files.isRegularFile(folder.resolve("vocab.json"))
        ? folder
        : store.require("clip-vit-base-patch32").file("vocab.json").getParent();
  }

  static ScoreDistillation guidance(String text) {
    return new DiffusionScore(
        text,
        diffusion("--guidance", Choice.of(text), GUIDANCE)
            .orElseThrow(() -> unknown("--guidance", text, Role.GUIDANCE)),
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
    if (choice.equals(DinoFeatures.NAME) || choice.equals(DINO)) {
      return new DinoFeatures(ModelStore.ofEnvironment().require(DinoFeatures.NAME).mainFile());
    }
    Choice plain = Choice.of(choice).predictingWhatItsFilesSay("--feature-model");
    if (!plain.name().equals("dift")) {
      throw unknown("--feature-model", choice, Role.FEATURES);
    }
    return new DiftFeatures(
        choice,
        StableDiffusion.of(
            ModelStore.ofEnvironment().require("stable-diffusion-1.5"), "", plain.precision()),
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
}
