package org.drag4d.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drag4d.animate.PathPreset;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.compose.ObjectMaker;
import org.drag4d.compose.ObjectRequest;
import org.drag4d.compose.ObjectSource;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.PathFile;
import org.drag4d.geometry.StrictJson;
import org.drag4d.geometry.Vec3;
import org.drag4d.project.ProjectFile.BoxEntry;
import org.drag4d.project.ProjectFile.FilmEntry;
import org.drag4d.project.ProjectFile.MakingEntry;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.project.ProjectFile.PanoramaEntry;
import org.drag4d.project.ProjectFile.PathEntry;
import org.drag4d.task.InputException;

/**
 * What comes from outside into a project: every piece is checked when it is named, before anything
 * slow starts, and copied in when it is put into a project.
 */
public final class Intake {
  private static final String FILE_PREFIX = "file:";

  private final Priors priors;
  private final JobProgress progress;

  /**
   * Checks pieces for these priors.
   *
   * @param progress hears what takes more than a moment
   */
  public Intake(Priors priors, JobProgress progress) {
    this.priors = priors;
    this.progress = progress;
    progress.stage("inputs", 0, 0);
  }

  /** A piece that was checked: what to put into a project's wishes. */
  @FunctionalInterface
  public interface Checked {
    /** Copies its files into a project and returns the wishes with it. */
    ProjectFile into(Project project, ProjectFile wishes);
  }

  /**
   * Checks a sentence for a prior that makes panoramas.
   *
   * @throws InputException if it is empty or too long, or the prior is not known
   */
  public Checked prompt(String prompt, String prior) {
    return prompt(prompt, prior, SceneModels.NONE);
  }

  /**
   * Checks a sentence and who makes a scene of it.
   *
   * @param models the priors that help
   * @throws InputException if the sentence says nothing, or there is no such prior
   */
  public Checked prompt(String prompt, String prior, SceneModels models) {
    String text = prompt.strip();
    if (text.isEmpty()) {
      throw new InputException(
          "PROMPT",
          "is empty",
          "Say what the place looks like, for instance \"a cozy living room with a fireplace\".");
    }
    if (text.length() > ProjectFile.LONGEST_PROMPT) {
      throw new InputException(
          "PROMPT", "is longer than " + ProjectFile.LONGEST_PROMPT + " characters");
    }
    boolean builtin = prior.equals(PanoramaEntry.BUILTIN.prior());
    if (builtin && (models.inpaint().isPresent() || models.guidance().isPresent())) {
      throw new InputException(
          models.inpaint().isPresent() ? "--inpaint" : "--guidance",
          "has nothing to do: the built-in world renders displaced views whole",
          "It belongs to --panorama with a picture or another prior.");
    }
    priors.panorama(prior, models.depth());
    models.check(priors);
    Optional<String> depthModel =
        builtin ? Optional.empty() : Optional.of(priors.depthModel(models.depth()));
    return (project, wishes) ->
        wishes.withScene(
            text,
            new PanoramaEntry(
                prior,
                Optional.empty(),
                Optional.empty(),
                depthModel,
                models.inpaint(),
                models.guidance()));
  }

  /**
   * Checks a person's own panorama.
   *
   * @param choice a path, or {@code file:} and a path
   * @param depth its distances, if there are any
   * @param models the priors that help; without a depth network an installed one
   * @throws InputException if they cannot be used
   */
  public Checked panorama(String choice, Optional<Path> depth, SceneModels models, String prompt) {
    if (choice.isBlank() || choice.equals(FILE_PREFIX)) {
      throw new InputException(
          "--panorama", "is empty", "Name a prior (builtin) or a picture of your own.");
    }
    Path picture =
        Path.of(choice.startsWith(FILE_PREFIX) ? choice.substring(FILE_PREFIX.length()) : choice);
    if (depth.isPresent() && models.depth().isPresent()) {
      throw new InputException(
          "--depth-model", "has nothing to do beside --depth", "Give one of the two.");
    }
    Optional<String> estimated =
        depth.isPresent()
            ? Optional.empty()
            : models.depth().isPresent()
                ? Optional.of(priors.depthModel(models.depth()))
                : priors.installedDepthModel();
    if (models.guidance().isPresent() && prompt.isBlank()) {
      throw new InputException(
          "--guidance", "follows a sentence, and there is none", "Give the PROMPT as well.");
    }
    models.check(priors);
    priors.checkPanoramaFile(picture, depth, estimated);
    return (project, wishes) ->
        wishes.withScene(
            prompt.strip(),
            new PanoramaEntry(
                "file",
                Optional.of(project.keepInput(picture, "panorama")),
                depth.map(d -> project.keepInput(d, "depth")),
                estimated,
                models.inpaint(),
                models.guidance()));
  }

