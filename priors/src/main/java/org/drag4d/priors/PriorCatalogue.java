package org.drag4d.priors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.nets.store.ModelStore;
import org.drag4d.nets.vision.SaliencyNetwork;
import org.drag4d.priors.builtin.BuiltinPanorama;
import org.drag4d.priors.builtin.GrabCutSegmenter;
import org.drag4d.priors.builtin.InflatedObject;
import org.drag4d.priors.builtin.PlainBackgroundSegmenter;
import org.drag4d.priors.builtin.SurfelRender;
import org.drag4d.priors.file.FilePanorama;
import org.drag4d.priors.file.StoredFeatures;
import org.drag4d.priors.neural.NetworkSegmenter;
import org.drag4d.priors.neural.TripoSrObject;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.scene.Inpainter;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.ScoreDistillation;
import org.drag4d.scene.distillation.FeatureSource;
import org.drag4d.task.InputException;
import org.drag4d.task.Workers;

/** Which prior is called what, what it makes and what it needs. */
public final class PriorCatalogue {
  private static final String FILE_PREFIX = "file:";

  /** The choice that leaves the choice to the picture. */
  public static final String AUTOMATIC = "automatic";

  /** The choice to do without. */
  public static final String NONE = "none";

  /** The choice of what comes with the program and needs nothing. */
  public static final String BUILTIN = "builtin";

  private PriorCatalogue() {}

  /** What a prior is for. */
  public enum Role {
    /** A sentence becomes a panorama with depth. */
    PANORAMA,
    /** A panorama becomes distances. */
    DEPTH,
    /** A view with holes becomes whole. */
    INPAINTING,
    /** A view and a sentence become how the view should change. */
    GUIDANCE,
    /** A view becomes numbers that are alike where parts are alike. */
    FEATURES,
    /** A picture becomes a mask of its object. */
    SEGMENTATION,
    /** A masked picture becomes an object in space. */
    OBJECT,
    /** A view, tracks and controls become a video. */
    VIDEO
  }

  /**
   * A prior that can be chosen.
   *
   * @param role what it is for
   * @param name what it is chosen by
   * @param makes how it makes what it makes, in a few words
   * @param needs what must be there for it; empty if nothing
   */
  public record Entry(Role role, String name, String makes, String needs) {}

  /** Returns all priors, those of a role together, the default of a role first. */
  public static List<Entry> entries() {
    List<Entry> all = new ArrayList<>(WITHOUT_WEIGHTS);
    for (SaliencyNetwork network : SaliencyNetwork.ALL.reversed()) {
      all.add(
          new Entry(
              Role.SEGMENTATION,
              network.model(),
              "masks by a published network",
              "drag4d models pull " + network.model()));
    }
    all.addAll(NeuralChoices.entries());
    return all.stream().sorted(Comparator.comparing(Entry::role)).toList(); // a stable sort
  }

  private static final List<Entry> WITHOUT_WEIGHTS =
      List.of(
          new Entry(
              Role.PANORAMA,
              BuiltinPanorama.NAME,
              "builds the place from furniture, lights it and renders it; no network",
              ""),
          new Entry(
              Role.PANORAMA,
              FILE_PREFIX + "PATH",
              "your own panorama, with its depth or with a --depth-model",
              "a 2:1 picture, and a depth map or a depth network"),
          new Entry(
              Role.INPAINTING,
              NONE,
              "paints nothing: what the panorama does not show does not count",
              ""),
          new Entry(Role.GUIDANCE, NONE, "leaves the scene to what the views show", ""),
          new Entry(
              Role.SEGMENTATION,
              AUTOMATIC,
              "takes for each picture the first of the following that suits it",
              ""),
          new Entry(
              Role.SEGMENTATION,
              PlainBackgroundSegmenter.NAME,
              "takes the alpha channel, or parts the object from a plain background; no network",
              "a picture with an alpha channel or a plain background"),
          new Entry(
              Role.SEGMENTATION,
              GrabCutSegmenter.NAME,
              "cuts out what stands out of a photograph, or what --mask-box or --scribbles show; no"
                  + " network",
              ""),
          new Entry(
              Role.OBJECT,
              BUILTIN,
              "inflates the outline and mirrors the front to the back; no network",
              ""),
          new Entry(
              Role.VIDEO,
              SurfelRender.NAME,
              "renders the moving surfels, rigid objects only; no network",
              ""));

  /**
   * Chooses the prior of panoramas.
   *
   * @param choice the name of a listed prior
   * @param depthModel the network that says how far away things are, for priors that need one;
   *     empty for the finest installed one
   * @param workers who works; not closed by the prior
   * @throws InputException if there is no such prior
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static PanoramaGenerator panorama(
      String choice, Optional<String> depthModel, Workers workers) {
    if (choice.equals(BuiltinPanorama.NAME)) {
      if (depthModel.isPresent()) {
        throw new InputException(
            "--depth-model", "has nothing to do: " + choice + " knows its distances");
      }
      return new BuiltinPanorama(workers);
    }
    if (NeuralChoices.isDiffusion360(choice)) {
      return NeuralChoices.diffusion360(choice, depthModel, workers);
    }
    throw NeuralChoices.unknown("--panorama", choice, Role.PANORAMA);
  }

  /**
   * Returns the "prior" that knows a person's own panorama.
   *
   * @param depth its distances; empty where a network estimates them
   * @param depthModel that network; empty if there are distances
   */
  public static FilePanorama panoramaOfFile(
      Path picture, Optional<Path> depth, Optional<String> depthModel, Workers workers) {
    return new FilePanorama(
        picture, depth, depthModel.map(model -> NeuralChoices.depth(model, workers)));
  }

