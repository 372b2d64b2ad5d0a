package org.drag4d.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drag4d.animate.ViewRing;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.WholeFile;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.project.ProjectFile.PathEntry;

/**
 * {@code report.html}: everything that was made, in one file that opens by double click. Pictures
 * and films are inside it; no host is named. The page is a template whose script draws what the
 * data say.
 */
final class Report {
  private static final String TEMPLATE = "report.html";
  private static final String DATA = "@DATA@";

  private final Project project;
  private final Layout layout;
  private final ObjectNode data = JsonNodeFactory.instance.objectNode();
  private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode priors = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode metrics = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode warnings = JsonNodeFactory.instance.arrayNode();

  private Report(Project project) {
    this.project = project;
    this.layout = project.layout();
  }

  /** Writes the page of what there is. */
  static void write(Project project) {
    String json = new Report(project).data().toString().replace("</", "<\\/");
    WholeFile.write(
        project.layout().report(), template().replace(DATA, json).getBytes(StandardCharsets.UTF_8));
  }

  private static String template() {
    try (InputStream in = Report.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode data() {
    ProjectFile wishes = project.wishes();
    data.put("name", layout.root().getFileName().toString());
    data.put("version", Versions.DRAG4D);
    data.put("prompt", wishes.prompt());
    data.put(
        "facts",
        String.format(
            Locale.ROOT,
            "quality %s, seed %d",
            wishes.quality().name().toLowerCase(Locale.ROOT),
            wishes.seed()));
    Path composed = layout.composed().resolve("preview.png");
    Path scene = layout.scene().resolve("preview.png");
    picture("hero", Files.exists(composed) ? composed : scene);
    picture("panorama", layout.scene().resolve("panorama.png"));
    film("turn", layout.composed().resolve("turn.mp4"));
    understanding();
    record("scene", layout.scene());
    objects(wishes.objects());
    record("composed", layout.composed());
    ArrayNode films = data.putArray("films");
    for (PathEntry path : wishes.paths()) {
      record("animate " + path.name(), layout.animation(path.name()));
      addFilm(films, path);
    }
    settings(wishes);
    data.set("steps", steps);
    data.set("priors", priors);
    data.set("metrics", metrics);
    data.set("warnings", warnings);
    return data;
  }

  private void understanding() {
    ArrayNode understood = data.putArray("understood");
    ArrayNode other = data.putArray("otherNotes");
    String prefix = "understood: ";
    StageRecord.read(layout.scene())
        .map(StageRecord::notes)
        .orElse(List.of())
        .forEach(
            note -> {
              if (note.startsWith(prefix)) {
                understood.add(note.substring(prefix.length()));
              } else {
                other.add(note);
              }
            });
  }

  private void record(String name, Path folder) {
    Optional<StageRecord> found = StageRecord.read(folder);
    if (found.isEmpty()) {
      return;
    }
    StageRecord record = found.get();
    record
        .steps()
        .forEach((step, s) -> steps.addObject().put("name", name + ": " + step).put("seconds", s));
    record.priors().forEach((what, who) -> priors.addArray().add(what).add(who));
    record
        .metrics()
        .forEach((what, value) -> metrics.addArray().add(name + ": " + words(what)).add(value));
    if (!name.startsWith("animate")) {
      record.warnings().forEach(w -> warnings.add(name + ": " + w));
    }
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  private void objects(List<ObjectEntry> objects) {
    ArrayNode list = data.putArray("objects");
    for (ObjectEntry object : objects) {
      Path folder = layout.object(object.name());
      record(object.name(), folder);
      Path placement = folder.resolve("placement.json");
      if (!Files.exists(placement)) {
        continue;
      }
      ObjectNode node = list.addObject();
      node.put("name", object.name());
      embed(node, "picture", folder.resolve("reference.png"), "image/png");
      embed(node, "mask", folder.resolve("mask.png"), "image/png");
      ArrayNode rows = node.putArray("rows");
      JsonNode json = JsonFile.read(placement);
      for (Map.Entry<String, JsonNode> entry : json.path("report").properties()) {
        if (entry.getValue().isNumber()) {
          rows.addArray().add(entry.getKey().replace('_', ' ')).add(entry.getValue());
        }
      }
      for (JsonNode note : json.path("report").path("notes")) {
        rows.addArray().add("note").add(note.asText());
      }
    }
  }

  private void addFilm(ArrayNode films, PathEntry path) {
    Path folder = layout.animation(path.name());
    Path grid = folder.resolve("grid.mp4");
    Optional<StageRecord> record = StageRecord.read(folder);
    if (!Files.exists(grid) || record.isEmpty()) {
      return;
    }
    ObjectNode film = films.addObject();
    film.put("name", path.name());
    film.put("fps", path.film().framesPerSecond());
    film.put("prior", record.get().priors().getOrDefault("video", ""));
    film.putArray("size").add(path.film().width()).add(path.film().height());
    embed(film, "grid", grid, "video/mp4");
    record.get().warnings().forEach(film.putArray("warnings")::add);
    ArrayNode views = film.putArray("views");
    int frames = 0;
    for (String name : ViewRing.NAMES) {
      Path tracks = folder.resolve(name).resolve("tracks.json");
      if (!Files.exists(tracks)) {
        continue;
      }
      JsonNode json = JsonFile.read(tracks);
      frames = json.path("frames").asInt();
      ObjectNode view = views.addObject();
      view.put("name", name).put("place", ViewRing.NAMES.indexOf(name));
      ArrayNode list = view.putArray("tracks");
      for (JsonNode track : json.path("tracks")) {
        ObjectNode node = list.addObject();
        node.put("part", track.path("part").asInt());
        node.set("visible", track.path("visible"));
        ArrayNode points = node.putArray("points");
        for (JsonNode point : track.path("points")) {
          points.addArray().add(tenths(point.path(0))).add(tenths(point.path(1)));
        }
      }
    }
    film.put("frames", frames);
  }

  private static double tenths(JsonNode value) {
    return Math.round(value.asDouble() * 10) / 10.0;
  }

  private void settings(ProjectFile wishes) {
    ArrayNode rows = data.putArray("settings");
    rows.addArray().add("quality").add(wishes.quality().name().toLowerCase(Locale.ROOT));
    rows.addArray().add("seed").add(Long.toString(wishes.seed()));
    String text = wishes.quality().sceneSettings(wishes.seed()).toString();
    for (String pair : text.substring(text.indexOf('[') + 1, text.length() - 1).split(", ")) {
      int equals = pair.indexOf('=');
      if (!pair.startsWith("seed=")) {
        rows.addArray().add(words(pair.substring(0, equals))).add(pair.substring(equals + 1));
      }
    }
  }

  private void film(String key, Path file) {
    embed(data, key, file, "video/mp4");
  }

  /** Embeds a large picture as JPEG: a panorama is a tenth as large that way. */
  private void picture(String key, Path png) {
    if (Files.exists(png)) {
      byte[] jpeg = JpegPicture.of(ImageFiles.readColour(png));
      data.put(key, "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg));
    }
  }

  private static void embed(ObjectNode node, String key, Path file, String type) {
    if (!Files.exists(file)) {
      return;
    }
    byte[] bytes = WholeFile.read(file, 64L << 20);
    node.put(key, "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
  }
}