  /**
   * The priors that help to make a scene, by name.
   *
   * @param depth estimates distances
   * @param inpaint paints what displaced views lack
   * @param guidance says how views should change to fit the sentence
   */
  public record SceneModels(
      Optional<String> depth, Optional<String> inpaint, Optional<String> guidance) {
    /** None. */
    public static final SceneModels NONE =
        new SceneModels(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether their weights are here. */
    private void check(Priors priors) {
      inpaint.ifPresent(priors::inpainter);
      guidance.ifPresent(priors::guidance);
    }
  }

  /**
   * Checks an object: {@code [NAME=]OBJECT}, where OBJECT is a sample or a picture or mesh.
   *
   * @param box where it shall stand: {@code CX,CY,CZ,SX,SY,SZ[,YAW[,PITCH,ROLL]]}
   * @throws InputException if there is no such sample, the file cannot be used, or holds no object
   */
  public Checked object(String text, Optional<String> box) {
    return object(text, box, Making.USUAL);
  }

  /**
   * By whom objects are made of their pictures.
   *
   * @param entry as the project keeps it, without the scribbles
   * @param scribbles a person's file of strokes, if there is one
   */
  public record Making(MakingEntry entry, Optional<Path> scribbles) {
    /** In the usual way. */
    public static final Making USUAL = new Making(MakingEntry.USUAL, Optional.empty());

    private MakingEntry keptIn(Project project, String name) {
      return new MakingEntry(
          entry.model(),
          entry.mask(),
          entry.maskBox(),
          entry.maskClick(),
          scribbles.map(file -> project.keepInput(file, "scribbles-" + name)));
    }

    private boolean isUsual() {
      return equals(USUAL);
    }
  }

  /**
   * Checks an object and by whom it is made.
   *
   * @throws InputException if there is no such sample or prior, the file cannot be used, or holds
   *     no object
   */
  public Checked object(String text, Optional<String> box, Making making) {
    int equals = text.indexOf('=');
    String source = equals < 0 ? text : text.substring(equals + 1);
    String name = equals < 0 ? nameOf(source) : text.substring(0, equals);
    if (!ProjectFile.isName(name)) {
      throw new InputException(
          "--object " + text,
          "'" + name + "' cannot be a name: letters, digits, dot, dash and underscore only",
          "Name it: --object NAME=" + source);
    }
    Optional<BoxEntry> place = box.map(Intake::box);
    if (!ObjectEntry.isFile(source)) {
      checkSample(source);
      if (!making.isUsual()) {
        throw new InputException(
            "--object " + text,
            "is a sample and brings its shape and mask",
            "--object-model, --mask-model, --mask-box, --mask-click and --scribbles belong to"
                + " pictures.");
      }
      return (project, wishes) -> {
        place.ifPresent(b -> checkInside(b, box.orElse(""), wishes));
        return wishes.withObject(new ObjectEntry(name, source, place));
      };
    }
    Path file = Path.of(source);
    checkObject(name, file, making);
    return (project, wishes) -> {
      place.ifPresent(b -> checkInside(b, box.orElse(""), wishes));
      return wishes.withObject(
          new ObjectEntry(
              name,
              project.keepInput(file, "object-" + name),
              place,
              making.keptIn(project, name)));
    };
  }

  /**
   * Makes the object once and forgets it: only that tells whether an object is in the picture.
   * Where a network makes the shape, which takes long, finding the mask must do.
   */
  private void checkObject(String name, Path file, Making making) {
    ObjectSource source = ObjectFiles.read(file);
    ForegroundSegmenter segmenter = priors.segmenter(making.entry(), making.scribbles());
    ObjectGenerator generator = priors.objects(making.entry().model());
    try {
      if (source instanceof ObjectSource.Picture picture && making.entry().model().isPresent()) {
        ObjectMaker.mask(picture, segmenter, progress);
      } else {
        ObjectMaker.make(
            new ObjectRequest(name, source, Optional.empty()), segmenter, generator, progress);
      }
    } catch (InputException e) {
      throw e.where().isEmpty() ? e.at(file.toString()) : e;
    }
  }

  private void checkInside(BoxEntry box, String text, ProjectFile wishes) {
    inside(wishes).ifPresent(inside -> inside.check(box, "--box " + text));
  }

  /** Other panoramas tell when their points are known. */
  private Optional<InsideScene> inside(ProjectFile wishes) {
    return wishes.panorama().file().isPresent()
        ? Optional.empty()
        : InsideScene.of(
            wishes,
            priors.panorama(wishes.panorama().prior(), wishes.panorama().depthModel()),
            progress);
  }

  private void checkSample(String source) {
    if (!priors.samples().contains(source)) {
      String nearest = StrictJson.nearest(source, priors.samples());
      throw new InputException(
          "--object " + source,
          "there is no such sample; there are " + String.join(", ", priors.samples()),
          nearest.isEmpty()
              ? "A picture or mesh of your own is named with its extension, for instance robot.png."
              : "Did you mean '" + nearest + "'?");
    }
  }

  /** Reads a box as it is written on the command line. */
  static BoxEntry box(String text) {
    double[] n;
    try {
      n = Stream.of(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw badBox(text);
    }
    if (n.length != 6 && n.length != 7 && n.length != 9) {
      throw badBox(text);
    }
    for (double value : n) {
      if (!Double.isFinite(value) || Math.abs(value) > 10_000) {
        throw badBox(text);
      }
    }
    if (!(n[3] > 0 && n[4] > 0 && n[5] > 0)) {
      throw new InputException(
          "--box " + text, "is empty: its three lengths SX,SY,SZ must be positive");
    }
    return new BoxEntry(
        new Vec3(n[0], n[1], n[2]),
        new Vec3(n[3], n[4], n[5]),
        n.length > 6 ? n[6] : 0,
        n.length > 7 ? n[7] : 0,
        n.length > 8 ? n[8] : 0);
  }

  private static InputException badBox(String text) {
    return new InputException(
        "--box " + text,
        "is not CX,CY,CZ,SX,SY,SZ[,YAW[,PITCH,ROLL]]: 6, 7 or 9 numbers in metres and degrees",
        "For instance: --box 0.5,0.5,-2,0.8,1,0.8,30");
  }

  /**
   * Checks a path: the name of a preset, or a file.
   *
   * @param object which object follows it; empty when there is only one
   * @throws InputException if there is no such preset, or the file cannot be used
   */
  public Checked path(String text, Optional<String> object, FilmEntry film) {
    if (!ObjectEntry.isFile(text)) {
      PathPreset.of(text, "--path");
      return (project, wishes) ->
          wishes.withPath(new PathEntry(text, text, List.of(), checked(object, wishes), film));
    }
    Path file = Path.of(text);
    List<Path3> points = PathFile.read(file);
    String name = nameOf(text);
    return (project, wishes) -> {
      inside(wishes).ifPresent(inside -> inside.check(points, file.toString()));
      for (Path3 path : points) {
        path.object().ifPresent(o -> checked(Optional.of(o), wishes));
      }
      List<Path3> named =
          points.stream().map(p -> p.object().isPresent() ? p : named(p, object)).toList();
      return wishes.withPath(new PathEntry(name, "", named, checked(object, wishes), film));
    };
  }

  private static Path3 named(Path3 path, Optional<String> object) {
    return new Path3(object, path.points(), path.timing(), path.orientation(), path.seconds());
  }

  private static Optional<String> checked(Optional<String> object, ProjectFile wishes) {
    List<String> names = wishes.objects().stream().map(ObjectEntry::name).toList();
    if (object.isPresent() && !names.contains(object.get())) {
      String nearest = StrictJson.nearest(object.get(), names);
      throw new InputException(
          "--object " + object.get(),
          "there is no such object in the scene; there are " + names,
          nearest.isEmpty() ? "" : "Did you mean '" + nearest + "'?");
    }
    if (object.isEmpty() && names.size() > 1) {
      throw new InputException(
          "--path", "there are several objects: " + names, "Say which one moves: --object NAME");
    }
    return object;
  }

  /** Returns the name under which a path of this text is kept. */
  public static String pathName(String text) {
    return ObjectEntry.isFile(text) ? nameOf(text) : text;
  }

  /** Returns the part of a file's path that can name a thing. */
  private static String nameOf(String source) {
    Path last = Path.of(source).getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String usable = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return usable.isEmpty() ? "object" : usable.substring(0, Math.min(64, usable.length()));
  }

  /** Returns whether a text names a file rather than a prior or a sample. */
  public static boolean namesFile(String text) {
    return text.startsWith(FILE_PREFIX) || ObjectEntry.isFile(text) || Files.exists(Path.of(text));
  }
}