  /**
   * Returns which depth network a choice means.
   *
   * @param choice a name; empty for the finest installed one
   * @throws InputException if there is none of this name
   * @throws org.drag4d.nets.store.MissingModelException if it is not here, or none is
   */
  public static String depthModel(Optional<String> choice) {
    return NeuralChoices.depthModel(choice);
  }

  /** Returns the finest installed depth network, if there is any. */
  public static Optional<String> installedDepthModel() {
    return NeuralChoices.installedDepthModel();
  }

  /**
   * Chooses the prior that paints holes of views.
   *
   * @param choice the name of a listed prior other than {@link #NONE}, or where a Stable Diffusion
   *     for inpainting lies: a folder in the layout of diffusers, or one file
   * @throws InputException if there is no such prior
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static Inpainter inpainter(String choice) {
    return NeuralChoices.inpainter(choice);
  }

  /**
   * Chooses the prior that says how views should change to fit the sentence.
   *
   * @throws InputException if there is no such prior
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static ScoreDistillation guidance(String choice) {
    return NeuralChoices.guidance(choice);
  }

  /**
   * Chooses the prior of features.
   *
   * @param seed of the noise that some of them mix in
   * @throws InputException if there is no such prior
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static FeatureExtractor features(String choice, long seed) {
    return NeuralChoices.features(choice, seed);
  }

  /**
   * Chooses where the features of views come from.
   *
   * @param choice the name of a listed prior, or {@code file:DIR} for arrays that another program
   *     made
   * @param seed of the noise that some of them mix in
   * @throws InputException if there is no such prior or folder
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static FeatureSource featureSource(String choice, long seed) {
    return choice.startsWith(FILE_PREFIX)
        ? new StoredFeatures(Path.of(choice.substring(FILE_PREFIX.length())))
        : FeatureSource.of(features(choice, seed));
  }

  /**
   * Chooses the prior that makes objects of pictures.
   *
   * @param choice the name of a listed prior; {@code builtin} is the one that needs nothing
   * @throws InputException if there is no such prior
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static ObjectGenerator objects(String choice) {
    return switch (choice) {
      case BUILTIN -> new InflatedObject();
      case TripoSrObject.NAME -> NeuralChoices.tripoSr();
      default -> throw NeuralChoices.unknown("--object-model", choice, Role.OBJECT);
    };
  }

  /**
   * Chooses the prior that finds objects in pictures.
   *
   * @param choice the name of a listed prior; {@code automatic} leaves the choice to the picture
   * @param hints what a person says about where the object is
   * @throws InputException if there is no such prior, or it cannot use hints
   * @throws org.drag4d.nets.store.MissingModelException if its weights are not here
   */
  public static ForegroundSegmenter segmenter(String choice, SegmentationHints hints) {
    return switch (choice) {
      case AUTOMATIC, BUILTIN -> new AutomaticSegmenter(hints, () -> installedSegmenter(hints));
      case GrabCutSegmenter.NAME -> new GrabCutSegmenter(hints);
      case PlainBackgroundSegmenter.NAME -> {
        if (!hints.isEmpty()) {
          throw new InputException(
              "--mask-model " + choice,
              "needs no --mask-box, no --mask-click and no --scribbles",
              "Leave them away, or take --mask-model " + GrabCutSegmenter.NAME + ".");
        }
        yield new PlainBackgroundSegmenter();
      }
      default -> {
        Optional<SaliencyNetwork> network = SaliencyNetwork.of(choice);
        if (network.isPresent()) {
          yield new NetworkSegmenter(
              network.get(), ModelStore.ofEnvironment().require(choice).mainFile(), hints);
        }
        throw NeuralChoices.unknown("--mask-model", choice, Role.SEGMENTATION);
      }
    };
  }

  /** Returns the installed networks that find objects in pictures, the finest first. */
  public static List<String> installedSegmenters() {
    ModelStore store = ModelStore.ofEnvironment();
    return SaliencyNetwork.ALL.stream()
        .map(SaliencyNetwork::model)
        .filter(model -> store.find(model).isPresent())
        .toList();
  }

  /** Returns the finest of them, if there is any. */
  private static Optional<ForegroundSegmenter> installedSegmenter(SegmentationHints hints) {
    return installedSegmenters().stream().findFirst().map(model -> segmenter(model, hints));
  }

  /** Chooses for each picture by itself. */
  public static ForegroundSegmenter segmenter() {
    return segmenter(AUTOMATIC, SegmentationHints.NONE);
  }

  /**
   * Chooses the prior of videos.
   *
   * @param choice the name of a listed prior; {@code builtin} is the one that needs nothing
   * @throws InputException if there is no such prior
   */
  public static VideoGenerator video(String choice) {
    if (choice.equals(SurfelRender.NAME) || choice.equals(BUILTIN)) {
      return new SurfelRender();
    }
    throw new InputException(
        "--video", "there is no prior \"" + choice + "\"", "There is: " + SurfelRender.NAME + ".");
  }
}
