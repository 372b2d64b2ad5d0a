package org.drag4d.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.PathFile;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.StrictJson;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.Quality;

/**
 * What a person wants, as {@code project.json} says it: everything that the results follow from.
 * Unknown keys are errors.
 *
 * <p>Longer than most files: each entry's fields, their reading and their writing stand in one
 * place, so that none is forgotten in one of them.
 *
 * @param prompt the sentence; empty when the panorama is a file
 * @param panorama where the panorama comes from
 * @param seed one seed, one result
 * @param quality which set of settings
 * @param objects what stands in the scene, in the order in which it is placed
 * @param paths what moves how; each becomes a folder of videos
 */
public record ProjectFile(
    String prompt,
    PanoramaEntry panorama,
    long seed,
    Quality quality,
    List<ObjectEntry> objects,
    List<PathEntry> paths) {

  /** The longest prompt, in characters. */
  public static final int LONGEST_PROMPT = 4000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final double FARTHEST = 10_000;

  /**
   * Where the panorama comes from.
   *
   * @param prior the name of the prior that makes it, or {@code "file"}
   * @param file the picture in the project folder, for {@code "file"}
   * @param depth its distances in the project folder, where there are any
   * @param depthModel the network that estimates distances, where one does
   * @param inpaint the prior that paints what displaced views lack, where one does
   * @param guidance the prior that says how views should change to fit the sentence, where one does
   */
  public record PanoramaEntry(
      String prior,
      Optional<String> file,
      Optional<String> depth,
      Optional<String> depthModel,
      Optional<String> inpaint,
      Optional<String> guidance) {
    /** Made by the built-in world. */
    public static final PanoramaEntry BUILTIN =
        new PanoramaEntry(
            "builtin",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * An object.
   *
   * @param name unique among the objects
   * @param source the name of a sample, or a picture or mesh in the project folder
   * @param box where it shall stand; empty for a free spot
   * @param making by whom its shape and its mask are made
   */
  public record ObjectEntry(
      String name, String source, Optional<BoxEntry> box, MakingEntry making) {
    /** An object that is made in the usual way. */
    public ObjectEntry(String name, String source, Optional<BoxEntry> box) {
      this(name, source, box, MakingEntry.USUAL);
    }

    /** Returns whether the source is a file; samples have neither extension nor separator. */
    public boolean isFile() {
      return isFile(source);
    }

    /** Returns whether a source is a file; samples have neither extension nor separator. */
    public static boolean isFile(String source) {
      return source.contains(".") || source.contains("/") || source.contains("\\");
    }
  }

  /**
   * By whom an object is made of its picture.
   *
   * @param model the prior of its shape; empty for the built-in one
   * @param mask the prior of its mask; empty for the first that suits the picture
   * @param maskBox where in the picture it is, {@code X,Y,W,H} in pixels; empty if not said
   * @param maskClick a pixel of it, {@code X,Y}; empty if not said
   * @param scribbles strokes that say where it is, a picture in the project folder
   */
  public record MakingEntry(
      Optional<String> model,
      Optional<String> mask,
      Optional<String> maskBox,
      Optional<String> maskClick,
      Optional<String> scribbles) {
    /** Whatever needs no weights or suits the picture. */
    public static final MakingEntry USUAL =
        new MakingEntry(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * A box as a person writes it.
   *
   * @param centre metres
   * @param size full edge lengths, metres
   * @param yaw degrees about +Y
   * @param pitch degrees about the turned x
   * @param roll degrees about the turned z
   */
  public record BoxEntry(Vec3 centre, Vec3 size, double yaw, double pitch, double roll) {
    /** Returns the box itself. */
    public Box3 box() {
      return new Box3(centre, size, Quaternion.ofYawPitchRoll(yaw, pitch, roll));
    }
  }

  /**
   * A path.
   *
   * @param name of its folder of results; unique among the paths
   * @param preset the name of a ready-made path; empty when {@code points} has it
   * @param points the paths of one or several objects; empty for a preset
   * @param object which object follows the preset; empty when there is only one
   * @param film size and length of the videos
   */
  public record PathEntry(
      String name, String preset, List<Path3> points, Optional<String> object, FilmEntry film) {
    /** Copies the list. */
    public PathEntry {
      points = List.copyOf(points);
    }
  }

  /**
   * Size and length of videos.
   *
   * @param frames how many frames; empty to follow from the path's seconds, 25 if it has none
   * @param width pixels, even
   * @param height pixels, even
   * @param framesPerSecond frames a second
   * @param views which of the eight; empty for all
   */
  public record FilmEntry(
      Optional<Integer> frames, int width, int height, int framesPerSecond, List<String> views) {
    /** All views, 25 frames of 576 x 320 at 8 a second. */
    public static final FilmEntry DEFAULT = new FilmEntry(Optional.empty(), 576, 320, 8, List.of());

    /** Copies the list. */
    public FilmEntry {
      views = List.copyOf(views);
    }
  }

  /** Copies the lists. */
  public ProjectFile {
    objects = List.copyOf(objects);
    paths = List.copyOf(paths);
  }

  /** Returns a project that has nothing yet. */
  public static ProjectFile empty(Quality quality, long seed) {
    return new ProjectFile("", PanoramaEntry.BUILTIN, seed, quality, List.of(), List.of());
  }

  /** Returns the same wishes for another scene. */
  public ProjectFile withScene(String newPrompt, PanoramaEntry newPanorama) {
    return new ProjectFile(newPrompt, newPanorama, seed, quality, objects, paths);
  }

  /** Returns the same wishes with another seed and quality. */
  public ProjectFile with(long newSeed, Quality newQuality) {
    return new ProjectFile(prompt, panorama, newSeed, newQuality, objects, paths);
  }

  /** Returns the same wishes with an object; one of its name gives way, in its place. */
  public ProjectFile withObject(ObjectEntry object) {
    return new ProjectFile(
        prompt, panorama, seed, quality, put(objects, ObjectEntry::name, object), paths);
  }

  /** Returns the same wishes without an object. */
  public ProjectFile withoutObject(String name) {
    return new ProjectFile(
        prompt,
        panorama,
        seed,
        quality,
        objects.stream().filter(o -> !o.name().equals(name)).toList(),
        paths);
  }

  /** Returns the same wishes with these objects and no others. */
  public ProjectFile withObjects(List<ObjectEntry> newObjects) {
    return new ProjectFile(prompt, panorama, seed, quality, newObjects, paths);
  }

  /** Returns the same scene without objects and paths. */
  ProjectFile withNothingInIt() {
    return new ProjectFile(prompt, panorama, seed, quality, List.of(), List.of());
  }

  /** Returns the files that the wishes name, relative to the project folder. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    panorama.file().ifPresent(files::add);
    panorama.depth().ifPresent(files::add);
    objects.stream().filter(ObjectEntry::isFile).map(ObjectEntry::source).forEach(files::add);
    objects.forEach(object -> object.making().scribbles().ifPresent(files::add));
    return files;
  }

  /** Returns the same wishes with a path; one of its name gives way, in its place. */
  public ProjectFile withPath(PathEntry path) {
    return new ProjectFile(
        prompt, panorama, seed, quality, objects, put(paths, PathEntry::name, path));
  }

  private static <T> List<T> put(List<T> list, Function<T, String> name, T item) {
    List<T> result = new ArrayList<>(list);
    for (int i = 0; i < result.size(); i++) {
      if (name.apply(result.get(i)).equals(name.apply(item))) {
        result.set(i, item);
        return result;
      }
    }
    result.add(item);
    return result;
  }

  /** Returns whether a text can name an object or a path: it becomes a folder. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Reads the file, strictly. */
  static ProjectFile read(Path file) {
    StrictJson json =
        StrictJson.read(file)
            .keys("schema", "prompt", "panorama", "seed", "quality", "objects", "paths");
    int schema = json.at("schema").integer(1, Integer.MAX_VALUE);
    if (schema > Versions.SCHEMA) {
      throw json.at("schema")
          .wrong(
              "was written by a newer Drag4D ("
                  + schema
                  + "; this one knows "
                  + Versions.SCHEMA
                  + ")",
              "Update Drag4D.");
    }
    String prompt = json.find("prompt").map(StrictJson::text).orElse("");
    if (prompt.length() > LONGEST_PROMPT) {
      throw json.at("prompt").wrong("is longer than " + LONGEST_PROMPT + " characters");
    }
    return new ProjectFile(
        prompt,
        json.find("panorama").map(ProjectFile::panorama).orElse(PanoramaEntry.BUILTIN),
        json.find("seed").map(StrictJson::longInteger).orElse(0L),
        json.find("quality").map(ProjectFile::quality).orElse(Quality.STANDARD),
        list(json, "objects", ProjectFile::object, ObjectEntry::name),
        list(json, "paths", ProjectFile::path, PathEntry::name));
  }

  private static <T> List<T> list(
      StrictJson json, String key, Function<StrictJson, T> read, Function<T, String> name) {
    List<T> items = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (StrictJson item : json.find(key).map(StrictJson::items).orElse(List.of())) {
      T value = read.apply(item);
      if (!isName(name.apply(value))) {
        throw item.at("name")
            .wrong("must be letters, digits, dot, dash or underscore, as it becomes a folder");
      }
      if (!names.add(name.apply(value))) {
        throw item.at("name").wrong("\"" + name.apply(value) + "\" is there twice");
      }
      items.add(value);
    }
    return items;
  }

  private static PanoramaEntry panorama(StrictJson json) {
    json.keys("prior", "file", "depth", "depthModel", "inpaint", "guidance");
    return new PanoramaEntry(
        json.find("prior").map(StrictJson::text).orElse(json.has("file") ? "file" : "builtin"),
        json.find("file").map(ProjectFile::inside),
        json.find("depth").map(ProjectFile::inside),
        json.find("depthModel").map(StrictJson::text),
        json.find("inpaint").map(StrictJson::text),
        json.find("guidance").map(StrictJson::text));
  }

  /** A file of the project: below its folder, and nowhere else. */
  private static String inside(StrictJson json) {
    Path path = Path.of(json.text()).normalize();
    if (path.isAbsolute() || path.startsWith("..")) {
      throw json.wrong("must be a file inside the project folder");
    }
    return json.text();
  }

  private static Quality quality(StrictJson json) {
    List<String> names =
        Stream.of(Quality.values()).map(q -> q.name().toLowerCase(Locale.ROOT)).toList();
    return Quality.valueOf(json.choice(names).toUpperCase(Locale.ROOT));
  }

  private static ObjectEntry object(StrictJson json) {
    json.keys("name", "source", "box", "model", "mask", "maskBox", "maskClick", "scribbles");
    StrictJson source = json.at("source");
    return new ObjectEntry(
        json.at("name").text(),
        ObjectEntry.isFile(source.text()) ? inside(source) : source.text(),
        json.find("box").map(ProjectFile::box),
        new MakingEntry(
            json.find("model").map(StrictJson::text),
            json.find("mask").map(StrictJson::text),
            json.find("maskBox").map(StrictJson::text),
            json.find("maskClick").map(StrictJson::text),
            json.find("scribbles").map(ProjectFile::inside)));
  }

  private static BoxEntry box(StrictJson json) {
    json.keys("centre", "size", "yaw", "pitch", "roll");
    Vec3 centre = json.at("centre").vec3();
    Vec3 size = json.at("size").vec3();
    if (centre.length() > FARTHEST) {
      throw json.at("centre").wrong("is farther than " + FARTHEST + " m from the origin");
    }
    if (!(size.x() > 0 && size.y() > 0 && size.z() > 0) || size.length() > FARTHEST) {
      throw json.at("size").wrong("must be three positive lengths in metres");
    }
    return new BoxEntry(
        centre, size, degrees(json, "yaw"), degrees(json, "pitch"), degrees(json, "roll"));
  }

  private static double degrees(StrictJson json, String key) {
    return json.find(key).map(v -> v.number(-36000, 36000)).orElse(0.0);
  }

  private static PathEntry path(StrictJson json) {
    json.keys("name", "preset", "path", "object", "frames", "width", "height", "fps", "views");
    if (json.has("preset") == json.has("path")) {
      throw json.wrong("needs either \"preset\" or \"path\"");
    }
    return new PathEntry(
        json.at("name").text(),
        json.find("preset").map(StrictJson::text).orElse(""),
        json.find("path").map(PathFile::paths).orElse(List.of()),
        json.find("object").map(StrictJson::text),
        new FilmEntry(
            json.find("frames").map(v -> v.integer(2, 10_000)),
            json.find("width").map(v -> even(v)).orElse(FilmEntry.DEFAULT.width()),
            json.find("height").map(v -> even(v)).orElse(FilmEntry.DEFAULT.height()),
            json.find("fps")
                .map(v -> v.integer(1, 240))
                .orElse(FilmEntry.DEFAULT.framesPerSecond()),
            json.find("views")
                .map(v -> v.items().stream().map(StrictJson::text).toList())
                .orElse(List.of())));
  }

  private static int even(StrictJson json) {
    int value = json.integer(16, 8192);
    if (value % 2 != 0) {
      throw json.wrong("must be even, as video files want it, not " + value);
    }
    return value;
  }

  /** Writes the file whole. */
  void write(Path file) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", Versions.SCHEMA);
    json.put("prompt", prompt);
    if (!panorama.equals(PanoramaEntry.BUILTIN)) {
      ObjectNode node = json.putObject("panorama");
      node.put("prior", panorama.prior());
      panorama.file().ifPresent(f -> node.put("file", f));
      panorama.depth().ifPresent(f -> node.put("depth", f));
      panorama.depthModel().ifPresent(name -> node.put("depthModel", name));
      panorama.inpaint().ifPresent(name -> node.put("inpaint", name));
      panorama.guidance().ifPresent(name -> node.put("guidance", name));
    }
    json.put("seed", seed);
    json.put("quality", quality.name().toLowerCase(Locale.ROOT));
    ArrayNode objectList = json.putArray("objects");
    for (ObjectEntry object : objects) {
      ObjectNode node = objectList.addObject();
      node.put("name", object.name()).put("source", object.source());
      object.box().ifPresent(box -> putBox(node.putObject("box"), box));
      object.making().model().ifPresent(name -> node.put("model", name));
      object.making().mask().ifPresent(name -> node.put("mask", name));
      object.making().maskBox().ifPresent(box -> node.put("maskBox", box));
      object.making().maskClick().ifPresent(click -> node.put("maskClick", click));
      object.making().scribbles().ifPresent(strokes -> node.put("scribbles", strokes));
    }
    ArrayNode pathList = json.putArray("paths");
    for (PathEntry path : paths) {
      putPath(pathList.addObject(), path);
    }
    JsonFile.write(file, json);
  }

  private static void putBox(ObjectNode node, BoxEntry box) {
    putVec3(node.putArray("centre"), box.centre());
    putVec3(node.putArray("size"), box.size());
    node.put("yaw", box.yaw());
    if (box.pitch() != 0 || box.roll() != 0) {
      node.put("pitch", box.pitch()).put("roll", box.roll());
    }
  }

  private static void putVec3(ArrayNode node, Vec3 v) {
    node.add(v.x()).add(v.y()).add(v.z());
  }

  private static void putPath(ObjectNode node, PathEntry path) {
    node.put("name", path.name());
    if (!path.preset().isEmpty()) {
      node.put("preset", path.preset());
    } else if (path.points().size() == 1) {
      node.set("path", PathFile.tree(path.points().getFirst()));
    } else {
      ArrayNode list = node.putObject("path").putArray("paths");
      path.points().forEach(p -> list.add(PathFile.tree(p)));
    }
    path.object().ifPresent(o -> node.put("object", o));
    FilmEntry film = path.film();
    film.frames().ifPresent(n -> node.put("frames", n));
    node.put("width", film.width()).put("height", film.height());
    node.put("fps", film.framesPerSecond());
    if (!film.views().isEmpty()) {
      ArrayNode views = node.putArray("views");
      film.views().forEach(views::add);
    }
  }
}
