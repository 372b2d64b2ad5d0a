package org.drag4d.priors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.StrictJson;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.store.ModelStore;
import org.drag4d.nets.vision.SaliencyNetwork;
import org.drag4d.priors.builtin.BuiltinPanorama;
import org.drag4d.priors.builtin.GrabCutSegmenter;
import org.drag4d.priors.builtin.PlainBackgroundSegmenter;
import org.drag4d.priors.builtin.SurfelRender;
import org.drag4d.priors.file.FilePanorama;
import org.drag4d.priors.neural.NetworkSegmenter;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.task.InputException;
import org.drag4d.task.Workers;

/** Which prior is called what, what it makes and what it needs. */
public final class PriorCatalogue {
  private static final String FILE_PREFIX = "file:";

  private static final String AUTOMATIC = "automatic";

  private PriorCatalogue() {}

  /** What a prior is for. */
  public enum Role {
    /** A sentence becomes a panorama with depth. */
    PANORAMA,
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
    List<Entry> networks =
        SaliencyNetwork.ALL.reversed().stream()
            .map(
                n ->
                    new Entry(
                        Role.SEGMENTATION,
                        n.model(),
                        "masks by a published network",
                        "drag4d models pull " + n.model()))
            .toList();
    List<Entry> all = new ArrayList<>(BUILTIN);
    int after =
        1
            + all.indexOf(
                all.stream()
                    .filter(e -> e.name().equals(GrabCutSegmenter.NAME))
                    .findFirst()
                    .orElseThrow());
    all.addAll(after, networks);
    return List.copyOf(all);
  }

  private static final List<Entry> BUILTIN =
      List.of(
          new Entry(
              Role.PANORAMA,
              BuiltinPanorama.NAME,
              "builds the place from furniture, lights it and renders it; no network",
              ""),
          new Entry(
              Role.PANORAMA,
              FILE_PREFIX + "PATH",
              "your own panorama with its depth",
              "a 2:1 picture and a depth map"),
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
              "cuts out what stands out of a photograph, or what --box or --scribbles show; no"
                  + " network",
              ""),
          new Entry(
              Role.OBJECT,
              "builtin",
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
   * @param choice the name of a listed prior, or a picture: {@code PATH} or {@code file:PATH}
   * @param depth the depth of that picture; empty for priors that make their own
   * @param workers who works; not closed by the prior
   * @throws InputException if a depth is given for a prior that makes its own
   */
  public static PanoramaGenerator panorama(String choice, Optional<Path> depth, Workers workers) {
    if (choice.equals(BuiltinPanorama.NAME)) {
      if (depth.isPresent()) {
        throw new InputException(
            "--depth", "belongs to a panorama of your own", "Give --panorama IMAGE as well.");
      }
      return new BuiltinPanorama(workers);
    }
    String path = choice.startsWith(FILE_PREFIX) ? choice.substring(FILE_PREFIX.length()) : choice;
    return new FilePanorama(Path.of(path), depth);
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
      case AUTOMATIC, "builtin" -> new AutomaticSegmenter(hints, () -> installedSegmenter(hints));
      case GrabCutSegmenter.NAME -> new GrabCutSegmenter(hints);
      case PlainBackgroundSegmenter.NAME -> {
        if (!hints.isEmpty()) {
          throw new InputException(
              "--mask-model " + choice,
              "needs no --box and no --scribbles",
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
        List<String> names =
            entries().stream().filter(e -> e.role() == Role.SEGMENTATION).map(Entry::name).toList();
        String nearest = StrictJson.nearest(choice, names);
        throw new InputException(
            "--mask-model " + choice,
            "there is no such prior; there are " + String.join(", ", names),
            nearest.isEmpty() ? "" : "Did you mean '" + nearest + "'?");
      }
    };
  }

  /** Returns the finest of the installed networks. */
  private static Optional<ForegroundSegmenter> installedSegmenter(SegmentationHints hints) {
    ModelStore store = ModelStore.ofEnvironment();
    for (SaliencyNetwork network : SaliencyNetwork.ALL) {
      Optional<InstalledModel> installed = store.find(store.catalogue().get(network.model()));
      if (installed.isPresent()) {
        return Optional.of(new NetworkSegmenter(network, installed.get().mainFile(), hints));
      }
    }
    return Optional.empty();
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
    if (choice.equals(SurfelRender.NAME) || choice.equals("builtin")) {
      return new SurfelRender();
    }
    throw new InputException(
        "--video", "there is no prior \"" + choice + "\"", "There is: " + SurfelRender.NAME + ".");
  }
}
