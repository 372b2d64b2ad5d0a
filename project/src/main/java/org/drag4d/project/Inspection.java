package org.drag4d.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.GltfScene;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.PathFile;
import org.drag4d.splat.file.SurfelFile;
import org.drag4d.task.InputException;
import org.drag4d.video.VideoReader;

/** Says what is in a file or a project, and what is wrong with it. */
public final class Inspection {
  private Inspection() {}

  /**
   * Returns facts by name; values are texts, numbers, lists or maps of these.
   *
   * @throws InputException if it cannot be read, which is then what is wrong with it
   */
  public static Map<String, Object> of(Path path) {
    if (!Files.exists(path)) {
      throw new InputException(path.toString(), "there is no such file or folder");
    }
    if (Files.isDirectory(path)) {
      return project(path);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("file", path.toString());
    facts.put("bytes", size(path));
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    switch (extension) {
      case "png", "jpg", "jpeg", "webp", "gif", "bmp" -> picture(path, facts);
      case "npy" -> array(path, facts);
      case "ply", "splat", "spz" -> surfels(path, facts);
      case "glb", "gltf" -> mesh(path, facts);
      case "mp4", "webm" -> film(path, facts);
      case "json" -> json(path, facts);
      default ->
          throw new InputException(
              path.toString(),
              "is of a kind that is not known here",
              "Known: pictures, NPY, PLY, .splat, SPZ, GLB, MP4, WebM, JSON, projects.");
    }
    return facts;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> project(Path folder) {
    ProjectFile wishes = Project.read(folder);
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("project", layout.root().toString());
    facts.put("prompt", wishes.prompt());
    facts.put("panorama", wishes.panorama().prior());
    facts.put("seed", wishes.seed());
    facts.put("quality", wishes.quality().name().toLowerCase(Locale.ROOT));
    Map<String, Object> stages = new LinkedHashMap<>();
    stages.put("scene", stage(layout.scene()));
    wishes
        .objects()
        .forEach(o -> stages.put("objects/" + o.name(), stage(layout.object(o.name()))));
    stages.put("composed", stage(layout.composed()));
    wishes
        .paths()
        .forEach(p -> stages.put("animation/" + p.name(), stage(layout.animation(p.name()))));
    facts.put("stages", stages);
    return facts;
  }

  private static Map<String, Object> stage(Path folder) {
    Map<String, Object> facts = new LinkedHashMap<>();
    StageRecord.read(folder)
        .ifPresentOrElse(
            record -> {
              facts.put("status", record.status().name().toLowerCase(Locale.ROOT));
              facts.put("seconds", Math.round(record.seconds() * 10) / 10.0);
              facts.put("version", record.version());
              facts.put("priors", record.priors());
              List<String> wrong =
                  record.files().entrySet().stream()
                      .filter(f -> f.getValue() >= 0 && !isWhole(folder, f))
                      .map(Map.Entry::getKey)
                      .toList();
              if (!wrong.isEmpty()) {
                facts.put("missing or changed", wrong);
              }
            },
            () -> facts.put("status", "not made"));
    return facts;
  }

  private static boolean isWhole(Path folder, Map.Entry<String, Long> file) {
    Path path = folder.resolve(file.getKey());
    return Files.isRegularFile(path) && size(path) == file.getValue();
  }

  private static void picture(Path file, Map<String, Object> facts) {
    Image image = ImageFiles.read(file);
    facts.put("kind", "picture");
    facts.put("size", image.width() + " x " + image.height());
    facts.put("channels", image.channels());
    if (image.width() == 2 * image.height()) {
      facts.put("shape", "2:1, as a panorama");
    }
    if (file.toString().endsWith(".png")) {
      Map<String, String> text = ImageFiles.text(file);
      if (!text.isEmpty()) {
        facts.put("text", text);
      }
    }
  }

  private static void array(Path file, Map<String, Object> facts) {
    NpyFile.Array array = NpyFile.read(file);
    int nan = 0;
    int infinite = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : array.values()) {
      if (Double.isNaN(value)) {
        nan++;
      } else if (Double.isInfinite(value)) {
        infinite++;
      } else {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    facts.put("kind", "array of " + array.type());
    facts.put("shape", java.util.Arrays.toString(array.shape()));
    if (least <= most) {
      facts.put("range", least + " to " + most);
    }
    facts.put("infinite", infinite);
    facts.put("not a number", nan);
  }

  private static void surfels(Path file, Map<String, Object> facts) {
    SurfelFile read = SurfelFile.read(file);
    facts.put("kind", "splats");
    facts.put("surfels", read.scene().surfels().count());
    facts.put("harmonics degree", read.scene().surfels().degree());
    facts.put(
        "objects", Arrays.stream(read.scene().instances()).filter(i -> i > 0).distinct().count());
    if (!read.notes().isEmpty()) {
      facts.put("notes", read.notes());
    }
  }

  private static void mesh(Path file, Map<String, Object> facts) {
    GltfScene scene = GlbFile.read(file);
    facts.put("kind", "mesh");
    Map<String, Object> nodes = new LinkedHashMap<>();
    for (GltfScene.Node node : scene.nodes()) {
      nodes.put(
          node.name(),
          node.mesh().triangleCount()
              + " triangles"
              + (node.movement().isPresent() ? ", moves" : ""));
    }
    facts.put("nodes", nodes);
  }

  private static void film(Path file, Map<String, Object> facts) {
    try (VideoReader reader = new VideoReader(file)) {
      facts.put("kind", "film");
      facts.put("size", reader.width() + " x " + reader.height());
      facts.put("frames a second", reader.framesPerSecond());
      int frames = 0;
      while (reader.next().isPresent()) {
        frames++;
      }
      facts.put("frames", frames);
      facts.put("comment", reader.comment());
    }
  }

  private static void json(Path file, Map<String, Object> facts) {
    var json = JsonFile.read(file);
    if (json.has("schema") && json.has("objects")) {
      ProjectFile.read(file);
      facts.put("kind", "wishes of a project");
    } else if (json.has("frames") && json.path("frames").isArray()) {
      CameraFile.Contents cameras = CameraFile.read(file);
      facts.put("kind", "cameras");
      facts.put("cameras", cameras.frames().size());
      if (!cameras.notes().isEmpty()) {
        facts.put("notes", cameras.notes());
      }
    } else if (json.has("points") || json.has("paths")) {
      List<Path3> paths = PathFile.read(file);
      facts.put("kind", "path");
      facts.put("paths", paths.size());
      facts.put("points", paths.stream().mapToInt(p -> p.points().size()).sum());
    } else {
      facts.put("kind", "JSON");
      facts.put("keys", json.properties().stream().map(Map.Entry::getKey).toList());
    }
  }
}
